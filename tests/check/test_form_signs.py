"""Checklists of signs: reading the rows, and what earns nothing."""

import itertools
import json

import pytest

from binhdan import check
from binhdan.check import form_signs
from binhdan.check.registry import Wrong
from binhdan.curriculum import load_course

FOLDER = load_course().lesson("B1.03").folder
PAIR, TWELVE = (json.loads((FOLDER / where).read_text(encoding="utf-8")) for where in ("data/cap-thu.json", "hidden/muoi-hai-ban.json"))
RIGHT = "cbacbacbc"


def rows(*signs: str, names=None) -> list[dict]:
    return [{"thành phần": name, "dấu hiệu": sign} for name, sign in zip(names or map(str, range(1, 10)), signs)]


def passes(table: list[dict]) -> tuple[bool, bool, bool]:
    return (
        check.checklist_sorts(table, case=PAIR, accept=1, refuse=1).passed,
        check.checklist_sorts(table, case=TWELVE, accept=1, refuse=6).passed,
        check.checklist_sorts(table, case=TWELVE, accept=4, refuse=8).passed,
    )


@pytest.mark.parametrize(
    "table",
    [
        rows(*RIGHT),
        rows(*RIGHT.upper()),
        rows("c.", "(b)", "a)", "C – vì cần đủ hai dòng", "b: có trích yếu", " a ", "c", "b", "c"),
        rows(*RIGHT, names=PAIR["signs"]),
        rows(*RIGHT, names=["Quốc hiệu", "ten co quan", "Số, ký hiệu", "thời gian", "trích yếu", "Nội dung", "họ tên", "dấu của cơ quan", "Nơi nhận"]),
        rows(*[PAIR["signs"][name][letter]["says"] for name, letter in zip(PAIR["signs"], RIGHT)]),
        rows('"Độc lập - Tự do"', *RIGHT[1:8], "“Nơi nhận:” và “Lưu:”"),
        [*rows(*RIGHT), {"thành phần": "", "dấu hiệu": ""}],
        rows(*[""] * 9, names=["1 - c", "2. b", "3 a", "4: C", "5) b", "6 – a.", "7 c", "8 - b", "9 – “Nơi nhận:” và “Lưu:”"]),
        rows("câu c", "chọn b", "a ạ", "C nhé", "b", "a", "c", "dấu hiệu b", "c", names=[f"thành phần {n}" for n in range(1, 10)]),
        [{"1": str(n), "c": sign} for n, sign in enumerate(RIGHT[1:], 2)],
    ],
    ids=range(11),
)
def test_a_right_checklist_in_any_writing(table):
    assert passes(table) == (True, True, True)


@pytest.mark.parametrize("wrong", [(at, letter) for at in range(9) for letter in "abc" if letter != RIGHT[at]])
def test_one_sign_too_loose_or_too_strict_loses_only_the_full_mark(wrong):
    at, letter = wrong
    table = rows(*(letter if n == at else right for n, right in enumerate(RIGHT)))
    assert passes(table)[1:] == (True, at == 8 and letter == "a")


@pytest.mark.parametrize(
    "signs",
    ["a" * 9, "b" * 9, "c" * 9, "abc" * 3, ['"ng"'] * 9, ['"zzz"'] * 9, ['"THÔNG BÁO"'] * 9, ['"Lê Đình Khang"'] * 9, "baabaaaaa", "bccbcbbcb"],
    ids=str,
)
def test_rote_and_accepting_or_refusing_everything_earn_nothing_held_out(signs):
    assert passes(rows(*signs))[1:] == (False, False)


def test_few_guesses_do_well():
    seen = [[{x: bool(form_signs.SIGNS[o["sign"]](d["text"])) for x, o in s.items()} for s in TWELVE["signs"].values()] for d in TWELVE["documents"]]
    guesses = [[all(s[n][x] for n, x in enumerate(letters)) for s in seen] for letters in itertools.product("abc", repeat=9)]
    good = [sum(accepted[:4]) >= 1 and sum(accepted[4:]) <= 2 for accepted in guesses]
    assert 0 < sum(good) / len(good) < 0.06


@pytest.mark.parametrize(
    "table, said",
    [
        (rows("a, b, c", *RIGHT[1:]), "Dòng 1: chọn đúng một chữ"),
        (rows("d", *RIGHT[1:]), "Dòng 1: chọn đúng một chữ"),
        (rows('""', *RIGHT[1:]), "Dòng 1: chọn đúng một chữ"),
        (rows("c hoặc b", *RIGHT[1:]), "Dòng 1: chọn đúng một chữ"),
        (rows(*[""] * 9, names=RIGHT), "Chưa đọc được dòng nào"),
        (rows(*[""] * 9, names=["1 - a, b", *"23456789"]), "Chưa đọc được dòng nào"),
        (rows(*RIGHT[:8]), "Chưa chọn dấu hiệu cho 1 thành phần: 9. nơi nhận"),
        (rows(*RIGHT[:8], ""), "Chưa chọn dấu hiệu cho 1 thành phần"),
        (rows(*RIGHT[:8], "c", names=[*"12345678", "1"]), "“1. quốc hiệu, tiêu ngữ” có hai dòng"),
        (rows(*RIGHT, names=["cơ quan", *"23456789"]), "Dòng 1: chưa rõ thành phần nào"),
        ([{"thành phần": "1"}], "hai cột"),
    ],
)
def test_a_row_that_cannot_be_read_is_named(table, said):
    with pytest.raises(Wrong, match=said):
        form_signs.read_checklist(table, PAIR)


def test_the_open_pair_says_what_happened_and_the_held_out_ones_do_not():
    assert "Bản lỗi" in check.checklist_sorts(rows(*RIGHT[:8], "a"), case=PAIR, accept=1, refuse=1).reason
    strict = rows(*RIGHT[:8], '"zzz"')
    assert "9. nơi nhận" in check.checklist_sorts(strict, case=PAIR, accept=1, refuse=1).reason
    for table in (rows(*"abaabaabc"), strict):
        reason = check.checklist_sorts(table, case=TWELVE, accept=4, refuse=8).reason
        assert "riêng" in reason and not any(c.isdigit() for c in reason)


def test_every_sign_offered_is_known():
    offered = {option["sign"] for options in PAIR["signs"].values() for option in options.values()}
    assert offered == set(form_signs.SIGNS) and PAIR["signs"] == TWELVE["signs"]
