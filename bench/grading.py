"""Marking the same class in several ways, side by side: python bench/grading.py [--quick] [--json FILE]

Two classes: hand-ins that import pandas and openai, and hand-ins that import neither. Contestants:
stock `nbgrader autograde`; the same over two halves at once; a bare nbclient kernel for each
hand-in; this engine serial and with two workers; and the bound, the cells and checks alone in an
already warm process. CPU seconds come from a cpuacct group where one can be made; peak memory is
the sum of the processes' own share (PSS), sampled. Machines are noisy: take the ratios.

    --growth    how the cost grows with the size of the class (engine, two workers)
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import threading
import time
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell

from binhdan.authoring.fill import fill, solutions
from binhdan.authoring.parse import load
from binhdan.curriculum import load_course

# Stock nbgrader calls alembic by name.
os.environ["PATH"] = os.pathsep.join([sysconfig.get_path("scripts"), os.environ.get("PATH", "")])
COURSE = load_course(Path(__file__).resolve().parents[1])
CLASSES = {"imports pandas, openai": ("B1.01", "import pandas, openai"), "imports neither": ("B1.07", "")}
STOCK_CONFIG = """
import os
os.environ["BINHDAN_COURSE"], os.environ["BINHDAN_AI"] = {course!r}, "practice"
c = get_config()
c.CourseDirectory.root = {folder!r}
c.CourseDirectory.course_id = "binhdan"
c.CourseDirectory.ignore = [".ipynb_checkpoints", "*.pyc", "__pycache__", "feedback", "hidden"]
"""


def write_class(folder, code, extra, count):
    """Write ``count`` hand-ins: the model answer and the decoys in turn."""
    lesson = COURSE.lesson(code)
    authored = load(lesson)
    released = nbformat.read(COURSE.root / "release" / lesson.assignment / f"{lesson.assignment}.ipynb", as_version=4)
    answers = [solutions(authored), *authored.decoys.values()]
    for number in range(count):
        notebook = fill(released, answers[number % len(answers)])
        if extra:
            notebook.cells.insert(1, new_code_cell(extra))
        home = folder / "submitted" / f"hv-{number:05d}" / lesson.assignment
        home.mkdir(parents=True)
        nbformat.write(notebook, home / f"{lesson.assignment}.ipynb")
        (home / "timestamp.txt").write_text("2026-11-23 08:00:00.000000 UTC")
    return lesson.assignment


def stock(folder, assignment, halves=1):
    """nbgrader's own command; with two halves, two class folders at once."""
    learners = sorted((folder / "submitted").iterdir())
    running = []
    for half in range(halves):
        place = folder / f"half-{half}"
        shutil.copytree(COURSE.root / "source" / assignment, place / "source" / assignment)
        for learner in learners[half::halves]:
            shutil.copytree(learner, place / "submitted" / learner.name)
        config = STOCK_CONFIG.format(course=str(COURSE.root), folder=str(place))
        (place / "nbgrader_config.py").write_text(config)
        nbgrader = [sys.executable, "-m", "nbgrader"]
        subprocess.run([*nbgrader, "generate_assignment", assignment, "--force"], cwd=place, check=True, stderr=subprocess.DEVNULL)
        running.append((place, [*nbgrader, "autograde", assignment]))
    started = time.perf_counter()
    processes = [subprocess.Popen(command, cwd=place, stderr=subprocess.DEVNULL) for place, command in running]
    assert all(process.wait() == 0 for process in processes)
    return time.perf_counter() - started


def nbclient(folder, assignment):
    """One new kernel for each hand-in, the source's checks included, nothing written."""
    from nbclient import NotebookClient

    os.environ |= {"BINHDAN_COURSE": str(COURSE.root), "BINHDAN_AI": "practice"}
    notebooks = [nbformat.read(p, as_version=4) for p in sorted(folder.glob("submitted/*/*/*.ipynb"))]
    started = time.perf_counter()
    for notebook in notebooks:
        NotebookClient(notebook, kernel_name="python3", allow_errors=True, timeout=60).execute()
    return time.perf_counter() - started


def engine(folder, assignment, backend, workers):
    """`binhdan grade` without the feedback pages, as nbgrader's autograde writes none."""
    from binhdan.grading import feedback
    from binhdan.grading.run import How, grade

    feedback.write = lambda *rest: iter(())
    started = time.perf_counter()
    results = grade(COURSE, folder, how=How(backend=backend, workers=workers))
    assert all(result.graded for result in results)
    return time.perf_counter() - started


