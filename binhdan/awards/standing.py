"""Who has passed a level: points of the whole level, the challenge, and teach-back marked by a person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from binhdan.awards.problem import AwardError
from binhdan.curriculum import Course, Lesson, Level
from binhdan.grading.results import Result


@dataclass(frozen=True)
class Rule:
    """What a level asks for: its written lessons, and how many points of how many."""

    level: Level
    lessons: tuple[Lesson, ...]
    points: float
    max_points: float
    unwritten: tuple[str, ...]

    def told(self) -> str:
        """Return the rule as one Vietnamese sentence."""
        kinds = {lesson.plan.kind for lesson in self.lessons}
        parts = [f"đạt từ {self.points:g} trên {self.max_points:g} điểm của {len(self.lessons)} bài trong bậc"]
        parts += ["qua bài thử thách"] if "challenge" in kinds else []
        parts += ["bài dạy lại do người chấm"] if "teach-back" in kinds else []
        return f"Người được cấp đã {', '.join(parts)}."


@dataclass(frozen=True)
class Standing:
    """A learner's points in a level; ``missing`` says in Vietnamese what is still to do, empty: passed."""

    learner: str
    points: float
    max_points: float
    missing: tuple[str, ...]

    @property
    def passed(self) -> bool:
        """Whether the certificate is due."""
        return not self.missing


def rule(course: Course, number: int) -> Rule:
    """Return what level ``number`` asks for; AwardError while neither its challenge nor its teach-back is written."""
    level = next((level for level in course.levels if level.number == number), None)
    if level is None:
        raise AwardError(f"Không có bậc {number}. Khoá học có các bậc {', '.join(str(x.number) for x in course.levels)}.")
    lessons = tuple(lesson for lesson in course.lessons if lesson.plan.level == number)
    written = {lesson.code for lesson in lessons}
    unwritten = tuple(f"{plan.code} «{plan.title}»" for plan in level.lessons if plan.code not in written)
    if not any(lesson.plan.kind != "lesson" for lesson in lessons):
        raise AwardError(f"Bậc {number} chưa có bài thử thách hay bài dạy lại nào được viết, nên chưa cấp giấy được.")
    most = float(sum(course.points(lesson.plan) for lesson in lessons))
    # 0.7 has no exact binary form.
    return Rule(level, lessons, round(course.settings["pass"]["share"] * most, 6), most, unwritten)


def standings(course: Course, asked: Rule, results: Iterable[Result]) -> list[Standing]:
    """Return how each learner with a result in the level stands, by code."""
    ours = {lesson.assignment for lesson in asked.lessons}
    by_learner: dict[str, dict[str, Result]] = {}
    for result in results:
        if result.assignment in ours:
            by_learner.setdefault(result.learner, {})[result.assignment] = result
    return [_standing(course, asked, learner, found) for learner, found in sorted(by_learner.items())]


def _standing(course: Course, asked: Rule, learner: str, found: dict[str, Result]) -> Standing:
    total, missing = 0.0, []
    for lesson in asked.lessons:
        result = found.get(lesson.assignment)
        points = min(result.points, course.points(lesson.plan)) if result and result.graded else 0.0
        total += points
        if lesson.plan.kind == "challenge" and points < course.pass_mark(lesson.plan):
            missing.append(f"thử thách {lesson.code} được {points:g}, cần {course.pass_mark(lesson.plan)} điểm")
        if lesson.plan.kind == "teach-back" and not (result and result.graded and not result.needs_person):
            missing.append(f"bài dạy lại {lesson.code} chưa có người chấm")
    if total < asked.points:
        missing.insert(0, f"được {total:g} trên {asked.max_points:g} điểm, cần {asked.points:g}")
    return Standing(learner, total, asked.max_points, tuple(missing))
