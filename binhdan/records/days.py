"""Days and weeks as the records count them: a day is a calendar day in Vietnam, a week begins on Monday."""

from __future__ import annotations

EPOCH = 719_163  # date(1970, 1, 1).toordinal()
ZONE = 7 * 3600  # UTC+7 all year


def day_of(seconds: float) -> int:
    """Return the day of a moment in Unix seconds, as ``date.toordinal()`` counts days."""
    return int(seconds + ZONE) // 86_400 + EPOCH


def end_of(day: int) -> int:
    """Return the moment at which a day is over, in Unix seconds."""
    return (day + 1 - EPOCH) * 86_400 - ZONE


def week_of(day: int) -> int:
    """Return the number of the week of a day."""
    return (day - 1) // 7


def weekday(day: int) -> int:
    """Return 0 for a Monday to 6 for a Sunday."""
    return (day - 1) % 7
