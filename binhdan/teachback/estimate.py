"""From peers' marks to a mark: each reviewer's bias and noise are learnt, and a robust weighted mean is taken."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import fmean, median, pvariance
from typing import NamedTuple

# On a scale of 0–100. A calibration item tells as much as three reviews: its true mark is known.
GOLD_WEIGHT = 3.0
NOISE = 100.0  # variance of a reviewer of whom nothing is known
NOISE_WEIGHT, BIAS_WEIGHT = 4.0, 6.0  # how many reviews that prior knowledge is worth
WORKS = 150.0  # variance of the works around the middle of the class
OUTLIER = 20.0  # from so far off a review counts less: a little more than one of six points
ROUNDS = 8


class Review(NamedTuple):
    """What one reviewer gave one work, 0–100."""

    reviewer: str
    work: str
    mark: float


@dataclass(frozen=True)
class Reviewer:
    """How somebody marks: ``bias`` is added to what a work deserves, ``noise`` is a variance."""

    bias: float
    noise: float


@dataclass(frozen=True)
class Estimate:
    """A work's mark 0–100, the variance of that mark, and how many reviews it rests on."""

    mark: float
    variance: float
    reviews: int


def estimate(reviews: Iterable[Review], known: Mapping[str, float]) -> tuple[dict[str, Estimate], dict[str, Reviewer]]:
    """Return work -> Estimate and reviewer -> Reviewer.

    ``known`` holds the true marks (0–100) of works that a tutor has marked: reviews of those teach us about the
    reviewers, and get no estimate. The order of ``reviews`` does not matter.
    """
    every = sorted(reviews)
    gold = [(each.reviewer, each.mark - known[each.work]) for each in every if each.work in known]
    open_ = [each for each in every if each.work not in known]
    by_work: dict[str, list[Review]] = defaultdict(list)
    for each in open_:
        by_work[each.work].append(each)
    people = {name: Reviewer(0.0, NOISE) for name in {each.reviewer for each in every}}
    marks = {work: median(each.mark for each in some) for work, some in by_work.items()}
    middle = median(each.mark for each in open_) if open_ else 0.0
    for _ in range(ROUNDS):
        people = _people(gold, open_, marks, people)
        marks = {work: _mark(some, marks[work], middle, people) for work, some in by_work.items()}
    found = {work: Estimate(min(100.0, max(0.0, marks[work])), _variance(some, people), len(some)) for work, some in by_work.items()}
    return found, people


def _people(gold, open_, marks, before: dict[str, Reviewer]) -> dict[str, Reviewer]:
    off: dict[str, list[tuple[float, float]]] = {name: [] for name in before}
    for name, error in gold:
        off[name].append((GOLD_WEIGHT, error))
    for each in open_:
        off[each.reviewer].append((1.0, each.mark - marks[each.work]))
    return {name: _reviewer(some) for name, some in off.items()}


def _reviewer(off: list[tuple[float, float]]) -> Reviewer:
    weight = sum(w for w, _ in off)
    bias = sum(w * error for w, error in off) / (weight + BIAS_WEIGHT)
    spread = sum(w * (error - bias) ** 2 for w, error in off)
    return Reviewer(bias, (spread + NOISE_WEIGHT * NOISE) / (weight + NOISE_WEIGHT))


def _mark(some: list[Review], before: float, middle: float, people: dict[str, Reviewer]) -> float:
    total, weights = middle / WORKS, 1 / WORKS
    for each in some:
        reviewer = people[each.reviewer]
        corrected = each.mark - reviewer.bias
        far = abs(corrected - before)
        weight = min(1.0, OUTLIER / far if far else 1.0) / reviewer.noise
        total, weights = total + weight * corrected, weights + weight
    return total / weights


def _variance(some: list[Review], people: dict[str, Reviewer]) -> float:
    """What the reviewers' noise leaves open, and how far they disagree."""
    corrected = [each.mark - people[each.reviewer].bias for each in some]
    return 1 / sum(1 / people[each.reviewer].noise for each in some) + pvariance(corrected, fmean(corrected)) / len(some)
