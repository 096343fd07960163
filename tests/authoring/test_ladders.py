"""Marks rise along each prompt lesson's ladder, and the order survives other ways of writing."""

import re
from pathlib import Path

import pytest

from binhdan.authoring import score
from binhdan.authoring.expand import expand
from binhdan.authoring.fill import fill
from binhdan.authoring.parse import load
from binhdan.curriculum import load_course
from binhdan.text import fold

ROOT = Path(__file__).resolve().parents[2]
COURSE = load_course(ROOT)
_RUNG = re.compile(r"^## (?P<who>.+?) = (?P<points>\d+)\n+```text\n(?P<prompt>.*?)\n```", re.S | re.M)


def rungs(lesson):
    """The rungs of a lesson's hidden/ladder.md: [(who, points, prompt)], poor to excellent."""
    file = lesson.folder / "hidden" / "ladder.md"
    return [(m["who"], int(m["points"]), m["prompt"]) for m in _RUNG.finditer(file.read_text(encoding="utf-8"))]


LADDERS = [lesson for lesson in COURSE.lessons if (lesson.folder / "hidden" / "ladder.md").exists()]


def earned(lesson, prompt):
    authored = load(lesson)
    (exercise,) = authored.exercises
    return score.total(score.score(fill(expand(authored), {exercise: prompt}), COURSE.root))


def test_there_are_ladders():
    assert any(lesson.code == "B1.01" for lesson in LADDERS)


@pytest.mark.parametrize("lesson", LADDERS, ids=lambda lesson: lesson.code)
def test_marks_rise(lesson):
    steps = rungs(lesson)
    points = [points for _, points, _ in steps]
    assert len(steps) >= 5 and points == sorted(points) and points[0] < points[-1]
    assert {who: earned(lesson, prompt) for who, _, prompt in steps} == {who: p for who, p, _ in steps}


# Writing without diacritics is judged where the words carry the meaning, not where a key must match.
MEANING = {"B1.01", "B1.09"}


@pytest.mark.parametrize("lesson", [lesson for lesson in LADDERS if lesson.code in MEANING], ids=lambda lesson: lesson.code)
def test_the_order_survives_missing_diacritics(lesson):
    plain = [earned(lesson, fold_keeping_slots(prompt)) for _, _, prompt in rungs(lesson)]
    assert plain == [points for _, points, _ in rungs(lesson)]


def fold_keeping_slots(prompt: str) -> str:
    """A person without a Vietnamese keyboard: no marks, but capitals stay."""
    return "".join(fold(c).upper() if c.isupper() else fold(c) for c in prompt)
