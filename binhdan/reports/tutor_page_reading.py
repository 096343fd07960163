"""The tutor's page from the records; every look at it goes into the access log."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from binhdan.locale import Locale
from binhdan.points.days import day_of
from binhdan.points.rules import AFTER, BEFORE, Rules
from binhdan.records import access, names, tutors
from binhdan.records.database import RecordsError
from binhdan.records.level_bits import levels_of
from binhdan.records.models import (
    NEEDS_PERSON,
    PASSED,
    Attempt,
    Learner,
    LessonCode,
    Practice,
    ResidentialGroup,
    Standing,
    Tutor,
    Tutoring,
)
from binhdan.reports.tutor_page import GroupCover, Pupil, TutorPage, Work

MOST = 5000  # learners on one page


def gather(
    session: Session, locale: Locale, rules: Rules, today: int, tutor: str = "", group: str = "", why: str = "", able: Collection[str] = ()
) -> TutorPage:
    """Return the page of the tutor with the code ``tutor``, or of every learner of ``group`` ("": of all).

    ``able``: the codes of who has taught back with distinction. Writes one line to the access log, ``why`` in its detail. RecordsError where nobody teaches under that code, the group
    is unknown, or more people are asked for than a page can hold.
    """
    name, teaches = _tutor(session, tutor)
    if group and group not in locale.groups:
        raise RecordsError(f"Không có tổ «{group}». Các tổ: {', '.join(locale.groups)}.")
    wanted = _wanted(tutor, group)
    count = session.scalar(select(func.count()).select_from(wanted.subquery()))
    if count > MOST:
        raise RecordsError(f"Có {count} học viên, một trang chỉ chứa {MOST}. Chọn một tổ bằng --group, hoặc một người kèm bằng --tutor.")
    pupils = _pupils(session, wanted, rules, today, able)
    detail = f"trang người kèm {tutor or 'cả lớp'}{f', tổ {group}' if group else ''}{f', {why}' if why else ''}"
    access.log(session, access.LIST, len(pupils), subject=tutor, detail=detail)
    shown = teaches | {pupil.group for pupil in pupils} if tutor else {group} if group else set(locale.groups)
    return TutorPage(name, tutor, today, locale.group_word, _groups(session, shown), pupils)


def _tutor(session: Session, code: str) -> tuple[str, set[str]]:
    """The tutor's name and the groups they teach."""
    if not code:
        return "", set()
    learner = session.get(Learner, code)
    groups = set(session.scalars(select(ResidentialGroup.name).join(Tutor).where(Tutor.learner_code == code)))
    if learner is None or not groups:
        raise RecordsError(f"Mã {code} chưa là người kèm của tổ nào. Xem mã bằng `binhdan learners`, rồi hỏi người phụ trách.")
    return learner.name, groups


def _wanted(tutor: str, group: str):
    query = select(Learner.number)
    if tutor:
        query = query.join(Tutoring, Tutoring.learner_code == Learner.code).where(Tutoring.tutor_code == tutor)
    if group:
        query = query.join(ResidentialGroup).where(ResidentialGroup.name == group)
    return query


def _pupils(session: Session, wanted, rules: Rules, today: int, able: Collection[str]) -> tuple[Pupil, ...]:
    keeper = aliased(Learner)
    query = (
        select(Learner, ResidentialGroup.name, func.coalesce(keeper.name, ""), func.coalesce(Standing.levels, 0))
        .join(ResidentialGroup, Learner.group_id == ResidentialGroup.id)
        .join(Tutoring, Tutoring.learner_code == Learner.code, isouter=True)
        .join(keeper, keeper.code == Tutoring.tutor_code, isouter=True)
        .join(Standing, Standing.learner == Learner.number, isouter=True)
        .where(Learner.number.in_(wanted))
    )
    work, last = _work(session, wanted, rules)
    for number, week, days in session.execute(select(Practice.learner, Practice.week, Practice.days).where(Practice.learner.in_(wanted))):
        if days:
            last[number] = max(last.get(number, 0), week * 7 + days.bit_length())
    teaching = set(session.scalars(select(Tutor.learner_code)))
    found = [
        Pupil(
            code=learner.code,
            name=learner.name,
            group=group,
            tutor=tutor,
            enrolled=day_of(learner.enrolled_at.timestamp()),
            last_day=min(last[learner.number], today) if learner.number in last else None,
            levels=tuple(levels_of(levels)),
            work=tuple(work.get(learner.number, ())),
            can_teach=learner.code in able,
            teaches=learner.code in teaching,
        )
        for learner, group, tutor, levels in session.execute(query)
    ]
    return tuple(sorted(found, key=lambda pupil: (names.order(pupil.name), pupil.code)))


def _work(session: Session, wanted, rules: Rules) -> tuple[dict[int, list[Work]], dict[int, int]]:
    """Learner -> work by lesson, and learner -> day of the last hand-in."""
    query = (
        select(Attempt.learner, LessonCode.code, Attempt.at, Attempt.flags)
        .join(LessonCode, Attempt.lesson == LessonCode.id)
        .where(Attempt.learner.in_(wanted))
        .order_by(Attempt.learner, LessonCode.code, Attempt.at)
    )
    tries: dict[tuple[int, str], list[int]] = defaultdict(list)
    last: dict[int, int] = {}
    for learner, lesson, at, flags in session.execute(query):
        last[learner] = max(last.get(learner, 0), day_of(at))
        row = rules.table.get(lesson)
        if row is None or row.kind in (BEFORE, AFTER):
            continue  # level tests are nobody's trouble
        tries[learner, lesson].append(flags)
    work: dict[int, list[Work]] = defaultdict(list)
    for (learner, lesson), flags in tries.items():
        passed = any(flag & PASSED for flag in flags)
        work[learner].append(Work(lesson, len(flags), passed, bool(flags[-1] & NEEDS_PERSON)))
    return work, last


def _groups(session: Session, shown: set[str]) -> tuple[GroupCover, ...]:
    known = [cover for cover in tutors.network(session) if cover.group in shown]
    codes = [code for cover in known for code in cover.tutors]
    called = dict(session.execute(select(Learner.code, Learner.name).where(Learner.code.in_(codes))).all())
    return tuple(GroupCover(cover.group, cover.learners, tuple(called[code] for code in cover.tutors), cover.alone) for cover in known)
