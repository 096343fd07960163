"""A summary's length and words, and the choice of the faithful one among three."""

import json

import pytest

from binhdan import check
from binhdan.check.summaries import faithful_one_chosen
from binhdan.curriculum import load_course

FOLDER = load_course().lesson("B1.02").folder
LETTER = json.loads((FOLDER / "data/cong-van.json").read_text(encoding="utf-8"))
KEY = json.loads((FOLDER / "hidden/ba-ban-dap-an.json").read_text(encoding="utf-8"))
HONEST = [
    """- Người từ 60 tuổi trở lên được khám sức khỏe miễn phí mỗi năm một lần.
- Khám từ ngày 6 đến 24 tháng 7 tại trạm y tế phường, sáng 7h, chiều 13h30.
- Các tổ rà soát từng hộ, phường lập danh sách gửi Sở Y tế trước 17h ngày 12/6/2026.
- Cụ trên 80 tuổi khám tại nhà.
- Xong đợt khám, phường báo cáo UBND thành phố trước 31/7.""",
    "Tu ngay 6/7 den 24/7, cac cu tu du 60 tuoi duoc kham suc khoe tai tram y te phuong, khong mat tien, ngan sach thanh pho tra "
    "180.000d moi nguoi. To truong giup phuong lap danh sach, gui So Y te truoc 17 gio ngay 12/6. Cu nao khong di lai duoc thi duoc "
    "kham tai nha. Kham xong, phuong nop bao cao truoc ngay 31 thang 7.",
    "Thưa các bác tổ trưởng, năm nay thành phố khám sức khoẻ cho người từ sáu mươi tuổi trở lên, không ai phải nộp tiền. Khám ở trạm y tế "
    "từ mồng 6/7 tới hết 24/7, ai vắng thì khám bù hai ngày 27 và 28/7. Nhờ các bác rà từng nhà để phường kịp gửi danh sách trước 12/6. "
    "Sau đó phường tổng hợp kết quả, báo cáo trước 31/7.",
]
CHECKS = (check.summary_fits, check.details_are_in_source, check.key_points_told)


def rows(text: str) -> list[dict]:
    return [dict(zip(("trả lời", "câu", "loại lỗi"), line.split("|"))) for line in text.splitlines()]


@pytest.mark.parametrize("text", HONEST, ids=["list", "no diacritics", "spoken"])
def test_honest_summaries_pass_every_check(text):
    assert [verdict.reason for checked in CHECKS if not (verdict := checked(text, case=LETTER)).passed] == []


@pytest.mark.parametrize(
    "before, after, failing",
    [
        ("12/6/2026", "18/7/2026", {1}),
        ("13h30", "14h", {1}),
        ("Sở Y tế", "Phòng Y tế", {1}),
        ("Các tổ rà soát từng hộ, phường lập danh sách gửi Sở Y tế", "Gửi", {0}),
        ("miễn phí mỗi năm một lần.\n- Khám từ ngày 6 đến 24 tháng 7 tại trạm y tế phường, sáng 7h, chiều 13h30", "mỗi năm", {0, 2}),
        ("Các tổ", "Được sự quan tâm của lãnh đạo thành phố, theo tinh thần chỉ đạo chung, các tổ", {0}),
    ],
)
def test_one_fault_fails_its_own_property(before, after, failing):
    text = HONEST[0].replace(before, after)
    assert {place for place, checked in enumerate(CHECKS) if not checked(text, case=LETTER).passed} == failing


def test_a_copied_passage_and_an_endless_sentence_do_not_fit():
    copied = "Bà con nhớ nhé. " + " ".join(LETTER["source"]["lines"][3].split()[:60])
    assert "chép" in check.summary_fits(copied, case=LETTER).reason
    endless = HONEST[2].replace(".", ",").replace(", Khám", ", khám").replace(", Nhờ", ", nhờ").replace(", Sau", ", sau")
    assert "Có câu dài" in check.summary_fits(endless, case=LETTER).reason


RIGHT = "A|2|nói quá\nA|5|ngày giờ\nC|2|số liệu\nC|4|bịa"


@pytest.mark.parametrize("table", [RIGHT, RIGHT + "\nB||không lỗi", "bản A|2|noi qua\nC|2, 4|số liệu", "A|5|hạn\nC|4|bịa", "A|2,4,5|hạn\nC|2,4,5|bịa", "A|2,4|hạn\nC|2,4,5|bịa"])
def test_the_faithful_one_is_chosen_by_catching_the_others(table):
    assert faithful_one_chosen(rows(table), KEY).passed


@pytest.mark.parametrize(
    "table",
    [
        "B|1|số liệu\nC|4|bịa",
        "A|2|nói quá",
        "A|1|số liệu\nC|1|số liệu",
        "A|1-6|nói quá\nC|1-5|bịa",
        "A|2-5|nói quá\nC|2-4|bịa",
        "A|2-5|nói quá\nC|2-5|bịa",
        "A|2,5|nói quá\nB|3|số liệu\nC|2,4|bịa",
        "A|2,5|nói quá\nC|1|bịa",
        "A||không lỗi\nB||không lỗi\nC||không lỗi",
    ],
)
def test_a_guess_is_no_choice(table):
    said = faithful_one_chosen(rows(table), KEY)
    assert not said.passed and not any(name in said.reason.split() for name in "ABC")


@pytest.mark.parametrize("table", [RIGHT + "\nB||", RIGHT.replace("ngày giờ", "ngày giờ sai ạ"), RIGHT.replace("số liệu", "số liệu (số máy)")])
def test_rows_as_people_write_them(table):
    assert faithful_one_chosen(rows(table), KEY).passed


def test_a_row_without_bars_is_told_how_to_write_them():
    assert "gõ dấu |" in faithful_one_chosen(rows(RIGHT.replace("A|2|nói quá", "A - 2 - nói quá||")), KEY).reason


def test_by_looks_alone_the_faithful_summary_would_lose():
    """Counting figures or words shared with the letter points to the wrong ones."""
    shown = json.loads((FOLDER / "data/ba-ban.json").read_text(encoding="utf-8"))
    assert shown["answers"] == KEY["answers"] and "errors" not in shown and "key" not in shown
    source = " ".join(shown["source"]["lines"])
    shared = {a["name"]: sum(word in source for s in a["sentences"] for word in s.split()) / sum(len(s.split()) for s in a["sentences"]) for a in KEY["answers"]}
    faithful = ({a["name"] for a in KEY["answers"]} - {e["answer"] for e in KEY["errors"]}).pop()
    assert min(shared, key=shared.get) == faithful


def test_the_letter_does_not_give_its_points_away():
    text = json.dumps(LETTER["key"]["points"], ensure_ascii=False)
    assert "12/6" not in text and "trạm y tế" not in text and "31/7" not in text
