"""A memory and process limit over everything one hand-in starts, where the system lets us set one."""

from __future__ import annotations

import contextlib
import os
from functools import cache
from pathlib import Path

from binhdan.grading.box.owners import is_there

_ROOT = Path("/sys/fs/cgroup")


@cache
def _home() -> dict[str, Path]:
    """Where groups can be made: {"memory": folder, "pids": folder}; the same one twice on cgroup v2."""
    if (_ROOT / "cgroup.controllers").exists():
        controllers = (_ROOT / "cgroup.subtree_control").read_text().split()
        if {"memory", "pids"} <= set(controllers) and os.access(_ROOT, os.W_OK):
            return {"memory": _ROOT, "pids": _ROOT}
        return {}
    return {name: _ROOT / name for name in ("memory", "pids") if os.access(_ROOT / name, os.W_OK)}


def available() -> bool:
    """Whether a group with a memory limit can be made here."""
    if "memory" not in _home():
        return False
    try:
        Group("binhdan-probe", 64 << 20, 8).remove()
    except OSError:
        return False
    return True


class Group:
    """One hand-in's group; ``remove`` it when the hand-in is done."""

    def __init__(self, name: str, memory_bytes: int, processes: int):
        self.folders = sorted({home / name for home in _home().values()})
        for folder in self.folders:
            folder.mkdir(exist_ok=True)
        limits = {
            "memory.max": memory_bytes,
            "memory.swap.max": 0,
            "memory.limit_in_bytes": memory_bytes,
            "pids.max": processes,
        }
        for folder in self.folders:
            for file, value in limits.items():
                if (folder / file).exists():
                    _write(folder / file, value)

    def add(self, process: int) -> None:
        """Put a process, and with it all its future children, under the limits."""
        for folder in self.folders:
            _write(folder / "cgroup.procs", process)

    @property
    def out_of_memory(self) -> bool:
        """Whether the limit has killed something."""
        for folder in self.folders:
            for file in ("memory.events", "memory.oom_control"):
                if (folder / file).exists():
                    rows = dict(line.split() for line in (folder / file).read_text().splitlines())
                    return int(rows.get("oom_kill", 0)) > 0
        return False

    def remove(self) -> None:
        """Remove the group; a process that is still ending keeps it a moment longer."""
        for folder in self.folders:
            try:
                folder.rmdir()
            except OSError:
                pass


def _write(file: Path, value: int) -> None:
    file.write_text(str(value))


def remove_unused() -> None:
    """Remove the groups of processes that were killed before they could do so."""
    for home in set(_home().values()):
        for folder in home.glob("binhdan-*-*"):
            owner = folder.name.split("-")[1]
            with contextlib.suppress(OSError):  # one of another machine's, where the system is shared
                if owner.isdecimal() and not is_there(int(owner), folder):
                    folder.rmdir()
