"""The marks of a whole gradebook as sums, one a hand-in, read in one query."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from nbgrader import api
from sqlalchemy import func, select


@dataclass(frozen=True, slots=True)
class Total:
    """The points of one hand-in, a late penalty taken off; ``needs_person`` while a cell waits for somebody to mark it."""

    learner: str
    assignment: str
    points: float
    needs_person: bool


def totals(gradebook: api.Gradebook) -> Iterator[Total]:
    """Yield every hand-in that has marks, by learner and assignment: the same points as ``gradebook.marks_of``."""
    given = func.coalesce(api.Grade.manual_score, api.Grade.auto_score, 0.0) + func.coalesce(api.Grade.extra_credit, 0.0)
    learner, name = api.SubmittedAssignment.student_id, api.Assignment.name
    penalty = func.coalesce(api.SubmittedNotebook.late_submission_penalty, 0.0)
    waiting = func.count().filter(api.Grade.needs_manual_grade)
    query = (
        select(learner, name, func.sum(given), penalty, waiting)
        .select_from(api.Grade)
        .join(api.SubmittedNotebook, api.Grade.notebook_id == api.SubmittedNotebook.id)
        .join(api.SubmittedAssignment, api.SubmittedNotebook.assignment_id == api.SubmittedAssignment.id)
        .join(api.Assignment, api.SubmittedAssignment.assignment_id == api.Assignment.id)
        .group_by(learner, name, api.SubmittedNotebook.id, penalty)
        .order_by(learner, name)
    )
    for (who, assignment), rows in groupby(gradebook.db.execute(query), lambda row: row[:2]):
        notebooks = list(rows)
        points = sum(points - taken for _, _, points, taken, _ in notebooks)
        yield Total(who, assignment, max(0.0, points), any(row[-1] for row in notebooks))


def most_points(gradebook: api.Gradebook) -> dict[str, float]:
    """Return assignment -> the points that all its graded cells give together."""
    query = select(api.Assignment.name, api.GradeCell.max_score).join(api.Notebook, api.Notebook.assignment_id == api.Assignment.id)
    found: dict[str, float] = {}
    for name, most in gradebook.db.execute(query.join(api.GradeCell, api.GradeCell.notebook_id == api.Notebook.id)):
        found[name] = found.get(name, 0.0) + most
    return found
