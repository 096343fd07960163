"""Sealed choices and exact answers, however people write them down."""

import pytest

from binhdan import check
from binhdan.check.choices import key

CHOICES = key("thu", {"1": "b", "2": "a", "3": "c"}, ["a", "b", "c"])
EXACT = key("so", {"tổng": "1.250.000", "tên": ["Đồi Chè", "phường Đồi Chè"], "7": "3,5"})


def table(*rows, columns=("câu", "chọn")):
    return [dict(zip(columns, row)) for row in rows]


@pytest.mark.parametrize(
    "answers",
    [
        table(("1", "b"), ("2", "a"), ("3", "c")),
        table(("3", "C."), ("Câu 2", "(a)"), ("câu 01", "b – vì lộ đáp án")),
        table(("1", "b"), ("2", "a"), ("3", "c"), ("4", "zzz")),
        table(("1", "b", "ghi chú"), ("2", "a", ""), ("3", "c", "a"), columns=("câu", "chọn", "vì sao")),
        "1: b\n2: a\n3: c",
        "Câu 1. B\ncau 2) a\n3 - c",
        "1 b\n2 a\n3 | c",
        {"1": "b", 2: "a", "3": "c"},
    ],
    ids=str,
)
def test_right_choices_in_any_writing(answers):
    assert check.choices_are_right(answers, case=CHOICES).passed


@pytest.mark.parametrize(
    "answers, said",
    [
        ("1: b\n2: a", "Chưa trả lời câu 3"),
        ("1: b\n2: a\n3: a", "Đúng 2/3 câu, cần 3. Xem lại câu 3"),
        ("1: b\n1: c\n2: a\n3: c", "Câu 1 có hai dòng"),
        ("1: a, b\n2: a\n3: c", "Câu 1 có 2 lựa chọn"),
        ("1: x\n2: a\n3: c", "“x” không phải một lựa chọn"),
        ([{"câu": "1"}], "hai cột"),
        (table(("1", "b"), ("2", ""), ("3", "c")), "Chưa trả lời câu 2"),
    ],
)
def test_what_is_wrong_is_said(answers, said):
    verdict = check.choices_are_right(answers, case=CHOICES)
    assert verdict.state == "failed" and said in verdict.reason


def test_a_table_with_empty_cells_is_not_attempted():
    assert check.choices_are_right(table(("1", ""), ("2", " ")), case=CHOICES).state == "not_attempted"
    assert check.choices_are_right("chẳng biết", case=CHOICES).state == "failed"


def test_a_single_question_is_right_or_gets_its_own_advice():
    case = key("B1.99/mot", {"Bưởi": "642000"}) | {"advice": "Cộng lại từng dòng."}
    assert check.choices_are_right({"Bưởi": "642.000"}, case=case).reason == "Đúng."
    assert check.choices_are_right({"Bưởi": "1"}, case=case).reason == "Câu trả lời chưa đúng. Cộng lại từng dòng."


def test_the_same_answer_has_another_seal_in_another_question():
    assert len({seal for seals in key("x", {"1": "a", "2": "a"}, ["a", "b"])["seals"].values() for seal in seals}) == 2


@pytest.mark.parametrize("empty", [[], "", "  ", {}, None])
def test_nothing_is_not_attempted(empty):
    assert check.choices_are_right(empty, case=CHOICES).state == "not_attempted"


class Everything:
    def __eq__(self, other):
        return True

    def __str__(self):
        return "a b c"

    __hash__ = None


@pytest.mark.parametrize("strange", [7, object(), [1, 2], Everything(), [{"câu": "1", "chọn": Everything()}], {"1": ["b"]}])
def test_strange_values_fail_without_raising(strange):
    assert check.choices_are_right(strange, case=CHOICES).state == "failed"


def test_one_answer_everywhere_does_not_pass():
    for letter in "abc":
        assert not check.choices_are_right({q: letter for q in "123"}, case=CHOICES).passed


def test_enough_can_be_less_than_all():
    assert check.choices_are_right("1: b\n2: a\n3: a", case=CHOICES | {"least": 2}).passed


def test_a_held_out_failure_names_no_question():
    assert "Xem lại câu" not in check.choices_are_right("1: a\n2: a\n3: a", case=CHOICES | {"held_out": True}).reason


@pytest.mark.parametrize("total", ["1.250.000", "1250000", "1 250 000"])
@pytest.mark.parametrize("name", ["đồi chè", "Phường Đồi Chè.", "doi che"])
def test_exact_answers(total, name):
    assert check.choices_are_right(table(("tổng", total), ("tên", name), ("7", "3,5")), case=EXACT).passed


@pytest.mark.parametrize("total", ["1.250.001", "125000", "12.500.00"])
def test_wrong_exact_answers(total):
    assert not check.choices_are_right(table(("tổng", total), ("tên", "đồi chè"), ("7", "3,5")), case=EXACT).passed

YES_NO = key("gui", {"1": "không", "2": "được", "3": "không"}, ["được", "không"])


@pytest.mark.parametrize(
    "answers",
    [
        "1: không được\n2: được ạ\n3: tuyệt đối không",
        "1: ko\n2: đc\n3: không được gửi đâu",
        "không\nđược\nkhông",
        "Không được\n\nĐược\nKhông ạ",
    ],
)
def test_yes_and_no_as_people_say_them(answers):
    assert check.choices_are_right(answers, case=YES_NO).passed


@pytest.mark.parametrize("answers", ["không\nđược", "được\nđược\nkhông", "1: được, không\n2: được\n3: không", "không\nđược\nkhông\nđược"])
def test_too_few_too_many_wrong_or_both(answers):
    assert not check.choices_are_right(answers, case=YES_NO).passed
