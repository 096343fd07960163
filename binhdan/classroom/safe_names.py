"""Which names of files and folders may come in from outside, on every system."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath

_RESERVED = re.compile(r"(?:CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|COM[0-9¹²³]|LPT[0-9¹²³])(?:\..*)?", re.IGNORECASE)
_FORBIDDEN = re.compile(r'[<>:"|?*\\\x00-\x1f\x7f]')
_DRIVE = re.compile(r"[A-Za-z]:")
_JUNK = re.compile(r"__MACOSX|\.DS_Store|\._.*|Thumbs\.db|desktop\.ini|\.ipynb_checkpoints|__pycache__", re.IGNORECASE)
_ARCHIVE = re.compile(r".*\.(?:zip|7z|rar|gz|tgz|bz2|xz|zst|tar|jar|iso)", re.IGNORECASE)
_MAX_NAME = 120


def is_junk(name: str) -> bool:
    """Whether a file or folder is left behind by the system or Jupyter and no part of any work."""
    return bool(_JUNK.fullmatch(name))


def name_problem(name: str) -> str:
    """Return why one name (of a file or folder) is refused, in Vietnamese, or ""."""
    if name in ("", ".", "..") or _FORBIDDEN.search(name) or name != name.rstrip(". "):
        return f"tên {name!r} có ký tự không dùng được"
    if _RESERVED.fullmatch(name):
        return f"tên {name!r} bị Windows giữ riêng"
    if len(name) > _MAX_NAME:
        return f"tên {name[:30]!r}… quá dài"
    if _ARCHIVE.fullmatch(name):
        return f"{name!r} là tệp nén nằm trong bài nộp"
    return ""


def is_hostile(path: str) -> bool:
    """Whether a path inside an archive is absolute, names a drive, climbs or hides a NUL."""
    parts = path.replace("\\", "/").split("/")
    return path.startswith(("/", "\\")) or bool(_DRIVE.match(path)) or ".." in parts or "\0" in path


def normal(path: str) -> PurePosixPath:
    """Return a path with slashes and composed letters: macOS writes "ê" as two characters."""
    return PurePosixPath(unicodedata.normalize("NFC", path.replace("\\", "/")))
