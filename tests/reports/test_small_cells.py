"""Small counts are left out, and can not be reckoned from what stays."""

import itertools
import random

import pytest

from binhdan.reports.small_cells import column, small


def test_a_count_alone():
    assert [small(n) for n in (0, 1, 4, 5, 1000)] == [0, None, None, 5, 1000]


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ([], []),
        ([7], [7]),
        ([0, 5, 9], [0, 5, 9]),
        ([3, 30, 20], [None, 30, None]),  # 3 = total - 30 - 20, so the 20 goes too
        ([3, 4, 30, 8], [None, None, 30, None]),  # 3 + 4 might be told apart
        ([2, 0, 0], [None, None, None]),  # nothing to hide behind
        ([4, 4, 4], [None, None, None]),
        ([0, 3, 9, 40], [0, None, None, 40]),
    ],
)
def test_columns(counts, shown):
    assert column(counts) == shown


def test_a_row_as_a_whole_and_a_row_that_stands_nowhere():
    assert column([6, 0, 50, 60], whole_rows={1}) == [None, None, None, 60]
    assert column([3, 50, 60, 12], shown=[True, True, True, False]) == [None, 50, 60, 12]


def told(counts):
    """The ways to fill what is left out that somebody can think of who knows the total and that 1 to 4 are left out."""
    seen = column(counts)
    gone = [i for i, n in enumerate(seen) if n is None]
    rest = sum(counts[i] for i in gone)
    for guess in itertools.product(range(1, rest + 1), repeat=max(0, len(gone) - 1)):
        last = rest - sum(guess)
        if last >= (1 if gone else 0):
            yield dict(zip(gone, [*guess, last]))


def test_no_cell_below_five_can_be_told():
    chance = random.Random(5)
    for _ in range(200):
        counts = [chance.choice([0, 1, 2, 3, 4, 5, 7, 9]) for _ in range(3)]
        seen = column(counts)
        assert all(n is None or n == 0 or n >= 5 for n in seen)
        if 0 not in counts:
            ways = list(told(counts))
            for i, n in enumerate(counts):
                if 0 < n < 5:
                    assert len({way[i] for way in ways}) > 1, (counts, seen)
