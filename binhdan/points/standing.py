"""What one learner has earned up to a day, reckoned from all their marks and practice days."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from operator import itemgetter

from binhdan.points.badges import WEEKS, earned
from binhdan.points.days import DAY_SECONDS, EPOCH, ZONE, week_of, weekday
from binhdan.points.levels import SLACK, is_done
from binhdan.points.marks import Mark
from binhdan.points.rules import AFTER, BEFORE, CHALLENGE, TEACH_BACK, Rules


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


_moment = itemgetter(1)


def reckon(marks: Iterable[Mark], practice: Mapping[int, int], rules: Rules, today: int) -> Standing:
    """Return the standing at the end of ``today`` (a day's number); what is dated later does not count yet.

    ``practice`` is week -> bits of its days. The order of ``marks`` does not matter, and one mark more never takes points,
    lessons, levels, weeks or badges away.
    """
    figures, table, goals = rules.game, rules.table, rules.goals
    cost, opened = figures.hint_cost, figures.opened.toordinal()
    weeks = _believable(practice, opened, today)
    worth, best = [0.0] * len(table), [0.0] * len(table)  # by place: points of the game, and of the marker
    gains: dict[int, float] = {}  # day -> points of the game that came that day
    totals = dict.fromkeys(goals, 0.0)
    waiting = {level: set(goal.decisive) for level, goal in goals.items()}
    levels: dict[int, int] = {}
    unaided, aided, failed = set(), set(), {}
    before: dict[int, tuple[int, float]] = {}
    after: dict[int, float] = {}
    mended = taught = challenged = False
    seen = None
    # This loop runs ten million times for a city: it is one piece, and each mark takes the shortest way through it.
    for code, at, points, _, passed, person, hints in sorted(marks, key=_moment):
        day = (at + ZONE) // DAY_SECONDS + EPOCH
        if day != seen:
            if day > today:
                break
            seen = day
            if day >= opened:  # where a clock stands wrong the work counts, the day does not
                week = (day - 1) // 7
                weeks[week] = weeks.get(week, 0) | 1 << (day - 1) % 7
        try:
            place, most, line, level, counts, kind = table[code]
        except KeyError:  # a lesson that the course no longer has
            continue
        if kind >= BEFORE:
            if kind == AFTER:
                after[level] = max(after.get(level, 0.0), points)
            elif level not in before or (at, points) < before[level]:
                before[level] = (at, points)
            continue
        if points > most:
            points = most
        value = points
        if passed:
            if hints > 0:
                aided.add(place)
                value = max(points - cost * hints, min(line, points))
            else:
                unaided.add(place)
            if place in failed and failed[place] < at:
                mended = True
        elif points > 0:
            failed.setdefault(place, at)
            if hints > 0:
                value = max(points - cost * hints, 0.0)
        if value > worth[place]:
            gains[day] = gains.get(day, 0.0) + value - worth[place]
            worth[place] = value
        if points > best[place]:
            if counts:
                totals[level] += points - best[place]
            best[place] = points
        elif not kind:
            continue
        if kind == CHALLENGE:
            challenged = challenged or passed
        elif kind == TEACH_BACK:
            taught = taught or (passed and not person)
        if counts and level not in levels:
            if kind and is_done(kind == CHALLENGE, points, line, person):
                waiting[level].discard(place)
            if not waiting[level] and totals[level] >= goals[level].points - SLACK:
                levels[level] = max(day, opened)
    won = unaided | aided
    need = figures.practice_days
    full = {week for week, bits in weeks.items() if bits.bit_count() >= need}
    measured = frozenset(before.keys() & after.keys())
    improved = frozenset(level for level in measured if after[level] > before[level][1])
    facts = {
        "first-lesson": len(won) >= 1,
        "put-right": mended,
        "ten-lessons": len(won) >= 10,
        "challenge": challenged,
        "teach-back": taught,
        "no-hints": any(goal.lessons <= unaided for goal in goals.values()),
        "level": bool(levels),
        "improved": bool(improved),
    }
    for key, count in WEEKS.items():
        facts[key] = len(full) >= count
    lived = [week for week, bits in weeks.items() if bits]
    return Standing(
        points=_credited(gains, figures.daily_cap, today),
        lessons=len(won),
        levels=levels,
        weeks=len(full),
        run=_run(full, week_of(today)),
        badges=earned(facts),
        measured=measured,
        improved=improved,
        first_day=_first(weeks, min(lived)) if lived else None,
        last_day=_last(weeks, max(lived)) if lived else None,
        distinguished=frozenset(level for level in levels if totals[level] >= goals[level].distinction - SLACK),
    )


def _believable(practice: Mapping[int, int], opened: int, today: int) -> dict[int, int]:
    """The practice days from the opening to today."""
    first, last = week_of(opened), week_of(today)
    kept = {week: bits & 127 for week, bits in practice.items() if first <= week <= last}
    if first in kept:
        kept[first] &= 127 << weekday(opened)
    if last in kept:
        kept[last] &= (2 << weekday(today)) - 1
    return kept


def _credited(gains: dict[int, float], cap: float, today: int) -> float:
    """The points credited by today: at most ``cap`` a day, and what is over comes on the days that follow."""
    if not gains:
        return 0.0
    # Marks come in the order of their moments, so the days do too.
    reached, credited, last = 0.0, 0.0, today
    for day, gain in gains.items():
        if credited < reached:  # what was over comes on the days between
            credited = min(reached, credited + cap * (day - 1 - last))
        reached += gain
        credited += cap
        if credited > reached:
            credited = reached
        last = day
    credited = min(reached, credited + cap * (today - last))
    return round(credited, 6)


def _run(full: set[int], now: int) -> int:
    """Practice weeks in a row up to now; the week that is not over does not break it."""
    week = now if now in full else now - 1
    while week in full:
        week -= 1
    return max(0, (now if now in full else now - 1) - week)


def _first(weeks: dict[int, int], week: int) -> int:
    return week * 7 + (weeks[week] & -weeks[week]).bit_length()


def _last(weeks: dict[int, int], week: int) -> int:
    return week * 7 + weeks[week].bit_length()
