"""Errors marked in recorded answers: reading the rows, the score, and the ways to cheat."""

import json

import pytest

from binhdan.check import errors
from binhdan.check.registry import Wrong
from binhdan.check.verdict import State
from binhdan.curriculum import load_course

CASE = {
    "name": "B1.07/thu",
    "answers": [{"name": "1", "sentences": ["a", "b", "c", "d"]}, {"name": "2", "sentences": ["e", "f", "g", "h", "i"]}],
    "kinds": {"số liệu": ["con số"], "tên riêng": ["tên"], "suy diễn": []},
    "errors": [
        {"answer": "1", "sentence": 2, "kinds": ["số liệu"]},
        {"answer": "2", "sentence": 1, "kinds": ["tên riêng", "suy diễn"]},
    ],
}
OPEN = {name: value for name, value in CASE.items() if name != "errors"} | {"key": errors.key(CASE["name"], CASE["errors"])}


def rows(text: str) -> list[dict]:
    return [dict(zip(("trả lời", "câu", "loại lỗi"), line.split("|"))) for line in text.splitlines()]


def marked(text: str) -> list[tuple]:
    return [(mark.answer, mark.sentence, mark.kind) for mark in errors.read_marks(rows(text), CASE)]


@pytest.mark.parametrize(
    "line, expected",
    [
        ("1|2|số liệu", [("1", 2, "số liệu")]),
        ("Trả lời 1 | câu 2 | SO LIEU ", [("1", 2, "số liệu")]),
        ("2|1 và 3|con số", [("2", 1, "số liệu"), ("2", 3, "số liệu")]),
        ("2|3, 1|tên", [("2", 1, "tên riêng"), ("2", 3, "tên riêng")]),
        ("2|2–4|suy diễn", [("2", 2, "suy diễn"), ("2", 3, "suy diễn"), ("2", 4, "suy diễn")]),
        ("1||không lỗi", []),
        ("1|không có lỗi|", []),
        ("1|-|", []),
        ("||", []),
        ("1 - 2 - số liệu||", [("1", 2, "số liệu")]),
        ("1, 2, số liệu||", [("1", 2, "số liệu")]),
        ("Trả lời 2; câu 1, 3; tên||", [("2", 1, "tên riêng"), ("2", 3, "tên riêng")]),
        ("1|2|sai số liệu ạ", [("1", 2, "số liệu")]),
        ("1|2|lỗi tên", [("1", 2, "tên riêng")]),
    ],
)
def test_rows_are_read_as_people_write_them(line, expected):
    assert marked(line) == expected


@pytest.mark.parametrize(
    "line, said",
    [
        ("3|1|số liệu", "Dòng 1"),
        ("|1|số liệu", "Dòng 1"),
        ("1|5|số liệu", "chỉ có câu 1 đến 4"),
        ("1|hai|số liệu", "phải là số câu"),
        ("1|2|sai bét", "loại lỗi phải là một trong"),
        ("1|2|", "loại lỗi phải là một trong"),
        ("1|2|số liệu, tên riêng", "loại lỗi phải là một trong.*chọn một loại"),
        ("1|2|sai bét", "Chép đúng tên"),
        ("1 2 số liệu||", "gõ dấu"),
        ("1|2|số liệu\n1|2|tên riêng", "có hai dòng"),
        ("1|1-999999999|số liệu", "không có câu"),
    ],
)
def test_a_row_that_cannot_be_read_is_named(line, said):
    with pytest.raises(Wrong, match=said):
        marked(line)


def test_a_row_written_over_the_names_of_the_columns_counts():
    over = [dict(zip(("1", "2", "số liệu"), ("2", "1", "tên")))]
    assert errors.read_marks(over, CASE) == [errors.Mark("1", 2, "số liệu"), errors.Mark("2", 1, "tên riêng")]
    assert errors.read_marks(rows("2|1|tên"), CASE) == [errors.Mark("2", 1, "tên riêng")]


