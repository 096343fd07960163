"""A learner's personal data, taken out for good; only counts without names stay."""

from __future__ import annotations

import secrets
from collections import defaultdict

from sqlalchemy import delete, inspect, select, text, update
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from binhdan.records import access, person
from binhdan.records.models import PASSED, Access, Attempt, ErasedCount, Learner, LessonCode


def erase(session: Session, code: str) -> str:
    """Take a learner's personal data out; return the receipt that stands for them in the access log.

    What stays says nothing about a person: how many people, attempts and passes a group and target had.
    """
    learner = person.find(session, code)
    lessons = defaultdict(lambda: [0, 0, 0], {"": [1, 0, 0]})
    tried = select(LessonCode.code, Attempt.flags).join(LessonCode).where(Attempt.learner == learner.number)
    for lesson, flags in session.execute(tried):
        count = lessons[lesson]
        count[0] = 1
        count[1] += 1
        count[2] = max(count[2], flags & PASSED)
    for lesson, (people, tries, passed) in lessons.items():
        _count(session, learner, lesson, people, tries, passed)
    receipt = f"xoa-{secrets.token_hex(4)}"
    session.execute(update(Access).where(Access.subject == learner.code).values(subject=receipt))
    session.execute(delete(Learner).where(Learner.code == learner.code))  # the other tables follow
    session.expunge_all()
    access.log(session, access.ERASE, 1, receipt)
    return receipt


def _count(session: Session, learner: Learner, lesson: str, people: int, tries: int, passed: int) -> None:
    key = (learner.group_id, learner.target_key or "", lesson)
    row = session.get(ErasedCount, key)
    if row is None:
        row = ErasedCount(group_id=key[0], target_key=key[1], lesson=lesson, learners=0, attempts=0, passed=0)
        session.add(row)
    row.learners += people
    row.attempts += tries
    row.passed += passed
    session.flush()


def forget_deleted(engine: Engine) -> None:
    """Make the database file itself forget what was deleted."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if engine.dialect.name == "sqlite":
            connection.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").close()
        else:
            for table in inspect(connection).get_table_names():
                connection.execute(text(f'VACUUM "{table}"'))
