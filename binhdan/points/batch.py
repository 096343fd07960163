"""What some learners did, in columns: all their marks in one table, all their practice weeks in another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import numpy as np

from binhdan.points.days import DAY_SECONDS, EPOCH, ZONE
from binhdan.points.marks import Mark

MILLION = 1_000_000
# A learner's place in the batch, a lesson's among its codes, Unix seconds, millionths of a point (so that sums are exact).
MARK = np.dtype([("who", "i8"), ("lesson", "i8"), ("at", "i8"), ("points", "i8"), ("hints", "i8"), ("passed", "?"), ("person", "?")], align=True)
PRACTICE = np.dtype([("who", "i8"), ("week", "i8"), ("bits", "i8")])


NEVER = 2**62  # a day that does not come


class Person(NamedTuple):
    """Whose log it is: number, residential group, key of the target group or ""."""

    number: int
    group: int
    target: str


class Batch(NamedTuple):
    """``lessons`` are codes; ``marks`` and ``practice`` are arrays of MARK and PRACTICE, in which a learner's week comes once."""

    people: list[Person]
    lessons: list[str]
    marks: np.ndarray
    practice: np.ndarray


def of(logs: Iterable[tuple[Person, Iterable[Mark], Mapping[int, int]]]) -> Batch:
    """Return the batch of people with their marks and practice, week -> bits of its days."""
    people, places, marks, practice = [], {}, [], []
    for who, (person, theirs, weeks) in enumerate(logs):
        people.append(person)
        for m in theirs:
            lesson = places.setdefault(m.lesson, len(places))
            marks.append((who, lesson, m.at, micro(m.points), m.hints, m.passed, m.needs_person))
        practice += [(who, week, bits) for week, bits in weeks.items()]
    return Batch(people, list(places), np.array(marks, MARK), np.array(practice, PRACTICE))


def days_of(marks: np.ndarray) -> np.ndarray:
    """Return the day of each mark, as ``records.days.day_of`` does."""
    return (marks["at"] + ZONE) // DAY_SECONDS + EPOCH


def micro(points: float) -> int:
    """Return points in millionths: the records keep no more of them."""
    return round(points * MILLION)
