"""One command under the clock: seconds, CPU of everything it starts, and the most memory it held."""

import contextlib
import os
import subprocess
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_GROUPS = Path("/sys/fs/cgroup")


@dataclass(frozen=True)
class Cost:
    """Wall seconds, CPU seconds, and peak memory in bytes (shared pages counted once)."""

    seconds: float
    cpu: float
    memory: int


def run(commands: list[list[str]], cwd: Path, env: dict[str, str]) -> Cost:
    """Run ``commands`` side by side until all have ended; CalledProcessError where one fails."""
    with _group() as group:
        stop, peak = threading.Event(), [0]
        watcher = threading.Thread(target=_watch, args=(group, stop, peak))
        enter = lambda: (group / "cgroup.procs").write_text("0")  # noqa: E731
        started = time.monotonic()
        watcher.start()
        try:
            with open(cwd / "output.log", "ab") as log:
                running = [subprocess.Popen(c, cwd=cwd, env=env, stdout=log, stderr=log, preexec_fn=enter) for c in commands]
                codes = [process.wait() for process in running]
            seconds = time.monotonic() - started
        finally:  # Ctrl-C too: else this program would wait for its watcher for ever
            stop.set()
            watcher.join()
        for code, command in zip(codes, commands):
            if code:
                raise subprocess.CalledProcessError(code, command, (cwd / "output.log").read_text(errors="replace")[-2000:])
        return Cost(seconds, _cpu(group), peak[0])


@contextlib.contextmanager
def _group() -> Iterator[Path]:
    """A control group for accounting only: it also counts children that nobody waits for, as a box's are."""
    home = _GROUPS / "cpuacct" if (_GROUPS / "cpuacct").is_dir() else _GROUPS
    group = home / f"binhdan-bench-{os.getpid()}-{time.monotonic_ns()}"
    group.mkdir()
    try:
        yield group
    finally:
        for _ in range(100):
            with contextlib.suppress(OSError):
                group.rmdir()
                break
            time.sleep(0.05)


def _cpu(group: Path) -> float:
    if (group / "cpuacct.usage").exists():
        return int((group / "cpuacct.usage").read_text()) / 1e9
    rows = dict(row.split() for row in (group / "cpu.stat").read_text().splitlines())
    return int(rows["usage_usec"]) / 1e6


def _watch(group: Path, stop: threading.Event, peak: list[int]) -> None:
    while not stop.wait(0.3):
        peak[0] = max(peak[0], sum(map(_share, (group / "cgroup.procs").read_text().split())))


def _share(process: str) -> int:
    """Its own memory and its share of what it has in common with others, in bytes."""
    try:
        rows = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
        return 1024 * next(int(row.split()[1]) for row in rows if row.startswith("Pss:"))
    except (OSError, StopIteration):
        return 0
