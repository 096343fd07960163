"""The marks of a class as a table of learners and lessons, whichever school system takes it over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from nbgrader.api import Gradebook, Student

from binhdan.curriculum import Course, CourseError, Lesson, LevelTest
from binhdan.grading import totals
from binhdan.records import names
from binhdan.records.names_of import Person
from binhdan.records.sheets import harmless


@dataclass(frozen=True, slots=True)
class Column:
    """One assignment: its title with the lesson's code, and how many points it gives at most."""

    assignment: str
    title: str
    most: float


@dataclass(frozen=True, slots=True)
class Row:
    """One learner; ``points`` in the order of the columns, None where there is no mark that stands."""

    code: str
    person: Person | None
    system_id: str
    points: tuple[float | None, ...]

    @property
    def shown(self) -> str:
        """The learner's name, or the code of who is not enrolled."""
        return self.person.name if self.person else self.code


@dataclass(frozen=True)
class Table:
    """Columns in the order of the course, rows in that of a Vietnamese list; ``waiting`` marks are still to be given.

    ``unusable`` are codes that a spreadsheet would run; with an apostrophe before them no system knew them any more.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    waiting: int
    unusable: tuple[str, ...]


@dataclass(frozen=True)
class Choice:
    """What is wanted of a gradebook; empty names mean everybody and everything but level tests."""

    learners: frozenset[str] = frozenset()
    assignments: frozenset[str] = frozenset()
    tests: bool = False


def build(gradebook: Gradebook, course: Course, people: Mapping[str, Person], choice: Choice, only_known: bool = False) -> Table:
    """Return the table of a gradebook, of all or ``only_known`` people; a hand-in that waits for a person has no mark yet.

    CourseError names a lesson that was asked for and has no marks.
    """
    most = totals.most_points(gradebook)
    columns = sorted((_column(course, name, most[name]) for name in most if _wanted(course, name, choice)), key=lambda c: c.title)
    if choice.assignments and not columns:
        raise CourseError(f"Sổ điểm chưa có bài nào trong: {', '.join(sorted(choice.assignments))}. Ghi mã bài như B1.07, và chấm bài đó trước.")
    asked = {column.assignment for column in columns}
    found: dict[str, dict[str, float]] = {}
    waiting = 0
    for total in totals.totals(gradebook):
        if total.assignment not in asked or (choice.learners and total.learner not in choice.learners):
            continue
        if only_known and total.learner not in people:
            continue
        marks = found.setdefault(total.learner, {})
        if total.needs_person:
            waiting += 1
        else:
            marks[total.assignment] = round(total.points, 2)
    unusable = tuple(sorted(code for code in found if harmless(code) != code))
    ids = dict(gradebook.db.query(Student.id, Student.lms_user_id).all())
    rows = [
        Row(code, people.get(code), ids.get(code) or "", tuple(marks.get(column.assignment) for column in columns))
        for code, marks in found.items()
        if code not in unusable
    ]
    return Table(tuple(columns), tuple(sorted(rows, key=_order)), waiting, unusable)


def _order(row: Row) -> tuple:
    return (row.person is None, names.order(row.shown), row.code)


def _lesson(course: Course, assignment: str) -> Lesson | None:
    try:
        return course.lesson(assignment)
    except CourseError:
        return None  # of another course, or taken out of this one: its marks are still marks


def _wanted(course: Course, assignment: str, choice: Choice) -> bool:
    if choice.assignments:
        lesson = _lesson(course, assignment)
        return assignment in choice.assignments or bool(lesson and lesson.code in choice.assignments)
    return choice.tests or not isinstance(_lesson(course, assignment), LevelTest)


def _column(course: Course, assignment: str, most: float) -> Column:
    lesson = _lesson(course, assignment)
    return Column(assignment, f"{lesson.code} {lesson.plan.title}" if lesson else assignment, most)


def number(points: float) -> str:
    """Return points as every system reads them: a decimal point, at most two places, no empty ones."""
    return f"{points:.2f}".rstrip("0").rstrip(".")
