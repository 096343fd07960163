"""Standings that are up to date before a page shows them: new marks taken in, everything reckoned anew."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from binhdan.curriculum import Course
    from binhdan.records.database import Database


def bring(book: Database, course: Course, class_folder: Path, today: int | None = None) -> None:
    """Do so, with progress on stderr and a line for what could not be taken in. RecordsError: the old standings stay."""
    from binhdan.points.recompute import recompute
    from binhdan.records import attempts
    from binhdan.records.progress import Progress

    with book.writing() as session:
        found = attempts.take_logged(session, class_folder, Progress("bài"))
    for line in attempts.lines(found):
        print(line, file=sys.stderr)
    recompute(book, course, today, progress=Progress("học viên"))
