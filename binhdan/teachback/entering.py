"""Enters marks by people into nbgrader's gradebook, and has results and feedback written as ``grade`` writes them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from nbgrader.api import Gradebook, MissingEntry
from sqlalchemy.exc import OperationalError

from binhdan.curriculum import Course, Lesson
from binhdan.grading import gradebook, leftovers, results
from binhdan.grading.autograding import environment
from binhdan.grading.handin_digest import digest
from binhdan.grading.run import GradingError, grade
from binhdan.teachback.problem import TeachBackError

_SAME = 1e-9


@dataclass(frozen=True)
class Entry:
    """A mark to be entered; ``ours`` and ``our_comments`` are what this program has entered before, or is about to.

    ``insist``: it replaces what a person has given; ``newer``: the score that stands may be that of an older version.
    """

    learner: str
    points: float
    comment: str
    ours: tuple[float, ...] = ()
    our_comments: tuple[str, ...] = ()
    insist: bool = False
    newer: bool = False


@dataclass(frozen=True)
class Entered:
    """Learner -> points that a person has given in formgrader instead; learners whose score a person must confirm there."""

    by_person: dict[str, float]
    unclear: tuple[str, ...]


def enter(course: Course, lesson: Lesson, class_folder: Path, cell: str, entries: Iterable[Entry]) -> Entered:
    """Write manual scores and comments in one transaction.

    A score that is neither missing nor ours was given by a person in formgrader and stays; where it waits to be looked
    at again, nobody can say for which version it was. TeachBackError where the gradebook is busy or lacks the hand-in.
    """
    entries = list(entries)
    with environment(course.root):
        try:
            with leftovers.alone_in(class_folder, gradebook.LOCK_SECONDS), gradebook.opened(class_folder) as book:
                return _write(book, lesson.assignment, cell, entries)
        except (leftovers.Busy, OperationalError) as error:
            raise TeachBackError("Sổ điểm đang bị chương trình khác giữ. Đợi nó xong (hoặc đóng nó) rồi chạy lại.") from error


def _write(book: Gradebook, assignment: str, cell: str, entries: list[Entry]) -> Entered:
    by_person, unclear = {}, []
    try:
        # nbgrader commits after every call; these are attributes of one session, kept all at once.
        for entry in entries:
            found = book.find_grade(cell, assignment, assignment, entry.learner)
            if _is_a_persons(found.manual_score, entry):
                if not found.needs_manual_grade:
                    by_person[entry.learner] = float(found.manual_score)
                    continue
                if not entry.newer:
                    unclear.append(entry.learner)
                    continue
            found.manual_score, found.needs_manual_grade = entry.points, False
            comment = book.find_comment(cell, assignment, assignment, entry.learner)
            if comment.manual_comment in (None, "", *entry.our_comments):
                comment.manual_comment = entry.comment
        book.db.commit()
    except MissingEntry as error:
        book.db.rollback()
        raise TeachBackError(f"Sổ điểm không có ô {cell} của bài {assignment} ({error}). Chạy `binhdan grade` rồi chạy lại.") from error
    return Entered(by_person, tuple(unclear))


def _is_a_persons(there: float | None, entry: Entry) -> bool:
    return there is not None and not entry.insist and not any(abs(there - mark) < _SAME for mark in entry.ours)


def refresh(course: Course, lesson: Lesson, class_folder: Path, learners: Iterable[str]) -> None:
    """Write results/ and feedback/ anew for hand-ins whose mark has changed; nothing is run for that."""
    wanted = sorted(learners)
    if not wanted:
        return

    def is_marked(item) -> bool:
        old = results.load(class_folder, item.learner, item.assignment)
        return bool(old and old.graded and old.digest == digest(item.folder))

    try:
        grade(course, class_folder, [lesson.code], wanted, only=is_marked)
    except GradingError as error:
        raise TeachBackError(str(error)) from error


def lines(course: Course, lesson: Lesson, cell: str, found: Mapping[str, results.Result]) -> dict[str, float]:
    """Return key -> points that the cell must give for the lesson to be passed; may be below 0 or out of reach."""
    need = course.pass_mark(lesson.plan)
    return {key: need - result.points + sum(each.points for each in result.cells if each.name == cell) for key, result in found.items()}
