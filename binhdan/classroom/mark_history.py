"""Every mark this workspace has seen: in the class folder a newer version's mark takes the place of the older one's."""

from __future__ import annotations

import math
from datetime import datetime

from binhdan.classroom.handin import receipts
from binhdan.classroom.workspace import Workspace, read_json, write_json
from binhdan.curriculum import Course, Lesson
from binhdan.grading import results
from binhdan.grading.results import Result
from binhdan.points.marks import Mark

_FILE = "marks.json"


def take(workspace: Workspace, course: Course) -> list[Mark]:
    """Return all marks of the learner, those that lie in the class folder now taken in. Nothing new writes nothing.

    OSError where a new mark can't be kept.
    """
    known = _known(workspace)
    fresh = dict(known)
    for lesson in course.assignments:
        result = results.load(workspace.class_folder, workspace.learner.code, lesson.assignment)
        if result and result.graded and (mark := _of(workspace, lesson, result)):
            # The same version again: a person may have marked it meanwhile.
            fresh[f"{lesson.assignment} {result.digest}"] = mark
    if fresh != known:
        write_json(workspace.state / _FILE, {key: list(mark) for key, mark in fresh.items()})
    return list(fresh.values())


def kept(workspace: Workspace) -> list[Mark]:
    """Return the marks taken in so far."""
    return list(_known(workspace).values())


def handed_in(workspace: Workspace, lesson: Lesson) -> bool:
    """Whether the lesson was ever handed in: from here, or from another machine with the mark in the class folder."""
    return bool(receipts(workspace, lesson) or results.load(workspace.class_folder, workspace.learner.code, lesson.assignment))


def _known(workspace: Workspace) -> dict[str, Mark]:
    return {key: mark for key, row in read_json(workspace.state / _FILE).items() if (mark := _mark(row))}


def _of(workspace: Workspace, lesson: Lesson, result: Result) -> Mark | None:
    # Who learns on a second machine has no receipt there, but the class folder has.
    there = read_json(workspace.class_folder / "submitted" / workspace.learner.code / lesson.assignment / "receipt.json")
    sent = [receipt for receipt in [*receipts(workspace, lesson), there] if receipt.get("digest") == result.digest]
    first = sent[0] if sent else {}
    # As in the ward's records: not later than it was marked.
    moments = [at for text in (first.get("handed_in_at"), result.graded_at) if (at := _moment(text)) is not None]
    if not moments:
        return None
    return _mark([lesson.code, min(moments), result.points, result.max_points, result.passed, not result.by_people, first.get("hints", 0)])


def _moment(text: object) -> int | None:
    try:
        return int(datetime.fromisoformat(text).timestamp())
    except (ValueError, TypeError, OverflowError):
        return None


def _mark(row: object) -> Mark | None:
    """Return a mark whose parts have the right kinds: in a shared folder anybody may have written them."""
    try:
        lesson, at, points, most, passed, person, hints = row
        mark = Mark(str(lesson), int(at), float(points), float(most), passed is True, person is True, max(0, int(hints)))
        return mark if math.isfinite(mark.points) and math.isfinite(mark.max_points) else None
    except (TypeError, ValueError, OverflowError):
        return None
