"""The estimator: fairer than the plain mean, with lazy reviewers and a ring, and steady."""

import importlib.util
import random
import sys
from pathlib import Path

import pytest

from binhdan.teachback.estimate import NOISE, Review, estimate

BENCH = Path(__file__).resolve().parents[2] / "bench" / "teachback.py"


@pytest.fixture(scope="module")
def bench():
    spec = importlib.util.spec_from_file_location("bench_teachback", BENCH)
    module = sys.modules["bench_teachback"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module", params=[0, 6], ids=["marks 0-100", "steps of six"])
def table(bench, request):
    return bench.compare(12, seed=3, people=60, steps=request.param)


def test_wrong_pass_or_fail_is_clearly_rarer_than_with_the_plain_mean(bench, table):
    for world, ways in table.items():
        assert ways[bench.TUTOR][0] < ways[bench.BEFORE][0] - 0.03, world


@pytest.mark.parametrize("world", ["15 % lazy", "15 % lazy and a ring"])
def test_even_without_the_tutor_lazy_reviewers_and_a_ring_do_less_harm(bench, table, world):
    ways = table[world]
    assert ways[bench.TUTOR][0] < ways[bench.BEFORE_TUTOR][0]
    assert ways[bench.OURS][0] < ways[bench.BEFORE][0]
    assert ways[bench.OURS][1] < ways[bench.BEFORE][1]


def test_what_calibration_adds(bench):
    """The same class without what the reviewers said of the calibration items is marked worse."""
    with_, without = [], []
    for seed in range(12):
        made = bench.world(random.Random(seed), 60, lazy=0.3)
        blind = [each for each in made.reviews if each.work not in made.known]
        for reviews, errors in ((made.reviews, with_), (blind, without)):
            found, _ = estimate(reviews, made.known)
            errors += [(made.quality[work] - one.mark) ** 2 for work, one in found.items()]
    assert sum(with_) < 0.95 * sum(without)


def test_the_order_of_reviews_does_not_matter(bench):
    made = bench.world(random.Random(5), 30)
    mixed = random.Random(1).sample(made.reviews, len(made.reviews))
    assert estimate(mixed, made.known) == estimate(made.reviews, made.known)


def test_a_reviewer_who_gives_everybody_more_is_found_out():
    known = {"mau-1": 50.0, "mau-2": 83.0}
    reviews = [Review(r, work, mark + (15 if r == "rong" else 0)) for r in ("rong", "a", "b") for work, mark in known.items()]
    reviews += [Review("rong", "bai", 80.0), Review("a", "bai", 65.0), Review("b", "bai", 65.0), *(Review("a", f"x{i}", 65.0) for i in range(3))]
    found, people = estimate(reviews, known)
    assert people["rong"].bias > 6 > 3 > abs(people["a"].bias)
    assert set(found) == {"bai", "x0", "x1", "x2"}
    assert found["bai"].mark < 70 - 1 and found["bai"].reviews == 3


def test_nothing_and_one():
    assert estimate([], {}) == ({}, {})
    found, people = estimate([Review("a", "bai", 100.0)], {})
    assert 0 <= found["bai"].mark <= 100 and found["bai"].variance > 0
    assert people["a"].noise <= NOISE
