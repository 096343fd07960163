"""Cutting documents into chunks and finding them again."""

import pytest

from binhdan.ai.chunking import OPENING, Document, Settings, cut
from binhdan.ai.retrieval import Index, misses, official_terms, recall

TEXT = "ĐĂNG KÝ KẾT HÔN\nLàm tại phường.\n1. Hồ sơ\n- Tờ khai\n- Giấy tờ tuỳ thân\n2. Lệ phí\nKhông thu."


def document(code="A", title="Đăng ký kết hôn", text=TEXT):
    return Document(code, title, "Hộ tịch", "01/01/2026", text)


def test_cutting_by_headings_keeps_each_section_verbatim():
    chunks = cut(document(), Settings("headings", 100, 0, ("title", "section")))
    assert [chunk.section for chunk in chunks] == [OPENING, "Hồ sơ", "Lệ phí"]
    assert all(chunk.body in TEXT for chunk in chunks)
    assert chunks[-1].text == "Đăng ký kết hôn\nLệ phí\nKhông thu."


def test_cutting_by_words_overlaps_and_loses_nothing():
    text = " ".join(f"từ{i}" for i in range(25))
    chunks = cut(document(text=text), Settings("words", 10, 3))
    assert [len(chunk.body.split()) for chunk in chunks] == [10, 10, 10, 4]
    assert chunks[0].body.split()[-3:] == chunks[1].body.split()[:3]
    assert {word for chunk in chunks for word in chunk.body.split()} == set(text.split())


def test_a_long_section_is_cut_too_and_knows_its_heading():
    text = "1. Một\n" + "chữ " * 30 + "\n2. Hai\nngắn"
    chunks = cut(document(text=text), Settings("headings", 20, 0, ("section",)))
    assert [chunk.section for chunk in chunks] == ["Một", "Một", "Hai"]
    assert cut(document(text=text), Settings("words", 1000))[0].section == "Một"


def test_a_text_without_headings_is_one_opening():
    assert [chunk.section for chunk in cut(document(text="Chỉ một câu."), Settings("headings", 50))] == [OPENING]


def test_an_empty_text_has_no_chunks():
    assert cut(document(text=""), Settings()) == cut(document(text=""), Settings("headings", 50)) == []


@pytest.mark.parametrize(
    "raw, named",
    [
        ([], "bốn dòng"),
        ({"cat_theo": "de_muc"}, "so_tu"),
        ({"cat_theo": "trang", "so_tu": 50, "goi_dau": 0, "gan_nhan": []}, "cat_theo"),
        ({"cat_theo": "de_muc", "so_tu": True, "goi_dau": 0, "gan_nhan": []}, "so_tu"),
        ({"cat_theo": "de_muc", "so_tu": 50, "goi_dau": 40, "gan_nhan": []}, "goi_dau"),
        ({"cat_theo": "de_muc", "so_tu": 50, "goi_dau": 0, "gan_nhan": ["tác giả"]}, "gan_nhan"),
        ({"cat_theo": "de_muc", "so_tu": 50, "goi_dau": 0, "gan_nhan": [], "them": 1}, "them"),
    ],
)
def test_wrong_settings_are_named(raw, named):
    with pytest.raises(ValueError, match=named):
        Settings.read(raw)


DOCUMENTS = [
    document(),
    document("B", "Đăng ký khai tử", "ĐĂNG KÝ KHAI TỬ\n1. Hồ sơ\n- Giấy báo tử\n2. Lệ phí\nKhông thu."),
    document("C", "Đăng ký tạm trú", "ĐĂNG KÝ TẠM TRÚ\n1. Hồ sơ\n- Hợp đồng thuê nhà\n2. Lệ phí\n15.000 đồng."),
]
SETTINGS = Settings("headings", 100, 0, ("title", "section"))


def test_official_words_are_found_without_a_thesaurus_and_without_diacritics():
    index = Index(DOCUMENTS, SETTINGS)
    assert index.documents("le phi dang ky tam tru")[0].chunk.document.code == "C"
    assert index.search("hồ sơ khai tử", 1)[0].chunk.body == "- Giấy báo tử"


def test_everyday_words_need_the_thesaurus():
    asked = [("cháu ở trọ", "C"), ("cu vua qua doi", "B")]
    assert recall(Index(DOCUMENTS, SETTINGS), asked, 1) < 1
    index = Index(DOCUMENTS, SETTINGS, {"tạm trú": ["ở trọ"], "khai tử": ["qua đời"]})
    assert recall(index, asked, 1) == 1 and misses(index, asked, 1) == []
    assert index.rewrite("cháu ở trọ") == "cháu ở trọ. tạm trú"


def test_forms_match_whole_words_only():
    assert official_terms("bảo hiểm", {"thiên tai": ["bão"]}) == ["thiên tai"]  # bão and bảo are one without marks
    assert official_terms("báocáo", {"thiên tai": ["bão"]}) == []


def test_documents_are_listed_once_each():
    assert len({found.chunk.document.code for found in Index(DOCUMENTS, SETTINGS).documents("lệ phí", 3)}) == 3
