"""Long lists cut to what one statement of a database can take."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

MOST = 5000


def pieces(things: Iterable, size: int = MOST) -> Iterator[list]:
    """Yield lists of at most ``size`` of ``things``."""
    rest = iter(things)
    while piece := list(islice(rest, size)):
        yield piece
