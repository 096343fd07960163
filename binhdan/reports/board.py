"""What goes onto the notice board: teams, honours of a month, the ward's weeks and badges; no person but by nickname."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from binhdan.curriculum import Course
from binhdan.locale import Locale
from binhdan.points import honours, teams
from binhdan.points.badges import BADGES, Badge
from binhdan.points.days import day_of, week_of
from binhdan.points.honours import Honour
from binhdan.points.teams import Team
from binhdan.records.database import RecordsError
from binhdan.records.models import (
    Completion, Consent, GroupWeek, Learner, Nickname, Reckoning, ResidentialGroup, Standing, Tutor,
)
from binhdan.reports.board_neighbours import Shown
from binhdan.reports.small_cells import LEAST, small

WEEKS_SHOWN = 13


@dataclass(frozen=True, slots=True)
class BadgeCount:
    """A badge and how many have it; None where it is one to four people."""

    badge: Badge
    people: int | None


@dataclass(frozen=True)
class Board:
    """The notice board as it stood at the end of ``today``, with the honours of the month that ``month`` (a day) is in.

    ``teams``: (place, team, rate), best first, only those of five people and more, ``passed`` rounded to five people;
    ``hidden`` says whether others are left out. ``weeks``: (number, active people, None where it is one to four), ``practice_weeks`` of all people together.
    """

    issuer: str
    programme: str
    group_word: str
    minutes: int
    today: int
    month: int
    teams: tuple[tuple[int, Team, float], ...]
    hidden: bool
    honours: tuple[Honour, ...]
    weeks: tuple[tuple[int, int | None], ...]
    practice_weeks: int | None
    badges: tuple[BadgeCount, ...]
    with_tutor: tuple[str, ...]


def gather(session: Session, course: Course, locale: Locale, month: int | None = None) -> Board:
    """Return the board from the standings as they are; ``month`` is any day of the month honoured (default: the last one reckoned).

    RecordsError where nothing has been reckoned yet.
    """
    today = session.scalar(select(Reckoning.today))
    if today is None:
        raise RecordsError("Sổ chưa có thành tích nào được tính. Chạy `binhdan recompute`, hoặc bỏ --as-is.")
    month = month or today
    if month > honours.month_of(today)[1]:
        raise RecordsError(f"Tháng {date.fromordinal(month):%m/%Y} chưa tới. Chọn tháng này hoặc một tháng trước.")
    now = _teams(session, today)
    groups = set(session.scalars(select(ResidentialGroup.name).join(Tutor).distinct()))
    return Board(
        issuer=locale.issuer,
        programme=locale.programme,
        group_word=locale.group_word,
        minutes=course.settings["course"]["minutes"],
        today=today,
        month=month,
        teams=tuple(teams.ranking(map(_coarse, now))),
        hidden=any(0 < team.members < teams.SHOWN_FROM for team in now),
        honours=tuple(_honours(session, month, today)),
        weeks=_weeks(session, today),
        practice_weeks=_practice_weeks(session),
        badges=tuple(_badges(session)),
        with_tutor=tuple(name for name in locale.groups if name in groups),
    )


def shown(session: Session) -> list[Shown]:
    """Return everybody who has a nickname, agreed that it is shown, and has points."""
    query = (
        select(Learner.code, Nickname.nickname, Standing.points)
        .join(Nickname, Nickname.learner == Learner.number)
        .join(Standing, Standing.learner == Learner.number)
        .where(Learner.code.in_(_agreed()), Standing.points > 0)
    )
    return [Shown(*row) for row in session.execute(query)]


def _agreed():
    """The codes of who agreed that the nickname is shown; the newest answer counts."""
    newest = select(func.max(Consent.id)).where(Consent.purpose == "nickname").group_by(Consent.learner_code)
    return select(Consent.learner_code).where(Consent.id.in_(newest), Consent.given)


def _teams(session: Session, until: int) -> list[Team]:
    """Every residential group: its learners, and how many of them had completed a level by the end of day ``until``."""
    completed = select(Completion.learner).where(Completion.day <= until).distinct().subquery()
    query = (
        select(ResidentialGroup.name, func.count(), func.count(completed.c.learner))
        .join(Learner, Learner.group_id == ResidentialGroup.id)
        .join(completed, completed.c.learner == Learner.number, isouter=True)
    )
    return [Team(*row) for row in session.execute(query.group_by(ResidentialGroup.name).order_by(ResidentialGroup.name))]


def _coarse(team: Team) -> Team:
    """The team with ``passed`` rounded to five people: from an exact rate and the members anybody could reckon one to four."""
    rounded = (team.passed + LEAST // 2) // LEAST * LEAST
    return replace(team, passed=rounded if rounded <= team.members else rounded - LEAST)


def _honours(session: Session, month: int, today: int) -> list[Honour]:
    first, last = honours.month_of(month)
    nicknames = select(Nickname.learner, Nickname.nickname).join(Learner, Nickname.learner == Learner.number)
    called = dict(session.execute(nicknames.where(Learner.code.in_(_agreed()))).all())
    query = select(Completion, Standing.distinguished).join(Standing, Standing.learner == Completion.learner)
    completions = [
        honours.Completion(called.get(row.learner, ""), row.level, row.day, bool(distinguished >> row.level - 1 & 1))
        for row, distinguished in session.execute(query.where(Completion.day.between(first, last)))
    ]
    # Weeks in a row are known as of today only, so a month that is over can't honour them.
    going = select(Standing.learner, Standing.run).where(Standing.run >= honours.RUN)
    runs = [honours.Run(called.get(number, ""), run) for number, run in session.execute(going)] if first <= today <= last else []
    query = select(Learner.number, func.min(Tutor.since)).join(Tutor, Tutor.learner_code == Learner.code).group_by(Learner.number)
    new = [honours.NewTutor(called.get(number, ""), day_of(since.timestamp())) for number, since in session.execute(query)]
    return honours.honours(month, completions, runs, _teams(session, first - 1), _teams(session, min(last, today)), new)


def _weeks(session: Session, today: int) -> tuple[tuple[int, int | None], ...]:
    first = week_of(today) - WEEKS_SHOWN + 1
    query = select(GroupWeek.week, func.sum(GroupWeek.active)).where(GroupWeek.week >= first).group_by(GroupWeek.week)
    active = dict(session.execute(query).all())
    return tuple((week, small(int(active.get(week, 0)))) for week in range(first, week_of(today) + 1))


def _practice_weeks(session: Session) -> int | None:
    """The practice weeks of everybody together; None where they are those of one to four people."""
    people, weeks = session.execute(select(func.count().filter(Standing.weeks > 0), func.sum(Standing.weeks))).one()
    return None if small(people) is None else int(weeks or 0)


def _badges(session: Session) -> list[BadgeCount]:
    having = [func.count().filter(Standing.badges.bitwise_and(1 << place) != 0) for place in range(len(BADGES))]
    counts = session.execute(select(*having).select_from(Standing)).one()
    return [BadgeCount(badge, small(count)) for badge, count in zip(BADGES, counts)]


def month_named(text: str) -> int:
    """Return the first day of a month written 2026-11, 11/2026 or 11-2026; RecordsError says how to write it."""
    parts = text.replace("/", "-").split("-")
    try:
        year, month = sorted((int(part) for part in parts), reverse=True)
        if year < 2000:
            raise ValueError(text)
        return date(year, month, 1).toordinal()
    except ValueError as error:
        raise RecordsError(f"Không hiểu tháng {text!r}. Viết như 2026-11 hoặc 11/2026.") from error
