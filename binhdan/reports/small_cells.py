"""Small counts: which figures of a public table are left out, so that nobody in a small group can be told."""

from __future__ import annotations

from collections.abc import Collection, Sequence

LEAST = 5  # people; fewer are not shown
_TOGETHER = 2 * LEAST  # what the figures left out of a column add up to at least


def small(count: int) -> int | None:
    """Return a count that stands alone, or None where it speaks of one to four people."""
    return None if 0 < count < LEAST else count


def column(counts: Sequence[int], whole_rows: Collection[int] = (), shown: Sequence[bool] | None = None) -> list[int | None]:
    """Return a column whose total may be known, with None where a figure is left out.

    Left out are one to four people, and every row of ``whole_rows``, zero or not. Where the rest and the total would give
    these away, the smallest others go too, until at least two are left out and they add up to ten people; where that
    cannot be reached, all go. ``shown`` is False for a row that no table has, which so counts as left out already.
    """
    out = {i for i, count in enumerate(counts) if 0 < count < LEAST or i in whole_rows}
    unseen = {i for i, known in enumerate(shown or ()) if not known}
    others = sorted((i for i in range(len(counts)) if i not in out | unseen and counts[i]), key=lambda i: counts[i])
    while out and not _is_safe(counts, out | unseen):
        if not others:
            out = set(range(len(counts)))
            break
        out.add(others.pop(0))
    return [None if i in out else count for i, count in enumerate(counts)]


def _is_safe(counts: Sequence[int], out: set[int]) -> bool:
    return len(out) > 1 and sum(counts[i] for i in out) >= _TOGETHER
