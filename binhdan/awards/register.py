"""The issue register: one line for every certificate and every revocation, only ever added to."""

from __future__ import annotations

import json
import os
import secrets
import uuid
from dataclasses import asdict, dataclass
from pathlib import Path

from binhdan.awards import files
from binhdan.awards.problem import AwardError
from binhdan.text import slug

NAME = "register.jsonl"


@dataclass(frozen=True)
class Entry:
    """One certificate: all that its files are made from. ``date`` is printed, ``issued_at`` is UTC, ``key`` signs."""

    book: str
    serial: int
    level: int
    learner: str
    name: str
    birth_year: int | None
    date: str
    issued_at: str
    points: float
    max_points: float
    criteria: str
    key: str

    @property
    def id(self) -> str:
        """The name of the certificate for people and files, such as "3fa2c1-00007"."""
        return f"{self.book}-{self.serial:05d}"

    @property
    def number(self) -> str:
        """The number that is printed, such as "00007/B1-2026"."""
        return f"{self.serial:05d}/B{self.level}-{self.date[:4]}"

    @property
    def urn(self) -> str:
        """The id of the badge."""
        return uuid.uuid5(uuid.NAMESPACE_URL, f"binhdan:certificate:{self.key}:{self.id}").urn

    @property
    def stem(self) -> str:
        """What its files are called, without the ending."""
        return f"b{self.level}-{slug(self.learner)}-{self.id}"


@dataclass(frozen=True)
class Revocation:
    """Why and when (UTC) a certificate was taken back."""

    id: str
    why: str
    at: str


class Register:
    """The register of one folder, read whole; ``add`` and ``revoke`` write one line that is on the disk afterwards.

    ``mend`` takes a torn last line away, which only who holds the folder's lock may do.
    """

    def __init__(self, folder: Path, mend: bool = False):
        self.file = folder / NAME
        self.book = ""
        self.entries: list[Entry] = []
        self.revoked: dict[str, Revocation] = {}
        if self.file.exists():
            self._read(mend)

    def last(self, learner: str, level: int) -> Entry | None:
        """Return the newest certificate of a learner at a level."""
        return next((e for e in reversed(self.entries) if (e.learner, e.level) == (learner, level)), None)

    def find(self, name: str) -> Entry:
        """Return the certificate with this id, printed number or badge id; AwardError where there is none."""
        found = [e for e in self.entries if name.strip() in (e.id, e.number, e.urn)]
        if not found:
            raise AwardError(f"Sổ {self.file} không có giấy {name}. Số vào sổ in ở góc dưới của giấy, ví dụ 00007/B1-2026.")
        return found[0]

    def next_serial(self) -> int:
        """Return the number of the next certificate; the first one is 1."""
        return len(self.entries) + 1

    def open_book(self) -> str:
        """Return the register's own short name, given when the first line is written."""
        if not self.book:
            self._append({"event": "opened", "book": secrets.token_hex(3)})
        return self.book

    def add(self, entry: Entry) -> None:
        """Write down a certificate; its files are made afterwards."""
        self._append({"event": "issued", **asdict(entry)})

    def revoke(self, revocation: Revocation) -> None:
        """Write down that a certificate is taken back."""
        self._append({"event": "revoked", **asdict(revocation)})

    def _read(self, mend: bool) -> None:
        data = self.file.read_bytes()
        whole, _, torn = data.rpartition(b"\n")
        for number, line in enumerate(whole.split(b"\n") if whole else [], start=1):
            try:
                self._take(json.loads(line))
            except (ValueError, TypeError, KeyError) as error:
                raise AwardError(f"{self.file} dòng {number} hỏng ({error}). Lấy lại sổ từ bản sao; không sửa tay.") from error
        if torn and mend:
            # A kill came in the middle of the last line, before anything was made from it.
            with self.file.open("r+b") as file:
                file.truncate(len(data) - len(torn))
                os.fsync(file.fileno())

    def _take(self, row: dict) -> None:
        event = row.pop("event")
        if event == "opened":
            self.book = row["book"]
        elif event == "issued":
            entry = Entry(**row)
            if entry.serial != self.next_serial() or entry.book != self.book:
                raise ValueError(f"số {entry.serial} không nối tiếp")
            self.entries.append(entry)
        elif event == "revoked":
            revocation = Revocation(**row)
            self.revoked[revocation.id] = revocation
        else:
            raise ValueError(f"không rõ {event!r}")

    def _append(self, row: dict) -> None:
        line = (json.dumps(row, ensure_ascii=False) + "\n").encode("utf-8")
        with open(self.file, "ab", opener=lambda name, flags: os.open(name, flags, files.PRIVATE)) as file:
            before = file.tell()
            try:
                file.write(line)
                file.flush()
                os.fsync(file.fileno())
            except OSError:
                os.truncate(self.file, before)
                raise
        self._take(row)
