"""A text file of the records' that is whole or not there, and a message where it can't be written."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from binhdan.atomic import PRIVATE, replacing
from binhdan.records.database import RecordsError


@contextlib.contextmanager
def whole(target: Path, encoding: str = "utf-8", newline: str = "", mode: int = PRIVATE) -> Iterator[TextIO]:
    """Open a file beside ``target`` that takes its place, readable by its owner only, when the block ends well.

    Whatever is raised in the block leaves the old file as it was and no half one; RecordsError says why writing failed.
    """
    try:
        with replacing(target, mode) as out:
            text = io.TextIOWrapper(out, encoding=encoding, newline=newline)
            try:
                yield text
            finally:
                text.detach()  # what it holds is written out
    except OSError as error:
        raise RecordsError(
            f"Không ghi được {target} ({error.strerror}). Đóng tệp nếu đang mở trong Excel, xem ổ đĩa còn chỗ không, "
            "hoặc chọn chỗ khác rồi chạy lại. Tệp cũ, nếu có, còn nguyên."
        ) from error
