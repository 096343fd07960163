"""What a receipt beside a hand-in says: when it was handed in, the hints opened, the days practised; all of it the learner's word."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import groupby
from pathlib import Path

NAME = "receipt.json"
_MOST_BYTES = 100_000
_MOST_HINTS = 1000  # attempts have room for 1023
_MOST_DAYS = 1000


@dataclass(frozen=True)
class Receipt:
    """``at`` in Unix seconds, ``days`` of practice as ordinals."""

    at: int
    hints: int
    days: frozenset[int]


def of_version(class_folder: Path, learner: str, assignment: str, digest: str) -> tuple[list[Receipt], list[str]]:
    """Return the receipts that came with this version of a hand-in, the one that dates it first, and the names of damaged ones.

    They lie in the inbox, else in submitted/; one about other work or somebody else is none. The earliest dates it, but
    none from before another version: what was marked later is not dated earlier.
    """
    found: list[tuple[bool, Receipt]] = []
    damaged: list[str] = []
    for files in _files(class_folder, learner, assignment, digest):
        for earlier, file in files:
            try:
                found += [(earlier, receipt) for receipt in _read(file, learner, digest)]
            except FileNotFoundError:
                continue
            except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError, OverflowError):
                damaged.append(file.relative_to(class_folder).as_posix())
        if found or damaged:
            break
    return [receipt for _, receipt in sorted(found, key=lambda each: (each[0], each[1].at))], damaged


def _files(class_folder: Path, learner: str, assignment: str, digest: str) -> Iterator[list[tuple[bool, Path]]]:
    """Yield places of receipts, and whether each is from before another version of the hand-in."""
    inbox = class_folder / "inbox" / learner / assignment
    versions = [] if _leads_elsewhere(inbox) else sorted(inbox.glob("*-????????"))
    ending = f"-{digest.removeprefix('sha256:')[:8]}"
    runs = [list(run) for ours, run in groupby(versions, key=lambda version: version.name.endswith(ending)) if ours]
    yield [(run is not runs[-1], version / NAME) for run in runs for version in run if not version.is_symlink()]
    submitted = class_folder / "submitted" / learner / assignment
    yield [] if _leads_elsewhere(submitted) else [(False, submitted / NAME)]


def _leads_elsewhere(home: Path) -> bool:
    """Learners can write here: nothing that is a link is followed."""
    return home.is_symlink() or home.parent.is_symlink()


def _read(file: Path, learner: str, digest: str) -> list[Receipt]:
    row = json.loads(_bytes(file).decode("utf-8"))
    if row["digest"] != digest or row["learner"].lower() != learner.lower():
        return []
    moment = datetime.fromisoformat(row["handed_in_at"])
    hints, days = row.get("hints", 0), row.get("practice_days", [])
    if type(hints) is not int or not 0 <= hints <= _MOST_HINTS or not isinstance(days, list) or len(days) > _MOST_DAYS:
        raise ValueError(file.name)
    at = int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp())
    return [Receipt(at, hints, frozenset(date.fromisoformat(day).toordinal() for day in days))]


def _bytes(file: Path) -> bytes:
    """A pipe would never end, and a link lead out of the class folder."""
    descriptor = os.open(file, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with open(descriptor, "rb") as opened:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise ValueError(file.name)
        content = opened.read(_MOST_BYTES + 1)
    if len(content) > _MOST_BYTES:
        raise ValueError(file.name)
    return content
