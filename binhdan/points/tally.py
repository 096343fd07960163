"""The standings of many learners as rows of the tables, packed, and what is counted by week and day on the way."""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Iterator

import numpy as np

from binhdan.points.batch import NEVER, Batch, days_of
from binhdan.points.rules import Rules
from binhdan.points.span import Span
from binhdan.points.standings import Standings, reckon


class Counts:
    """How many were active in a week and how many hand-ins there were, by group and target; and hand-ins of all by day.

    From the week of the opening to that of today. A mark dated before is counted on the opening day, a later one not yet.
    """

    def __init__(self, rules: Rules, today: int) -> None:
        self._span = Span(rules, today)
        self._groups: dict[tuple[int, str], np.ndarray] = {}  # (group, target) -> a row of active, a row of hand-ins
        self._days = np.zeros(7 * self._span.weeks, "i8")

    def take(self, batch: Batch) -> None:
        """Count what the learners of a batch did."""
        keys: dict[tuple[int, str], int] = {}
        group = np.array([keys.setdefault((person.group, person.target), len(keys)) for person in batch.people], "i8")
        span, day = self._span, days_of(batch.marks)
        known = day <= span.today
        who, day = batch.marks["who"][known], np.maximum(day[known], span.opened) - span.monday
        lived = np.zeros((len(batch.people), span.weeks), bool)
        lived[who, day // 7] = True
        practice, week = span.of(batch.practice)
        lived[practice["who"], week] = True
        found = np.zeros((len(keys), 2, span.weeks), "i8")
        np.add.at(found[:, 0], group, lived)
        np.add.at(found[:, 1], (group[who], day // 7), 1)
        self._add(dict(zip(keys, found)), np.bincount(day, minlength=len(self._days)))

    def add(self, other: Counts) -> None:
        """Take in what was counted of other learners of the same course on the same day."""
        self._add(other._groups, other._days)

    def _add(self, groups: dict[tuple[int, str], np.ndarray], days: np.ndarray) -> None:
        for key, rows in groups.items():
            self._groups[key] = self._groups.get(key, 0) + rows
        self._days += days

    def by_week(self) -> Iterator[tuple[int, str, int, int, int]]:
        """Yield (group, target, week, active, hand-ins) where somebody was active, in this order."""
        for key, rows in sorted(self._groups.items()):
            for week in np.flatnonzero(rows[0]).tolist():
                yield (*key, self._span.first + week, *rows[:, week].tolist())

    def by_day(self) -> list[tuple[int, int]]:
        """Return (day, hand-ins) where there were some."""
        return [(self._span.monday + day, int(self._days[day])) for day in np.flatnonzero(self._days).tolist()]


def packed(batches: Iterable[Batch], rules: Rules, today: int, counts: Counts) -> Iterator[tuple[int, bytes]]:
    """Yield (how many learners, their rows for ``unpacked``), and count in ``counts``."""
    for batch in batches:
        counts.take(batch)
        yield len(batch.people), marshal.dumps(_rows(batch, reckon(batch, rules, today)))


def unpacked(content: bytes) -> tuple[list[tuple], list[tuple]]:
    """Return rows for the tables standings and completions, columns in the order of the tables."""
    return marshal.loads(content)


def _rows(batch: Batch, found: Standings) -> tuple[list[tuple], list[tuple]]:
    numbers = [person.number for person in batch.people]
    columns = (
        found.points, found.lessons, found.levels, found.weeks, found.run, found.badges,
        found.measured, found.improved, found.distinguished,
    )
    days = [[None if day == NEVER else day for day in column.tolist()] for column in (found.first_day, found.last_day)]
    completed = [
        (numbers[who], level, int(days[who])) for level, days in found.completed.items() for who in np.flatnonzero(days < NEVER).tolist()
    ]
    return list(zip(numbers, *(column.tolist() for column in columns), *days)), sorted(completed)
