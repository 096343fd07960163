"""The drawings of the KPI page as inline SVG: bars with a goal, weeks in a row, days as a field."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from markupsafe import Markup

from binhdan.reports.targets import Share
from binhdan.reports.wording import HIDDEN, count

_STEPS = 4  # shades of the field of days above "few"


def bar(share: Share, mark: float | None = None) -> Markup:
    """Return a share as a bar with a line at its goal, or at ``mark`` per cent; the text stands beside it."""
    line = share.goal if mark is None else mark
    kind = "fill" if share.reached is not False else "fill under"
    filled = "" if share.value is None else f'<rect class="{kind}" y="5" width="{min(share.value, 100):g}%" height="10" rx="5"/>'
    goal = "" if line is None or share.value is None else f'<line class="goal" x1="{line:g}%" x2="{line:g}%" y1="0" y2="20"/>'
    track = '<rect class="track" y="5" width="100%" height="10" rx="5"/>'
    return Markup(f'<svg class="bar" height="20" aria-hidden="true">{track}{filled}{goal}</svg>')


def length(part: int | None, most: int) -> Markup:
    """Return a count as a plain bar, the longest for ``most``."""
    width = 0 if not part else max(1.0, 100 * part / max(most, 1))
    return Markup(f'<svg class="bar" height="20" aria-hidden="true"><rect class="fill" y="2" width="{width:.1f}%" height="16" rx="4"/></svg>')


def weeks(counts: Sequence[int | None]) -> Markup:
    """Return counts a week as small columns, scaled to the highest; a hollow one is too small to be shown."""
    most = max((n for n in counts if n), default=0)
    drawn = []
    for place, n in enumerate(counts):
        if n is None:
            drawn.append(f'<rect class="few" x="{place * 8 + 1}" y="23.5" width="5" height="4"/>')
        elif n:
            high = max(2.0, 26 * n / most)
            drawn.append(f'<rect class="fill" x="{place * 8}" y="{28 - high:.1f}" width="6" height="{high:.1f}" rx="1"/>')
    wide = len(counts) * 8
    floor = f'<path class="floor" d="M0 28.5H{wide}"/>'
    return Markup(f'<svg class="weeks" viewBox="0 0 {wide} 29" aria-hidden="true">{"".join(drawn)}{floor}</svg>')


def steps(counts: Sequence[int | None]) -> list[int]:
    """Return the upper ends of the shades in the field of days, in whole hand-ins; empty where there were none."""
    most = max((n for n in counts if n), default=0)
    return sorted({-(-most * step // _STEPS) for step in range(1, _STEPS + 1)}) if most else []


def days(counts: Sequence[int | None], first: date, until: date) -> Markup:
    """Return hand-ins a day as a field, a column a week from the Monday ``first``; days after ``until`` stay bare."""
    ends, cells, months = steps(counts), [], []
    for place, n in enumerate(counts):
        day = first + timedelta(days=place)
        x, y = 30 + place // 7 * 27, 20 + place % 7 * 15
        if day > until:
            continue
        if place % 7 == 0 and (day.day <= 7 or place == 0 and day.day <= 17):
            months.append((x, day.month))
        shade = "few" if n is None else f"s{_shade(n, ends)}"
        told = f"{day.day}/{day.month}: {'không nêu (ít lượt)' if n is None else count(n) + ' lượt'}"
        cells.append(f'<rect class="{shade}" x="{x}" y="{y}" width="24" height="12.5" rx="3"><title>{told}</title></rect>')
    names = "".join(f'<text x="0" y="{30 + row * 15}">{name}</text>' for row, name in ((0, "T2"), (2, "T4"), (4, "T6"), (6, "CN")))
    names += "".join(f'<text x="{x}" y="12">tháng {month}</text>' for x, month in months)
    wide = 30 + -(-len(counts) // 7) * 27
    label = "Số lượt nộp bài mỗi ngày, bảng số ở ngay dưới"
    return Markup(f'<svg class="days" viewBox="0 0 {wide} 126" role="img" aria-label="{label}">{names}{"".join(cells)}</svg>')


def _shade(n: int, ends: Sequence[int]) -> int:
    """0 for none, then 1 to 4; the highest shade always is in use."""
    return 0 if not n else _STEPS - len(ends) + 1 + next(i for i, end in enumerate(ends) if n <= end)


def legend(counts: Sequence[int | None]) -> list[tuple[str, str]]:
    """Return (class of the shade, what it stands for) for the field of days."""
    ends = steps(counts)
    found = [("s0", "không có")]
    low = 1 if None not in counts else 5
    for i, end in enumerate(ends):
        found.append((f"s{_STEPS - len(ends) + 1 + i}", count(end) if low >= end else f"{count(low)}–{count(end)}"))
        low = end + 1
    return found


def star(counts: Sequence[int | None]) -> str:
    """Return counts in words, for the reader of a screen."""
    return ", ".join(HIDDEN if n is None else count(n) for n in counts)
