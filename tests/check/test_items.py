"""Short answers are read however people write them, and nothing else earns the point."""

from pathlib import Path

import pytest

from binhdan import bank, check

ROOT = Path(__file__).resolve().parents[2]
ITEMS = [item for items in bank.load(ROOT, 1).families.values() for item in items]


@pytest.fixture(autouse=True)
def course(monkeypatch):
    monkeypatch.setenv("BINHDAN_COURSE", str(ROOT))


def written(item):
    """Three honest ways to write the right answer."""
    right = item.right
    if item.kind == "choice":
        return [right[0].upper(), f"({right[0]})", f"Câu {right[0]}. Vì đúng với nguồn"]
    if item.kind == "marks":
        listed = [str(n) for n in right]
        return [", ".join(listed), " ".join(reversed(listed)), "dòng " + " và dòng ".join(listed)]
    if item.kind == "date":
        day, month = right
        return [f"{day}/{month}", f"Ngày {day:02d} tháng {month:02d} năm 2026", f"{day}-{month}-2026"]
    amount = f"{right[0]:,}".replace(",", ".")
    return [str(right[0]), f"{amount} đồng", f"5 + 4 = {amount}đ", f"{right[0] // 1000} nghìn"]


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.name)
def test_right_answers_pass(item):
    for answer in written(item):
        assert check.item_right(answer, item=item.name).passed, answer
        assert check.item_readable(answer, kind=item.kind, options=item.options).passed, answer


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.name)
def test_tricks_do_not(item):
    others = [other for other in ITEMS if other.family == item.family and other != item]
    tricks = ["", "không biết", "1 đến 8", "1, 2, 3, 4, 5, 6, 7, 8", "a b c d e", "0", "31/12", "đúng", item.question]
    for answer in [*tricks, *(written(other)[0] for other in others)]:
        verdict = check.item_right(answer, item=item.name)
        assert not verdict.passed, answer
        assert not any(key in verdict.reason for key in written(item) if len(key) > 3), "the key is never told"


@pytest.mark.parametrize(
    ("kind", "answer", "read"),
    [
        ("number", "1,25 triệu", True),
        ("number", "1tr250", True),
        ("number", "1 triệu 250 nghìn đồng", True),
        ("number", "200.000 hoặc 250.000", False),
        ("number", "250 nghìn, 200 nghìn", False),
        ("number", "nhiều", False),
        ("date", "12/6 hoặc 17/6", False),
        ("date", "thứ Sáu", False),
        ("date", "40/13", False),
        ("marks", "không dòng nào", False),
        ("choice", "b hoặc d", False),
        ("choice", "g", False),
    ],
)
def test_what_can_be_read(kind, answer, read):
    verdict = check.item_readable(answer, kind=kind, options=tuple("abcde") if kind == "choice" else ())
    assert verdict.passed == read
    assert read or "Ghi" in verdict.reason


@pytest.mark.parametrize(("answer", "amount"), [("1tr2", 1200000), ("1 triệu 2", 1200000), ("1 triệu 200", 1200000), ("1.200.000", 1200000)])
def test_amounts_as_they_are_spoken(answer, amount):
    assert amount == 1200000 and check.item_right(answer, item="1/nguon-con-hieu-luc/cay-giong").passed


def test_the_empty_answer_is_not_attempted():
    assert str(check.item_right("  ", item=ITEMS[0].name).state) == "not_attempted"


def test_on_a_learners_desk_nothing_is_decided(monkeypatch):
    monkeypatch.delenv("BINHDAN_COURSE")
    for item in ITEMS:
        verdict = check.item_right(written(item)[0], item=item.name)
        assert not verdict.passed and "sau khi nộp" in verdict.reason
