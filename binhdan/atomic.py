"""A file that is whole or not there, however much is written into it and whatever ends the program."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

PART = ".part"
PRIVATE = 0o600  # of files with names in them: class folders are often shared


@contextlib.contextmanager
def replacing(target: Path, mode: int = PRIVATE) -> Iterator[BinaryIO]:
    """Open a file beside ``target`` that takes its place, on the disk, when the block ends well.

    Whatever is raised, in the block or (OSError) by the disk, leaves the old file as it was and no half one.
    """
    partial = target.with_name(f".{target.name}{PART}")
    try:
        # A link that somebody laid there must not be followed.
        partial.unlink(missing_ok=True)
        descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)
        with open(descriptor, "wb") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        os.replace(partial, target)
    except BaseException:
        with contextlib.suppress(OSError):
            partial.unlink()
        raise
