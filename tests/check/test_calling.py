"""A learner's function is called on copies, within a time, and its failures are named."""

import threading
import time

import pytest

from binhdan.check.calling import call_each, copied, within
from binhdan.check.registry import Wrong


def test_results_come_in_order_with_what_was_touched():
    def spoil(row):
        row["a"] = 2
        return row["a"]

    assert call_each(lambda a, b: a + b, [(1, 2), (3, 4)]) == [(3, True), (7, True)]
    row = {"a": 1}
    assert call_each(spoil, [(row,)]) == [(2, False)] and row == {"a": 1}


def test_an_error_names_the_call():
    with pytest.raises(Wrong, match="lần gọi thứ 2: ZeroDivisionError"):
        call_each(lambda a: 1 / a, [(1,), (0,)])


def test_leaving_the_program_is_only_a_failure():
    def leave():
        raise SystemExit

    with pytest.raises(Wrong, match="SystemExit"):
        within(5, leave)


def test_a_loop_is_stopped():
    def forever():
        while True:
            pass

    before, start = threading.active_count(), time.monotonic()
    with pytest.raises(Wrong, match="vòng lặp"):
        within(0.2, forever)
    assert time.monotonic() - start < 5
    deadline = time.monotonic() + 5
    while threading.active_count() > before and time.monotonic() < deadline:
        time.sleep(0.02)
    assert threading.active_count() == before


def test_only_plain_data_is_copied():
    assert copied({"a": [1, None, True]}) == {"a": [1, None, True]}
    for odd in ({1, 2}, float("nan"), object()):
        with pytest.raises(Wrong, match="chữ, số"):
            copied({"a": odd})
