"""One mark of one version of a hand-in, as the rules of points see it."""

from __future__ import annotations

from typing import NamedTuple


class Mark(NamedTuple):
    """``lesson`` is a code such as "B1.07", ``at`` when it was handed in (Unix seconds), ``hints`` second-tier hints opened.

    ``needs_person``: people have not marked what is theirs to mark, be it that it waits or that it was left blank.
    """

    lesson: str
    at: int
    points: float
    max_points: float
    passed: bool
    needs_person: bool
    hints: int = 0
