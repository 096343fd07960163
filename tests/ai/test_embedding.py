"""The embedding finds texts by shared words, and by meaning only through a thesaurus."""

import math

import pytest

from binhdan.ai.practice.embedding import embed, similarity

DOCUMENTS = [
    "Thủ tục đăng ký khai sinh cho trẻ em tại phường",
    "Lịch thu gom rác thải sinh hoạt ở các tổ dân phố",
    "Hỗ trợ vay vốn cho hộ trồng chè sạch",
    "Khám bảo hiểm y tế hộ gia đình ở trạm y tế",
    "Sửa đường ống nước và lịch cắt nước trong tuần",
    "Mẫu đơn xin xác nhận tạm trú của người thuê nhà",
]
THESAURUS = {"rác": ["rác thải", "đổ bẩn", "vứt đồ bừa bãi"], "chè": ["chè", "trà"], "vốn": ["vay vốn", "mượn tiền"]}


def best(question, thesaurus=None):
    asked = embed(question, thesaurus=thesaurus)
    return max(DOCUMENTS, key=lambda text: similarity(asked, embed(text, thesaurus=thesaurus)))


@pytest.mark.parametrize(
    ("question", "index"),
    [
        ("làm khai sinh cho con ở đâu", 0),
        ("khi nào thu gom rác", 1),
        ("trong che co duoc vay von khong", 2),
        ("kham bao hiem y te o tram", 3),
        ("bao giờ cắt nước", 4),
        ("xin xác nhận tạm trú", 5),
    ],
)
def test_finds_by_words_with_and_without_diacritics(question, index):
    assert best(question) == DOCUMENTS[index]


@pytest.mark.parametrize(("question", "index"), [("ai hay vứt đồ bừa bãi", 1), ("mượn tiền làm trà", 2)])
def test_a_thesaurus_brings_other_words_for_the_same_thing(question, index):
    without = similarity(embed(question), embed(DOCUMENTS[index]))
    told = similarity(embed(question, thesaurus=THESAURUS), embed(DOCUMENTS[index], thesaurus=THESAURUS))
    assert told > without + 0.1
    assert best(question, THESAURUS) == DOCUMENTS[index]


def test_length_is_one_and_nothing_is_nothing():
    assert math.hypot(*embed("chè xuân")) == pytest.approx(1)
    assert embed("!!!", 8) == [0.0] * 8
    assert embed("!!!", 8, {"lạ": ["!!"]}) == [0.0] * 8


def test_stop_words_hardly_count():
    assert similarity(embed("chè của tôi"), embed("chè")) > similarity(embed("của tôi thì là mà"), embed("chè của tôi"))


def test_the_same_on_every_machine():
    assert [round(value, 6) for value in embed("chè xanh", 4)] == [-0.514496, 0.0, 0.857493, 0.0]
