"""A text file that is whole or not there, however much is written into it and whatever ends the program."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from binhdan.records.database import RecordsError


@contextlib.contextmanager
def whole(target: Path, encoding: str = "utf-8", newline: str = "") -> Iterator[TextIO]:
    """Open a file beside ``target`` that takes its place, readable by its owner only, when the block ends well.

    Whatever is raised in the block leaves the old file as it was and no half one; RecordsError says why writing failed.
    """
    partial = target.with_name(f".{target.name}.part")
    try:
        # A link that somebody laid there must not be followed.
        partial.unlink(missing_ok=True)
        descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with open(descriptor, "w", encoding=encoding, newline=newline) as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        os.replace(partial, target)
    except BaseException as error:
        with contextlib.suppress(OSError):
            partial.unlink()
        if isinstance(error, OSError):
            raise RecordsError(
                f"Không ghi được {target} ({error.strerror}). Đóng tệp nếu đang mở trong Excel, xem ổ đĩa còn chỗ không, "
                "hoặc chọn chỗ khác rồi chạy lại. Tệp cũ, nếu có, còn nguyên."
            ) from error
        raise