def test_a_table_with_too_few_columns_says_which_there_are():
    with pytest.raises(Wrong, match="trả lời | câu | loại lỗi"):
        errors.read_marks([{"câu": "2", "loại lỗi": "số liệu"}], CASE)


@pytest.mark.parametrize(
    "text, found, false, missed",
    [
        ("1|2|số liệu\n2|1|suy diễn", 2, 0, 0),
        ("1|2|tên", 1, 0, 1),
        ("1|1-4|tên\n2|1-5|tên", 2, 7, 0),
        ("1|1|tên", 0, 1, 2),
    ],
)
@pytest.mark.parametrize("case", [CASE, OPEN], ids=["plain key", "sealed key"])
def test_marks_are_counted_alike_for_both_forms_of_the_key(text, found, false, missed, case):
    assert errors.tally(errors.read_marks(rows(text), case), case) == errors.Tally(found, false, missed)


def test_a_kind_counts_only_on_its_sentence_and_every_fitting_kind_counts():
    for text, found in (("2|1|tên", 1), ("2|1|suy diễn", 1), ("2|1|số liệu", 0), ("2|2|tên", 0)):
        assert errors.tally(errors.read_marks(rows(text), CASE), CASE, kinds=True).found == found


def test_nothing_wrong_and_nothing_marked_is_perfect():
    assert errors.Tally(0, 0, 0).f1 == 1
    assert errors.Tally(0, 3, 0).f1 == 0


def test_an_open_case_counts_and_a_held_out_case_says_nothing_of_its_answers():
    wrong = rows("1|1|tên\n2|3|tên")
    assert "Bắt trúng 0 câu, bắt oan 2 câu, bỏ sót 2 câu" in errors.errors_found(wrong, OPEN).reason
    for check in (errors.errors_found, errors.error_kinds_right):
        said = check(wrong, CASE)
        assert said.state is State.FAILED
        assert not any(c.isdigit() for c in said.reason)


def test_the_seals_do_not_show_the_answer():
    text = json.dumps(OPEN["key"], ensure_ascii=False)
    assert "số liệu" not in text and "sentence" not in text


def lesson_case(where: str) -> dict:
    return json.loads((load_course().lesson("B1.07").folder / where).read_text(encoding="utf-8"))


@pytest.mark.parametrize("where", ["data/bo-1.json", "hidden/bo-2-dap-an.json"])
def test_in_the_lesson_marking_everything_or_by_rote_stays_low(where):
    case = lesson_case(where)
    places = [(a["name"], n) for a in case["answers"] for n in range(1, len(a["sentences"]) + 1)]
    texts = {(a["name"], n): s for a in case["answers"] for n, s in enumerate(a["sentences"], 1)}
    with_digits = [place for place, text in texts.items() if any(c.isdigit() for c in text)]
    without_digits = [place for place in places if place not in with_digits]
    firsts = [(a["name"], 1) for a in case["answers"]]
    lasts = [(a["name"], len(a["sentences"])) for a in case["answers"]]
    for chosen, most in ((places, 0.5), (with_digits, 0.7), (without_digits, 0.7), (firsts, 0.5), (lasts, 0.7)):
        marks = [errors.Mark(name, n, "suy diễn") for name, n in chosen]
        assert errors.tally(marks, case).f1 < most
        assert not errors.errors_found([{"a": m.answer, "b": m.sentence, "c": m.kind} for m in marks], case).passed


@pytest.mark.parametrize("where", ["data/bo-1.json", "hidden/bo-2-dap-an.json"])
def test_in_the_lesson_one_answer_holds_no_error(where):
    case = lesson_case(where)
    places = [[errors.Mark(a["name"], n, "") for n in range(1, len(a["sentences"]) + 1)] for a in case["answers"]]
    assert 0 in [errors.tally(marks, case).found for marks in places]


def test_the_second_set_goes_out_without_its_key_and_is_the_one_that_is_marked():
    shown, marked_on = lesson_case("data/bo-2.json"), lesson_case("hidden/bo-2-dap-an.json")
    assert shown["answers"] == marked_on["answers"]
    assert "key" not in shown and "errors" not in shown
