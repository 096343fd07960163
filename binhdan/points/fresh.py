"""Standings that are up to date: new marks taken in, old practice days forgotten, everything reckoned anew."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from binhdan.curriculum import Course
    from binhdan.points.recompute import Reckoned
    from binhdan.records.attempts import Imported
    from binhdan.records.database import Database


@dataclass(frozen=True)
class Fresh:
    """What came of it; ``forgotten``: how many weeks lost their days."""

    imported: Imported
    forgotten: int
    reckoned: Reckoned


def bring(book: Database, course: Course, class_folder: Path, workers: int = 2) -> Fresh:
    """Do so, with progress on stderr and a line for what could not be taken in. RecordsError: the old standings stay."""
    from binhdan.points.recompute import forget_old, recompute
    from binhdan.records import attempts
    from binhdan.records.progress import Progress

    with book.writing() as session:
        found = attempts.take_logged(session, class_folder, Progress("bài"))
    for line in attempts.lines(found):
        print(line, file=sys.stderr)
    return Fresh(found, forget_old(book, course), recompute(book, course, workers=workers, progress=Progress("học viên")))
