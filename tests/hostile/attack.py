"""What one attack is: the cells or files of a hand-in, and what marking must make of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import tiny_course as small

GHOST = "binhdan-ghost"  # the name of every process that an attack leaves behind
LEAK = "zz_leak"  # and of every file
SECRET = "khoa-bi-mat-cua-nguoi-cham"

# What lies in each attack's cells in place of these words is known only when the class is made.
PLACES = ("TCP_PORT", "UDP_PORT", "CLASS_FOLDER", "COURSE_ROOT", "GRADER_PID", "VICTIM_PID", "PACKAGE", "CANARY")


@dataclass(frozen=True)
class Attack:
    """One hand-in that means harm; a cell prints GOT where it did some.

    ``points`` out of 10, or None for "not graded"; ``told`` must stand in what the instructor reads
    (the result's reason, the record's repairs, flags and cell reasons), ``printed`` in what a cell showed.
    ``cell`` stands above the answer, ``after`` at the end; ``change`` may do anything to the hand-in's folder.
    """

    name: str
    points: float | None
    cell: str = ""
    answer: str = small.RIGHT
    after: str = ""
    told: str = ""
    printed: str = ""
    assignment: str = small.ONE
    change: Callable[[Path], None] | None = None
