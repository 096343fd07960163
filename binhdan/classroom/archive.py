"""A ZIP from outside, unpacked without trusting a byte of it."""

from __future__ import annotations

import stat
import zipfile
import zlib
from pathlib import Path, PurePosixPath

from binhdan.classroom.safe_names import is_hostile, is_junk, name_problem, normal
from binhdan.grading.handin import MAX_BYTES

MAX_ENTRIES = 20_000
MAX_TOTAL = 2_000_000_000
MAX_RATIO = 200
_UTF8, _ENCRYPTED = 0x800, 0x1
_BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError)


class ArchiveRefused(Exception):
    """The whole archive is refused; the message is Vietnamese."""


def unpack(archive: Path, into: Path) -> dict[PurePosixPath, str]:
    """Unpack ``archive`` below the empty folder ``into``.

    Returns the files left out, with the Vietnamese reason: their hand-in is not whole.
    ArchiveRefused for an archive that climbs, explodes, lies about itself or cannot be read.
    """
    try:
        with zipfile.ZipFile(archive) as packed:
            entries = [(_name(entry), entry) for entry in packed.infolist()]
            _refuse_hostile(entries, archive.stat().st_size)
            return _unpack_all(packed, entries, into)
    except _BROKEN as error:
        raise ArchiveRefused(f"không đọc được tệp ZIP ({error}); học viên gói lại rồi nộp lại") from error


def _name(entry: zipfile.ZipInfo) -> str:
    # zipfile cuts a name at NUL, and reads names without the UTF-8 flag as cp437.
    name = entry.orig_filename
    if entry.flag_bits & _UTF8:
        return name
    try:
        return name.encode("cp437").decode("utf-8")
    except UnicodeError:
        return name


def _refuse_hostile(entries: list[tuple[str, zipfile.ZipInfo]], size: int) -> None:
    if len(entries) > MAX_ENTRIES:
        raise ArchiveRefused(f"quá nhiều tệp ({len(entries)})")
    if bad := next((name for name, _ in entries if is_hostile(name)), None):
        raise ArchiveRefused(f"đường dẫn {bad[:60]!r} trỏ ra ngoài; tệp này không phải do khoá học tạo")
    infos = [entry for _, entry in entries]
    if len({entry.header_offset for entry in infos}) < len(infos) or sum(e.compress_size for e in infos) > size:
        raise ArchiveRefused("các tệp bên trong chồng lên nhau (bom nén)")
    total = sum(entry.file_size for entry in infos)
    if total > MAX_TOTAL or (total > 10_000_000 and total > MAX_RATIO * size):
        raise ArchiveRefused(f"bung ra quá lớn ({total // 1_000_000} MB từ {size // 1000} kB, bom nén)")


def _unpack_all(packed: zipfile.ZipFile, entries: list, into: Path) -> dict[PurePosixPath, str]:
    left_out: dict[PurePosixPath, str] = {}
    seen: set[str] = set()
    for name, entry in entries:
        path = normal(name)
        if entry.is_dir() or any(is_junk(part) for part in path.parts):
            continue
        again = path.as_posix().casefold() in seen
        seen.add(path.as_posix().casefold())
        if why := _problem(path, entry) or ("hai tệp trùng tên" if again else ""):
            left_out[path] = why
        else:
            _write(packed, entry, into / path)
    return left_out


def _problem(path: PurePosixPath, entry: zipfile.ZipInfo) -> str:
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind not in (0, stat.S_IFREG):
        return f"{path.name!r} là liên kết hoặc tệp đặc biệt"
    if entry.flag_bits & _ENCRYPTED:
        return f"{path.name!r} có mật khẩu"
    if entry.file_size > MAX_BYTES:
        return f"{path.name!r} quá lớn"
    return next(filter(None, map(name_problem, path.parts)), "")


def _write(packed: zipfile.ZipFile, entry: zipfile.ZipInfo, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    written = 0
    with packed.open(entry) as source, target.open("xb") as out:
        while chunk := source.read(1 << 20):
            written += len(chunk)
            if written > entry.file_size:
                raise zipfile.BadZipFile("tệp dài hơn ghi trong mục lục")
            out.write(chunk)
