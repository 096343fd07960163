"""What a learner sees of their own way: points and where they came from, weeks, badges, levels, before and after."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from binhdan.curriculum import Course, Level, PlannedLesson
from binhdan.points import ranks
from binhdan.points.badges import BADGES, WEEKS, Badge
from binhdan.points.days import bits_of, day_of, days_of, week_of
from binhdan.points.levels import LevelStanding, level_rule, level_standing
from binhdan.points.marks import Mark
from binhdan.points.rules import AFTER, BEFORE, Rules
from binhdan.points.standing import Standing, reckon, worth

WEEKS_SHOWN = 13


@dataclass(frozen=True, slots=True)
class LessonLine:
    """A lesson with marks: best points of the marker, hints opened, and what it is ``worth`` in points of the game."""

    plan: PlannedLesson
    best: float
    max_points: float
    hints: int
    worth: float
    tries: int
    passed: bool
    waiting: bool


@dataclass(frozen=True, slots=True)
class WeekLine:
    """A week by its number and the days (``date.toordinal()``) on which something was practised."""

    week: int
    days: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class LevelLine:
    """A level: the day it was completed, or how it stands; ``standing`` None while it can't be completed, for lessons not ``written``."""

    level: Level
    written: int
    completed: int | None
    standing: LevelStanding | None
    points_needed: float
    max_points: float


@dataclass(frozen=True, slots=True)
class Measured:
    """The points of a level's test before and after it; None where it was not taken."""

    level: int
    before: float | None
    after: float | None
    max_points: float


@dataclass(frozen=True, slots=True)
class BadgeLine:
    """A badge, whether it is earned, and how far (there, needed) where that can be counted."""

    badge: Badge
    earned: bool
    so_far: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The nicknames just above and below, of people who agreed to be shown; "" where there is nobody."""

    above: str = ""
    below: str = ""


@dataclass(frozen=True)
class LearnerPage:
    """Everything on the page; ``pending`` points are earned and come on the days after, because of the daily cap."""

    name: str
    code: str
    today: int
    standing: Standing
    rules: Rules
    rank: str
    pending: float
    lessons: tuple[LessonLine, ...]
    weeks: tuple[WeekLine, ...]
    badges: tuple[BadgeLine, ...]
    levels: tuple[LevelLine, ...]
    measured: tuple[Measured, ...]
    neighbours: Neighbours | None


def build(
    course: Course,
    rules: Rules,
    learner: tuple[str, str],
    marks: Iterable[Mark],
    practice: Mapping[int, int],
    today: int,
    neighbours: Neighbours | None = None,
) -> LearnerPage:
    """Return the page of ``learner`` (name, code) at the end of day ``today``.

    ``practice`` is week -> bits of its days; ``neighbours`` None means that the learner did not ask to be compared.
    """
    marks = [mark for mark in marks if day_of(mark.at) <= today]
    standing = reckon(marks, practice, rules, today)
    lessons = tuple(_lessons(course, rules, marks, today))
    return LearnerPage(
        name=learner[0],
        code=learner[1],
        today=today,
        standing=standing,
        rules=rules,
        rank=ranks.rank(standing.levels, rules),
        pending=max(0.0, round(sum(line.worth for line in lessons) - standing.points, 6)),
        lessons=lessons,
        weeks=_weeks(marks, practice, rules, today),
        badges=tuple(_badge(badge, standing) for badge in BADGES),
        levels=tuple(_level(course, level, marks, standing) for level in course.levels),
        measured=tuple(_measured(course, rules, marks)),
        neighbours=neighbours,
    )


def _lessons(course: Course, rules: Rules, marks: list[Mark], today: int) -> Iterable[LessonLine]:
    brings = worth(marks, rules, today)
    for plan in (plan for level in course.levels for plan in level.lessons):
        ours = sorted((mark for mark in marks if mark.lesson == plan.code), key=lambda mark: mark.at)
        if not ours:
            continue
        top = max(ours, key=lambda mark: mark.points)
        passed = any(mark.passed for mark in ours)
        yield LessonLine(plan, top.points, top.max_points, top.hints, brings[plan.code], len(ours), passed, ours[-1].needs_person)


def _weeks(marks: list[Mark], practice: Mapping[int, int], rules: Rules, today: int) -> tuple[WeekLine, ...]:
    first = rules.game.opened.toordinal()
    marked = bits_of(day_of(mark.at) for mark in marks)
    bits = {week: practice.get(week, 0) | marked.get(week, 0) for week in {*practice, *marked}}
    shown = range(week_of(today) - WEEKS_SHOWN + 1, week_of(today) + 1)
    return tuple(WeekLine(week, tuple(d for d in days_of(week, bits.get(week, 0)) if first <= d <= today)) for week in shown)


def _badge(badge: Badge, standing: Standing) -> BadgeLine:
    needed = WEEKS.get(badge.key) or (10 if badge.key == "ten-lessons" else 0)
    there = standing.weeks if badge.key in WEEKS else standing.lessons
    return BadgeLine(badge, badge.key in standing.badges, (min(there, needed), needed) if needed else None)


def _level(course: Course, level: Level, marks: list[Mark], standing: Standing) -> LevelLine:
    rule = level_rule(course, level)
    completed = standing.levels.get(level.number)
    written = sum(lesson.plan.level == level.number for lesson in course.lessons)
    if rule is None:
        return LevelLine(level, written, completed, None, 0.0, 0.0)
    return LevelLine(level, written, completed, level_standing(rule, marks), rule.points, rule.max_points)


def _measured(course: Course, rules: Rules, marks: list[Mark]) -> Iterable[Measured]:
    """As improvement is measured: the first test before a level, the best one after it."""
    for level in course.levels:
        of_kind = {kind: [m for m in marks if _is_test(rules, m.lesson, level.number, kind)] for kind in (BEFORE, AFTER)}
        tests = of_kind[BEFORE] + of_kind[AFTER]
        if tests:
            first = min(of_kind[BEFORE], key=lambda mark: (mark.at, mark.points), default=None)
            best = max((mark.points for mark in of_kind[AFTER]), default=None)
            yield Measured(level.number, first.points if first else None, best, tests[0].max_points)


def _is_test(rules: Rules, lesson: str, level: int, kind: int) -> bool:
    row = rules.table.get(lesson)
    return row is not None and row.level == level and row.kind == kind
