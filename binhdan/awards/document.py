"""What somebody brings to be checked: the badge inside a PDF, a JSON file, a picture, or the text of a QR code."""

from __future__ import annotations

import json
import re
import shutil
import struct
import subprocess
import zlib
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from binhdan.awards.problem import AwardError

_MOST = 4_000_000  # bytes; a badge has four thousand
_EMBEDDED = re.compile(rb"/Type\s*/EmbeddedFile\b")
_STREAM = re.compile(rb">>\s*stream\r?\n")
_HEAD = 2000  # bytes between the object's beginning and its data
_BAKED = b"openbadgecredential\0"


@dataclass(frozen=True)
class Document:
    """A badge, or the payload of a QR code; exactly one of them is set."""

    badge: dict | None = None
    qr: str = ""


def read(source: str) -> Document:
    """Read a file, or take ``source`` itself for the text of a QR code; AwardError says what it is not."""
    text = source.strip()
    if "#" in text and not is_file(text):
        return _qr(text)
    file = Path(text)
    if not is_file(text):
        if re.fullmatch(r"[A-Za-z0-9_-]{100,}", text):
            return _qr(text)
        raise AwardError(f"Không có tệp {source}. Đưa tệp PDF, JSON, PNG, hoặc nội dung mã QR đặt trong dấu nháy.")
    if file.stat().st_size > 20_000_000:
        raise AwardError(f"{file.name} quá lớn, không phải giấy chứng nhận. Chọn lại tệp.")
    data = file.read_bytes()
    if data.startswith(b"%PDF"):
        return Document(_parsed(_attached(data, file.name), file.name))
    if data.startswith(b"\x89PNG") and (baked := _baked(data)) is not None:
        return Document(_parsed(baked, file.name))
    if data.startswith((b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"RIFF")):
        return _qr(_seen(file))
    return Document(_parsed(data, file.name)) if data.lstrip()[:1] in (b"{", b"[") else _qr(_decoded(data, file.name))


def is_file(text: str) -> bool:
    """Tell whether ``text`` is the path of a file."""
    try:
        return Path(text).is_file()
    except (OSError, ValueError):  # too long, or a NUL: not a path
        return False


def _qr(text: str) -> Document:
    return Document(qr=text.strip().rpartition("#")[2])


def _decoded(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise AwardError(f"{name} không phải giấy chứng nhận. Đưa tệp PDF, JSON, PNG hoặc nội dung mã QR.") from error


def _parsed(data: bytes, name: str) -> dict:
    try:
        found = json.loads(data.decode("utf-8"), object_pairs_hook=_once, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise AwardError(f"{name}: phần JSON hỏng ({error}). Xin lại bản gốc từ người được cấp.") from error
    if not isinstance(found, dict):
        raise AwardError(f"{name} không phải giấy chứng nhận dạng JSON. Chọn lại tệp.")
    return found


def _once(pairs: list[tuple[str, object]]) -> dict:
    # Of two values for one key, programs disagree which one counts.
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("một khoá được viết hai lần")
    return found


def _no_constant(name: str) -> None:
    raise ValueError(f"số {name} không hợp lệ")


def _attached(pdf: bytes, name: str) -> bytes:
    """Return the one file that is attached inside a PDF."""
    found = []
    for match in islice(_EMBEDDED.finditer(pdf), 2):
        begin = pdf.rfind(b"obj", max(0, match.start() - _HEAD), match.start())
        stream = _STREAM.search(pdf, match.end(), match.end() + _HEAD)
        if stream:
            found.append(_data(pdf[begin : stream.start()], pdf, stream.end(), name))
    if len(found) != 1:
        how = "không có tệp đính kèm" if not found else "có nhiều tệp đính kèm"
        raise AwardError(f"{name} {how}, nên không kiểm tra được. Quét mã QR trên giấy, hoặc xin bản PDF gốc.")
    return found[0]


def _data(head: bytes, pdf: bytes, start: int, name: str) -> bytes:
    if b"/FlateDecode" not in head:
        length = re.search(rb"/Length\s+(\d+)", head)
        return pdf[start : start + int(length[1])] if length else b""
    try:
        return zlib.decompressobj().decompress(pdf[start:], _MOST)
    except zlib.error as error:
        raise AwardError(f"{name}: tệp đính kèm trong PDF hỏng. Xin lại bản gốc từ người được cấp.") from error


def _baked(png: bytes) -> bytes | None:
    """Return the badge in a baked PNG's iTXt chunk, or None."""
    at = 8
    while at + 8 <= len(png):
        length, kind = struct.unpack(">I4s", png[at : at + 8])
        body = png[at + 8 : at + 8 + length]
        if kind == b"iTXt" and body.startswith(_BAKED):
            parts = body[len(_BAKED) + 2 :].split(b"\0", 2)
            text = parts[2] if len(parts) == 3 else b""
            try:
                return zlib.decompressobj().decompress(text, _MOST) if body[len(_BAKED) : len(_BAKED) + 1] == b"\1" else text
            except zlib.error:
                return b""
        at += 12 + length
    return None


def _seen(file: Path) -> str:
    """Return the text of the one QR code in a picture."""
    if not shutil.which("zbarimg"):
        raise AwardError("Đọc mã QR trong ảnh cần chương trình zbarimg (Debian, Ubuntu: `apt install zbar-tools`). Hoặc dán nội dung mã.")
    command = ["zbarimg", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", "--", str(file.resolve())]
    try:
        done = subprocess.run(command, capture_output=True, timeout=60)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise AwardError(f"{file.name}: không đọc được ảnh ({error}). Chụp lại gần và rõ hơn.") from error
    found = done.stdout.decode("utf-8", "replace").split("\n")
    codes = {line.strip() for line in found if line.strip()}
    if len(codes) != 1:
        how = "không thấy mã QR nào" if not codes else "có nhiều mã QR"
        raise AwardError(f"{file.name}: {how} trong ảnh. Chụp lại riêng mã trên giấy, gần và rõ.")
    return codes.pop()
