"""Released lessons arrive in the workspace; work that is already there is never touched."""

from __future__ import annotations

import os
import secrets
import shutil
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from binhdan.classroom.workspace import Workspace, WorkspaceError, read_json, write_json
from binhdan.curriculum import Course, Lesson
from binhdan.grading.handin_digest import digest


class Arrival(StrEnum):
    """What fetching did with a lesson."""

    NEW = "new"
    KEPT = "kept"
    CHANGED = "changed"  # kept as well, and the release is no longer what was fetched
    UNTOUCHED = "untouched"  # the same, and nobody has begun it: ``renew`` may take the new release
    NOT_RELEASED = "not released"


@dataclass(frozen=True)
class Fetched:
    """One lesson and how it arrived."""

    lesson: Lesson
    arrival: Arrival


def released(course: Course, lesson: Lesson) -> Path:
    """Return the lesson's release folder."""
    return course.root / "release" / lesson.assignment


def fetch(workspace: Workspace, course: Course) -> list[Fetched]:
    """Bring every released lesson that is not there yet; a lesson already there stays byte for byte."""
    return [Fetched(lesson, _fetch_lesson(workspace, course, lesson)) for lesson in course.lessons]


def release_changed(workspace: Workspace, course: Course, lesson: Lesson) -> bool:
    """Tell whether the release differs from every version of it that was fetched here."""
    source = released(course, lesson)
    known = _known(workspace).get(lesson.assignment, [])
    return bool(known) and _is_released(source, lesson) and digest(source) not in known


def fetch_beside(workspace: Workspace, course: Course, lesson: Lesson) -> Path:
    """Put the new release beside the learner's work as ``<assignment>-moi`` and return the new folder."""
    if not release_changed(workspace, course, lesson):
        raise WorkspaceError(f"Bài {lesson.code} không có bản mới. Bạn cứ làm tiếp bản đang có.")
    name, number = f"{lesson.assignment}-moi", 1
    while (workspace.lessons / name).exists():
        number += 1
        name = f"{lesson.assignment}-moi-{number}"
    return _copy(workspace, released(course, lesson), lesson, name)


def renew(workspace: Workspace, course: Course) -> list[Lesson]:
    """Give the lessons that nobody has begun their new release; return those lessons.

    Begun is what differs by a byte from what was fetched, has a new version beside it, or was handed in.
    """
    return [lesson for lesson in course.lessons if _is_untouched(workspace, course, lesson) and _replace(workspace, course, lesson)]


def copies(workspace: Workspace, lesson: Lesson) -> list[Path]:
    """Return the lesson's notebooks in the workspace: the first fetched, then newer ones."""
    name = f"{lesson.assignment}.ipynb"
    newer = sorted(workspace.lessons.glob(f"{lesson.assignment}-moi*/{name}"))
    return [path for path in (workspace.lessons / lesson.assignment / name, *newer) if path.is_file()]


def _fetch_lesson(workspace: Workspace, course: Course, lesson: Lesson) -> Arrival:
    if not _is_released(released(course, lesson), lesson):
        return Arrival.NOT_RELEASED
    if _is_untouched(workspace, course, lesson):
        return Arrival.UNTOUCHED
    if (workspace.lessons / lesson.assignment).exists():
        return Arrival.CHANGED if release_changed(workspace, course, lesson) else Arrival.KEPT
    _copy(workspace, released(course, lesson), lesson, lesson.assignment)
    return Arrival.NEW


def _is_untouched(workspace: Workspace, course: Course, lesson: Lesson) -> bool:
    here = workspace.lessons / lesson.assignment
    if not release_changed(workspace, course, lesson) or copies(workspace, lesson) != [here / f"{lesson.assignment}.ipynb"]:
        return False
    if (workspace.state / "receipts" / lesson.assignment).exists():
        return False
    try:
        return digest(here) in _known(workspace)[lesson.assignment]
    except OSError:  # what can't be read is left alone
        return False


def _replace(workspace: Workspace, course: Course, lesson: Lesson) -> bool:
    """Put the old folder away and fetch anew; killed in between, the next start fetches it. False where it is held open."""
    here, aside = workspace.lessons / lesson.assignment, workspace.state / "tam" / secrets.token_hex(4)
    aside.parent.mkdir(exist_ok=True)
    try:
        os.rename(here, aside)
    except OSError:
        return False
    try:
        _copy(workspace, released(course, lesson), lesson, lesson.assignment)
    except OSError:  # a full disk
        os.rename(aside, here)
        return False
    shutil.rmtree(aside, ignore_errors=True)
    return True


def _is_released(source: Path, lesson: Lesson) -> bool:
    return (source / f"{lesson.assignment}.ipynb").is_file()


def _copy(workspace: Workspace, source: Path, lesson: Lesson, name: str) -> Path:
    # Copied aside and renamed at the end: a lesson is there whole or not at all.
    aside = workspace.state / "tam" / secrets.token_hex(4)
    shutil.copytree(source, aside, ignore=shutil.ignore_patterns(".*", "__pycache__"), copy_function=shutil.copyfile)
    os.rename(aside, workspace.lessons / name)
    known = _known(workspace)
    known[lesson.assignment] = [*known.get(lesson.assignment, []), digest(source)]
    write_json(workspace.state / "fetched.json", known)
    return workspace.lessons / name


def _known(workspace: Workspace) -> dict:
    return read_json(workspace.state / "fetched.json")
