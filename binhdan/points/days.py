"""Days and weeks as numbers, as the records count them: calendar days in Vietnam, weeks that begin on Monday."""

from __future__ import annotations

from datetime import date

from binhdan.records.days import EPOCH, ZONE, day_of, week_of, weekday

__all__ = ["DAY_SECONDS", "EPOCH", "ZONE", "day_of", "days_of", "monday", "week_of", "weekday"]
DAY_SECONDS = 86_400


def monday(week: int) -> date:
    """Return the first day of a week."""
    return date.fromordinal(week * 7 + 1)


def days_of(week: int, bits: int) -> list[int]:
    """Return the days of a week whose bits are set, Monday first; bits beyond Sunday are no days."""
    return [week * 7 + 1 + place for place in range(7) if bits >> place & 1]
