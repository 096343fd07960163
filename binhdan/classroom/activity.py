"""What a learner did, day by day: one line of JSON each, in the workspace and nowhere else."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path

from binhdan.classroom.workspace import Workspace, read_json, write_json
from binhdan.curriculum import Lesson
from binhdan.points.days import bits_of, day_of
from binhdan.records.days import KEPT, SPAN

REVIEWS_OF_A_DAY = 3


class What(StrEnum):
    """What can happen."""

    REVIEW = "review"
    HAND_IN = "hand-in"
    SAVE = "save"
    HINT = "hint"


def append(workspace: Workspace, what: What, at: datetime, **facts) -> None:
    """Add one line to the month's file; OSError where it can't be written."""
    home = _home(workspace)
    home.mkdir(parents=True, exist_ok=True)
    day = date.fromordinal(day_of(at.timestamp()))
    line = json.dumps({"at": at.astimezone(UTC).isoformat(timespec="seconds"), "what": what, **facts}, ensure_ascii=False)
    with (home / f"{day:%Y-%m}.jsonl").open("ab+") as file:
        file.seek(0, 2)
        if file.tell():
            file.seek(-1, 2)
            # A power cut may have left half a line: the new one must not be glued to it.
            line = line if file.read(1) == b"\n" else f"\n{line}"
        file.write(f"{line}\n".encode())


def events(workspace: Workspace) -> list[dict]:
    """Return what was logged, oldest first, each with its ``day`` (number); lines that can't be read are left out."""
    found = [event for file in _months(workspace) for line in _lines(file) if (event := _event(line))]
    return sorted(found, key=lambda event: event["at"])


def practice_days(workspace: Workspace, today: int) -> list[int]:
    """Return the days (numbers, ascending, none after ``today``) with a hand-in, enough reviews, or a lesson worked on."""
    days, reviewed = set(), {}
    for event in events(workspace):
        day, what = event["day"], event["what"]
        if what == What.HAND_IN or (what == What.SAVE and event.get("ran") is True):
            days.add(day)
        elif what == What.REVIEW:
            cards = reviewed.setdefault(day, set())
            cards.add(str(event.get("card")))
            if len(cards) >= REVIEWS_OF_A_DAY or event.get("left") == 0:
                days.add(day)
    return sorted(day for day in days if day <= today)


def practice_weeks(workspace: Workspace, days: Iterable[int], need: int) -> set[int]:
    """Return the weeks (numbers) that have at least ``need`` of ``days``, and those remembered from before."""
    return _remembered(workspace) | {week for week, bits in bits_of(days).items() if bits.bit_count() >= need}


def sent_days(workspace: Workspace, at: datetime) -> tuple[str, ...]:
    """Return the practice days of which a receipt may speak as ISO dates, newest last, for a hand-in made ``at``."""
    today = day_of(at.timestamp())
    days = {*practice_days(workspace, today), today}  # handing in is practice
    return tuple(date.fromordinal(day).isoformat() for day in sorted(days) if day > today - SPAN)


def hints_opened(workspace: Workspace, lesson: Lesson) -> set[str]:
    """Return the names of the lesson's hints that cost a point and were opened."""
    found = [event for event in events(workspace) if event["what"] == What.HINT and event.get("lesson") == lesson.code]
    return {str(event.get("hint")) for event in found}


def tidy(workspace: Workspace, today: int, need: int) -> None:
    """Forget the months that began more than 400 days ago; their practice weeks, of ``need`` days, stay counted."""
    old = [file for file in _months(workspace) if _first_day(file) < today - KEPT]
    if not old:
        return
    weeks = practice_weeks(workspace, practice_days(workspace, today), need)
    write_json(_home(workspace) / "weeks.json", {"weeks": sorted(weeks)})  # before anything goes: a kill loses nothing
    for file in old:
        file.unlink()


def _home(workspace: Workspace) -> Path:
    return workspace.state / "activity"


def _months(workspace: Workspace) -> list[Path]:
    return sorted(file for file in _home(workspace).glob("????-??.jsonl") if _first_day(file))


def _first_day(file: Path) -> int:
    """The number of a month's first day, or 0 where the file's name is no month."""
    try:
        return date.fromisoformat(f"{file.stem}-01").toordinal()
    except ValueError:
        return 0


def _lines(file: Path) -> list[str]:
    with contextlib.suppress(OSError):
        return file.read_bytes().decode("utf-8", "replace").splitlines()
    return []


def _event(line: str) -> dict | None:
    try:
        event = json.loads(line)
        moment = datetime.fromisoformat(event["at"])
        return {**event, "day": day_of(moment.timestamp()), "what": What(event["what"])}
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
        return None


def _remembered(workspace: Workspace) -> set[int]:
    weeks = read_json(_home(workspace) / "weeks.json").get("weeks")
    return {week for week in weeks if type(week) is int} if isinstance(weeks, list) else set()
