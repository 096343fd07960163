"""Days and weeks as numbers, as the records count them: calendar days in Vietnam, weeks that begin on Monday."""

from __future__ import annotations

from datetime import date

from binhdan.records.days import EPOCH, VIETNAM, ZONE, bits_of, day_of, days_of, week_of, weekday

__all__ = ["DAY_SECONDS", "EPOCH", "VIETNAM", "ZONE", "bits_of", "day_of", "days_of", "monday", "week_of", "weekday"]
DAY_SECONDS = 86_400


def monday(week: int) -> date:
    """Return the first day of a week."""
    return date.fromordinal(week * 7 + 1)
