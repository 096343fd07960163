"""Whether the process that made something is still there: what a killed one has left may be taken away."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

_DAY = 86_400


def is_there(process: int, path: Path) -> bool:
    """Whether ``process`` runs and may have made ``path``; numbers are given out again, so its start counts on Linux."""
    if sys.platform == "linux":
        return _started(process) <= path.lstat().st_mtime + 2
    if os.name != "posix":  # there a signal 0 would end the process
        return time.time() - path.lstat().st_mtime < _DAY
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        pass
    return True


def _started(process: int) -> float:
    """Seconds since the epoch; infinity where there is no such process, or it only waits to be buried."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rsplit(") ", 1)[1].split()
    except OSError:
        return float("inf")
    if fields[0] in "ZX":
        return float("inf")
    boot = next(row for row in Path("/proc/stat").read_text().splitlines() if row.startswith("btime"))
    return int(boot.split()[1]) + int(fields[19]) / os.sysconf("SC_CLK_TCK")
