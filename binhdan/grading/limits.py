"""An end to whatever a check does with what a learner sent: seconds, and memory where the system can limit it."""

from __future__ import annotations

import contextlib
import ctypes
import signal
import sys
import threading
from collections.abc import Iterator

_AGAIN_SECONDS = 1.0  # a check that catches everything is told once more


class TooLong(BaseException):
    """The time is over; no Exception, so that a check's own ``except Exception`` lets it through."""


@contextlib.contextmanager
def limited(seconds: float, memory_bytes: int) -> Iterator[None]:
    """Run a block with TooLong after ``seconds``, and MemoryError where it takes ``memory_bytes`` more than now.

    Memory is limited on Linux, in the main thread only: the limit is the whole process's.
    """
    with _memory(memory_bytes), _time(seconds):
        yield


@contextlib.contextmanager
def _time(seconds: float) -> Iterator[None]:
    # Only a signal interrupts a regular expression that never ends, and only the main thread gets one.
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        with _time_of_a_thread(seconds):
            yield
        return

    def over(*_):
        raise TooLong

    before = signal.signal(signal.SIGALRM, over)
    signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextlib.contextmanager
def _time_of_a_thread(seconds: float) -> Iterator[None]:
    """In any other thread: it is told between two steps of Python."""
    thread, done = threading.get_ident(), threading.Event()

    def tell() -> None:
        wait = seconds
        while not done.wait(wait):
            ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), ctypes.py_object(TooLong))
            wait = _AGAIN_SECONDS

    teller = threading.Thread(target=tell, daemon=True)
    teller.start()
    try:
        yield
    finally:
        done.set()
        teller.join()


@contextlib.contextmanager
def _memory(more: int) -> Iterator[None]:
    if sys.platform != "linux" or threading.current_thread() is not threading.main_thread():
        yield
        return
    import resource

    soft, hard = before = resource.getrlimit(resource.RLIMIT_AS)
    with open("/proc/self/statm", "rb") as file:
        most = int(file.read().split()[0]) * resource.getpagesize() + more
    taken = [limit for limit in (soft, hard, most) if limit != resource.RLIM_INFINITY]
    resource.setrlimit(resource.RLIMIT_AS, (min(taken), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)
