"""Level tests arrive at a learner's desk: before the first lesson of a level, and after the last."""

from __future__ import annotations

import secrets

import nbformat

from binhdan.bank import Moment
from binhdan.classroom import mark_history
from binhdan.classroom.workspace import Workspace
from binhdan.curriculum import Course, LevelTest


def fetch(workspace: Workspace, course: Course) -> list[LevelTest]:
    """Write the notebook of each test that is due and not there yet; return those tests.

    Nothing comes before the learner has a code, because the code draws the items.
    """
    if not workspace.has_learner():
        return []
    due = [test for test in course.tests if not _path(workspace, test).exists() and _is_due(workspace, course, test)]
    for test in due:
        _write(workspace, course, test)
    return due


def _is_due(workspace: Workspace, course: Course, test: LevelTest) -> bool:
    """Before a level: while neither the test nor a lesson of the level has been handed in. After it: when all lessons have."""
    lessons = [lesson for lesson in course.lessons if lesson.plan.level == test.plan.level]
    done = [mark_history.handed_in(workspace, lesson) for lesson in lessons]
    if not lessons or mark_history.handed_in(workspace, test):
        return False
    return not any(done) if test.plan.kind == Moment.BEFORE else all(done)


def _path(workspace: Workspace, test: LevelTest):
    return workspace.lessons / test.assignment / f"{test.assignment}.ipynb"


def _write(workspace: Workspace, course: Course, test: LevelTest) -> None:
    from binhdan.grading.level_test import released  # nbgrader is slow to load, and rarely needed here

    target = _path(workspace, test)
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    draft.write_text(nbformat.writes(released(course, test, workspace.learner.code)) + "\n", encoding="utf-8")
    draft.replace(target)
