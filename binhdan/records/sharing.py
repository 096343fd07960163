"""Learners whom nobody looks after, shared out evenly among the tutors of their residential group."""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from binhdan.records import tutors
from binhdan.records.models import Learner, ResidentialGroup, Tutoring
from binhdan.records.pieces import pieces
from binhdan.records.progress import Progress


@dataclass(frozen=True)
class Shared:
    """``given``: tutor -> learners new with them; ``over``: residential group -> learners for whom its tutors have no room."""

    given: dict[str, list[str]]
    over: dict[str, list[str]]


def share(session: Session, group: str = "", most: int = 15, progress: Progress | None = None) -> Shared:
    """Give every learner who has no tutor to the one of their group (of all, or of ``group``) who looks after the fewest.

    Nobody gets more than ``most`` learners in all, and who has a tutor keeps them, so that again changes nothing. Who
    enrolled first comes first. A group without tutors is left out. ``session`` must come from ``Database.writing``.
    """
    places = [place for place in tutors.network(session) if place.tutors and group in ("", place.group)]
    waiting = _waiting(session, [place.group for place in places])
    count = {code: load.learners for code, load in tutors.loads(session).items()}
    given: dict[str, list[str]] = {}
    over: dict[str, list[str]] = {}
    # A tutor of several groups is left to those that have few others.
    for place in sorted(places, key=lambda place: len(place.tutors)):
        free = [(count[code], code) for code in place.tutors if count[code] < most]
        heapq.heapify(free)
        for learner in waiting.get(place.group, ()):
            if not free:
                over.setdefault(place.group, []).append(learner)
                continue
            count[code := free[0][1]] += 1
            given.setdefault(code, []).append(learner)
            if count[code] < most:
                heapq.heapreplace(free, (count[code], code))
            else:
                heapq.heappop(free)
    _write(session, given, progress)
    return Shared(given, over)


def _waiting(session: Session, groups: list[str]) -> dict[str, list[str]]:
    """The learners of each group who have no tutor, by when they enrolled."""
    query = select(Learner.enrolled_at, Learner.code, ResidentialGroup.name).join(ResidentialGroup)
    found: dict[str, list[str]] = {}
    # Sorted here, because databases do not agree on the order of letters.
    for _, code, group in sorted(map(tuple, session.execute(query.where(ResidentialGroup.name.in_(groups), tutors.is_alone())))):
        found.setdefault(group, []).append(code)
    return found


def _write(session: Session, given: dict[str, list[str]], progress: Progress | None) -> None:
    now, done, total = datetime.now(UTC), 0, sum(map(len, given.values()))
    rows = ({"learner_code": learner, "tutor_code": tutor, "since": now} for tutor, some in given.items() for learner in some)
    for some in pieces(rows):
        session.execute(insert(Tutoring), some)
        done += len(some)
        if progress:
            progress("chia", done, total)
