"""Who taught back with distinction and could be a tutor of their residential group."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from binhdan.curriculum import Course, Lesson
from binhdan.grading import results
from binhdan.points.levels import level_rule, level_standing
from binhdan.points.marks import Mark
from binhdan.records import access, consents, tutors
from binhdan.records.models import Learner, ResidentialGroup, Tutor
from binhdan.records.pieces import pieces
from binhdan.teachback.problem import TeachBackError
from binhdan.teachback.rubric import Rubric

SHARE = 0.9  # of the points that people give


@dataclass(frozen=True)
class Proposal:
    """A learner with distinction: ``points`` by people, and what stands in the way ("": nothing); ``tutor``: already is one."""

    code: str
    points: float
    name: str = ""
    group: str = ""
    tutor: bool = False
    obstacle: str = ""


def distinguished(course: Course, lesson: Lesson, class_folder: Path, rubric: Rubric) -> dict[str, float]:
    """Return learner -> points by people, of those with nine tenths of them who have completed the level.

    TeachBackError where the level cannot be completed yet.
    """
    level = next(level for level in course.levels if level.number == lesson.plan.level)
    rule = level_rule(course, level)
    if rule is None:
        raise TeachBackError(f"Bậc {level.number} chưa có bài thử thách hay bài dạy lại nào được viết, nên chưa ai hoàn thành được.")
    by_learner: dict[str, list[results.Result]] = {}
    for result in results.load_all(class_folder):
        if result.graded:
            by_learner.setdefault(result.learner, []).append(result)
    found = {}
    for code, some in by_learner.items():
        points = next((_by_people(r, rubric.answer) for r in some if r.assignment == lesson.assignment), None)
        enough = points is not None and points >= SHARE * rubric.most - 1e-6
        if enough and not level_standing(rule, map(_mark, some)).missing:
            found[code] = points
    return found


def _by_people(result: results.Result, cell: str) -> float | None:
    return next((each.points for each in result.cells if each.name == cell and not each.needs_person), None)


def _mark(result: results.Result) -> Mark:
    at = int(datetime.fromisoformat(result.graded_at).timestamp())
    return Mark(result.lesson, at, result.points, result.max_points, result.passed, not result.by_people)


def propose(session: Session, found: dict[str, float]) -> list[Proposal]:
    """Return a proposal for each of ``found``, by residential group and code."""
    known = {}
    query = select(Learner.code, Learner.name, ResidentialGroup.name).join(ResidentialGroup)
    teaching = set()
    for some in pieces(found):
        known |= {code: rest for code, *rest in session.execute(query.where(Learner.code.in_(some)))}
        teaching |= set(session.scalars(select(Tutor.learner_code).where(Tutor.learner_code.in_(some))))
    proposals = []
    for code, points in found.items():
        if code not in known:
            obstacle = "chưa ghi danh; ghi danh bằng `binhdan enrol` với đúng mã này"
            proposals.append(Proposal(code, points, obstacle=obstacle))
            continue
        agreed = consents.has(session, code, "training")
        obstacle = "" if agreed else f"chưa đồng ý lưu hồ sơ; hỏi ý kiến rồi ghi: `binhdan consent {code} training --given --evidence …`"
        proposals.append(Proposal(code, points, *known[code], code in teaching, obstacle))
    return sorted(proposals, key=lambda each: (each.group, each.code))


def appoint(session: Session, proposals: Iterable[Proposal]) -> list[Proposal]:
    """Make tutors of those with nothing in the way who are none yet; return them."""
    new = [each for each in proposals if not each.obstacle and not each.tutor]
    for each in new:
        tutors.appoint(session, each.code)
        access.log(session, access.TUTOR, 1, each.code, "dạy lại xuất sắc")
    return new
