"""List what a meeting gave people to do, as exactly as the prompt asks and no more."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta

from binhdan.ai.practice.minutes import Item, held, items, present, who
from binhdan.ai.practice.reader import Reading
from binhdan.ai.practice.records import Asked, asked
from binhdan.text import fold

_ASKS = re.compile(r"\b(?:trich|rut|loc|liet ke|lap|tim|lay|doc|cho biet|viec|tom tat|chuyen|ghi|lam|tach)\b")
_START = re.compile(r"^\W*(?:bien ban|ngay hop)\b.*$", re.M)
_LATER = timedelta(days=7)
_ANY_DAY = re.compile(r"\d{1,2}/\d{1,2}(?:/\d{4})?$")


def speaks_of_minutes(reading: Reading) -> bool:
    """Whether the data are minutes, and the prompt wants something out of them."""
    text = minutes_text(reading)
    return len(text.splitlines()) > 3 and bool(present(text)) and bool(_ASKS.search(fold(reading.instructions)))


def minutes_text(reading: Reading) -> str:
    """The minutes: what is fenced off or sent apart, else what starts with "Biên bản"."""
    if reading.message or reading.fences:
        return reading.data
    starts = [match for match in _START.finditer(fold(reading.instructions)) if len(match[0]) > 12]
    return reading.instructions[starts[0].start() :] if starts else ""


def listed(reading: Reading) -> str:
    """The reply: rows under the prompt's own columns, or a loose list where it names none."""
    wanted, text = asked(reading), minutes_text(reading)
    kept = [item for item in items(text) if not (item.kind == "done" and wanted.no_done or item.kind == "idea" and wanted.no_ideas)]
    if len(wanted.kinds) < 2 or "task" not in wanted.kinds:
        return "Các nội dung chính của cuộc họp:\n" + "\n".join(f"- {item.sentence.lstrip(' -*•')}" for item in kept)
    people, day = present(text), held(text)
    names = [name for name, _ in wanted.columns]
    rows = [[_cell(kind, item, wanted, people, day) for _, kind in wanted.columns] for item in kept]
    if wanted.json:
        return json.dumps([dict(zip(names, row)) for row in rows], ensure_ascii=False, indent=1)
    return "\n".join(" | ".join(row) for row in [names, *rows])


def _cell(kind: str, item: Item, wanted: Asked, people: list[str], day: date | None) -> str:
    if kind == "task":
        return item.action if wanted.short else item.sentence.lstrip(" -*•").rstrip(" .")
    if kind == "person":
        return _person(item, wanted, people)
    return _due(item, wanted, day) if kind == "date" else wanted.unknown or "-"


def _person(item: Item, wanted: Asked, people: list[str]) -> str:
    """Nobody named: unknown where that is allowed, else the chair gets it, as models do."""
    known = who(item.person, people)
    if known:
        return known if wanted.full_names or _full_in_examples(wanted) else item.person
    if item.person and not wanted.only_present:
        return item.person
    return wanted.unknown or people[0]


def _full_in_examples(wanted: Asked) -> bool:
    return any(len(cell.split()) > 2 and cell.istitle() for example in wanted.examples for cell in example.cells[1:2])


def _due(item: Item, wanted: Asked, day: date | None) -> str:
    """No deadline: unknown where that is allowed, else a week from the meeting, as models do."""
    if not item.due:
        return wanted.unknown or _written(day + _LATER if day else None, "sớm nhất có thể", wanted)
    if not wanted.from_meeting and not _ANY_DAY.search(item.due):
        return item.due
    return _written(item.day, item.due, wanted)


def _written(day: date | None, said: str, wanted: Asked) -> str:
    if not day:
        return said
    if wanted.day_first:
        return day.strftime("%d/%m/%Y")
    return day.isoformat() if wanted.iso else said
