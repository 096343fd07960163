"""The learners as a list: who they are, where they stand, sorted by given name."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from binhdan.records import names
from binhdan.records.models import PASSED, Attempt, Cohort, Learner, Membership, ResidentialGroup, TargetGroup

HEADERS = ("Mã", "Họ và tên", "Năm sinh", "Tổ", "Nhóm đối tượng", "Lớp", "Bài đã làm", "Bài đạt")


@dataclass(frozen=True, slots=True)
class Line:
    """One learner; ``tried`` and ``passed`` count lessons."""

    code: str
    name: str
    birth_year: int
    group: str
    target: str
    cohorts: tuple[str, ...]
    tried: int
    passed: int

    @property
    def cells(self) -> tuple:
        """What stands under HEADERS."""
        return (self.code, self.name, self.birth_year, self.group, self.target, ", ".join(self.cohorts), self.tried, self.passed)


def learners(session: Session, cohort: str = "", group: str = "") -> list[Line]:
    """Return the learners, of one cohort or residential group where named, in the order of a Vietnamese list."""
    query = (
        select(Learner.code, Learner.name, Learner.birth_year, ResidentialGroup.name, func.coalesce(TargetGroup.name, ""))
        .join(ResidentialGroup)
        .join(TargetGroup, isouter=True)
    )
    if cohort:
        members = select(Membership.learner_code).join(Cohort).where(Cohort.name_key == names.key(cohort))
        query = query.where(Learner.code.in_(members))
    if group:
        query = query.where(ResidentialGroup.name == group)
    cohorts: dict[str, list[str]] = {}
    for code, name in session.execute(select(Membership.learner_code, Cohort.name).join(Cohort).order_by(Cohort.name)):
        cohorts.setdefault(code, []).append(name)
    tried = _lessons(session, False)
    passed = _lessons(session, True)
    found = [Line(*row, tuple(cohorts.get(row[0], ())), tried.get(row[0], 0), passed.get(row[0], 0)) for row in session.execute(query)]
    return sorted(found, key=lambda line: (names.order(line.name), line.birth_year, line.code))


def _lessons(session: Session, passed: bool) -> dict[str, int]:
    query = select(Learner.code, func.count(Attempt.lesson.distinct())).select_from(Attempt).join(Learner).group_by(Learner.code)
    return dict(session.execute(query.where(Attempt.flags.bitwise_and(PASSED) != 0) if passed else query).all())
