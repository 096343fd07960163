"""Days as people say them: 20/11, ngày mai, thứ năm tuần này."""

from __future__ import annotations

import re
from datetime import date, timedelta

from binhdan.text import fold, nfc

_WEEKDAYS = {"hai": 0, "2": 0, "ba": 1, "3": 1, "tu": 2, "4": 2, "nam": 3, "5": 3, "sau": 4, "6": 4, "bay": 5, "7": 5}
_ISO = re.compile(r"\b(\d{4})-(\d{1,2})-(\d{1,2})\b")
_SLASHED = re.compile(r"\b(?:ngay )?(\d{1,2})\s?[/-]\s?(\d{1,2})(?:\s?[/-]\s?(\d{4}))?\b")
_SPELLED = re.compile(r"\bngay (\d{1,2})(?: thang (\d{1,2}))?(?: nam (\d{4}))?\b")
_WEEKDAY = re.compile(r"\b(?:(?:sang|chieu) )?(?:thu (hai|ba|tu|nam|sau|bay|[2-7])|(chu nhat))\b(?: (?:tuan )?(nay|sau|toi))?")
_NEAR = re.compile(r"\b(hom nay|ngay mai|sang mai|chieu mai|ngay kia|ngay mot|mai)\b")
_TODAY = re.compile(r"\bhom nay\b(?: la)?[^\d\n]{0,25}(\d{1,2}[/-]\d{1,2}[/-]\d{4}|\d{4}-\d{2}-\d{2}|\d{1,2} thang \d{1,2} nam \d{4})")
_MONTH_END = re.compile(r"\b(?:cuoi|het) thang(?: (nay|sau|\d{1,2}(?![/-])))?\b")
_DAYS_AFTER = re.compile(r"\b(\d{1,2}|hai|ba|bon|nam|bay|muoi) ngay nua\b")
_COUNTS = {"hai": 2, "ba": 3, "bon": 4, "nam": 5, "bay": 7, "muoi": 10}
_DAYS_ON = {"hom nay": 0, "ngay kia": 2, "ngay mot": 2}


def said_today(text: str) -> date | None:
    """Return the day that ``text`` calls today ("Hôm nay là thứ hai, 16/11/2026"), or None."""
    match = _TODAY.search(fold(nfc(text)))
    found = match and find_date(match[1] if "thang" not in match[1] else f"ngay {match[1]}", None)
    return found[1] if found else None


def find_date(text: str, today: date | None) -> tuple[str, date | None] | None:
    """Return (the words of the request, the day or None where it can't be known), or None without a day."""
    text = nfc(text)
    plain = fold(text)
    for pattern, reckon in _WAYS:
        for match in pattern.finditer(plain):
            phrase = text[match.start() : match.end()]
            # "mãi" and chị "Mai" are no days.
            if match[0] != "mai" or phrase == "mai":
                return phrase, reckon(match, today)
    return None


def _iso(match: re.Match, today: date | None) -> date | None:
    return _real(int(match[1]), int(match[2]), int(match[3]))


def _day_month(match: re.Match, today: date | None) -> date | None:
    month = int(match[2]) if match[2] else today and today.month
    year = int(match[3]) if match[3] else today and today.year
    return _real(year, month, int(match[1])) if month and year else None


def _weekday(match: re.Match, today: date | None) -> date | None:
    if not today:
        return None
    wanted = 6 if match[2] else _WEEKDAYS[match[1]]
    monday = today - timedelta(days=today.weekday())
    if match[3] == "sau":
        return monday + timedelta(days=7 + wanted)
    this = monday + timedelta(days=wanted)
    return this if match[3] == "nay" or this > today else this + timedelta(days=7)


def _near(match: re.Match, today: date | None) -> date | None:
    return today and today + timedelta(days=_DAYS_ON.get(match[1], 1))


def _month_end(match: re.Match, today: date | None) -> date | None:
    if not today:
        return None
    month = int(match[1]) if (match[1] or "").isdigit() else today.month + (match[1] == "sau")
    year = today.year + (month > 12 or month < today.month)
    after = _real(year + (month % 12 == 0), month % 12 + 1, 1)
    return after and after - timedelta(days=1)


def _days_after(match: re.Match, today: date | None) -> date | None:
    return today and today + timedelta(days=_COUNTS.get(match[1]) or int(match[1]))


def _real(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


_WAYS = ((_ISO, _iso), (_SLASHED, _day_month), (_WEEKDAY, _weekday), (_NEAR, _near), (_SPELLED, _day_month), (_MONTH_END, _month_end), (_DAYS_AFTER, _days_after))
