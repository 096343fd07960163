"""nbgrader's gradebook of a class: lessons registered, marks read, marks exported."""

from __future__ import annotations

import contextlib
import csv
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import nbgrader
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from nbgrader import api
from nbgrader.converters import GenerateAssignment
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory
from nbgrader.plugins import CsvExportPlugin
from sqlalchemy import create_engine, event
from sqlalchemy.engine import Engine

from binhdan.curriculum import Course
from binhdan.grading import leftovers, nbgrader_view
from binhdan.grading.nbgrader_log import collecting, is_locked, last_error
from binhdan.grading.results import Cell
from binhdan.records import sheets

LOCK_SECONDS = 60


class RegisterError(Exception):
    """A lesson could not be entered into the gradebook."""


@dataclass(frozen=True)
class Marks:
    """What the gradebook holds for one hand-in, a late penalty taken off; seconds late count from the due date."""

    points: float
    max_points: float
    needs_person: bool
    late_seconds: float
    cells: tuple[Cell, ...]


def wait_for_other_writers() -> None:
    """Make every SQLite connection of this process wait for a locked database, up to a minute."""
    if not event.contains(Engine, "connect", _be_patient):
        event.listen(Engine, "connect", _be_patient)


def _be_patient(connection, _record) -> None:
    if type(connection).__module__.startswith("sqlite3"):
        connection.execute(f"PRAGMA busy_timeout = {LOCK_SECONDS * 1000}").close()


@contextlib.contextmanager
def opened(class_folder: Path, db_url: str | None = None) -> Iterator[api.Gradebook]:
    """Open the class folder's gradebook, or the one at ``db_url``; it is made if there is none."""
    if db_url is None:
        make(class_folder)
    with api.Gradebook(db_url or url(class_folder), nbgrader_view.COURSE_ID) as gradebook:
        yield gradebook


def make(class_folder: Path) -> None:
    """Make an empty gradebook in one step: nbgrader takes one that was half made for one without a version."""
    target = class_folder.resolve() / "gradebook.db"
    if target.exists():
        return
    partial = target.with_name(".gradebook.part")
    partial.unlink(missing_ok=True)
    engine = create_engine(f"sqlite:///{partial}")
    api.Base.metadata.create_all(engine)
    with engine.begin() as connection:
        MigrationContext.configure(connection).stamp(_versions(), "head")
    engine.dispose()
    os.replace(partial, target)


def _versions() -> ScriptDirectory:
    """nbgrader's migrations; read here, because nbgrader starts a program for it that may not be on PATH."""
    return ScriptDirectory(str(Path(nbgrader.__file__).parent / "alembic"))


def url(class_folder: Path) -> str:
    """Return the address of a class folder's gradebook."""
    return f"sqlite:///{class_folder.resolve() / 'gradebook.db'}"


def register(course: Course, class_folder: Path, assignment: str, db_url: str | None = None) -> None:
    """Tell the gradebook of ``class_folder`` (or at ``db_url``) about a built lesson, as generate_assignment does.

    The release folder itself is not touched. RegisterError says in Vietnamese why it did not work.
    """
    if db_url is None:
        make(class_folder)
    with tempfile.TemporaryDirectory(prefix=leftovers.prefix("register")) as scratch:
        c = nbgrader_view.config(course.root, course.root)
        c.CourseDirectory.db_url = db_url or url(class_folder)
        c.CourseDirectory.release_directory = scratch
        log, lines = collecting()
        folders = CourseDirectory(config=c, log=log, assignment_id=assignment)
        converter = GenerateAssignment(coursedir=folders, config=c, log=log)
        converter.force = True
        try:
            converter.start()
        except NbGraderException as error:
            raise RegisterError(_why(assignment, lines)) from error


def _why(assignment: str, lines: list[str]) -> str:
    if is_locked(lines):
        return "Sổ điểm đang bị chương trình khác giữ. Đóng chương trình đó rồi chấm lại."
    if any("Cannot add or remove cells" in line for line in lines):
        return (
            f"Bài {assignment} đã thêm hoặc bớt ô chấm điểm sau khi có bài nộp. Chạy "
            f"`nbgrader db assignment remove {assignment} --force` trong thư mục lớp rồi chấm lại; điểm người chấm phải cho lại."
        )
    return f"Không đưa được bài {assignment} vào sổ điểm ({last_error(lines)}). Chạy `binhdan build` rồi chấm lại."


def set_due(class_folder: Path, due: dict[str, datetime]) -> None:
    """Store when each assignment is due; nbgrader keeps UTC without a zone."""
    with opened(class_folder) as gradebook:
        for assignment, moment in due.items():
            naive = moment.astimezone(UTC).replace(tzinfo=None)
            gradebook.update_or_create_assignment(assignment, duedate=naive)


def marks(gradebook: api.Gradebook, learner: str, assignment: str) -> Marks | None:
    """Return what the gradebook says now, or None where it knows no such hand-in."""
    try:
        submission = gradebook.find_submission(assignment, learner)
    except api.MissingEntry:
        return None
    return marks_of(submission)


def marks_of(submission: api.SubmittedAssignment) -> Marks:
    """Return what one of the gradebook's submissions holds."""
    grades = [grade for notebook in submission.notebooks for grade in notebook.grades]
    # The gradebook keeps no order of cells; the names of one exercise belong together.
    order = {cell.name: i for nb in submission.assignment.notebooks for i, cell in enumerate(nb.source_cells)}
    people = {cell.name for nb in submission.assignment.notebooks for cell in nb.solution_cells}  # graded answers, not tests
    cells = [
        Cell(g.name, _score(g), float(g.cell.max_score), bool(g.needs_manual_grade), g.name in people and _is_blank(g))
        for g in sorted(grades, key=lambda grade: order.get(grade.name, 0))
    ]
    late = float(submission.total_seconds_late or 0)
    penalty = sum(float(notebook.late_submission_penalty or 0) for notebook in submission.notebooks)
    points, most = max(0.0, sum(c.points for c in cells) - penalty), sum(c.max_points for c in cells)
    return Marks(points, most, any(c.needs_person for c in cells), late, tuple(cells))


def _is_blank(grade: api.Grade) -> bool:
    return grade.manual_score is None and not grade.needs_manual_grade


def _score(grade: api.Grade) -> float:
    """nbgrader's ``Grade.score``, which is a query of its own for every cell."""
    given = grade.auto_score if grade.manual_score is None else grade.manual_score
    return float(given or 0) + float(grade.extra_credit or 0)


def forget(class_folder: Path, learner: str, assignment: str) -> None:
    """Remove the marks of a hand-in that a newer one, which cannot be marked, has replaced."""
    with opened(class_folder) as gradebook, contextlib.suppress(api.MissingEntry):
        gradebook.remove_submission(assignment, learner)


def export_csv(class_folder: Path, target: Path) -> int:
    """Write nbgrader's CSV of all marks so that Excel shows Vietnamese and runs nothing; return how many rows.

    RecordsError says why it can't be written.
    """
    with tempfile.TemporaryDirectory(prefix=leftovers.prefix("export")) as scratch:
        raw = Path(scratch) / "grades.csv"
        with opened(class_folder) as gradebook:
            CsvExportPlugin(to=str(raw)).export(gradebook)
        rows = list(csv.reader(_decoded(raw.read_bytes()).splitlines()))
    sheets.write_csv(target, rows)
    return len(rows) - 1


def _decoded(data: bytes) -> str:
    # nbgrader writes with the system's encoding.
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        import locale

        return data.decode(locale.getpreferredencoding(False))
