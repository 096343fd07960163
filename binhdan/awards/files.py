"""Files that are whole or not there."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

PART = ".part"
PRIVATE = 0o600  # of files with names in them: class folders are often shared


def write(target: Path, data: bytes, mode: int = 0o644) -> None:
    """Write ``data`` to ``target`` in one step, on the disk when this returns; OSError leaves the old file as it was."""
    partial = target.with_name(f".{target.name}{PART}")
    with contextlib.suppress(FileNotFoundError):
        partial.unlink()
    try:
        descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)
        with open(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(partial, target)
    except OSError:
        with contextlib.suppress(OSError):
            partial.unlink()
        raise


def sweep(folder: Path) -> None:
    """Remove what a killed run left half written."""
    for partial in folder.glob(f".*{PART}"):
        with contextlib.suppress(OSError):
            partial.unlink()
