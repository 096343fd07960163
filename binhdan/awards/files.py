"""Files that are whole or not there."""

from __future__ import annotations

import contextlib
from pathlib import Path

from binhdan.atomic import PART, PRIVATE, replacing

__all__ = ["PRIVATE", "sweep", "write"]


def write(target: Path, data: bytes, mode: int = 0o644) -> None:
    """Write ``data`` to ``target`` in one step, on the disk when this returns; OSError leaves the old file as it was."""
    with replacing(target, mode) as out:
        out.write(data)


def sweep(folder: Path) -> None:
    """Remove what a killed run left half written."""
    for partial in folder.glob(f".*{PART}"):
        with contextlib.suppress(OSError):
            partial.unlink()
