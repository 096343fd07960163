"""The standings of many learners, packed, and what is counted of them by week and day on the way."""

from __future__ import annotations

import marshal
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from binhdan.points.badges import BADGES
from binhdan.points.days import DAY_SECONDS, EPOCH, ZONE, week_of
from binhdan.points.reading import Log
from binhdan.points.rules import Rules
from binhdan.points.standing import Standing, reckon
from binhdan.records.days import end_of

AT_ONCE = 1000  # learners
_WEEK = 7 * DAY_SECONDS
_WEEKS_BEFORE = ZONE + (EPOCH - 1) * DAY_SECONDS  # from the first Monday of the calendar to 1970
_BADGE_BITS = {badge.key: 1 << place for place, badge in enumerate(BADGES)}


@dataclass
class Counts:
    """``active`` and ``hand_ins``: (group, target) -> week -> how many; ``days``: day -> hand-ins of all."""

    active: dict[tuple[int, str], Counter] = field(default_factory=lambda: defaultdict(Counter))
    hand_ins: dict[tuple[int, str], Counter] = field(default_factory=lambda: defaultdict(Counter))
    days: Counter = field(default_factory=Counter)

    def add(self, other: Counts) -> None:
        """Take another part's counts in."""
        for mine, theirs in ((self.active, other.active), (self.hand_ins, other.hand_ins)):
            for key, weeks in theirs.items():
                mine[key].update(weeks)
        self.days.update(other.days)


def packed(logs: Iterable[Log], rules: Rules, today: int, counts: Counts) -> Iterator[tuple[int, bytes]]:
    """Yield (how many learners, their rows for ``unpacked``), and count in ``counts``."""
    opened = rules.game.opened.toordinal()
    standings, completions = [], []
    # One after another as they come: what was just read lies close at hand.
    for log in logs:
        standing = reckon(log.marks, log.practice, rules, today)
        standings.append(_row(log.learner, standing))
        completions += [(log.learner, level, day) for level, day in sorted(standing.levels.items())]
        _count(log, opened, today, counts)
        if len(standings) == AT_ONCE:
            yield len(standings), marshal.dumps((standings, completions))
            standings, completions = [], []
    if standings:
        yield len(standings), marshal.dumps((standings, completions))


def unpacked(content: bytes) -> tuple[list[tuple], list[tuple]]:
    """Return rows for the tables standings and completions, columns in the order of the tables."""
    return marshal.loads(content)


def _row(learner: int, standing: Standing) -> tuple:
    return (
        learner, standing.points, standing.lessons, _mask(standing.levels), standing.weeks, standing.run,
        sum([_BADGE_BITS[key] for key in standing.badges]), _mask(standing.measured), _mask(standing.improved),
        _mask(standing.distinguished), standing.first_day, standing.last_day,
    )


def _mask(levels: Iterable[int]) -> int:
    return sum([1 << level - 1 for level in levels])


def _count(log: Log, opened: int, today: int, counts: Counts) -> None:
    moments = [mark[1] for mark in log.marks]
    if moments and (min(moments) < end_of(opened - 1) or max(moments) >= end_of(today)):
        # As in ``reckon``: what is dated later does not count yet, and where a clock stood wrong the opening day counts.
        moments = [max(at, end_of(opened - 1)) for at in moments if at < end_of(today)]
    weeks = [(at + _WEEKS_BEFORE) // _WEEK for at in moments]
    first, last = week_of(opened), week_of(today)
    whose = (log.group, log.target)
    counts.days.update([(at + ZONE) // DAY_SECONDS + EPOCH for at in moments])
    counts.hand_ins[whose].update(weeks)
    active = set(weeks)
    active.update([week for week in log.practice if first <= week <= last])
    counts.active[whose].update(active)
