"""Hand-ins found in a folder, a ZIP or a USB stick, checked and copied before they are filed."""

from __future__ import annotations

import contextlib
import json
import os
import stat
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path, PurePosixPath

from binhdan.classroom.safe_names import is_junk, name_problem
from binhdan.grading.handin import MAX_BYTES, MAX_FILES, is_link
from binhdan.grading.handin_digest import ABOUT, digest

STAMP = "%Y-%m-%d %H:%M:%S.%f UTC"


class Refused(Exception):
    """One hand-in is refused; the message is Vietnamese."""


@dataclass(frozen=True)
class Arrival:
    """One hand-in as it lies outside: the names its folders claim; ``receipt`` is {} without a readable one."""

    folder: Path
    learner: str
    assignment: str
    receipt: dict


def find(source: Path) -> list[Arrival]:
    """Return the hand-ins in ``source``: below submitted/, one level deeper, or ``source`` itself."""
    roots = [source.parent] if source.name == "submitted" else [source, *_folders(source)]
    found = [arrival for root in roots for arrival in _in_class(root)]
    return found or [arrival for root in (source, *_folders(source)) for arrival in _single(root)]


def _folders(folder: Path) -> list[Path]:
    with contextlib.suppress(OSError):
        return sorted(p for p in folder.iterdir() if not is_link(p) and p.is_dir() and not p.name.startswith("."))
    return []


def _in_class(root: Path) -> Iterator[Arrival]:
    home = root / "submitted"
    if not home.is_dir() or is_link(home):
        return
    for learner in sorted(p for p in home.iterdir() if not p.name.startswith(".")):
        # Links are let through here and refused by name later: nobody's work vanishes without a word.
        if is_link(learner):
            yield Arrival(learner, _nfc(learner.name), "", {})
        elif learner.is_dir():
            yield from _of_learner(learner)


def _of_learner(home: Path) -> Iterator[Arrival]:
    for folder in sorted(home.iterdir()):
        if (folder.is_dir() or is_link(folder)) and not folder.name.startswith("."):
            receipt = {} if is_link(folder) else read_receipt(folder)
            yield Arrival(folder, _nfc(home.name), _nfc(folder.name), receipt)


def _single(folder: Path) -> Iterator[Arrival]:
    receipt = read_receipt(folder)
    if notebook := next(iter(sorted(folder.glob("*.ipynb"))), None) if receipt else None:
        yield Arrival(folder, str(receipt.get("learner", "")), _nfc(notebook.stem), receipt)


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def read_receipt(folder: Path) -> dict:
    """Return what receipt.json says, or {} where it is missing, damaged or a link."""
    path = folder / "receipt.json"
    try:
        if is_link(path) or path.stat().st_size > 10_000:
            return {}
        receipt = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return receipt if isinstance(receipt, dict) else {}


def copy(arrival: Arrival, target: Path, now: datetime) -> tuple[str, datetime | None]:
    """Copy a hand-in to the new folder ``target`` and give it a sound timestamp.txt.

    Returns its digest and the moment it was handed in (None: nothing believable says so, the
    file then holds ``now``). Refused for links, special files, unusable names, too many or too
    large files.
    """
    files, size = _listed(arrival.folder), 0
    if len(files) > MAX_FILES + len(ABOUT):
        raise Refused(f"quá nhiều tệp (được {MAX_FILES})")
    taken: set[str] = set()
    for path in files:
        name = PurePosixPath(_nfc(path.relative_to(arrival.folder).as_posix()))
        if str(name).casefold() in taken:
            raise Refused(f"hai tệp trùng tên {name.name!r}")
        taken.add(str(name).casefold())
        size += _copy_file(path, target / name, MAX_BYTES - size)
    if not any(name.endswith(".ipynb") for name in taken):
        raise Refused("không có sổ tay .ipynb nào; học viên lưu sổ tay rồi nộp lại")
    value = digest(target)
    moment = handed_in_at(arrival, value, now)
    (target / "timestamp.txt").write_text((moment or now).astimezone(UTC).strftime(STAMP), encoding="utf-8")
    return value, moment


def _listed(folder: Path) -> list[Path]:
    found = []
    for here, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not is_junk(name))
        for name in [*folders, *(name for name in sorted(names) if not is_junk(name))]:
            path = Path(here) / name
            if is_link(path):
                raise Refused(f"{name!r} là liên kết tới chỗ khác; học viên nộp tệp thật")
            if why := name_problem(_nfc(name)):
                raise Refused(why)
            if not path.is_dir():
                found.append(path)
        if len(found) > MAX_FILES + len(ABOUT):
            break
    return found


def _copy_file(path: Path, target: Path, room: int) -> int:
    """Copy one regular file of at most ``room`` bytes; a link put there meanwhile is not followed."""
    if not stat.S_ISREG(path.lstat().st_mode):
        raise Refused(f"{path.name!r} là tệp đặc biệt của hệ thống")
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    with open(os.open(path, flags), "rb") as source:
        data = source.read(room + 1)
    if len(data) > room:
        raise Refused(f"bài nộp lớn hơn {MAX_BYTES // 1_000_000} MB; học viên bỏ bớt tệp rồi nộp lại")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)
    return len(data)


def receipt_matches(arrival: Arrival, value: str, lesson: str) -> bool:
    """Whether the receipt is about these files, this learner and this lesson."""
    claimed = [arrival.receipt.get(key) for key in ("learner", "lesson", "digest")]
    return claimed == [arrival.learner, lesson, value]


def handed_in_at(arrival: Arrival, value: str, now: datetime) -> datetime | None:
    """Return when it was handed in by its receipt or timestamp.txt, or None where those can't be right."""
    claims = []
    if arrival.receipt:
        claims.append(arrival.receipt.get("handed_in_at") if arrival.receipt.get("digest") == value else None)
    else:
        with contextlib.suppress(OSError, ValueError):
            claims.append((arrival.folder / "timestamp.txt").read_text(encoding="utf-8").strip().replace(" UTC", "+00:00"))
    for claim in claims:
        with contextlib.suppress(ValueError, TypeError, OverflowError):
            moment = datetime.fromisoformat(claim)
            moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
            if datetime(2020, 1, 1, tzinfo=UTC) < moment < now + timedelta(hours=1):
                return moment.astimezone(UTC)
    return None

