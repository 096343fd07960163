"""How far the learner is: one state a lesson, from the saved notebook, the receipts and the marks."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from binhdan.classroom import fetching, mark_history
from binhdan.classroom.handin import receipts
from binhdan.classroom.workspace import Workspace
from binhdan.curriculum import Course, Lesson, LevelTest, PlannedLesson
from binhdan.grading import results
from binhdan.text import number


class State(StrEnum):
    """What a learner can be told about a lesson; the value is what the screen says."""

    PLANNED = "sắp có"
    TO_DO = "chưa làm"
    DOING = "đang làm"
    HANDED_IN = "đã nộp"
    PASSED = "đạt"
    REDO = "cần làm lại"


@dataclass(frozen=True)
class Mark:
    """A mark as ``binhdan grade`` wrote it; ``points`` is None where the work was not graded."""

    points: float | None
    max_points: float
    passed: bool
    needs_person: bool
    digest: str
    why: str
    feedback: Path | None
    measures: bool = False  # a level test: nobody passes or fails it
    before: float | None = None  # the most points of an earlier version that passed, where this one does not


@dataclass(frozen=True)
class LessonProgress:
    """One row of the path. ``checks`` is (passed, all) of the visible checks as last saved.

    ``current`` is the notebook, of those in ``notebooks``, that was last worked on: the newest where none was.
    """

    plan: PlannedLesson
    lesson: Lesson | None = None
    state: State = State.PLANNED
    notebooks: tuple[str, ...] = ()
    checks: tuple[int, int] = (0, 0)
    mark: Mark | None = None
    handed_in_at: str = ""
    release_changed: bool = False
    current: str = ""


@dataclass(frozen=True)
class Look:
    """What a saved notebook shows: the text of its cells, whether any ran, and its visible checks."""

    sources: tuple[str, ...]
    ran: bool
    passed: int
    checks: int


def of_course(workspace: Workspace, course: Course) -> list[LessonProgress]:
    """Return one row for each planned lesson of the five levels, in order."""
    written = {lesson.plan: lesson for lesson in course.lessons}
    plans = [plan for level in course.levels for plan in level.lessons]
    return [of_lesson(workspace, course, written[p]) if p in written else LessonProgress(p) for p in plans]


def of_lesson(workspace: Workspace, course: Course, lesson: Lesson) -> LessonProgress:
    """Return how far the learner is with one lesson that is written."""
    notebooks = fetching.copies(workspace, lesson)
    if not notebooks:
        return LessonProgress(lesson.plan, lesson)
    release = fetching.released(course, lesson) / f"{lesson.assignment}.ipynb"
    handed_in = (receipts(workspace, lesson) or [{}])[-1]
    mark = read_mark(workspace, lesson)
    given, looks = look(release).sources, {path: look(path) for path in notebooks}
    worked_on = [path for path, saved in looks.items() if saved.ran or saved.sources != given]
    # A new version that was only fetched must not hide the work in the old one.
    current = max(worked_on, key=lambda path: path.stat().st_mtime, default=notebooks[-1])
    return LessonProgress(
        plan=lesson.plan,
        lesson=lesson,
        state=_state(handed_in.get("digest"), mark, bool(worked_on)),
        notebooks=tuple(path.relative_to(workspace.root).as_posix() for path in notebooks),
        checks=(looks[current].passed, looks[current].checks),
        mark=mark,
        handed_in_at=str(handed_in.get("handed_in_at", "")),
        release_changed=fetching.release_changed(workspace, course, lesson),
        current=current.relative_to(workspace.root).as_posix(),
    )


def read_mark(workspace: Workspace, lesson: Lesson) -> Mark | None:
    """Return the mark that lies in the class folder for this learner, or None; damaged files count as none."""
    folder, learner = workspace.class_folder, workspace.learner.code
    saved = results.load(folder, learner, lesson.assignment)
    feedback = folder / "feedback" / learner / lesson.assignment / f"{lesson.assignment}.html"
    earlier = [mark.points for mark in mark_history.kept(workspace) if mark.passed and mark.lesson == lesson.code]
    try:
        return saved and Mark(
            points=float(saved.points) if saved.graded else None,
            max_points=float(saved.max_points),
            passed=saved.graded and saved.passed is True,
            needs_person=saved.needs_person is True,
            digest=str(saved.digest),
            why=str(saved.why),
            feedback=feedback if feedback.is_file() else None,
            measures=isinstance(lesson, LevelTest),
            before=max(earlier, default=None) if saved.passed is not True else None,
        )
    except (TypeError, ValueError):  # in a shared folder anybody may have written this file
        return None


def describe(mark: Mark) -> str:
    """Return a graded mark as one Vietnamese line."""
    points = f"{number(mark.points)}/{number(mark.max_points)} điểm"
    if mark.measures:
        return f"Đã chấm: {points}. Bài đo không tính đạt hay chưa đạt."
    if mark.passed:
        return f"Đạt: {points}."
    if mark.before is not None:
        return f"Lần này {points}. Bài này bạn đã đạt {number(mark.before)} điểm: lần cao nhất được giữ, làm lại không mất gì."
    if mark.needs_person:
        return f"Đã chấm phần máy: {points}; còn phần chờ người chấm."
    return f"Cần làm lại: {points}. Mở nhận xét để xem chỗ cần sửa, sửa rồi nộp lại."


def _state(handed_in: str | None, mark: Mark | None, touched: bool) -> State:
    if mark and handed_in in (None, mark.digest) and mark.points is not None:
        if mark.passed or mark.before is not None:
            return State.PASSED
        return State.HANDED_IN if mark.needs_person else State.REDO
    if handed_in or mark:
        return State.HANDED_IN
    return State.DOING if touched else State.TO_DO


def look(notebook: Path) -> Look:
    """Return what a saved notebook shows; one that can't be read shows nothing."""
    found = cells(notebook)
    visible = [cell for cell in found if _is_check(cell)]
    return Look(
        sources=tuple("".join(cell.get("source") or "") for cell in found),
        ran=any(cell.get("execution_count") for cell in found),
        passed=sum(_says_passed(cell) for cell in visible),
        checks=len(visible),
    )


def cells(notebook: Path) -> list[dict]:
    """Return the cells of a saved notebook as JSON objects, [] where it can't be read."""
    try:
        found = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return []
    return [cell for cell in found if isinstance(cell, dict)] if isinstance(found, list) else []


def _is_check(cell: dict) -> bool:
    """A visible check is a grade cell with code in it; a held-out one shows only a comment here."""
    nbgrader = (cell.get("metadata") or {}).get("nbgrader") or {}
    lines = "".join(cell.get("source") or "").splitlines()
    has_code = any(line.strip() and not line.lstrip().startswith("#") for line in lines)
    return cell.get("cell_type") == "code" and bool(nbgrader.get("grade")) and not nbgrader.get("solution") and has_code


def _says_passed(cell: dict) -> bool:
    shown = [output.get("data") or {} for output in cell.get("outputs") or [] if isinstance(output, dict)]
    return any("".join(data.get("text/plain") or "").strip() == "Đạt" for data in shown)
