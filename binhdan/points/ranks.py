"""The ranks: one for each completed level, named by the course."""

from __future__ import annotations

from collections.abc import Collection

from binhdan.points.rules import Rules

NONE_YET = "Chưa có danh hiệu"


def rank(levels: Collection[int], rules: Rules) -> str:
    """Return the name of the rank of who has completed ``levels`` (in any order); NONE_YET before the first."""
    return rules.ranks[min(len(levels), len(rules.ranks)) - 1] if levels else NONE_YET


def svg(levels: Collection[int], rules: Rules) -> str:
    """Return its drawing as inline SVG with a title, 48 units square; a seed before the first level."""
    from binhdan.points.drawings import rank as drawn

    return drawn(len(levels), rank(levels, rules))
