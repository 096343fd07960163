"""Years of birth, as they stand in rosters."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

OLDEST = 110
YOUNGEST = 6
_YEAR = re.compile(r"(?:1[89]|2[01])\d\d")
_DAY = re.compile(r"(\d{1,2})\s*[./\-]\s*(\d{1,2})\s*[./\-]\s*(\d{2,4})(?: 00:00:00)?")
_ISO = re.compile(r"((?:19|20)\d\d)-(\d\d)-(\d\d)(?:[ T].*)?")
_EXCEL_BEGAN = date(1899, 12, 30)


def birth(cell, today: date) -> tuple[int, date | None]:
    """Return the year of birth, and the day where the cell gives it; ValueError says in Vietnamese why not.

    A day is only used to tell who is below 16; the records keep the year.
    """
    year, day = _read(cell)
    if not today.year - OLDEST <= year <= today.year - YOUNGEST:
        raise ValueError(f"năm sinh {year} không hợp lý (người học từ {YOUNGEST} đến {OLDEST} tuổi); xem lại giấy tờ rồi sửa")
    return year, day


def day_of(cell) -> date:
    """Return the day that a cell gives; ValueError where it gives none."""
    _, day = _read(cell)
    if day is None:
        raise ValueError(f"«{cell}» không phải một ngày")
    return day


def _read(cell) -> tuple[int, date | None]:
    if isinstance(cell, datetime | date):
        return cell.year, date(cell.year, cell.month, cell.day)
    text = " ".join(str(cell).replace("\u200b", "").split())
    number = re.fullmatch(r"(\d+)(?:\.0+)?", text)
    if number and _YEAR.fullmatch(number[1]):
        return int(number[1]), None
    if number and 5 <= len(number[1]) and int(number[1]) < 60_000:
        # A date that Excel shows as its number of days.
        day = _EXCEL_BEGAN + timedelta(days=int(number[1]))
        return day.year, day
    if found := _ISO.fullmatch(text):
        return int(found[1]), _day(*map(int, found.groups()), text)
    if found := _DAY.fullmatch(text):
        if len(found[3]) != 4:
            raise ValueError(f"năm sinh «{text[:40]}» chỉ có hai chữ số năm; ghi đủ bốn chữ số, ví dụ 1985")
        return int(found[3]), _day(int(found[3]), int(found[2]), int(found[1]), text)
    if found := re.fullmatch(r"(?:\d{1,2}\s*[./\-]\s*)?((?:19|20)\d\d)", text):
        return int(found[1]), None
    if re.fullmatch(r"'?\d\d", text):
        raise ValueError(f"năm sinh «{text}» chỉ có hai chữ số; ghi đủ bốn chữ số, ví dụ 1985")
    raise ValueError(f"năm sinh «{text[:40]}» không đọc được; ghi như 1985 hoặc 12/03/1985")


def _day(year: int, month: int, day: int, text: str) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise ValueError(f"ngày sinh «{text[:40]}» không có trong lịch; ghi ngày trước, tháng sau, ví dụ 12/03/1985") from error


def is_below(age: int, year: int, day: date | None, today: date) -> bool:
    """Whether somebody may still be below ``age``; where only the year is known, the last day of it counts."""
    born = day or date(year, 12, 31)
    return (today.year - born.year) - ((today.month, today.day) < (born.month, born.day)) < age
