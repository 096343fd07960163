"""``binhdan grade --watch``: marks hand-ins as they arrive in the class folder."""

from __future__ import annotations

import contextlib
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from binhdan.grading import results
from binhdan.grading.handin import HandIn, find
from binhdan.grading.results import Result
from binhdan.grading.run import Busy

INTERVAL = 5.0
TRY_AGAIN = 600.0  # seconds until a hand-in is tried again that had no mark through no fault of its own


class Watch:
    """Looks at ``submitted/`` again and again; a hand-in is due when it is new or changed, and still.

    ``mark`` takes a test for which hand-ins to mark, and returns the results.
    """

    def __init__(self, class_folder: Path, mark: Callable[[Callable[[HandIn], bool]], list[Result]]):
        self._folder, self._mark = class_folder, mark
        self._last: dict[HandIn, tuple] = {}
        self._seen: dict[HandIn, tuple] = {}
        self._again: dict[HandIn, float] = {}
        self._tried: set[HandIn] = set()

    @property
    def results(self) -> list[Result]:
        """The last result of each hand-in that was due."""
        kept = (results.load(self._folder, item.learner, item.assignment) for item in self._tried)
        return sorted((r for r in kept if r), key=lambda result: (result.assignment, result.learner))

    def round(self) -> list[Result]:
        """Look once, and mark what is due; what is still being copied is left for the next round."""
        moment = time.monotonic()
        now = {item: _look(item) for item in find(self._folder)}
        still = {item for item, look in now.items() if look and self._last.get(item) == look}
        due = {item for item in still if self._seen.get(item) != now[item] or self._again.get(item, moment) < moment}
        self._last = now
        if not due:
            return []
        self._tried |= due
        marked = self._mark(due.__contains__)
        self._seen |= {item: now[item] for item in due}
        without = {(r.learner, r.assignment) for r in marked if not r.digest}
        self._again = {i: t for i, t in self._again.items() if i not in due}
        self._again |= {item: moment + TRY_AGAIN for item in due if (item.learner, item.assignment) in without}
        return marked

    def run(self, interval: float = INTERVAL) -> None:
        """Go round until Ctrl-C or a request to end; a class folder that another run has is waited for."""
        with _ends_like_ctrl_c(), contextlib.suppress(KeyboardInterrupt):
            self._mark(lambda item: False)  # says at once what is wrong with the class folder
            while True:
                try:
                    self.round()
                except Busy as error:
                    print(error, file=sys.stderr)
                time.sleep(interval)


def _look(item: HandIn) -> tuple:
    """Names, sizes and times of the files of a hand-in; () where it is going away under our eyes."""
    try:
        found = ((path, path.lstat()) for path in sorted(item.folder.rglob("*")))
        return ((item.folder.lstat().st_mtime_ns,), *((str(p), s.st_size, s.st_mtime_ns) for p, s in found))
    except OSError:
        return ()


@contextlib.contextmanager
def _ends_like_ctrl_c() -> Iterator[None]:
    """systemd ends a service with SIGTERM: what is marked by then is kept, as with Ctrl-C."""

    def stop(*_):
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
