"""Days on which learners say that they practised: a small mask a week, forgotten after a year and a month."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import bindparam, delete, func, insert, select, update
from sqlalchemy.orm import Session

from binhdan.records.days import SPAN, bits_of, day_of, end_of, week_of, weekday
from binhdan.records.models import Attempt, Practice
from binhdan.records.pieces import pieces


def believed(days: Iterable[int], at: int) -> set[int]:
    """Return those of ``days`` of which a receipt of the moment ``at`` (Unix seconds) may speak."""
    last = day_of(at)
    return {day for day in days if last - SPAN <= day <= last}


def add(session: Session, days: Mapping[int, set[int]]) -> int:
    """Keep the days of learners (by number); return how many were not known. A day that is known counts once."""
    masks = {(learner, week): mask for learner, some in days.items() for week, mask in bits_of(some).items()}
    new = 0
    for some in pieces(masks.items(), 1000):
        columns = (Practice.learner, Practice.week, Practice.days)
        kept = session.execute(select(*columns).where(Practice.learner.in_({key[0] for key, _ in some})))
        there = {(learner, week): mask for learner, week, mask in kept}
        fresh = []
        for (learner, week), mask in some:
            before = there.get((learner, week))
            new += (mask & ~(before or 0)).bit_count()
            if before is None:
                fresh.append({"learner": learner, "week": week, "days": mask})
            elif mask & ~before:
                row = update(Practice).where(Practice.learner == learner, Practice.week == week)
                session.execute(row.values(days=before | mask).execution_options(synchronize_session=False))
        if fresh:
            session.execute(insert(Practice.__table__), fresh)
    return new


def forget(session: Session, before: int, need: int) -> int:
    """Forget on which days learners practised in the weeks before week ``before``; return how many weeks were changed.

    A week with ``need`` days, those of hand-ins included, stays as a practice week without its days: it begins on Monday
    and has just enough of them. Other weeks go. A second time changes nothing.
    """
    kept = (1 << need) - 1
    old = (Practice.week < before, Practice.days != kept)
    changed = 0
    learners = list(session.scalars(select(Practice.learner).where(*old).distinct().order_by(Practice.learner)))
    for some in pieces(learners, 1000):
        weeks = session.execute(select(Practice.learner, Practice.week, Practice.days).where(Practice.learner.in_(some), *old))
        masks = {(learner, week): mask for learner, week, mask in weeks}
        moments = select(Attempt.learner, Attempt.at).where(Attempt.learner.in_(some), Attempt.at < end_of(7 * before))
        for learner, at in session.execute(moments):
            key = (learner, week_of(day := day_of(at)))
            if key in masks:
                masks[key] |= 1 << weekday(day)
        full = [{"of": learner, "then": week} for (learner, week), mask in masks.items() if mask.bit_count() >= need]
        if full:
            row = update(Practice.__table__).where(Practice.learner == bindparam("of"), Practice.week == bindparam("then"))
            session.execute(row.values(days=kept), full)
        changed += len(full)
    changed += session.scalar(select(func.count()).select_from(Practice).where(*old))
    session.execute(delete(Practice).where(*old).execution_options(synchronize_session=False))
    return changed
