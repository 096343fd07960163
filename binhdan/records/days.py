"""Days and weeks as the records count them: a day is a calendar day in Vietnam, a week begins on Monday."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta, timezone

EPOCH = 719_163  # date(1970, 1, 1).toordinal()
ZONE = 7 * 3600  # UTC+7 all year
VIETNAM = timezone(timedelta(seconds=ZONE))
SPAN = 60  # days before a hand-in of which its receipt may speak
KEPT = 400  # days for which it is known on which of them somebody practised


def today() -> date:
    """Return the date that it is in Vietnam, wherever the machine's own clock thinks it stands."""
    return datetime.now(VIETNAM).date()


def in_vietnam(moment: datetime) -> datetime:
    """Return a moment in Vietnam's time; without a zone it is meant so already."""
    return moment.astimezone(VIETNAM) if moment.tzinfo else moment.replace(tzinfo=VIETNAM)


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


def days_of(week: int, bits: int) -> list[int]:
    """Return the days of a week whose bits are set, Monday first; bits beyond Sunday are no days."""
    return [week * 7 + 1 + place for place in range(7) if bits >> place & 1]


def bits_of(days: Iterable[int]) -> dict[int, int]:
    """Return week -> the bits of those of ``days`` that are in it."""
    bits: dict[int, int] = {}
    for day in days:
        bits[week_of(day)] = bits.get(week_of(day), 0) | 1 << weekday(day)
    return bits
