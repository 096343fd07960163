"""The trainer network: who teaches in which residential group, whom they look after, and where nobody does."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from binhdan.records.database import RecordsError
from binhdan.records.models import Learner, ResidentialGroup, Tutor, Tutoring


@dataclass(frozen=True)
class Coverage:
    """One residential group: its tutors' codes, its learners, and how many of them no tutor looks after."""

    group: str
    tutors: tuple[str, ...]
    learners: int
    alone: int


def appoint(session: Session, code: str, group: str = "") -> None:
    """Make a learner a tutor of ``group`` (default: where they live); again changes nothing.

    RecordsError where there is no such learner or group.
    """
    learner = session.get(Learner, code)
    if learner is None:
        raise RecordsError(f"Không có học viên mã {code}. Xem mã bằng `binhdan learners`.")
    place = session.scalar(select(ResidentialGroup.id).where(ResidentialGroup.name == group)) if group else learner.group_id
    if place is None:
        raise RecordsError(f"Không có tổ «{group}» trong sổ. Xem tên các tổ trong tệp locale của phường.")
    if session.get(Tutor, (code, place)) is None:
        session.add(Tutor(learner_code=code, group_id=place, since=datetime.now(UTC)))
        session.flush()


def assign(session: Session, tutor: str, learners: Iterable[str]) -> None:
    """Give ``learners`` to a tutor; whoever had another tutor changes over.

    RecordsError where the tutor is none, is the learner, or a learner is not enrolled.
    """
    if session.scalar(select(func.count()).select_from(Tutor).where(Tutor.learner_code == tutor)) == 0:
        raise RecordsError(f"{tutor} chưa là người kèm của tổ nào.")
    for code in learners:
        if code == tutor or session.get(Learner, code) is None:
            raise RecordsError(f"Không giao được {code} cho {tutor}: mã chưa ghi danh, hoặc là chính người kèm.")
        session.merge(Tutoring(learner_code=code, tutor_code=tutor, since=datetime.now(UTC)))
    session.flush()


def network(session: Session) -> list[Coverage]:
    """Return every residential group in the records, also those without tutors or learners."""
    tutors: dict[int, list[str]] = {}
    for code, group in session.execute(select(Tutor.learner_code, Tutor.group_id).order_by(Tutor.learner_code)):
        tutors.setdefault(group, []).append(code)
    cared = select(Tutoring.learner_code)
    teaching = select(Tutor.learner_code)
    alone = func.count().filter(Learner.code.not_in(cared), Learner.code.not_in(teaching))
    query = select(Learner.group_id, func.count(), alone).group_by(Learner.group_id)
    counts = {group: (total, left) for group, total, left in session.execute(query)}
    groups = session.execute(select(ResidentialGroup.id, ResidentialGroup.name).order_by(ResidentialGroup.id))
    return [Coverage(name, tuple(tutors.get(key, ())), *counts.get(key, (0, 0))) for key, name in groups]
