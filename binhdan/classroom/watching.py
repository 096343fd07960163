"""What the server notices while a learner works: a lesson saved with something new in it, a second hint opened."""

from __future__ import annotations

import hashlib
from datetime import datetime
from pathlib import Path

from binhdan.authoring.hint_price import PRICED_HINT
from binhdan.classroom import activity, fetching, progress
from binhdan.classroom.activity import What
from binhdan.classroom.handin import HandInError, find_lesson
from binhdan.classroom.workspace import Workspace
from binhdan.curriculum import Course


def saved(workspace: Workspace, course: Course, notebook: Path, now: datetime) -> bool:
    """Log that a lesson was saved, if its text changed, more checks pass or its first cell ran; tell whether it was logged.

    HandInError where ``notebook`` is no lesson's.
    """
    lesson = find_lesson(course, notebook)
    look, text = progress.look(notebook), _fingerprint(notebook)
    before = [event for event in activity.events(workspace) if event["what"] == What.SAVE and event.get("lesson") == lesson.code]
    known = before[-1] if before else {"text": _fingerprint(fetching.released(course, lesson) / notebook.name)}
    more_passed = look.passed > _number(known.get("passed"))
    if known.get("text") == text and not more_passed and (known.get("ran") or not look.ran):
        return False
    activity.append(workspace, What.SAVE, now, lesson=lesson.code, text=text, passed=look.passed, ran=look.ran)
    return True


def hint_opened(workspace: Workspace, course: Course, notebook: Path, cell: str, now: datetime) -> dict:
    """Log that the hint in ``cell`` was opened; return ``first`` (whether it was closed until now) and ``hints`` of the lesson.

    HandInError where the notebook has no such hint, or one that costs nothing.
    """
    lesson = find_lesson(course, notebook)
    if cell not in {str(one.get("id")) for one in progress.cells(notebook) if _is_priced(one)}:
        raise HandInError("Không thấy gợi ý này trong bài. Lưu bài rồi mở lại gợi ý.")
    opened = activity.hints_opened(workspace, lesson)
    if cell not in opened:
        activity.append(workspace, What.HINT, now, lesson=lesson.code, hint=cell)
    return {"first": cell not in opened, "hints": len(opened | {cell})}


def _is_priced(cell: dict) -> bool:
    tags = (cell.get("metadata") or {}).get("tags")
    return isinstance(tags, list) and PRICED_HINT in tags


def _fingerprint(notebook: Path) -> str:
    """A short digest of the text of all cells: the log never holds what a learner wrote."""
    text = "\0".join(progress.look(notebook).sources)
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=6).hexdigest()


def _number(value: object) -> int:
    return value if type(value) is int else 0
