"""Takes in the sheets that reviewers send back: the newest word on a work counts, nothing is counted twice."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from binhdan.teachback import sheet
from binhdan.teachback.rubric import Rubric
from binhdan.teachback.sheet import BEGIN, Refused, Sheet
from binhdan.teachback.store import Decisions, Folder, Review, Round

MAX_BYTES = 300_000
MAX_FILES = 20_000
_KINDS = {".txt", ".json", ".md", ""}  # what chat programs make of a text file


@dataclass
class Taken:
    """What became of the sheets: reviews that are new, changed and as before, by count; what was refused, with the file."""

    new: int = 0
    changed: int = 0
    same: int = 0
    older: int = 0
    frozen: int = 0
    reviewers: set[str] = field(default_factory=set)
    refused: list[str] = field(default_factory=list)
    passed_over: int = 0


@dataclass
class Desk:
    """One round that sheets may belong to, with its reviews as they change."""

    folder: Folder
    round: Round
    rubric: Rubric
    reviews: dict[str, dict[str, Review]]
    decisions: Decisions

    @cached_property
    def owners(self) -> dict[str, str]:
        """Secret -> reviewer."""
        return {reviewer.token: code for code, reviewer in self.round.reviewers.items()}


def take(desks: Iterable[Desk], sources: Iterable[Path], now: datetime | None = None, tell: Callable[[str], None] = lambda line: None) -> Taken:
    """Take in every sheet in files and folders; keep the reviews of each round in one step when all are read.

    Taking the same again changes nothing. What is refused is named with its file and the reason; the rest is taken.
    """
    desks, taken, now = list(desks), Taken(), now or datetime.now(UTC)
    by_id = {desk.round.id: desk for desk in desks}
    for count, (file, named) in enumerate(_files(sources, taken), 1):
        if count % 200 == 0:
            tell(f"đã đọc {count} tệp")
        try:
            found = _sheets(file, named)
        except Refused as error:
            taken.refused.append(f"{file.name}: {error}.")
            continue
        taken.passed_over += not found
        for each in found:
            _one(by_id, each, file.name, now, taken)
    for desk in desks:
        desk.folder.save(desk.reviews)
    return taken


def _files(sources: Iterable[Path], taken: Taken) -> Iterator[tuple[Path, bool]]:
    """Every file, and whether it was named by the person (else found in a folder)."""
    for source in sources:
        if source.is_dir():
            yield from ((file, False) for file in _within(source))
        elif source.is_file():
            yield source, True
        else:
            taken.refused.append(f"{source}: không có tệp hay thư mục này. Xem lại đường dẫn.")


def _within(folder: Path) -> list[Path]:
    found = []
    for here, folders, names in os.walk(folder):  # does not follow links
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        files = (Path(here) / name for name in sorted(names) if not name.startswith("."))
        found += [file for file in files if file.suffix.lower() in _KINDS and not file.is_symlink() and file.is_file()]
        if len(found) > MAX_FILES:
            break
    return found[:MAX_FILES]


def _sheets(file: Path, named: bool) -> list[Sheet | Refused]:
    try:
        if file.stat().st_size > MAX_BYTES:
            if not named:
                return []
            raise Refused(f"tệp quá lớn ({file.stat().st_size // 1000} kB), không phải phiếu đánh giá")
        text = _text(file.read_bytes())
    except OSError as error:
        raise Refused(f"không đọc được ({error.strerror}); chép lại tệp rồi thu lại") from error
    found = sheet.find(text)
    if named and not found:
        raise Refused(f"không có phiếu đánh giá trong tệp này (phiếu có đoạn chữ bắt đầu bằng {BEGIN})")
    return found


def _text(data: bytes) -> str:
    # Windows' Notepad may save as UTF-16.
    return data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8", "replace")


def _one(by_id: dict[str, Desk], found: Sheet | Refused, name: str, now: datetime, taken: Taken) -> None:
    try:
        if isinstance(found, Refused):
            raise found
        desk = by_id.get(found.round)
        if desk is None:
            raise Refused("phiếu của lớp khác hoặc bài khác; thu phiếu này ở đúng thư mục lớp của nó")
        code = desk.owners.get(found.token)
        if code is None:
            raise Refused("mã bí mật trong phiếu không phải của ai trong lớp: phiếu đã bị sửa; xin người chấm gửi lại từ trang của chính họ")
        places = {item.key: place for place, item in enumerate(desk.round.reviewers[code].items, 1)}
        sheet.check_given(found, code, places)
    except Refused as error:
        taken.refused.append(f"{name}: {error}.")
        return
    kept = desk.reviews.setdefault(code, {})
    for key, said in found.items.items():
        place = places[key]
        try:
            new = sheet.review(said, desk.rubric, min(found.saved_at, now))
        except Refused as error:
            if said:  # nothing at all was said of a work that is still to be read
                taken.refused.append(f"{name} ({code}, bài {place}): {error}; các bài khác trong phiếu vẫn nhận.")
            continue
        taken.reviewers.add(code)
        _keep(kept, key, new, taken, frozen=key in desk.decisions.answered)


def _keep(kept: dict[str, Review], key: str, new: Review, taken: Taken, frozen: bool) -> None:
    old = kept.get(key)
    if old and (old.marks, old.sentence) == (new.marks, new.sentence):
        taken.same += 1
    elif frozen:
        taken.frozen += 1  # who has seen the right mark proves nothing by giving it
    elif old and (old.saved_at, old.sentence) > (new.saved_at, new.sentence):
        taken.older += 1
    else:
        kept[key] = new
        taken.changed += old is not None
        taken.new += old is None
