"""The item banks: enough items for each strand, keys that fit their questions, draws that differ."""

import re
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from binhdan import bank
from binhdan.bank import Moment
from binhdan.curriculum import CourseError, load_course
from binhdan.terms import AVOID

ROOT = Path(__file__).resolve().parents[1]
COURSE = load_course(ROOT)
BANK = bank.load(ROOT, 1)
ITEMS = [item for items in BANK.families.values() for item in items]
CODES = [f"hoc-vien-{n}" for n in range(300)]


def test_there_are_families_enough_for_each_strand():
    strands = Counter(items[0].strand for items in BANK.families.values())
    assert len(BANK.families) >= 6 and set(strands) == set("ABC") and min(strands.values()) >= 2
    assert all(len(items) >= 3 for items in BANK.families.values())
    assert len({item.name for item in ITEMS}) == len(ITEMS)


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.name)
def test_the_key_fits_the_question(item):
    assert unicodedata.is_normalized("NFC", item.question) and not any(bad in item.question for bad in AVOID)
    assert 20 <= len(item.question.split()) <= 190, "two minutes"
    if item.kind == "choice":
        assert set(item.right) < set(item.options) and len(item.right) == 1
        assert re.findall(r"^- \*\*(\w)\.\*\*", item.question, re.M) == list(item.options)
    elif item.kind == "marks":
        lines = [int(n) for n in re.findall(r"^(\d)\. ", item.question, re.M)]
        assert lines == list(range(1, len(lines) + 1)) and set(item.right) < set(lines)
        assert 3 <= len(item.right) <= len(lines) // 2 + 1, "neither everything nor one line is right"
    elif item.kind == "date":
        assert len(item.right) == 2 and f"{item.right[0]}/{item.right[1]}" not in item.question
    else:
        assert len(item.right) == 1 and f"{item.right[0]:,}".replace(",", ".") not in item.question.replace("200.000 đồng một buổi", "")


def test_variants_of_a_family_have_different_keys():
    """What a neighbour whispers is no answer."""
    for items in BANK.families.values():
        assert len({item.right for item in items}) == len(items), items[0].family


@pytest.mark.parametrize("code", CODES[:40])
def test_before_and_after_are_of_one_family_and_never_the_same(code):
    before, after = (bank.draw(BANK, code, moment) for moment in Moment)
    assert [item.strand for item in before] == ["A", "B", "C"]
    assert [item.family for item in before] == [item.family for item in after]
    assert not {item.name for item in before} & {item.name for item in after}
    assert before == bank.draw(bank.load(ROOT, 1), code, Moment.BEFORE)


def test_neighbours_differ_and_all_items_are_used():
    draws = [tuple(item.name for item in bank.draw(BANK, code, Moment.BEFORE)) for code in CODES]
    same = sum(a == b for a, b in zip(draws, draws[1:]))
    assert same <= 6, "about one pair in two hundred"
    shared = sum(len(set(a) & set(b)) for a, b in zip(draws, draws[1:])) / (3 * len(draws))
    assert shared < 0.25
    assert {name for draw in draws for name in draw} == {item.name for item in ITEMS}


def test_a_family_that_is_added_moves_only_whom_it_takes():
    smaller = bank.Bank(1, {name: items for name, items in BANK.families.items() if name != "che-thong-tin"})
    for code in CODES:
        for small, big in zip(bank.draw(smaller, code, Moment.BEFORE), bank.draw(BANK, code, Moment.BEFORE)):
            assert small == big or big.family == "che-thong-tin"


def test_the_level_has_two_tests_that_are_no_lessons():
    before, after = (test for test in COURSE.tests if test.plan.level == 1)
    assert (before.assignment, before.code, after.assignment, after.code) == ("b1-truoc", "B1.00", "b1-sau", "B1.99")
    assert not set(COURSE.tests) & set(COURSE.lessons) and COURSE.lesson("b1-sau") == after
    assert COURSE.points(before.plan) == 3 and COURSE.pass_mark(before.plan) == 0
    assert sum(len(level.lessons) for level in COURSE.levels) == 69


@pytest.mark.parametrize(
    "text",
    ["level = 1", "[[family]]\nname = 'x'", "[[family]]\nname='x'\nstrand='A'\nskill='s'\nkind='essay'\n[[family.variant]]\nname='1'\nright=[1]\nquestion='q'",
     "[[family]]\nname='x'\nstrand='A'\nskill='s'\nkind='date'\n[[family.variant]]\nname='1'\nright=[1,2]\nquestion='q'"],
)  # fmt: skip
def test_a_bank_that_is_not_in_order_is_refused(tmp_path, text):
    (tmp_path / "lessons/level1").mkdir(parents=True)
    (tmp_path / "lessons/level1/bank.toml").write_text(text, encoding="utf-8")
    with pytest.raises(CourseError, match="bank.toml"):
        bank.load(tmp_path, 1)
    with pytest.raises(CourseError, match="Bậc 2"):
        bank.load(tmp_path, 2)
