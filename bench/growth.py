"""How the cost grows: hand-ins from 10 to 10,000, Dask workers, and one writer to SQLite and to PostgreSQL."""

import contextlib
import importlib.util
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import contestants
import measuring
import nbformat
import synthetic_class

from binhdan.curriculum import Course
from binhdan.grading import gradebook, handin
from binhdan.grading.assignment import load
from binhdan.grading.autograding import environment
from binhdan.grading.sanitise import sanitise
from binhdan.grading.writer import Entry, Writer

BATCH = 40


def measure(scratch: Path, quick: bool) -> dict:
    """Run everything and print it as it comes; return the figures."""
    sizes = (10, 40, 100) if quick else (10, 100, 1000, 10_000)
    found: dict = {"marking": [], "dask": [], "writer": []}
    for size in sizes:
        found["marking"].append(_tell(_marking(scratch, "local", 2, size)))
    for workers in (1, 2, 4) if (os.cpu_count() or 1) >= 4 else (1, 2):
        found["dask"].append(_tell(_marking(scratch, "dask", workers, sizes[1])))
    for size in sizes:
        found["writer"].append(_tell(_writing(scratch, "SQLite", None, size)))
    with postgres() as url:
        for size in sizes if url else ():
            found["writer"].append(_tell(_writing(scratch, "PostgreSQL", url, size)))
    return found


def _tell(row: dict) -> dict:
    print("  " + ", ".join(f"{k}: {v:.3f}" if isinstance(v, float) else f"{k}: {v}" for k, v in row.items()), flush=True)
    return row


def _marking(scratch: Path, backend: str, workers: int, size: int) -> dict:
    folder = Path(tempfile.mkdtemp(dir=scratch))
    synthetic_class.hand_in(synthetic_class.build_course(folder / "course", heavy=False), folder / "class", size)
    command = [sys.executable, str(contestants.HERE), "engine", str(folder), backend, str(workers)]
    cost = measuring.run([command], folder, contestants.environment(folder))
    shutil.rmtree(folder)
    each = {"seconds each": cost.seconds / size, "CPU s each": cost.cpu / size}
    return {"backend": backend, "workers": workers, "hand-ins": size} | each | {"peak MB": cost.memory / 1e6}


def _writing(scratch: Path, kind: str, url: str | None, size: int) -> dict:
    """Write ``size`` marked hand-ins, as the marking does, from one that was sanitised once."""
    folder = Path(tempfile.mkdtemp(dir=scratch))
    course = synthetic_class.build_course(folder / "course", heavy=False)
    name = synthetic_class.hand_in(course, folder / "class", 1)
    template = next(iter(handin.find(folder / "class"))).folder
    with environment(course.root):
        gradebook.register(course, folder / "class", name, url)
        entries = _entries(course, template, name, size)
        started, cpu = time.monotonic(), time.process_time()
        writer = Writer(folder / "class", url)
        while batch := list(islice(entries, BATCH)):
            writer.write(batch)
        writer.close()
        each = {"seconds each": (time.monotonic() - started) / size, "CPU s each": (time.process_time() - cpu) / size}
    shutil.rmtree(folder)
    return {"writer": kind, "hand-ins": size} | each


def _entries(course: Course, template: Path, name: str, size: int) -> Iterator[Entry]:
    source = load(course.root / "source" / name)
    clean = sanitise(handin.HandIn(template), source, course.lesson(name))
    text = nbformat.writes(clean.notebook, version=4) + "\n"
    for number in range(size):
        folder = template.parent.parent / f"nop-{size}-{number:05}" / name
        shutil.copytree(template, folder)
        yield Entry(handin.HandIn(folder), source, text, dict.fromkeys(source.points, 1.0))


@contextlib.contextmanager
def postgres() -> Iterator[str | None]:
    """A private PostgreSQL on loopback for the length of the block: its address, or None and a line saying why."""
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not programs or not importlib.util.find_spec("psycopg2"):
        print("  PostgreSQL is left out: it needs the Debian package postgresql, and psycopg2-binary in this environment")
        yield None
        return
    home = Path(tempfile.mkdtemp(prefix="binhdan-postgres-", dir="/tmp"))
    shutil.chown(home, "postgres")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    control = str(programs[-1].with_name("pg_ctl"))
    options = f"-c listen_addresses=127.0.0.1 -p {port} -k {home}"
    as_postgres = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    quiet = {"check": True, "stdout": subprocess.DEVNULL, "cwd": "/"}
    subprocess.run([*as_postgres, str(programs[-1]), "-D", str(home / "data"), "-A", "trust", "-E", "UTF8"], **quiet)
    start = [control, "-D", str(home / "data"), "-l", str(home / "log"), "-o", options, "-w", "start"]
    subprocess.run([*as_postgres, *start], **quiet)
    try:
        yield f"postgresql+psycopg2://postgres@127.0.0.1:{port}/postgres"
    finally:
        subprocess.run([*as_postgres, control, "-D", str(home / "data"), "-m", "fast", "-w", "stop"], **quiet)
        shutil.rmtree(home)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="binhdan-growth-") as where:
        measure(Path(where), quick="--quick" in sys.argv)
