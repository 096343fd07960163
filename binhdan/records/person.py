"""All that is known about one learner, gathered to hand over."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from binhdan.records.database import RecordsError
from binhdan.records.days import days_of
from binhdan.records.level_bits import levels_of
from binhdan.records.models import (
    NEEDS_PERSON,
    PASSED,
    Access,
    Alias,
    Attempt,
    Cohort,
    Completion,
    Consent,
    Learner,
    LessonCode,
    Membership,
    Nickname,
    Practice,
    ResidentialGroup,
    Standing,
    TargetGroup,
    Tutor,
    Tutoring,
)

_FOLDERS = ("inbox", "submitted", "autograded", "feedback", "results", "runs")
# What other rooms keep by code: papers, and what peers read and said of each other's work.
_NAMED = ("certificates/b[1-5]-{}-??????-?????.*", "teach-back/*/packets/{}", "teach-back/*/answers/{}.html")


def find(session: Session, code: str) -> Learner:
    """Return the learner; RecordsError where nobody has that code."""
    if learner := session.get(Learner, code.strip().lower()):
        return learner
    raise RecordsError(f"Không có học viên mã {code[:60]!r}. Xem mã bằng `binhdan learners`.")


def everything(session: Session, code: str, class_folder: Path) -> dict:
    """Return what the records know about a learner, and where else their data lie, as JSON has it."""
    learner = find(session, code)
    groups = dict(session.execute(select(ResidentialGroup.id, ResidentialGroup.name)).all())
    target = session.get(TargetGroup, learner.target_key) if learner.target_key else None
    cohorts = session.execute(select(Cohort.name, Membership.joined_at).join(Cohort).where(Membership.learner_code == learner.code))
    tutor = session.get(Tutoring, learner.code)
    return {
        "learner": {
            "code": learner.code,
            "name": learner.name,
            "birth_year": learner.birth_year,
            "residential_group": groups[learner.group_id],
            "target_group": target.name if target else None,
            "enrolled_at": _iso(learner.enrolled_at),
            "also_written": [
                {"name_key": alias.name_key, "birth_year": alias.birth_year, "residential_group": groups[alias.group_id]}
                for alias in _of(session, Alias, learner)
            ],
        },
        "cohorts": [{"name": name, "joined_at": _iso(at)} for name, at in cohorts],
        "consents": [
            {
                "purpose": c.purpose, "given": c.given, "at": _iso(c.at), "by_whom": c.by_whom, "guardian": c.guardian,
                "evidence": c.evidence, "recorded_by": c.recorded_by,
            }
            for c in _of(session, Consent, learner)
        ],
        "attempts": [
            {
                "lesson": lesson, "points": a.points, "max_points": a.max_points, "passed": bool(a.flags & PASSED),
                "waits_for_person": bool(a.flags & NEEDS_PERSON), "at": _iso(datetime.fromtimestamp(a.at, UTC)), "hints": a.hints,
                "digest": f"{a.digest & 2**64 - 1:016x}",
            }
            for a, lesson in session.execute(_attempts(learner))
        ],
        "practice_days": _practice_days(session, learner),
        "nickname": nickname.nickname if (nickname := session.get(Nickname, learner.number)) else None,
        "standing": _standing(session, learner),
        "tutor": tutor and {"code": tutor.tutor_code, "since": _iso(tutor.since)},
        "teaches": {
            "residential_groups": [groups[t.group_id] for t in session.scalars(select(Tutor).where(Tutor.learner_code == learner.code))],
            "learners": list(session.scalars(select(Tutoring.learner_code).where(Tutoring.tutor_code == learner.code))),
        },
        "access": [
            {"at": _iso(a.at), "who": a.who, "action": a.action}
            for a in session.scalars(select(Access).where(Access.subject == learner.code).order_by(Access.id))
        ],
        "elsewhere": elsewhere(class_folder, learner.code),
    }


def _of(session: Session, table, learner: Learner) -> Iterator:
    return session.scalars(select(table).where(table.learner_code == learner.code).order_by(table.id))


def _attempts(learner: Learner):
    return select(Attempt, LessonCode.code).join(LessonCode).where(Attempt.learner == learner.number).order_by(Attempt.at, LessonCode.code)


def _practice_days(session: Session, learner: Learner) -> list[str]:
    weeks = session.scalars(select(Practice).where(Practice.learner == learner.number).order_by(Practice.week))
    return [date.fromordinal(day).isoformat() for week in weeks for day in days_of(week.week, week.days)]


def _standing(session: Session, learner: Learner) -> dict | None:
    """The points and what else follows from the marks, as it was last recomputed."""
    row = session.get(Standing, learner.number)
    completed = session.scalars(select(Completion).where(Completion.learner == learner.number).order_by(Completion.level))
    return row and {
        "points": row.points, "lessons": row.lessons, "practice_weeks": row.weeks, "practice_weeks_in_a_row": row.run,
        "badges": row.badges.bit_count(), "levels_measured": levels_of(row.measured), "levels_improved": levels_of(row.improved),
        "levels_with_distinction": levels_of(row.distinguished),
        "first_day": row.first_day and date.fromordinal(row.first_day).isoformat(),
        "last_day": row.last_day and date.fromordinal(row.last_day).isoformat(),
        "levels_completed": [{"level": one.level, "day": date.fromordinal(one.day).isoformat()} for one in completed],
    }


def _iso(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")


def elsewhere(class_folder: Path, code: str) -> list[str]:
    """Return the folders and files of a class folder that hold work or marks of a learner."""
    top = class_folder.resolve()
    found = [str(top / name / code) for name in _FOLDERS if (top / name / code).is_dir()]
    found += sorted(str(path) for pattern in _NAMED for path in top.glob(pattern.format(code)))
    return found + ([str(top / "gradebook.db")] if _in_gradebook(top / "gradebook.db", code) else [])


def _in_gradebook(file: Path, code: str) -> bool:
    if not file.is_file():
        return False
    with contextlib.suppress(sqlite3.Error), contextlib.closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)) as book:
        return book.execute("SELECT 1 FROM student WHERE id = ?", (code,)).fetchone() is not None
    return True  # unreadable now: better named once too often
