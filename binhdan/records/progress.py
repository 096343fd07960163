"""Progress of long work, as one line on stderr now and then."""

from __future__ import annotations

import sys
import time

from binhdan.text import number


class Progress:
    """Says how many of ``unit`` are done, once a job takes more than a second."""

    def __init__(self, unit: str) -> None:
        self._unit = unit
        self._next = time.monotonic() + 1.0

    def __call__(self, what: str, count: int, total: int) -> None:
        """Tell that ``what`` (a Vietnamese verb) has done ``count`` of ``total``; 0 where nobody knows of how many."""
        if time.monotonic() >= self._next:
            self._next = time.monotonic() + 2.0
            done = f": {number(count)}{f'/{number(total)}' if total else ''} {self._unit}" if count or total else ""
            print(f"Đang {what}{done}…", file=sys.stderr, flush=True)
