"""Attempts: the marks of a class folder, taken into the records."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from binhdan.records import access
from binhdan.records.database import address, opened
from binhdan.records.models import Attempt, Learner
from binhdan.records.pieces import pieces

SOURCE = "results"
_ASSIGNMENT = re.compile(r"[a-z0-9][a-z0-9-]{1,118}")
_LESSON = re.compile(r"[A-Za-z0-9.-]{1,40}")
_NUMBERS = (int, float)


@dataclass(frozen=True)
class Imported:
    """What an import found: attempts that are new, changed (marked again) and as before; codes nobody has; damaged files."""

    new: int = 0
    changed: int = 0
    same: int = 0
    unmarked: int = 0
    unknown: tuple[str, ...] = ()
    damaged: tuple[str, ...] = ()


def import_results(class_folder: Path, db: str | None = None) -> Imported:
    """Take ``results/<learner>/<lesson>.json`` into the records; a second import of the same files changes nothing.

    A hand-in that was marked again keeps its moment and gets its new points; a new version of it is an attempt more.
    Codes that are not enrolled are named in the answer, and nothing is stored about them.
    """
    with opened(address(class_folder, db)) as book, book.writing() as session:
        found = take(session, class_folder)
        if found.new or found.changed:
            access.log(session, access.IMPORT, found.new + found.changed, detail=str(class_folder))
        return found


def take(session: Session, class_folder: Path, only: str = "") -> Imported:
    """Do so in a session that writes; ``only`` is the code of the one learner that is wanted."""
    rows, damaged, unmarked = [], [], 0
    for file in sorted((class_folder / "results").glob(f"{only or '*'}/*.json")):
        try:
            row = _read(file)
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            damaged.append(f"{file.parent.name}/{file.name}")
            continue
        unmarked += row is None
        rows += [row] if row else []
    new, changed, same, unknown = 0, 0, 0, set()
    for some in pieces(rows):
        codes = {row["learner_code"] for row in some}
        enrolled = set(session.scalars(select(Learner.code).where(Learner.code.in_(codes))))
        unknown |= codes - enrolled
        kept = session.scalars(select(Attempt).where(Attempt.learner_code.in_(enrolled)))
        there = {(a.learner_code, a.assignment, a.digest): a for a in kept}
        fresh = []
        for row in (row for row in some if row["learner_code"] in enrolled):
            old = there.get((row["learner_code"], row["assignment"], row["digest"]))
            marks = {name: row[name] for name in ("points", "max_points", "passed", "needs_person")}
            if old is None:
                fresh.append(row)
            elif any(getattr(old, name) != value for name, value in marks.items()):
                session.execute(update(Attempt).where(Attempt.id == old.id).values(marks))
                changed += 1
            else:
                same += 1
        if fresh:
            session.execute(insert(Attempt.__table__), fresh)
        new += len(fresh)
    return Imported(new, changed, same, unmarked, tuple(sorted(unknown)), tuple(damaged))


def _read(file: Path) -> dict | None:
    """Return an attempt, or None for a hand-in without a mark; ValueError and its kin where the file is damaged."""
    row = json.loads(file.read_text(encoding="utf-8"))
    if row["state"] != "graded":
        return None
    # The folder says whose it is, as everywhere in a class folder.
    attempt = {"learner_code": file.parent.name, "assignment": file.stem, "source": SOURCE}
    attempt |= {name: row[name] for name in ("lesson", "digest", "points", "max_points", "passed", "needs_person")}
    moment = datetime.fromisoformat(row["graded_at"])
    attempt["at"] = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    sound = (
        _ASSIGNMENT.fullmatch(file.stem)
        and _LESSON.fullmatch(row["lesson"])
        and 0 < len(row["digest"]) <= 100
        and row["digest"].isascii()
        and all(isinstance(row[name], _NUMBERS) and 0 <= row[name] < 1e6 for name in ("points", "max_points"))
        and all(isinstance(row[name], bool) for name in ("passed", "needs_person"))
    )
    if not sound:
        raise ValueError(str(file))
    return attempt


def lines(found: Imported) -> Iterator[str]:
    """Yield what an import has to tell a person; nothing where all went well."""
    if found.unknown:
        named = ", ".join(found.unknown[:10]) + (" …" if len(found.unknown) > 10 else "")
        yield (
            f"{len(found.unknown)} mã có bài chấm nhưng chưa ghi danh: {named}. "
            "Ghi danh họ với cột «Mã học viên» đúng mã này; điểm sẽ tự vào sổ."
        )
    for name in found.damaged:
        yield f"results/{name} bị hỏng nên không đọc được. Xoá tệp đó rồi chấm lại bằng binhdan grade."
