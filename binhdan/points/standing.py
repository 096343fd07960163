"""What one learner has earned up to a day, reckoned from all their marks and practice days."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from binhdan.points import batch, standings
from binhdan.points.badges import BADGES
from binhdan.points.batch import NEVER
from binhdan.points.marks import Mark
from binhdan.points.rules import Rules
from binhdan.records.level_bits import levels_of


@dataclass(frozen=True, slots=True)
class Standing:
    """``points`` of the game, ``lessons`` passed, ``levels`` completed (level -> day), practice ``weeks`` and those in a row now.

    ``measured`` are levels with both level tests, ``improved`` those where the second went better, ``distinguished`` the
    completed ones with nine tenths of their points; ``first_day`` and ``last_day`` of any work are None where there is none.
    """

    points: float
    lessons: int
    levels: dict[int, int]
    weeks: int
    run: int
    badges: tuple[str, ...]
    measured: frozenset[int]
    improved: frozenset[int]
    first_day: int | None
    last_day: int | None
    distinguished: frozenset[int] = field(default=frozenset())


def reckon(marks: Iterable[Mark], practice: Mapping[int, int], rules: Rules, today: int) -> Standing:
    """Return the standing at the end of ``today`` (a day's number); ``practice`` is week -> bits of its days."""
    return of(standings.reckon(_alone(marks, practice), rules, today), 0)


def of(found: standings.Standings, who: int) -> Standing:
    """Return the standing of the learner at place ``who`` of many."""
    return Standing(
        points=float(found.points[who]),
        lessons=int(found.lessons[who]),
        levels={level: int(days[who]) for level, days in found.completed.items() if days[who] < NEVER},
        weeks=int(found.weeks[who]),
        run=int(found.run[who]),
        badges=tuple(badge.key for place, badge in enumerate(BADGES) if found.badges[who] >> place & 1),
        measured=frozenset(levels_of(int(found.measured[who]))),
        improved=frozenset(levels_of(int(found.improved[who]))),
        first_day=_day(int(found.first_day[who])),
        last_day=_day(int(found.last_day[who])),
        distinguished=frozenset(levels_of(int(found.distinguished[who]))),
    )


def worth(marks: Iterable[Mark], rules: Rules, today: int) -> dict[str, float]:
    """Return code of a lesson -> points of the game that it brings, before the cap of a day."""
    by_place = standings.sorted_out(_alone(marks, {}), rules, today)[0].worth()
    return {code: by_place[row.place] for code, row in rules.table.items() if row.most}


def _alone(marks: Iterable[Mark], practice: Mapping[int, int]) -> batch.Batch:
    return batch.of([(batch.Person(0, 0, ""), marks, practice)])


def _day(day: int) -> int | None:
    return None if day == NEVER else day
