"""The trainer network: who teaches in which residential group, whom they look after, and where nobody does."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from binhdan.records import person
from binhdan.records.database import RecordsError
from binhdan.records.models import Learner, ResidentialGroup, Tutor, Tutoring
from binhdan.records.pieces import pieces


@dataclass(frozen=True)
class Coverage:
    """One residential group: its tutors' codes, its learners, and how many of them no tutor looks after."""

    group: str
    tutors: tuple[str, ...]
    learners: int
    alone: int


@dataclass(frozen=True, slots=True)
class Load:
    """A tutor's name, and how many learners they look after, wherever these live."""

    name: str
    learners: int


def appoint(session: Session, code: str, group: str = "") -> bool:
    """Make a learner a tutor of ``group`` (default: where they live); False where they are one already.

    RecordsError where there is no such learner or group.
    """
    learner = person.find(session, code)
    place = _group(session, group) if group else learner.group_id
    if session.get(Tutor, (learner.code, place)):
        return False
    session.add(Tutor(learner_code=learner.code, group_id=place, since=datetime.now(UTC)))
    session.flush()
    return True


def retire(session: Session, code: str, group: str = "") -> list[str]:
    """Let a tutor of ``group`` (default: of all their groups) be none any more; return the codes of who is free now.

    Who stays a tutor elsewhere keeps the learners who do not live in ``group``. RecordsError where they are no tutor there.
    """
    learner = person.find(session, code)
    place = _group(session, group) if group else None
    theirs = Tutor.learner_code == learner.code
    gone = delete(Tutor).where(theirs, Tutor.group_id == place) if group else delete(Tutor).where(theirs)
    if not session.execute(gone).rowcount:
        raise RecordsError(f"{learner.name} ({learner.code}) không là người kèm{f' của tổ {group}' if group else ''}. Xem ai đang kèm: `binhdan tutors`.")
    session.expire_all()
    lose = select(Tutoring.learner_code).where(Tutoring.tutor_code == learner.code)
    if _teaches(session, learner.code):
        lose = lose.join(Learner, Learner.code == Tutoring.learner_code).where(Learner.group_id == place)
    freed = sorted(session.scalars(lose))
    for some in pieces(freed):
        session.execute(delete(Tutoring).where(Tutoring.learner_code.in_(some)))
    return freed


def assign(session: Session, tutor: str, learners: Iterable[str]) -> list[str]:
    """Give ``learners`` to a tutor; whoever had another tutor changes over. Return the codes of those who were not theirs yet.

    RecordsError where the tutor is none, is the learner, or a learner is not enrolled.
    """
    teacher = person.find(session, tutor)
    if not _teaches(session, teacher.code):
        raise RecordsError(f"{teacher.name} ({teacher.code}) chưa là người kèm của tổ nào. Ghi trước: `binhdan tutors appoint {teacher.code}`.")
    new = []
    for learner in dict.fromkeys(person.find(session, code) for code in learners):
        if learner is teacher:
            raise RecordsError(f"{teacher.name} ({teacher.code}) không tự kèm mình được. Bỏ mã ấy rồi chạy lại.")
        before = session.get(Tutoring, learner.code)
        if before is None or before.tutor_code != teacher.code:
            session.merge(Tutoring(learner_code=learner.code, tutor_code=teacher.code, since=datetime.now(UTC)))
            new.append(learner.code)
    session.flush()
    return new


def network(session: Session) -> list[Coverage]:
    """Return every residential group in the records, also those without tutors or learners."""
    tutors: dict[int, list[str]] = {}
    for code, group in session.execute(select(Tutor.learner_code, Tutor.group_id).order_by(Tutor.learner_code)):
        tutors.setdefault(group, []).append(code)
    query = select(Learner.group_id, func.count(), func.count().filter(is_alone())).group_by(Learner.group_id)
    counts = {group: (total, left) for group, total, left in session.execute(query)}
    groups = session.execute(select(ResidentialGroup.id, ResidentialGroup.name).order_by(ResidentialGroup.id))
    return [Coverage(name, tuple(tutors.get(key, ())), *counts.get(key, (0, 0))) for key, name in groups]


def loads(session: Session) -> dict[str, Load]:
    """Return every tutor's load by code."""
    query = select(Learner.code, Learner.name, func.count(Tutoring.learner_code)).join(Tutoring, Tutoring.tutor_code == Learner.code, isouter=True)
    teaching = query.where(Learner.code.in_(select(Tutor.learner_code))).group_by(Learner.code, Learner.name)
    return {code: Load(name, count) for code, name, count in session.execute(teaching)}


def is_alone():
    """The condition that a learner has no tutor and is none."""
    return Learner.code.not_in(select(Tutoring.learner_code)) & Learner.code.not_in(select(Tutor.learner_code))


def _teaches(session: Session, code: str) -> bool:
    return session.scalar(select(func.count()).select_from(Tutor).where(Tutor.learner_code == code)) > 0


def _group(session: Session, name: str) -> int:
    if place := session.scalar(select(ResidentialGroup.id).where(ResidentialGroup.name == name)):
        return place
    raise RecordsError(f"Không có tổ «{name}» trong sổ. Xem tên các tổ trong tệp locale của phường.")
