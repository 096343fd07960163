"""What the records hold of a stretch of days, counted by the database: people, levels, weeks and days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, case, exists, func, or_, select
from sqlalchemy.orm import Session

from binhdan.curriculum import test_ending
from binhdan.points.days import week_of, weekday
from binhdan.records.models import (
    PASSED, Attempt, Completion, GroupDay, GroupWeek, Learner, LessonCode, Practice, Reckoning, ResidentialGroup, Standing,
)
from binhdan.reports.quarters import midnight_after

_BEFORE, _AFTER = (test_ending(kind) for kind in ("before", "after"))


@dataclass(frozen=True)
class Tally:
    """The learners of one residential group and target group ("" for none): how many, and how many of them did what."""

    group: str
    target: str
    enrolled: int
    active: int
    trained: int
    measured: int
    improved: int
    able: int
    completed: int


def people(session: Session, since: int, until: int) -> list[Tally]:
    """Count the learners as they stood at the end of day ``until``; active: with a mark or a practice day from ``since``.

    Days are ordinals. Who was entered later but had worked by then counts. ``measured`` and ``improved`` are among the
    trained.
    """
    end = midnight_after(date.fromordinal(until))
    tests = _tests(session)
    settled = func.coalesce(Standing.last_day, 0) <= until  # nothing came after: what stands now stood then
    measured, improved = _compared(tests, int(end.timestamp()))
    level = select(Completion.learner).where(Completion.learner == Learner.number, Completion.day <= until)
    flags = {
        "active": _active(since, until),
        "trained": and_(Standing.lessons > 0, or_(settled, _passed(tests, int(end.timestamp())))),
        "measured": and_(Standing.measured != 0, or_(settled, measured)),
        "improved": or_(and_(settled, Standing.improved != 0), and_(~settled, Standing.measured != 0, improved)),
        "able": exists(level.where(Completion.level == 1)),
        "completed": exists(level),
    }
    one = (
        select(Learner.group_id, func.coalesce(Learner.target_key, "").label("target"))
        .add_columns(*(case((test, 1), else_=0).label(name) for name, test in flags.items()))
        .select_from(Learner)
        .join(Standing, Standing.learner == Learner.number, isouter=True)
        .where(or_(Learner.enrolled_at < end, Standing.first_day <= until))
        .subquery()
    )
    sums = {name: func.sum(one.c[name]) for name in flags}
    for name in ("measured", "improved"):
        sums[name] = func.sum(one.c[name] * one.c.trained)
    query = (
        select(ResidentialGroup.name, one.c.target, func.count(), *sums.values())
        .join(one, one.c.group_id == ResidentialGroup.id)
        .group_by(ResidentialGroup.id, ResidentialGroup.name, one.c.target)
        .order_by(ResidentialGroup.id, one.c.target)
    )
    return [Tally(*row) for row in session.execute(query)]


def _tests(session: Session) -> dict[str, int]:
    """The level tests by code, with their numbers."""
    rows = session.execute(select(LessonCode.code, LessonCode.id))
    return {code: number for code, number in rows if code.endswith((_BEFORE, _AFTER))}


def _active(since: int, until: int) -> ColumnElement[bool]:
    """Any work between the two days; the log is asked only about who also worked after and before them."""
    first, last = (int(midnight_after(date.fromordinal(day)).timestamp()) for day in (since - 1, until))
    marks = exists().where(Attempt.learner == Learner.number, Attempt.at >= first, Attempt.at < last)
    begin, end = week_of(since), week_of(until)
    late, early = 127 & 127 << weekday(since), (2 << weekday(until)) - 1
    if begin == end:
        days = and_(Practice.week == begin, Practice.days.bitwise_and(late & early) != 0)
    else:
        days = or_(
            and_(Practice.week == begin, Practice.days.bitwise_and(late) != 0),
            and_(Practice.week > begin, Practice.week < end, Practice.days != 0),
            and_(Practice.week == end, Practice.days.bitwise_and(early) != 0),
        )
    practice = exists().where(Practice.learner == Learner.number, days)
    reached = and_(Standing.last_day >= since, Standing.first_day <= until)
    return and_(reached, or_(Standing.last_day <= until, Standing.first_day >= since, marks, practice))


def _passed(tests: dict[str, int], end: int) -> ColumnElement[bool]:
    return exists().where(
        Attempt.learner == Learner.number,
        Attempt.at < end,
        Attempt.flags.bitwise_and(PASSED) != 0,
        Attempt.lesson.not_in(tests.values()),
    )


def _compared(tests: dict[str, int], end: int) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """Whether some level had both tests by then, and whether in one the best "after" beat the first "before"."""
    measured, improved = [], []
    for code, number in tests.items():
        after_number = tests.get(code.removesuffix(_BEFORE) + _AFTER)
        if not code.endswith(_BEFORE) or after_number is None:
            continue
        ours = select(Attempt.points).where(Attempt.learner == Learner.number, Attempt.at < end)
        before = ours.where(Attempt.lesson == number).order_by(Attempt.at, Attempt.points).limit(1).scalar_subquery()
        after = ours.where(Attempt.lesson == after_number).order_by(Attempt.points.desc()).limit(1).scalar_subquery()
        measured.append(and_(before.is_not(None), after.is_not(None)))
        improved.append(after > before)
    return or_(False, *measured), or_(False, *improved)


def levels(session: Session, until: int) -> dict[int, int]:
    """How many had completed each level by the end of day ``until``."""
    query = select(Completion.level, func.count()).where(Completion.day <= until).group_by(Completion.level)
    return dict(session.execute(query).all())


def active_weeks(session: Session, first: int, last: int) -> dict[tuple[str, int], int]:
    """How many learners of each residential group were active in each of the weeks ``first`` to ``last``."""
    query = (
        select(ResidentialGroup.name, GroupWeek.week, func.sum(GroupWeek.active))
        .join(ResidentialGroup, ResidentialGroup.id == GroupWeek.group_id)
        .where(GroupWeek.week.between(first, last))
        .group_by(ResidentialGroup.name, GroupWeek.week)
    )
    return {(group, week): active for group, week, active in session.execute(query)}


def hand_ins(session: Session, first: int, last: int) -> dict[int, int]:
    """How many hand-ins the ward had on each of the days ``first`` to ``last``; days without are left out."""
    query = select(GroupDay.day, GroupDay.hand_ins).where(GroupDay.day.between(first, last))
    return dict(session.execute(query).all())


def practice_weeks(session: Session) -> dict[int, int]:
    """How many learners have how many practice weeks, as the standings are now."""
    return dict(session.execute(select(Standing.weeks, func.count()).group_by(Standing.weeks)).all())


def reckoning(session: Session) -> Reckoning | None:
    """How fresh the standings are; None where they never were reckoned."""
    return session.scalar(select(Reckoning))
