"""What a killed run leaves behind, and the lock that makes it safe to take that away."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from binhdan.grading.box.owners import is_there

PARTS = ".part"  # half-written files and folders end in this
LOCK = ".grading.lock"
_OURS = re.compile(r"binhdan-[a-z]+-(\d+)-")


class Busy(Exception):
    """Another run has the class folder and does not let go of it."""


def prefix(what: str) -> str:
    """How a scratch folder of this process must begin, so that it is recognised when the process is gone."""
    return f"binhdan-{what}-{os.getpid()}-"


@contextlib.contextmanager
def alone_in(class_folder: Path, seconds: float) -> Iterator[None]:
    """Keep every other run out of ``class_folder``; Busy when one is still in it after ``seconds``.

    The lock is the system's and goes with the process, however that ends.
    """
    with (class_folder / LOCK).open("a+b") as file:
        end = time.monotonic() + seconds
        while not _locked(file):
            if time.monotonic() > end:
                raise Busy(str(class_folder))
            time.sleep(0.2)
        yield


def _locked(file) -> bool:
    try:
        if os.name == "nt":
            import msvcrt

            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def sweep(class_folder: Path) -> None:
    """Remove half-written files of earlier runs in the class folder, and what dead processes left on the machine."""
    _remove(class_folder / f".gradebook{PARTS}")
    for step in ("autograded", "feedback", "results", "runs"):
        for pattern in (f".*{PARTS}", f"*/*{PARTS}", f"*/.*{PARTS}"):
            for path in (class_folder / step).glob(pattern):
                _remove(path)
    for path in Path(tempfile.gettempdir()).glob("binhdan-*"):
        with contextlib.suppress(OSError):  # gone meanwhile
            if (name := _OURS.match(path.name)) and not is_there(int(name[1]), path):
                _remove(path)
    if os.name == "posix":
        from binhdan.grading.box import cgroup

        cgroup.remove_unused()


def _remove(path: Path) -> None:
    with contextlib.suppress(OSError):
        shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
