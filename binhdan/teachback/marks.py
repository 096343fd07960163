"""What each work of a round deserves: peers' estimate, the tutor's word, or not known yet."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from binhdan.teachback import estimate
from binhdan.teachback.estimate import Estimate
from binhdan.teachback.rubric import Rubric
from binhdan.teachback.store import Decisions, Item, Review, Round

LEAST_REVIEWS = 2
TUTOR_SHARE = 0.1  # of the works goes to the tutor, at least one
STEP = 0.5  # marks are rounded to this many points
FAR_OFF = 1.5  # points of six, as a share: from here a reviewer is told to look again
FEW, NEAR, UNSURE = "ít người chấm", "sát ngưỡng đạt", "người chấm đều lệch xa bài mẫu"
FLAT = 3  # works of others; from so many on the very same marks for all of them are told to the instructor


@dataclass(frozen=True)
class Habit:
    """How a reviewer marked the calibration works: mean error and mean size of the error, in points."""

    bias: float
    off: float
    far: bool


@dataclass(frozen=True)
class Marking:
    """The round as it stands: points of works, works that wait for the tutor with the reason, reviewers' habits.

    ``silent`` have sent nothing, ``unfinished`` not all, ``flat`` the same marks for every work of the class.
    """

    points: dict[str, float]
    waiting: dict[str, str]
    estimates: dict[str, Estimate]
    habits: dict[str, Habit]
    silent: tuple[str, ...]
    unfinished: tuple[str, ...]
    flat: tuple[str, ...]


def reckon(
    now: Round, reviews: Mapping[str, Mapping[str, Review]], decisions: Decisions, rubric: Rubric, lines: Mapping[str, float]
) -> Marking:
    """Return what follows from the reviews; ``lines`` is work id -> points that the work needs to pass its lesson.

    ``decisions.asked`` grows by the works that the tutor is asked to decide on now; once asked, always asked.
    Works that have no line are old versions or have lost their machine mark: they teach about reviewers only. A work that
    two reviewers have read and fewer than two of them marked the calibration works nearly right is not settled by them.
    """
    right = _right(now, decisions, rubric)
    given = list(_given(now, reviews))
    per_cent = 100 / rubric.most
    found, _ = estimate.estimate(
        [estimate.Review(code, item.work, sum(review.marks) * per_cent) for code, item, review in given],
        {work: mark * per_cent for work, mark in right.items()},
    )
    habits = _habits(given, right, rubric)
    read = {work: one for work, one in found.items() if one.reviews >= LEAST_REVIEWS and work in lines}
    sound = Counter(item.work for code, item, _ in given if not (code in habits and habits[code].far))
    enough = {work: one for work, one in read.items() if sound[work] >= LEAST_REVIEWS}
    _ask(decisions, enough, {work: lines[work] * per_cent for work in enough}, set(right) & set(lines))
    points = {work: right[work] for work in lines if work in right}
    points |= {work: _rounded(one.mark / per_cent) for work, one in enough.items() if work not in decisions.asked}
    waiting = {work: NEAR for work in decisions.asked if work in lines and work not in points}
    waiting |= {work: UNSURE if work in read else FEW for work in lines if work not in points and work not in waiting}
    items = {code: [item.key for item in reviewer.items] for code, reviewer in now.reviewers.items()}
    return Marking(
        points,
        waiting,
        found,
        habits,
        tuple(code for code in sorted(items) if not reviews.get(code)),
        tuple(code for code in sorted(items) if reviews.get(code) and len(reviews[code]) < len(items[code])),
        _flat(given),
    )


def _right(now: Round, decisions: Decisions, rubric: Rubric) -> dict[str, float]:
    """Work id or reference key -> the points that a tutor gave."""
    references = {each.key: float(sum(each.marks)) for each in rubric.references}
    return references | now.known | decisions.tutor


def _given(now: Round, reviews: Mapping[str, Mapping[str, Review]]):
    for code, reviewer in sorted(now.reviewers.items()):
        for item in reviewer.items:
            if review := reviews.get(code, {}).get(item.key):
                yield code, item, review


def _flat(given: list[tuple[str, Item, Review]]) -> tuple[str, ...]:
    said: dict[str, list[tuple[int, ...]]] = {}
    for code, item, review in given:
        if not item.calibration:
            said.setdefault(code, []).append(tuple(review.marks))
    return tuple(code for code, some in said.items() if len(some) >= FLAT and len(set(some)) == 1)


def nearest(found: Mapping[str, Estimate], lines: Mapping[str, float]) -> list[str]:
    """Return the works whose pass is least certain: a tenth of them, at least one; marks and lines on one scale."""
    return _by_doubt(found, lines)[: _tenth(len(found))]


def _by_doubt(found: Mapping[str, Estimate], lines: Mapping[str, float]) -> list[str]:
    return sorted(found, key=lambda work: (abs(found[work].mark - lines[work]) / math.sqrt(found[work].variance), work))


def _tenth(count: int) -> int:
    return max(1, math.ceil(TUTOR_SHARE * count)) if count else 0


def _ask(decisions: Decisions, enough: Mapping[str, Estimate], lines: Mapping[str, float], settled: set[str]) -> None:
    there = [work for work in decisions.asked if work in enough or work in settled]
    want = _tenth(len(enough) + sum(work in settled for work in decisions.asked)) - len(there)
    free = {work: one for work, one in enough.items() if work not in decisions.asked}
    decisions.asked += _by_doubt(free, lines)[: max(0, want)]


def _rounded(points: float) -> float:
    return round(points / STEP) * STEP


def _habits(given: list[tuple[str, Item, Review]], right: Mapping[str, float], rubric: Rubric) -> dict[str, Habit]:
    errors: dict[str, list[float]] = {}
    for code, item, review in given:
        if item.calibration and item.work in right:
            errors.setdefault(code, []).append(sum(review.marks) - right[item.work])
    found = {}
    for code, some in errors.items():
        off = sum(map(abs, some)) / len(some)
        found[code] = Habit(sum(some) / len(some), off, off >= FAR_OFF * rubric.most / 6)
    return found
