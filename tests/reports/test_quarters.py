"""Quarters of a year, and shares of people."""

from datetime import UTC, date, datetime

import pytest

from binhdan.curriculum import CourseError
from binhdan.reports import quarters
from binhdan.reports.quarters import Quarter
from binhdan.reports.targets import Share


@pytest.mark.parametrize("text", ["2026-Q4", "2026q4", " 2026 Q4 ", "Q4/2026", "4/2026", "IV/2026", "quý iv/2026", "quý 4-2026"])
def test_ways_to_write_a_quarter(text):
    assert quarters.parse(text) == Quarter(2026, 4)


@pytest.mark.parametrize("text", ["", "2026", "2026-Q5", "2026-Q0", "0000-Q1", "9999-Q4", "2026-04", "V/2026", "2026-Q4; DROP", "quý"])
def test_what_is_no_quarter_is_named_with_the_right_way(text):
    with pytest.raises(CourseError, match="2026-Q4"):
        quarters.parse(text)


def test_days_and_names():
    last = Quarter(2026, 4)
    assert (last.first, last.last, str(last)) == (date(2026, 10, 1), date(2026, 12, 31), "2026-Q4")
    assert (last.name, last.next.name) == ("quý IV năm 2026", "quý I năm 2027")
    assert Quarter(2028, 1).last == date(2028, 3, 31)
    assert [quarters.of(date(2026, month, 1)).number for month in range(1, 13)] == [1] * 3 + [2] * 3 + [3] * 3 + [4] * 3


def test_a_day_ends_at_midnight_in_vietnam():
    assert quarters.midnight_after(date(2026, 9, 30)) == datetime(2026, 9, 30, 17, tzinfo=UTC)
    assert quarters.moment(datetime(2026, 9, 30, 17, tzinfo=UTC)) == datetime(2026, 10, 1)


@pytest.mark.parametrize(
    ("share", "value", "reached", "short"),
    [
        (Share(64, 64, 100), 100.0, True, 0),
        (Share(9999, 10000, 100), 99.9, False, 1),  # nothing is rounded up to a goal
        (Share(169, 212, 80), 79.7, False, 1),
        (Share(170, 212, 80), 80.1, True, 0),
        (Share(0, 64, 50), 0.0, False, 32),
        (Share(0, 0, 50), None, None, None),
        (Share(None, 64, 50), None, None, None),
        (Share(7, None, 50), None, None, None),
        (Share(7, 70), 10.0, None, None),
    ],
)
def test_shares(share, value, reached, short):
    assert (share.value, share.reached, share.short) == (value, reached, short)
