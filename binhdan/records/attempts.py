"""Attempts: the marks of a class folder, taken into the records, and with them what the receipts say."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from binhdan.records import access, practice, receipts
from binhdan.records.database import address, opened
from binhdan.records.models import NEEDS_PERSON, PASSED, Attempt, Learner, LessonCode
from binhdan.records.pieces import pieces

_ASSIGNMENT = re.compile(r"[a-z0-9][a-z0-9-]{1,118}")
_LESSON = re.compile(r"[A-Za-z0-9.-]{1,40}")
_NUMBERS = (int, float)
_SHA256 = re.compile(r"(?:sha256:)?([0-9a-f]{16})[0-9a-f]{48}")
_STOPPED_CLOCK = 400 * 86_400  # seconds; a clock that is further behind says nothing


@dataclass(frozen=True)
class Imported:
    """What an import found: attempts that are new, changed (marked again) and as before; codes nobody has; damaged files.

    ``practised`` counts days of practice that are new, ``receipts`` names the damaged ones.
    """

    new: int = 0
    changed: int = 0
    same: int = 0
    unmarked: int = 0
    unknown: tuple[str, ...] = ()
    damaged: tuple[str, ...] = ()
    practised: int = 0
    receipts: tuple[str, ...] = ()


def import_results(class_folder: Path, db: str | None = None) -> Imported:
    """Take ``results/<learner>/<lesson>.json`` and their receipts into the records; a second import changes nothing.

    A hand-in that was marked again keeps its moment and gets its new points; a new version of it is an attempt more.
    Codes that are not enrolled are named in the answer, and nothing is stored about them.
    """
    with opened(address(class_folder, db)) as book, book.writing() as session:
        return take_logged(session, class_folder)


def take_logged(session: Session, class_folder: Path, progress: Callable[[str, int, int], None] | None = None) -> Imported:
    """Do so in a session that writes, with a line in the access log where something came in."""
    found = take(session, class_folder, progress=progress)
    if found.new or found.changed or found.practised:
        access.log(session, access.IMPORT, found.new + found.changed, detail=str(class_folder))
    return found


def take(session: Session, class_folder: Path, only: str = "", progress: Callable[[str, int, int], None] | None = None) -> Imported:
    """Do so in a session that writes; ``only`` is the code of the one learner that is wanted."""
    files = sorted((class_folder / "results").glob(f"{only or '*'}/*.json"))
    found: dict = dict.fromkeys(("new", "changed", "same", "unmarked", "practised"), 0)
    unknown, damaged, torn = set(), [], []
    lessons = dict(session.execute(select(LessonCode.code, LessonCode.id)).all())
    for done, some in enumerate(pieces(files, 1000)):
        if progress:
            progress("nhận bài chấm", 1000 * done, len(files))
        numbers = _numbers(session, {file.parent.name for file in some})
        rows, days = {}, {}
        for file in some:
            try:
                row = _read(file)
            except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
                damaged.append(f"{file.parent.name}/{file.name}")
                continue
            if row is None:
                found["unmarked"] += 1
            elif file.parent.name not in numbers:
                unknown.add(file.parent.name)
            else:
                number = numbers[file.parent.name]
                torn += _with_receipts(row, class_folder, file, days.setdefault(number, set()))
                key = (number, _lesson_id(session, lessons, row.pop("lesson")), short_digest(row.pop("digest")))
                rows[key] = row
        for what, count in _store(session, rows).items():
            found[what] += count
        found["practised"] += practice.add(session, days)
    return Imported(**found, unknown=tuple(sorted(unknown)), damaged=tuple(damaged), receipts=tuple(torn))


def short_digest(digest: str) -> int:
    """Return the first eight bytes of a hand-in's digest as a signed number; of the text itself where it is no SHA-256."""
    match = _SHA256.fullmatch(digest)
    start = bytes.fromhex(match[1]) if match else hashlib.sha256(digest.encode()).digest()[:8]
    return int.from_bytes(start, "big", signed=True)


def _numbers(session: Session, codes: set[str]) -> dict[str, int]:
    return dict(session.execute(select(Learner.code, Learner.number).where(Learner.code.in_(codes))).all())


def _lesson_id(session: Session, known: dict[str, int], code: str) -> int:
    if code not in known:
        known[code] = (session.scalar(select(func.max(LessonCode.id))) or 0) + 1
        session.execute(insert(LessonCode.__table__).values(id=known[code], code=code))
    return known[code]


def _read(file: Path) -> dict | None:
    """Return a mark, or None for a hand-in without one; ValueError and its kin where the file is damaged."""
    row = json.loads(file.read_text(encoding="utf-8"))
    if row["state"] != "graded":
        return None
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
    moment = datetime.fromisoformat(row["graded_at"])
    # A part for people to mark that was left blank is no work that a person has marked.
    unmarked = row["needs_person"] or any(cell.get("blank") is True for cell in row.get("cells", ()))
    return {
        "lesson": row["lesson"], "digest": row["digest"], "points": round(float(row["points"]), 6), "max_points": round(float(row["max_points"]), 6),
        "flags": PASSED * row["passed"] + NEEDS_PERSON * unmarked,
        "at": int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()),
    }


def _with_receipts(row: dict, class_folder: Path, file: Path, days: set[int]) -> list[str]:
    """Put what the receipts of this version say into ``row`` and ``days``; return the names of damaged ones."""
    marked = row["at"]
    found, torn = receipts.of_version(class_folder, file.parent.name, file.stem, row["digest"])
    for place, receipt in enumerate(found):
        at = receipt.at if marked - _STOPPED_CLOCK <= receipt.at <= marked else marked
        if place == 0:
            row |= {"at": at, "hints": receipt.hints}
        days |= practice.believed(receipt.days, at)
    return torn


def _store(session: Session, rows: dict[tuple, dict]) -> dict[str, int]:
    """Insert or change the attempts ``rows``: (learner, lesson, digest) -> the other columns; hints only where known."""
    kept = select(Attempt).where(Attempt.learner.in_({key[0] for key in rows}))
    there = {(a.learner, a.lesson, a.digest): a for a in session.scalars(kept)} if rows else {}
    fresh, changed = [], 0
    for key, row in rows.items():
        old = there.get(key)
        named = dict(zip(("learner", "lesson", "digest"), key))
        if old is None:
            fresh.append({"hints": 0} | named | row)
            continue
        row["at"] = min(row["at"], old.at)
        if any(getattr(old, name) != value for name, value in row.items()):
            session.execute(update(Attempt).filter_by(**named).values(row).execution_options(synchronize_session=False))
            changed += 1
    session.expunge_all()
    if fresh:
        session.execute(insert(Attempt.__table__), fresh)
    return {"new": len(fresh), "changed": changed, "same": len(rows) - len(fresh) - changed}


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
    for name in found.receipts:
        yield f"{name} bị hỏng. Bài vẫn vào sổ, tính vào lúc chấm; nếu cần đúng ngày nộp thì xin học viên nộp lại."
