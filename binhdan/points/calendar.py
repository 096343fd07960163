"""On which days the learners of a batch practised, and what follows: practice weeks, those in a row, first and last day."""

from __future__ import annotations

import numpy as np

from binhdan.points.batch import NEVER, Batch, days_of
from binhdan.points.rules import Rules
from binhdan.points.span import Span


class Calendar:
    """A day counts that was practised or has a mark, from the opening of the course to today; arrays have a cell for each learner."""

    def __init__(self, batch: Batch, rules: Rules, today: int) -> None:
        span, people = Span(rules, today), len(batch.people)
        self._monday = span.monday
        table = np.zeros((people, span.weeks, 7), bool)
        practice, week = span.of(batch.practice)
        table[practice["who"], week] = practice["bits"][:, None] >> np.arange(7) & 1
        self._days = table.reshape(people, -1)
        day = days_of(batch.marks)
        near = (day >= span.opened) & (day <= today)
        self._days[batch.marks["who"][near], day[near] - span.monday] = True
        self._days[:, : span.opened - span.monday] = False
        self._days[:, max(0, today + 1 - span.monday) :] = False
        self._full = table.sum(axis=2) >= rules.game.practice_days

    def weeks(self) -> np.ndarray:
        """Return how many practice weeks there are."""
        return self._full.sum(axis=1)

    def run(self) -> np.ndarray:
        """Return how many are in a row up to now; the week that is not over does not break it."""
        back = self._full[:, ::-1]
        return np.where(back[:, 0], _in_a_row(back), _in_a_row(back[:, 1:]))

    def first_day(self) -> np.ndarray:
        """Return the first day, NEVER where there is none."""
        return np.where(self._days.any(axis=1), self._monday + self._days.argmax(axis=1), NEVER)

    def last_day(self) -> np.ndarray:
        """Return the last day, NEVER where there is none."""
        end = self._monday + self._days.shape[1] - 1
        return np.where(self._days.any(axis=1), end - self._days[:, ::-1].argmax(axis=1), NEVER)


def _in_a_row(weeks: np.ndarray) -> np.ndarray:
    return np.logical_and.accumulate(weeks, axis=1).sum(axis=1)
