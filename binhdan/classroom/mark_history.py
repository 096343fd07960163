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


def take(workspace: Workspace, course: Course) -> list[Mark]:
    """Return all marks of the learner, those that lie in the class folder now taken in. Nothing new writes nothing.

    OSError where a new mark can't be kept.
    """
    file = workspace.state / "marks.json"
    kept = read_json(file)
    known = {key: mark for key, row in kept.items() if (mark := _mark(row))}
    fresh = dict(known)
    for lesson in course.assignments:
        result = results.load(workspace.class_folder, workspace.learner.code, lesson.assignment)
        if result and result.graded and (mark := _of(workspace, lesson, result)):
            # The same version again: a person may have marked it meanwhile.
            fresh[f"{lesson.assignment} {result.digest}"] = mark
    if fresh != known:
        write_json(file, {key: list(mark) for key, mark in fresh.items()})
    return list(fresh.values())


def _of(workspace: Workspace, lesson: Lesson, result: Result) -> Mark | None:
    sent = [receipt for receipt in receipts(workspace, lesson) if receipt["digest"] == result.digest]
    first = sent[0] if sent else {"handed_in_at": result.graded_at}
    try:
        at = int(datetime.fromisoformat(first["handed_in_at"]).timestamp())
    except (ValueError, TypeError, KeyError):
        return None
    return _mark([lesson.code, at, result.points, result.max_points, result.passed, result.needs_person, first.get("hints", 0)])


def _mark(row: object) -> Mark | None:
    """Return a mark whose parts have the right kinds: in a shared folder anybody may have written them."""
    try:
        lesson, at, points, most, passed, person, hints = row
        mark = Mark(str(lesson), int(at), float(points), float(most), passed is True, person is True, max(0, int(hints)))
        return mark if math.isfinite(mark.points) and math.isfinite(mark.max_points) else None
    except (TypeError, ValueError, OverflowError):
        return None
