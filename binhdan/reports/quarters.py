"""A quarter of a year: read from "2026-Q4", its days, and its name in a report."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from binhdan.curriculum import CourseError
from binhdan.points.days import VIETNAM
from binhdan.records.days import in_vietnam

_ROMAN = ("I", "II", "III", "IV")
_WRITTEN = re.compile(r"(?P<year>\d{4})\s*[-/ ]?\s*q(?P<number>[1-4])|(?:q|qu[yý]\s*)?(?P<first>[1-4]|iv|i{1,3})\s*[-/]\s*(?P<last>\d{4})", re.I)


@dataclass(frozen=True, order=True)
class Quarter:
    """One quarter, ``number`` from 1 to 4."""

    year: int
    number: int

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return self.next.first - timedelta(days=1)

    @property
    def next(self) -> Quarter:
        """The quarter after it."""
        return Quarter(self.year + self.number // 4, self.number % 4 + 1)

    @property
    def name(self) -> str:
        """Its name in prose: "quý IV năm 2026"."""
        return f"quý {_ROMAN[self.number - 1]} năm {self.year}"

    def __str__(self) -> str:
        return f"{self.year}-Q{self.number}"


def of(day: date) -> Quarter:
    """Return the quarter that ``day`` is in."""
    return Quarter(day.year, (day.month + 2) // 3)


def parse(text: str) -> Quarter:
    """Read "2026-Q4", "Q4/2026" or "IV/2026"; CourseError says how a quarter is written."""
    found = _WRITTEN.fullmatch(text.strip())
    if found:
        year = int(found["year"] or found["last"])
        said = (found["number"] or found["first"]).upper()
        if 1945 <= year <= 9998:
            return Quarter(year, _ROMAN.index(said) + 1 if said in _ROMAN else int(said))
    raise CourseError(f"Không hiểu quý «{text}». Viết năm và số quý, ví dụ 2026-Q4 (quý IV năm 2026).")


def moment(when: datetime | None = None) -> datetime:
    """Return ``when`` (default: now) as the clock in Vietnam shows it, without a zone."""
    return in_vietnam(when or datetime.now(UTC)).replace(tzinfo=None)


def midnight_after(day: date) -> datetime:
    """Return the moment, in UTC, at which ``day`` ends in Vietnam."""
    return datetime.combine(day + timedelta(days=1), time(), VIETNAM).astimezone(UTC)


def shown(day: date) -> str:
    """Return a day as official papers write it: "05/09/2026"."""
    return f"{day:%d/%m/%Y}"
