"""How often peers' marks get pass and fail wrong, ours beside the plain mean: python bench/teachback.py [--classes N]

Invented classes: works of true quality N(70, 12) of 100, four reviews each, two calibration items a reviewer, a
bias N(0, 5) and a noise of 4 to 14 points a reviewer. Lazy ones give about 90 whatever they read; a tenth of the
class is a ring whose works mostly get 98. "Steps of 6" is what a form of three criteria with 0, 1 or 2 points can say. The tutor
re-marks the tenth nearest the pass line where it says so.
"""

import argparse
import random
import time
from dataclasses import dataclass
from statistics import fmean

from binhdan.teachback.allocation import allocate
from binhdan.teachback.estimate import Estimate, Review, estimate
from binhdan.teachback.marks import nearest

LINE = 70.0
WORLDS = {"honest": (0.0, 0.0), "15 % lazy": (0.15, 0.0), "15 % lazy and a ring": (0.15, 0.1)}
BEFORE, BEFORE_TUTOR, OURS, TUTOR = "mean", "mean + tutor", "ours", "ours + tutor"


@dataclass
class World:
    """One class: true quality of works and references (0–100), and all reviews."""

    quality: dict[str, float]
    known: dict[str, float]
    reviews: list[Review]


def world(draw: random.Random, people=120, lazy=0.15, ring=0.0, steps=0) -> World:
    """Return a class; ``lazy`` and ``ring`` are shares of it, ``steps`` > 0 rounds every mark to so many steps."""
    names = [f"p{i:03}" for i in range(people)]
    quality = {name: _within(draw.gauss(70, 12), 20, 98) for name in names}
    known = {f"mau-{i}": _within(draw.gauss(70, 15), 20, 98) for i in range(8)}
    bias, noise = {n: draw.gauss(0, 5) for n in names}, {n: draw.uniform(4, 14) for n in names}
    idle, friends = {n for n in names if draw.random() < lazy}, set(draw.sample(names, round(ring * people)))

    def given(reviewer: str, true: float, work: str = "") -> Review:
        mark = draw.gauss(90, 3) if reviewer in idle else draw.gauss(true + bias[reviewer], noise[reviewer])
        # As if six of ten packets with a friend's work had been exchanged for a friend's.
        if work in friends and draw.random() < 0.6:
            mark = 98.0
        mark = _within(mark, 0, 100)
        return mark if not steps else round(mark / 100 * steps) * 100 / steps

    reviews = [Review(r, a, given(r, quality[a], a)) for r, a in allocate(names, names, {}, seed=str(draw.random()))]
    for reviewer in names:
        reviews += [Review(reviewer, item, given(reviewer, known[item])) for item in draw.sample(sorted(known), 2)]
    return World(quality, known, reviews)


def _within(value: float, low: float, high: float) -> float:
    return min(high, max(low, value))


def wrong(made: World) -> dict[str, tuple[float, float]]:
    """Return way -> (share of works whose pass or fail is wrong, root of the mean squared error)."""
    marks: dict[str, list[float]] = {}
    for each in made.reviews:
        marks.setdefault(each.work, []).append(each.mark)
    found, _ = estimate(made.reviews, made.known)
    ours = {work: one.mark for work, one in found.items()}
    plain = {work: fmean(marks[work]) for work in found}
    lines = {work: LINE for work in found}
    looked_at = nearest(found, lines)
    close = nearest({work: Estimate(mark, 1.0, 4) for work, mark in plain.items()}, lines)
    ways = {BEFORE: plain, BEFORE_TUTOR: plain | {work: made.quality[work] for work in close}, OURS: ours}
    ways[TUTOR] = ours | {work: made.quality[work] for work in looked_at}
    return {way: _errors(made.quality, got) for way, got in ways.items()}


def _errors(true: dict[str, float], got: dict[str, float]) -> tuple[float, float]:
    sides = fmean((true[work] >= LINE) != (mark >= LINE) for work, mark in got.items())
    return sides, fmean((true[work] - mark) ** 2 for work, mark in got.items()) ** 0.5


def compare(classes: int, seed: int = 1, people: int = 120, steps: int = 0) -> dict[str, dict[str, tuple[float, float]]]:
    """Return world -> way -> mean (share wrong, error) over so many classes."""
    table = {}
    for name, (lazy, ring) in WORLDS.items():
        draw = random.Random(f"{seed} {name}")
        runs = [wrong(world(draw, people, lazy, ring, steps)) for _ in range(classes)]
        table[name] = {way: tuple(fmean(run[way][k] for run in runs) for k in (0, 1)) for way in runs[0]}
    return table


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--classes", type=int, default=60)
    args = parser.parse_args()
    for title, people, steps in (("120 people, marks 0–100", 120, 0), ("120 people, steps of 6", 120, 6), ("24 people, steps of 6", 24, 6)):
        print(f"{title}; pass or fail wrong (root mean squared error of 100)")
        for name, ways in compare(args.classes, people=people, steps=steps).items():
            print(f"  {name:22}" + "   ".join(f"{way} {100 * share:.1f} % ({error:.1f})" for way, (share, error) in ways.items()))
    for people in (100, 1_000, 10_000):
        made = world(random.Random(people), people)
        start = time.perf_counter()
        estimate(made.reviews, made.known)
        print(f"estimate for {people:6,} works: {time.perf_counter() - start:6.2f} s")


if __name__ == "__main__":
    main()
