"""Every version of every hand-in of a class, and the newest one where nbgrader looks."""

from __future__ import annotations

import os
import re
import secrets
import shutil
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from binhdan.grading.handin import is_link
from binhdan.grading.handin_digest import digest

_VERSION = re.compile(r"(\d{8}T\d{6}Z)-([0-9a-f]{8})")


class Filed(StrEnum):
    """What became of a hand-in."""

    NEW = "new"
    NEWER = "newer version"
    OLDER = "older version"
    SAME = "same again"


@dataclass(frozen=True)
class Inbox:
    """The hand-ins of one class folder."""

    class_folder: Path

    def versions(self, learner: str, assignment: str) -> list[Path]:
        """Return the kept versions of a hand-in, oldest first."""
        home = self.class_folder / "inbox" / learner / assignment
        return sorted(p for p in home.glob("*") if _VERSION.fullmatch(p.name)) if home.is_dir() else []

    def submitted(self, learner: str, assignment: str) -> Path:
        """Return where nbgrader finds the newest version."""
        return self.class_folder / "submitted" / learner / assignment

    def staging(self) -> Path:
        """Return a new empty folder on the same disk, from which a rename files everything at once."""
        folder = self.class_folder / "inbox" / f".nhan-{secrets.token_hex(4)}"
        folder.mkdir(parents=True)
        return folder

    def file(self, staged: Path, learner: str, assignment: str, value: str, moment: datetime | None) -> Filed:
        """File the folder ``staged`` (it is moved), and put it into submitted/ if it is the newest.

        ``moment`` None: nobody knows when it was handed in, so bytes that are kept already are no news.
        """
        self._keep_unfiled(learner, assignment)
        kept = self.versions(learner, assignment)
        name = _version_name(moment or datetime.now(UTC), value)
        twins = [version for version in kept if digest(version) == value]
        if twins and (moment is None or name <= kept[-1].name):
            shutil.rmtree(staged)
            outcome = Filed.SAME
        else:
            _move(staged, self._home(learner, assignment) / name)
            outcome = Filed.NEW if not kept else Filed.NEWER if name > kept[-1].name else Filed.OLDER
        self._publish(learner, assignment)
        return outcome

    def tidy(self) -> None:
        """Remove what an interrupted run left half copied an hour ago or earlier."""
        for leftover in (self.class_folder / "inbox").glob(".*-????????"):
            if time.time() - leftover.stat().st_mtime > 3600:
                shutil.rmtree(leftover, ignore_errors=True)

    def _home(self, learner: str, assignment: str) -> Path:
        home = self.class_folder / "inbox" / learner / assignment
        home.mkdir(parents=True, exist_ok=True)
        return home

    def _keep_unfiled(self, learner: str, assignment: str) -> None:
        """Keep what was handed in straight into submitted/: every version stays."""
        current = self.submitted(learner, assignment)
        if not current.is_dir() or is_link(current) or any(is_link(path) for path in current.rglob("*")):
            return
        value = digest(current)
        if not any(digest(version) == value for version in self.versions(learner, assignment)):
            staged = self.staging()
            shutil.copytree(current, staged, dirs_exist_ok=True, copy_function=shutil.copyfile)
            _move(staged, self._home(learner, assignment) / _version_name(_stamp(current), value))

    def _publish(self, learner: str, assignment: str) -> None:
        newest, target = self.versions(learner, assignment)[-1], self.submitted(learner, assignment)
        if target.is_dir() and not is_link(target) and digest(target) == digest(newest):
            return
        staged = self.staging()
        shutil.copytree(newest, staged, dirs_exist_ok=True, copy_function=shutil.copyfile)
        target.parent.mkdir(parents=True, exist_ok=True)
        old = self.class_folder / "inbox" / f".cu-{secrets.token_hex(4)}"
        if os.path.lexists(target) and is_link(target):
            target.unlink()
        elif target.exists():
            os.rename(target, old)
        os.rename(staged, target)
        shutil.rmtree(old, ignore_errors=True)


def _version_name(moment: datetime, value: str) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}-{value.removeprefix('sha256:')[:8]}"


def _stamp(folder: Path) -> datetime:
    try:
        text = (folder / "timestamp.txt").read_text(encoding="utf-8").strip().replace(" UTC", "+00:00")
        moment = datetime.fromisoformat(text)
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (OSError, ValueError):
        return datetime.fromtimestamp(folder.stat().st_mtime, UTC)


def _move(staged: Path, target: Path) -> None:
    if target.exists():
        shutil.rmtree(staged)
    else:
        os.rename(staged, target)