def bound(folder, assignment):
    """The cells and checks of every hand-in in this process, already warm; half of it on two cores."""
    from binhdan.authoring.run import run

    source = nbformat.read(COURSE.root / "source" / assignment / f"{assignment}.ipynb", as_version=4)
    checks = {c.id: c.source for c in source.cells if c.metadata.get("nbgrader", {}).get("grade")}
    classes = [nbformat.read(p, as_version=4) for p in sorted(folder.glob("submitted/*/*/*.ipynb"))]
    cells = [[checks.get(c.id, c.source) for c in nb.cells if c.cell_type == "code"] for nb in classes]
    run(cells[0], COURSE.root)
    started = time.perf_counter()
    for one in cells:
        run(one, COURSE.root)
    return (time.perf_counter() - started) / 2


CONTESTANTS = {
    "stock nbgrader autograde": (stock, 8),
    "stock, two processes": (lambda f, a: stock(f, a, 2), 8),
    "bare nbclient, a kernel each": (nbclient, 8),
    "this engine, serial": (lambda f, a: engine(f, a, "serial", 1), 40),
    "this engine, two workers": (lambda f, a: engine(f, a, "local", 2), 40),
    "bound: warm cells, two cores": (bound, 40),
}


def measure(name, kind, count):
    """Run one contestant in a process of its own: seconds, CPU seconds and peak memory."""
    with tempfile.TemporaryDirectory(prefix="bench-", ignore_cleanup_errors=True) as folder:
        command = [sys.executable, __file__, "--contestant", name, "--kind", kind, "--count", str(count), "--folder", folder]
        group = Group()
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, preexec_fn=group.enter)
        sampler = Sampler(process.pid)
        told = process.communicate()[0]
        assert process.returncode == 0, name
        return {"seconds": float(told.split()[-1]), "cpu": group.seconds(), "memory_mb": sampler.stop(), "count": count}


class Group:
    """CPU seconds of everything a contestant starts, waited for or not."""

    def __init__(self):
        self.folder = Path(f"/sys/fs/cgroup/cpuacct/bench-{os.getpid()}-{time.monotonic_ns()}")
        try:
            self.folder.mkdir()
        except OSError:
            self.folder = None

    def enter(self):
        if self.folder:
            (self.folder / "cgroup.procs").write_text(str(os.getpid()))

    def seconds(self):
        if not self.folder:
            return float("nan")
        used = int((self.folder / "cpuacct.usage").read_text()) / 1e9
        time.sleep(0.2)
        self.folder.rmdir()
        return used


class Sampler(threading.Thread):
    """The largest sum of PSS over a process and its descendants, in megabytes."""

    def __init__(self, root):
        super().__init__(daemon=True)
        self.root, self.peak, self.going = root, 0, True
        self.start()

    def run(self):
        while self.going:
            self.peak = max(self.peak, sum(pss(pid) for pid in family(self.root)))
            time.sleep(0.3)

    def stop(self):
        self.going = False
        self.join()
        return round(self.peak / 1024)


def family(root):
    parents = {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents.setdefault(int(entry.read_text().rsplit(")", 1)[1].split()[1]), []).append(int(entry.parent.name))
        except OSError:
            pass
    found = [root]
    for pid in found:
        found += parents.get(pid, [])
    return found


def pss(pid):
    try:
        rows = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(row.split()[1]) for row in rows if row.startswith("Pss:")), 0)


def table(kind, rows):
    base = rows["stock nbgrader autograde"]["seconds"] / rows["stock nbgrader autograde"]["count"]
    print(f"\n{kind}\n{'':32}{'hand-ins/s':>11}{'CPU s each':>12}{'peak MB':>9}{'x stock':>9}")
    for name, row in rows.items():
        each = row["seconds"] / row["count"]
        print(f"{name:32}{1 / each:11.2f}{row['cpu'] / row['count']:12.2f}{row['memory_mb']:9}{base / each:9.1f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="fewer hand-ins for the slow contestants")
    parser.add_argument("--growth", action="store_true")
    parser.add_argument("--json", type=Path)
    for name in ("--contestant", "--kind", "--count", "--folder"):
        parser.add_argument(name, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.contestant:
        folder = Path(args.folder)
        assignment = write_class(folder, *CLASSES[args.kind], int(args.count))
        print(CONTESTANTS[args.contestant][0](folder, assignment))
        return
    figures = {}
    if args.growth:
        for count in (10, 100, 1000):
            figures[count] = row = measure("this engine, two workers", "imports neither", count)
            print(f"{count:6} hand-ins {row['seconds']:8.1f} s {row['seconds'] / count * 1000:8.1f} ms each {row['memory_mb']:6} MB")
    else:
        for kind in CLASSES:
            figures[kind] = {name: measure(name, kind, few if args.quick else 40) for name, (_, few) in CONTESTANTS.items()}
            table(kind, figures[kind])
    if args.json:
        args.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
