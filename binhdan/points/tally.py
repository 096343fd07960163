"""The standings of many learners as rows of the tables, packed, and what is counted by week and day on the way."""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Iterator

import numpy as np

from binhdan.points.batch import Batch, days_of
from binhdan.points.calendar import NEVER
from binhdan.points.days import week_of, weekday
from binhdan.points.rules import Rules
from binhdan.points.standings import Standings, reckon


class Counts:
    """How many were active in a week and how many hand-ins there were, by group and target; and hand-ins of all by day.

    From the week of the opening to that of today. A mark dated before is counted on the opening day, a later one not yet.
    """

    def __init__(self, rules: Rules, today: int) -> None:
        self._opened, self._today = rules.game.opened.toordinal(), today
        self._first, self._monday = week_of(self._opened), self._opened - weekday(self._opened)
        self._weeks = max(1, week_of(today) - self._first + 1)
        self._groups: dict[tuple[int, str], np.ndarray] = {}  # (group, target) -> a row of active, a row of hand-ins
        self._days = np.zeros(7 * self._weeks, "i8")

    def take(self, batch: Batch) -> None:
        """Count what the learners of a batch did."""
        keys: dict[tuple[int, str], int] = {}
        group = np.array([keys.setdefault((person.group, person.target), len(keys)) for person in batch.people], "i8")
        day = days_of(batch.marks)
        known = day <= self._today
        who, day = batch.marks["who"][known], np.maximum(day[known], self._opened) - self._monday
        week, practice = day // 7, batch.practice
        practice = practice.compress((practice["week"] >= self._first) & (practice["week"] < self._first + self._weeks))
        lived = np.zeros((len(batch.people), self._weeks), bool)
        lived[who, week] = True
        lived[practice["who"], practice["week"] - self._first] = True
        found = np.zeros((len(keys), 2, self._weeks), "i8")
        np.add.at(found[:, 0], group, lived)
        np.add.at(found[:, 1], (group[who], week), 1)
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
                yield (*key, self._first + week, *rows[:, week].tolist())

    def by_day(self) -> list[tuple[int, int]]:
        """Return (day, hand-ins) where there were some."""
        return [(self._monday + day, int(self._days[day])) for day in np.flatnonzero(self._days).tolist()]


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
