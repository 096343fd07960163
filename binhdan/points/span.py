"""The weeks of a course, from that of its opening to that of today: what a clock tells of other weeks is no week."""

from __future__ import annotations

import numpy as np

from binhdan.points.days import week_of
from binhdan.points.rules import Rules


class Span:
    """``opened`` and ``today`` are days; ``first`` is the first week, ``monday`` its first day, ``weeks`` how many there are."""

    def __init__(self, rules: Rules, today: int) -> None:
        self.opened, self.today = rules.game.opened.toordinal(), today
        self.first = week_of(self.opened)
        self.monday = 7 * self.first + 1
        self.weeks = max(1, week_of(today) - self.first + 1)

    def of(self, practice: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return the rows of ``batch.PRACTICE`` that lie in it, and the place of each one's week."""
        place = practice["week"] - self.first
        inside = (place >= 0) & (place < self.weeks)
        return practice.compress(inside), place[inside]
