"""Issuing the certificates of a level: each once, none half-made."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from binhdan.awards import files, page, payload, statuslist
from binhdan.awards.badge import badge, text
from binhdan.awards.holders import Holder
from binhdan.awards.keyfolder import Signer, now
from binhdan.awards.problem import AwardError
from binhdan.awards.register import Entry, Register, Revocation
from binhdan.awards.sheet import MAX_BYTES, Press
from binhdan.awards.standing import Rule, Standing
from binhdan.curriculum import Course
from binhdan.grading import leftovers
from binhdan.records import days

PAGE = "verify.html"


@dataclass
class Batch:
    """What a run did: certificates made now, mended (in the register, files missing), there before, and refusals."""

    made: list[Entry] = field(default_factory=list)
    mended: list[Entry] = field(default_factory=list)
    before: list[Entry] = field(default_factory=list)
    revoked: list[Entry] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


class Desk:
    """The issuing desk of one certificate folder; use it inside ``opened``."""

    def __init__(self, folder: Path, signer: Signer, course: Course, today: date | None = None):
        self.folder, self.signer, self.course = folder, signer, course
        self.today = today or days.today()
        self.register = Register(folder, mend=True)
        self._press: Press | None = None

    def issue(
        self,
        asked: Rule,
        passed: Iterable[Standing],
        holders: dict[str, Holder],
        again: Iterable[str] = (),
        progress: Callable[[int, int, Entry], None] = lambda done, total, entry: None,
    ) -> Batch:
        """Issue to everybody in ``passed`` who has no certificate yet; a revoked one counts unless its code is in ``again``."""
        batch = Batch()
        self.mend(asked, batch)
        todo = [standing for standing in passed if self._is_due(standing, asked.level.number, set(again), batch)]
        for done, standing in enumerate(todo, start=1):
            holder = holders.get(standing.learner) or Holder(standing.learner, standing.learner)
            try:
                entry = self._enter(asked, standing, holder)
            except ValueError:
                batch.problems.append(f"{holder.code}: họ tên «{holder.name}» quá dài cho mã QR. Viết gọn lại trong tệp tên.")
                continue
            self.make(entry, asked)
            batch.made.append(entry)
            progress(done, len(todo), entry)
        batch.problems += [
            f"Giấy {entry.number} ({entry.name}) ghi ngày cấp ở tương lai, vì lúc ấy đồng hồ máy sai, nên ai kiểm tra cũng thấy không hợp lệ. "
            f"Thu hồi nó rồi cấp lại bằng --again {entry.learner}."
            for entry in batch.before
            if entry.issued_at > now()
        ]
        self.publish()
        return batch

    def _is_due(self, standing: Standing, level: int, again: set[str], batch: Batch) -> bool:
        last = self.register.last(standing.learner, level)
        if last is None:
            return True
        if last.id in self.register.revoked:
            if standing.learner in again:
                return True
            batch.revoked.append(last)
        elif last not in batch.mended:
            batch.before.append(last)
        return False

    def _enter(self, asked: Rule, standing: Standing, holder: Holder) -> Entry:
        entry = Entry(
            book=self.register.open_book(),
            serial=self.register.next_serial(),
            level=asked.level.number,
            learner=standing.learner,
            name=holder.name,
            birth_year=holder.birth_year,
            date=self.today.isoformat(),
            issued_at=now(),
            points=standing.points,
            max_points=standing.max_points,
            criteria=asked.told(),
            key=self.signer.issuer.current,
        )
        if len(self.qr_text(entry)) > MAX_BYTES:  # known before anything is written down
            raise ValueError("too long for the QR code")
        self.register.add(entry)
        return entry

    def qr_text(self, entry: Entry) -> str:
        """Return what the QR code of a certificate says; ValueError when it is too long."""
        day = date.fromisoformat(entry.date)
        hint = payload.key_hint(entry.key)
        said = payload.Compact(hint, entry.book, entry.serial, entry.level, day, entry.birth_year, entry.name)
        return f"{self.signer.issuer.page or PAGE}#{payload.seal(said, self.signer.sign)}"

    def make(self, entry: Entry, asked: Rule) -> None:
        """Make the files of an entry: the badge, then the paper."""
        self._press = self._press or Press()
        signed = text(badge(entry, asked, self.signer))
        files.write(self.folder / f"{entry.stem}.json", signed.encode("utf-8"), files.PRIVATE)
        paper = self._press.pdf(entry, asked, self.signer.issuer, self.qr_text(entry), signed)
        files.write(self.folder / f"{entry.stem}.pdf", paper, files.PRIVATE)

    def mend(self, asked: Rule, batch: Batch) -> None:
        """Make what a killed run had entered in the register and not made; other levels wait for their own run."""
        files.sweep(self.folder)
        for entry in self.register.entries:
            there = all((self.folder / f"{entry.stem}{end}").exists() for end in (".json", ".pdf"))
            if there or entry.level != asked.level.number or entry.id in self.register.revoked:
                continue
            if entry.key != self.signer.issuer.current:
                batch.problems.append(
                    f"Giấy {entry.number} ({entry.name}) mất tệp và khoá cũ không còn. Thu hồi nó rồi cấp lại bằng --again {entry.learner}."
                )
                continue
            self.make(entry, asked)
            batch.mended.append(entry)

    def revoke(self, name: str, why: str) -> Entry:
        """Take a certificate back and publish that; a second time changes nothing."""
        entry = self.register.find(name)
        if entry.id not in self.register.revoked:
            self.register.revoke(Revocation(entry.id, why, now()))
        self.publish()
        return entry

    def publish(self) -> None:
        """Sign the status lists anew and write the verification page, both from the register."""
        register = self.register
        if not register.entries:
            return
        revoked = [entry.serial for entry in register.entries if entry.id in register.revoked]
        for number in range(statuslist.place(register.entries[-1].serial)[0] + 1):
            signed = statuslist.credential(self.signer, register.book, number, revoked, now())
            files.write(self.folder / statuslist.file_name(register.book, number), text(signed).encode("utf-8"))
        files.write(self.folder / "issuer.json", self.signer.issuer.text().encode("utf-8"))
        files.write(self.folder / PAGE, page.html(self.course, self.signer.issuer, [register], now()).encode("utf-8"))


@contextlib.contextmanager
def opened(
    folder: Path, signer: Signer, course: Course, today: date | None = None, seconds: float = 10
) -> Iterator[Desk]:
    """Open the desk of ``folder`` for nobody else; AwardError when somebody has it for longer than ``seconds``."""
    folder.mkdir(parents=True, exist_ok=True)
    with contextlib.ExitStack() as held:
        try:
            held.enter_context(leftovers.alone_in(folder, seconds))
        except leftovers.Busy as error:
            raise AwardError(f"Một lệnh khác đang cấp giấy trong {folder}. Đợi nó xong rồi chạy lại.") from error
        yield Desk(folder, signer, course, today)
