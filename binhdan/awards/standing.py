"""Who has passed a level, by the results of a class."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from binhdan.awards.problem import AwardError
from binhdan.curriculum import Course
from binhdan.grading.results import Result
from binhdan.points.levels import LevelRule, level_rule, level_standing
from binhdan.points.marks import Mark

Rule = LevelRule


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
    if found := level_rule(course, level):
        return found
    raise AwardError(f"Bậc {number} chưa có bài thử thách hay bài dạy lại nào được viết, nên chưa cấp giấy được.")


def standings(asked: Rule, results: Iterable[Result]) -> list[Standing]:
    """Return how each learner with a result in the level stands, by code."""
    ours = {lesson.assignment: lesson.code for lesson in asked.lessons}
    by_learner: dict[str, list[Mark]] = {}
    for result in results:
        if code := ours.get(result.assignment):
            by_learner.setdefault(result.learner, []).extend([_mark(code, result)] if result.graded else [])
    found = [(learner, level_standing(asked, marks)) for learner, marks in sorted(by_learner.items())]
    return [Standing(learner, each.points, asked.max_points, each.missing) for learner, each in found]


def _mark(code: str, result: Result) -> Mark:
    # The folder and file say which lesson it is, as everywhere in a class folder; when it was does not matter here.
    return Mark(code, 0, result.points, result.max_points, result.passed, not result.by_people)
