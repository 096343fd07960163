"""The nicknames just above and below each learner who agreed to be shown: what a shared class folder may hold of it."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from binhdan.reports import public_file
from binhdan.reports.learner_page import Neighbours

LEAST = 5  # people who agreed; among fewer it would be easy to tell who is who
_MOST_BYTES = 50_000_000
_MOST_LETTERS = 40


@dataclass(frozen=True, slots=True)
class Shown:
    """A learner who agreed to show their nickname, and their points."""

    code: str
    nickname: str
    points: float


def file(class_folder: Path) -> Path:
    """Where a class folder keeps them."""
    return class_folder / "published" / "neighbours.json"


def around(people: Sequence[Shown]) -> dict[str, Neighbours]:
    """Return code -> the nearest with more and with fewer points; who has the same is neither. Nobody, where too few agreed."""
    if len(people) < LEAST:
        return {}
    order = sorted(people, key=lambda one: (-one.points, one.nickname, one.code))
    steps = [list(same) for _, same in groupby(order, key=lambda one: one.points)]
    found = {}
    for place, same in enumerate(steps):
        above = steps[place - 1][0].nickname if place else ""
        below = steps[place + 1][0].nickname if place + 1 < len(steps) else ""
        found |= {one.code: Neighbours(above, below) for one in same}
    return found


def write(class_folder: Path, found: dict[str, Neighbours]) -> None:
    """Put them into the class folder in one step: no code, no name, no points, and in no order. RecordsError where it can't be.

    Who reads the file finds nicknames only; a learner's own page finds its line by a keyed digest of its code.
    """
    salt = secrets.token_hex(16)
    lines = {_key(salt, code): [near.above, near.below] for code, near in found.items()}
    public_file.write(file(class_folder), json.dumps({"salt": salt, "neighbours": dict(sorted(lines.items()))}, ensure_ascii=False))


def read(class_folder: Path, code: str) -> Neighbours | None:
    """Return the neighbours of a learner, or None where there are none or the file, which others may write, is damaged."""
    try:
        source = file(class_folder)
        if source.stat().st_size > _MOST_BYTES:
            return None
        saved = json.loads(source.read_text(encoding="utf-8"))
        above, below = saved["neighbours"][_key(saved["salt"], code)]
        if all(isinstance(name, str) and len(name) <= _MOST_LETTERS for name in (above, below)):
            return Neighbours(above, below)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        pass
    return None


def _key(salt: str, code: str) -> str:
    return hashlib.sha256(f"{salt} {code}".encode()).hexdigest()[:32]
