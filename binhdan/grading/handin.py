"""A hand-in in a class folder, and what must be wrong with it before nbgrader may see it."""

from __future__ import annotations

import json
import stat
import unicodedata
import warnings
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from binhdan.curriculum import Lesson
from binhdan.grading.handin_digest import ABOUT

MAX_FILES = 200
MAX_FOLDERS = 200
MAX_CELLS = 500
MAX_ABOUT_BYTES = 100_000
MAX_BYTES = 50_000_000
MAX_NOTEBOOK_BYTES = 10_000_000
_REPARSE_POINT = 0x400  # Windows: junctions and links


@dataclass(frozen=True)
class HandIn:
    """The folder ``submitted/<learner>/<assignment>`` of a class folder."""

    folder: Path

    @property
    def learner(self) -> str:
        """The learner's code."""
        return self.folder.parent.name

    @property
    def assignment(self) -> str:
        """The lesson's name for nbgrader."""
        return self.folder.name

    @property
    def notebook(self) -> Path:
        """The one notebook that is marked."""
        return self.folder / f"{self.assignment}.ipynb"


def find(class_folder: Path) -> list[HandIn]:
    """Return the hand-ins of a class folder by lesson and learner."""
    folders = (class_folder / "submitted").glob("*/*")
    # A name with a dot in front is a hand-in that is still being copied.
    found = [HandIn(f) for f in folders if not f.name.startswith(".") and (f.is_dir() or f.is_symlink())]
    return sorted(found, key=lambda handin: (handin.assignment, handin.learner))


def problem(handin: HandIn, lesson: Lesson) -> str:
    """Return why ``handin`` cannot be marked, in Vietnamese and with the next step, or ""."""
    return _bad_file(handin) or _bad_timestamp(handin.folder) or _bad_notebook(handin.notebook, lesson)


def is_link(path: Path) -> bool:
    """Whether ``path`` is a symlink or a Windows junction."""
    status = path.lstat()
    return stat.S_ISLNK(status.st_mode) or bool(getattr(status, "st_file_attributes", 0) & _REPARSE_POINT)


def _bad_file(handin: HandIn) -> str:
    files, size, folders = 0, 0, 0
    for path in (handin.folder.parent, handin.folder, *handin.folder.rglob("*")):
        status = path.lstat()
        if is_link(path):
            return f"{path.name!r} là liên kết tới chỗ khác, không phải tệp thật. Học viên nộp lại tệp thật."
        if not (stat.S_ISREG(status.st_mode) or stat.S_ISDIR(status.st_mode)):
            return f"{path.name!r} là tệp đặc biệt của hệ thống. Xoá nó khỏi bài nộp rồi chấm lại."
        if path.name.encode("utf-8", "replace").decode() != path.name:
            return f"Tên tệp {path.name!r} không phải chữ đọc được. Học viên đổi tên tệp rồi nộp lại."
        if path.parent == handin.folder and path.name in ABOUT and status.st_size > MAX_ABOUT_BYTES:
            return f"{path.name} quá lớn. Xoá tệp đó rồi chấm lại."
        folders += stat.S_ISDIR(status.st_mode)
        if folders > MAX_FOLDERS:
            return f"Bài nộp có quá {MAX_FOLDERS} thư mục. Học viên bỏ bớt thư mục rồi nộp lại."
        if stat.S_ISREG(status.st_mode):
            files, size = files + 1, size + status.st_size
    if files > MAX_FILES or size > MAX_BYTES:
        return f"Bài nộp quá lớn ({files} tệp, {size // 1_000_000} MB). Học viên bỏ bớt tệp rồi nộp lại."
    return ""


def _bad_timestamp(folder: Path) -> str:
    from nbgrader.utils import parse_utc

    try:
        parse_utc((folder / "timestamp.txt").read_text(encoding="utf-8").strip())
    except FileNotFoundError:
        return ""
    except (OSError, ValueError, OverflowError, TypeError, AttributeError):
        return "timestamp.txt không ghi đúng giờ nộp. Xoá tệp đó rồi chấm lại."
    return ""


def _bad_notebook(path: Path, lesson: Lesson) -> str:
    if not path.is_file():
        others = ", ".join(sorted(other.name for other in path.parent.glob("*.ipynb"))[:3])
        return f"Không có sổ tay {path.name}" + (f", chỉ có {others}." if others else ".") + " Học viên nộp lại."
    if path.stat().st_size > MAX_NOTEBOOK_BYTES:
        return "Sổ tay quá lớn. Học viên xoá các kết quả dài trong sổ tay, lưu rồi nộp lại."
    try:
        return _bad_content(json.loads(path.read_bytes().decode("utf-8")), lesson)
    except UnicodeDecodeError:
        return "Sổ tay không ở dạng UTF-8. Học viên mở lại bằng JupyterLab, lưu rồi nộp lại."
    except (ValueError, RecursionError):
        return "Tệp sổ tay bị hỏng hoặc chép chưa hết. Học viên lưu rồi nộp lại."


def _bad_content(content: object, lesson: Lesson) -> str:
    import nbformat

    if not (isinstance(content, dict) and isinstance(content.get("metadata"), dict)):
        return "Tệp không phải là sổ tay Jupyter. Học viên nộp lại đúng tệp."
    cells = content.get("cells")
    if isinstance(cells, list) and len(cells) > MAX_CELLS:
        return f"Sổ tay có {len(cells)} ô, quá {MAX_CELLS}. Học viên xoá các ô thừa rồi nộp lại."
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            notebook = nbformat.reads(json.dumps(_without_outputs(content)), as_version=4)
            cells = [(cell.source, cell.metadata.get("nbgrader")) for cell in notebook.cells]
    except Exception:  # nbformat raises whatever it trips over
        cells = [(None, None)]
    if not all(isinstance(source, str) for source, _ in cells):
        return "Sổ tay sai cấu trúc. Học viên mở lại bằng JupyterLab, lưu rồi nộp lại."
    about = notebook.metadata.get("binhdan")
    code = about.get("lesson") if isinstance(about, dict) else None
    if code and code != lesson.code:
        return f"Đây là sổ tay của bài {code}, không phải bài {lesson.code}. Học viên nộp lại đúng bài."
    if not code and not any(meta for _, meta in cells):
        return f"Đây không phải sổ tay của bài {lesson.code}. Học viên nộp lại sổ tay của bài học."
    return ""


def _without_outputs(content: dict) -> dict:
    """Outputs are never used; checking the form of a hundred thousand of them would take minutes."""
    cells = content.get("cells")
    if not isinstance(cells, list):
        return content
    bare = [{**cell, "outputs": []} if isinstance(cell, dict) and "outputs" in cell else cell for cell in cells]
    return {**content, "cells": bare}


def files_beside(handin: HandIn, course: dict[str, bytes]) -> tuple[dict[str, bytes], list[str]]:
    """Return path -> bytes of what the learner added, with the ``course``'s own files over it, and what was left out.

    Names are NFC, as everything the course writes: macOS hands out decomposed ones. A file in the
    place of a folder of the course, or the other way round, is left out.
    """
    taken = {parent for path in course for parent in map(str, PurePosixPath(path).parents)}
    own, left_out = {}, []
    for path in sorted(handin.folder.rglob("*")):
        name = unicodedata.normalize("NFC", path.relative_to(handin.folder).as_posix())
        if not path.is_file() or path.suffix == ".ipynb" or name in ABOUT:
            continue
        if name in taken or any(str(parent) in course for parent in PurePosixPath(name).parents):
            left_out.append(name)
        else:
            own[name] = path.read_bytes()
    return own | course, left_out
