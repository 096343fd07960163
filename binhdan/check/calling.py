"""Call a learner's function without trusting it: on copies, within a time, with strict results."""

from __future__ import annotations

import ctypes
import json
import threading
import weakref
from collections.abc import Callable, Sequence
from typing import Any

from binhdan.check.registry import Wrong


_TOO_LONG = "Hàm chạy quá {seconds:g} giây mà chưa xong. Tìm vòng lặp không dừng."


class Late(Wrong):
    """The function did not come back in time."""


def copied(value: Any) -> Any:
    """Return ``value`` through JSON, so that nobody keeps hold of the original; Wrong where it is not plain data."""
    try:
        return json.loads(json.dumps(value, ensure_ascii=False, allow_nan=False))
    except (TypeError, ValueError, RecursionError) as error:
        raise Wrong("Dữ liệu chỉ được gồm chữ, số, True/False, danh sách […] và bảng {…}.") from error


def within(seconds: float, work: Callable[[], Any]) -> Any:
    """Return ``work()``; Late when it takes longer than ``seconds``. What it raises is raised here.

    It runs in a thread of its own, which is told to stop when the time is over; a thread that
    does not obey is left behind and cannot hold up the marker.
    """
    outcome: dict[str, Any] = {}

    def run() -> None:
        try:
            outcome["value"] = work()
        except BaseException as error:  # a learner's function may raise anything, even SystemExit
            outcome["error"] = error

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(seconds)
    if thread.is_alive():
        ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread.ident or 0), ctypes.py_object(SystemExit))
        raise Late(_TOO_LONG.format(seconds=seconds))
    if "error" in outcome:
        error = outcome["error"]
        raise error if isinstance(error, Exception) else Wrong(f"Hàm dừng giữa chừng ({type(error).__name__}).")
    return outcome["value"]


# Functions that never came back: another check of the same hand-in need not wait for them again.
_hung: weakref.WeakSet = weakref.WeakSet()


def call_each(function: Callable, calls: Sequence[tuple], seconds: float = 10.0) -> list[tuple[Any, bool]]:
    """Call ``function`` with a copy of each tuple of arguments, all within ``seconds``.

    Returns for each call its result and whether the arguments were left as they were. Wrong
    names the number of the call (from 1) that raised.
    """

    def work() -> list[tuple[Any, bool]]:
        results = []
        for number, call in enumerate(calls, 1):
            given = copied(list(call))
            try:
                result = function(*given)
            except Exception as error:
                raise Wrong(f"Hàm báo lỗi ở lần gọi thứ {number}: {type(error).__name__}: {error}.") from error
            results.append((result, _same(given, call)))
        return results

    if function in _hung:
        raise Wrong(_TOO_LONG.format(seconds=seconds))
    try:
        return within(seconds, work)
    except Late:
        _hung.add(function)
        raise


def _same(given: list, call: tuple) -> bool:
    try:
        return json.dumps(given, sort_keys=True) == json.dumps(list(call), sort_keys=True)
    except (TypeError, ValueError):
        return False
