"""When a level is completed: points of the whole level, the challenge, and teach-back marked by a person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from binhdan.curriculum import Course, Lesson, Level
from binhdan.points.marks import Mark
from binhdan.text import number

# Points are sums of tenths and thirds: what is missing by less is not missing.
SLACK = 1e-6


@dataclass(frozen=True)
class Piece:
    """One written lesson of a level: its code and kind, the most points it gives and the points that pass it."""

    code: str
    kind: str
    most: float
    line: float


@dataclass(frozen=True)
class LevelRule:
    """What a level asks for: its written lessons, and how many points of how many."""

    level: Level
    lessons: tuple[Lesson, ...]
    pieces: tuple[Piece, ...]
    points: float
    max_points: float
    unwritten: tuple[str, ...]

    def told(self) -> str:
        """Return the rule as one Vietnamese sentence."""
        kinds = {piece.kind for piece in self.pieces}
        parts = [f"đạt từ {number(self.points)} trên {number(self.max_points)} điểm của {len(self.pieces)} bài trong bậc"]
        parts += ["qua bài thử thách"] if "challenge" in kinds else []
        parts += ["bài dạy lại do người chấm"] if "teach-back" in kinds else []
        return f"Người được cấp đã {', '.join(parts)}."


@dataclass(frozen=True)
class LevelStanding:
    """Best points in a level; ``missing`` says in Vietnamese what is still to do, empty: completed."""

    points: float
    missing: tuple[str, ...]


def level_rule(course: Course, level: Level) -> LevelRule | None:
    """Return what a level asks for; None while neither its challenge nor its teach-back is written."""
    lessons = tuple(lesson for lesson in course.lessons if lesson.plan.level == level.number)
    pieces = tuple(
        Piece(lesson.code, lesson.plan.kind, float(course.points(lesson.plan)), float(course.pass_mark(lesson.plan)))
        for lesson in lessons
    )
    if not any(piece.kind != "lesson" for piece in pieces):
        return None
    written = {piece.code for piece in pieces}
    unwritten = tuple(f"{plan.code} «{plan.title}»" for plan in level.lessons if plan.code not in written)
    most = sum(piece.most for piece in pieces)
    # 0.7 has no exact binary form.
    return LevelRule(level, lessons, pieces, round(course.settings["pass"]["share"] * most, 6), most, unwritten)


def level_rules(course: Course) -> tuple[LevelRule, ...]:
    """Return the rules of the levels that can be completed, in order."""
    return tuple(found for level in course.levels if (found := level_rule(course, level)))


def is_done(challenge: bool, points: float, line: float, by_person: bool) -> bool:
    """Whether a mark of a challenge (else of a teach-back) does what the level asks of it; numbers or arrays of them.

    ``by_person``: people have marked what is theirs to mark.
    """
    return points >= line if challenge else by_person


def level_standing(rule: LevelRule, marks: Iterable[Mark]) -> LevelStanding:
    """Return how one learner stands in a level, by the best mark of each lesson; marks of other lessons are passed over."""
    pieces = {piece.code: piece for piece in rule.pieces}
    best = dict.fromkeys(pieces, 0.0)
    done, tried = set(), set()
    for mark in marks:
        if piece := pieces.get(mark.lesson):
            tried.add(piece.code)
            points = min(mark.points, piece.most)
            best[piece.code] = max(best[piece.code], points)
            if piece.kind != "lesson" and is_done(piece.kind == "challenge", points, piece.line, not mark.needs_person):
                done.add(piece.code)
    total = round(sum(best.values()), 6)
    missing = []
    if total < rule.points - SLACK:
        missing.append(f"được {number(total)} trên {number(rule.max_points)} điểm, cần {number(rule.points)}")
    for piece in rule.pieces:
        if piece.kind == "challenge" and piece.code not in done:
            missing.append(f"thử thách {piece.code} được {number(best[piece.code])}, cần {number(piece.line)} điểm")
        if piece.kind == "teach-back" and piece.code not in done:
            missing.append(f"bài dạy lại {piece.code} {'chưa có người chấm' if piece.code in tried else 'chưa nộp'}")
    return LevelStanding(total, tuple(missing))
