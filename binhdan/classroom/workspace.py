"""The learner's own folder: who the learner is, the lessons fetched so far, and small settings kept as JSON."""

from __future__ import annotations

import json
import os
import re
import secrets
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from binhdan import text

CODE = re.compile(r"[a-z0-9][a-z0-9-]{1,39}")
_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"  # no 0/o, 1/i/l: codes are read aloud in class


class WorkspaceError(Exception):
    """Something about the learner's folder is in the way; the message is Vietnamese and says what to do."""


@dataclass(frozen=True)
class Learner:
    """A learner: the name people read, and the code that names folders (ASCII, lower case)."""

    name: str
    code: str


@dataclass(frozen=True)
class Settings:
    """Where this workspace gets lessons from, and where hand-ins go (None: self-study)."""

    course: Path
    class_folder: Path | None = None


@dataclass(frozen=True)
class Workspace:
    """A folder with ``bai-hoc/<assignment>/`` for work and ``.binhdan/`` for state."""

    root: Path

    @property
    def lessons(self) -> Path:
        """Where the lessons lie that the learner works on."""
        return self.root / "bai-hoc"

    @property
    def state(self) -> Path:
        """Where the workspace keeps what it remembers."""
        return self.root / ".binhdan"

    @property
    def own_class(self) -> Path:
        """The private class folder of somebody who studies alone."""
        return self.state / "lop"

    @property
    def settings(self) -> Settings:
        """What ``start`` was last told; WorkspaceError where it never ran here."""
        saved = read_json(self.state / "settings.json")
        if "course" not in saved:
            raise WorkspaceError(f"{self.root} chưa phải thư mục học. Chạy «binhdan start» trước.")
        shared = saved.get("class_folder")
        return Settings(Path(saved["course"]), Path(shared) if shared else None)

    @property
    def class_folder(self) -> Path:
        """The class folder whose marks count here: the shared one, or the learner's own."""
        return self.settings.class_folder or self.own_class

    @property
    def learner(self) -> Learner:
        """Who studies here; WorkspaceError before anybody was named."""
        saved = read_json(self.state / "learner.json")
        if not CODE.fullmatch(str(saved.get("code", ""))):
            raise WorkspaceError("Chưa biết học viên là ai. Chạy «binhdan start --name \"Họ và tên\"» một lần.")
        return Learner(str(saved.get("name") or saved["code"]), saved["code"])

    def has_learner(self) -> bool:
        """Tell whether a learner was named here before."""
        return (self.state / "learner.json").is_file()

    def name_learner(self, name: str, code: str | None = None) -> Learner:
        """Remember the learner. An existing code never changes: hand-ins and marks are filed under it."""
        name = clean_name(name)
        if not name:
            raise WorkspaceError('Tên còn trống. Gõ họ và tên, ví dụ: binhdan start --name "Nguyễn Thị Lan".')
        if self.has_learner():
            kept = self.learner.code
            if code and code != kept:
                raise WorkspaceError(f"Thư mục này là của mã học viên {kept}. Dùng --workspace để mở một thư mục khác.")
            code = kept
        learner = Learner(name, code or make_code(name))
        if not CODE.fullmatch(learner.code):
            raise WorkspaceError("Mã học viên chỉ gồm chữ thường không dấu, chữ số và dấu gạch nối, từ 2 đến 40 ký tự.")
        write_json(self.state / "learner.json", {"name": learner.name, "code": learner.code})
        return learner

    def save_settings(self, settings: Settings) -> None:
        """Remember where lessons come from and where hand-ins go."""
        shared = settings.class_folder
        write_json(
            self.state / "settings.json",
            {"course": str(settings.course), "class_folder": str(shared) if shared else None},
        )


def default_root() -> Path:
    """The learner's folder when none is named: BINHDAN_WORKSPACE, else ~/BinhDanHocAI."""
    named = os.environ.get("BINHDAN_WORKSPACE")
    return Path(named).expanduser() if named else Path.home() / "BinhDanHocAI"


def make(root: Path, settings: Settings) -> Workspace:
    """Make missing folders and remember ``settings``; WorkspaceError where nothing can be written."""
    workspace = Workspace(root.expanduser().resolve())
    if settings.course in (workspace.root, *workspace.root.parents):
        raise WorkspaceError(
            f"Không đặt thư mục học bên trong khoá học ({settings.course}). "
            "Chọn nơi khác bằng --workspace, ví dụ ~/BinhDanHocAI."
        )
    try:
        workspace.lessons.mkdir(parents=True, exist_ok=True)
        workspace.save_settings(settings)
    except OSError as error:
        raise WorkspaceError(
            f"Không ghi được vào {workspace.root} ({error.strerror}). Chọn thư mục khác bằng --workspace."
        ) from error
    return workspace


def clean_name(name: str) -> str:
    """Return a person's name as stored: NFC, single spaces, no control characters, at most 80 characters."""
    kept = "".join(" " if c.isspace() else c for c in text.nfc(name) if unicodedata.category(c) != "Cc" or c.isspace())
    return " ".join(kept.split())[:80].strip()


def make_code(name: str) -> str:
    """Return a new code for a learner: the name without diacritics and four random characters."""
    tail = "".join(secrets.choice(_LETTERS) for _ in range(4))
    return f"{text.slug(name, 28) or 'hoc-vien'}-{tail}"


def read_json(path: Path) -> dict:
    """Return the object stored in ``path``, or {} where it is missing or damaged."""
    try:
        saved = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return saved if isinstance(saved, dict) else {}


def write_json(path: Path, value: dict) -> None:
    """Store ``value`` in ``path`` in one step, so that a power cut leaves the old file or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    draft.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    os.replace(draft, path)
