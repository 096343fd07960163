"""The rules of points of one course, as small tables that go to a worker process."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import NamedTuple

from binhdan.curriculum import Course, PlannedLesson
from binhdan.points.game import Game, game
from binhdan.points.levels import level_rules

LESSON, CHALLENGE, TEACH_BACK, BEFORE, AFTER = range(5)
_KINDS = {"lesson": LESSON, "challenge": CHALLENGE, "teach-back": TEACH_BACK}


class Row(NamedTuple):
    """What a code stands for: its place among the lessons, most points, pass mark, level, whether it counts for it, kind."""

    place: int
    most: float
    line: float
    level: int
    counts: bool
    kind: int


class Goal(NamedTuple):
    """What a level asks for: points, points for distinction, places of challenge and teach-back, and of all its lessons."""

    points: float
    distinction: float
    decisive: frozenset[int]
    lessons: frozenset[int]


@dataclass(frozen=True)
class Rules:
    """What ``standing.reckon`` looks up; picklable, built once a run.

    ``table``: the code of a lesson or level test -> Row; ``goals``: level that can be completed -> Goal; ``ranks``: names,
    one for each completed level.
    """

    game: Game
    table: dict[str, Row]
    goals: dict[int, Goal]
    ranks: tuple[str, ...]

    def digest(self) -> str:
        """Return a short name of the rules that changes with every figure in them: 16 hex digits."""
        goals = {level: [sorted(part) if isinstance(part, frozenset) else part for part in goal] for level, goal in self.goals.items()}
        told = json.dumps([asdict(self.game), self.table, goals, self.ranks], sort_keys=True, default=str)
        return hashlib.sha256(told.encode()).hexdigest()[:16]


def of(course: Course) -> Rules:
    """Return the rules of a course; CourseError where ``[game]`` in its curriculum.toml is not right."""
    figures, asked = game(course), {rule.level.number: rule for rule in level_rules(course)}
    counting = {piece.code for rule in asked.values() for piece in rule.pieces}
    plans = [plan for level in course.levels for plan in level.lessons]
    table = {plan.code: _row(course, place, plan, plan.code in counting) for place, plan in enumerate(plans)}
    goals = {}
    for level, rule in asked.items():
        places = frozenset(table[piece.code].place for piece in rule.pieces)
        decisive = frozenset(table[piece.code].place for piece in rule.pieces if piece.kind != "lesson")
        goals[level] = Goal(rule.points, round(figures.distinction * rule.max_points, 6), decisive, places)
    # A level test that has marks counts even where its item bank is not on this machine.
    for level in course.levels:
        table[f"B{level.number}.00"] = Row(0, 0.0, 0.0, level.number, False, BEFORE)
        table[f"B{level.number}.99"] = Row(0, 0.0, 0.0, level.number, False, AFTER)
    return Rules(figures, table, goals, tuple(course.settings["ranks"]["names"]))


def _row(course: Course, place: int, plan: PlannedLesson, counts: bool) -> Row:
    return Row(place, float(course.points(plan)), float(course.pass_mark(plan)), plan.level, counts, _KINDS[plan.kind])
