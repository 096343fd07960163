"""Those who mark the same class: each prepares a folder, then is one command or several side by side.

python bench/contestants.py DRIVER FOLDER [WORKERS] runs one that has no command of its own.
"""

import json
import os
import shutil
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve()
STOCK_CONFIG = "c = get_config()\nc.CourseDirectory.course_id = 'bench'\n"


@dataclass(frozen=True)
class Contestant:
    """``commands`` takes the prepared folder; ``slow`` ones get fewer hand-ins in a quick run.

    ``inner``: the driver writes its own seconds, because starting up is not part of what it shows.
    """

    name: str
    commands: Callable[[Path], list[list[str]]]
    slow: bool = True
    inner: bool = False


def _nbgrader(*rest: str) -> list[str]:
    return [sys.executable, "-m", "nbgrader", "autograde", *rest]


def _driver(name: str, folder: Path, *rest: str) -> list[str]:
    return [sys.executable, str(HERE), name, str(folder), *rest]


def assignment(folder: Path) -> str:
    """The one assignment of a prepared folder."""
    return next((folder / "course" / "source").iterdir()).name


# otter-grader in an environment of its own, with this package installed beside it; the path of its Python.
OTTER = os.environ.get("BINHDAN_BENCH_OTTER", "")

ALL = (
    Contestant("stock nbgrader autograde", lambda f: [_nbgrader(assignment(f))]),
    Contestant(
        "stock nbgrader, two processes",
        lambda f: [_nbgrader(assignment(f), f"--student=*[{digits}]") for digits in ("02468", "13579")],
    ),
    Contestant("bare nbclient, a kernel each", lambda f: [_driver("nbclient", f)]),
    *([Contestant("otter-grader", lambda f: [[OTTER, str(HERE), "otter", str(f)]])] if OTTER else []),
    Contestant("binhdan grade, serial", lambda f: [_driver("engine", f, "serial", "1")], slow=False),
    Contestant("binhdan grade, two workers", lambda f: [_driver("engine", f, "local", "2")], slow=False),
    Contestant("bound: cells only, warm, one core", lambda f: [_driver("bound", f, "0", "1")], slow=False, inner=True),
    Contestant(
        "bound: cells only, warm, two cores",
        lambda f: [_driver("bound", f, str(part), "2") for part in range(2)],
        slow=False,
        inner=True,
    ),
)


def environment(folder: Path) -> dict[str, str]:
    """What every contestant runs with: the course, the practice model, one thread for numbers."""
    own = {"BINHDAN_COURSE": str(folder / "course"), "BINHDAN_AI": "practice", "OPENBLAS_NUM_THREADS": "1"}
    return {**os.environ, **own, "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])}


def prepare_stock(folder: Path) -> None:
    """Make ``folder`` (course/, class/) a stock nbgrader course with the lesson in its gradebook."""
    import subprocess

    name = assignment(folder)
    (folder / "nbgrader_config.py").write_text(STOCK_CONFIG, encoding="utf-8")
    shutil.copytree(folder / "course" / "source", folder / "source")
    shutil.copytree(folder / "class" / "submitted", folder / "submitted")
    command = [sys.executable, "-m", "nbgrader", "generate_assignment", name]
    subprocess.run(command, cwd=folder, env=environment(folder), check=True, capture_output=True)


def repaired(folder: Path) -> list:
    """The class's notebooks as they are run: the course's own cells put back."""
    from binhdan.curriculum import load_course
    from binhdan.grading import handin
    from binhdan.grading.assignment import load
    from binhdan.grading.sanitise import sanitise

    course, source = load_course(folder / "course"), load(folder / "course" / "source" / assignment(folder))
    return [sanitise(item, source, course.lesson(source.name)) for item in handin.find(folder / "class")]


def prepare_otter(folder: Path) -> None:
    """Write the class as otter-grader takes it: notebooks without their checks, and the checks as test files."""
    import zipfile

    home = folder / "otter"
    home.mkdir()
    made = repaired(folder)
    checks = [cell for cell in made[0].notebook.cells if cell.metadata.get("nbgrader", {}).get("grade")]
    with zipfile.ZipFile(home / "autograder.zip", "w") as ball:
        ball.writestr("otter_config.json", json.dumps({"lang": "python"}))
        for number, cell in enumerate(checks, 1):
            case = {"code": f">>> ({_expression(cell.source)}).passed\nTrue", "hidden": False, "locked": False}
            suite = {"cases": [case], "scored": True, "setup": "", "teardown": "", "type": "doctest"}
            test = {"name": f"q{number}", "points": cell.metadata.nbgrader.points, "suites": [suite]}
            ball.writestr(f"tests/q{number}.py", f"OK_FORMAT = True\n\ntest = {test!r}\n")
        for name, content in made[0].files.items():
            ball.writestr(f"files/{name}", content)
    for number, clean in enumerate(made):
        notebook = clean.notebook
        notebook.cells = [cell for cell in notebook.cells if not cell.metadata.get("nbgrader", {}).get("grade")]
        (home / f"{number:05}.ipynb").write_text(json.dumps(notebook, ensure_ascii=False), encoding="utf-8")


def _expression(source: str) -> str:
    return next(line for line in source.splitlines() if line.startswith("check."))


def otter(folder: Path) -> None:
    """Grade every notebook with otter's own function, one after another in this process."""
    from otter.api import grade_submission

    home = folder / "otter"
    rows = {}
    for notebook in sorted(home.glob("*.ipynb")):
        os.chdir(home)
        rows[f"hv-{notebook.stem}"] = grade_submission(str(notebook), str(home / "autograder.zip"), quiet=True).total
    (folder / "otter.json").write_text(json.dumps(rows), encoding="utf-8")


def nbclient(folder: Path) -> None:
    """Run every notebook in a new kernel; nothing is marked or written."""
    from nbclient import NotebookClient

    for number, clean in enumerate(repaired(folder)):
        work = folder / "work" / str(number)
        for name, content in clean.files.items():
            (work / name).parent.mkdir(parents=True, exist_ok=True)
            (work / name).write_bytes(content)
        NotebookClient(clean.notebook, kernel_name="python3", allow_errors=True, resources={"metadata": {"path": work}}).execute()


def bound(folder: Path, part: str, parts: str) -> None:
    """Run the cells of every ``parts``-th notebook one after another in this process, warmed up by the first."""
    from IPython.core.interactiveshell import InteractiveShell

    import binhdan
    from binhdan.grading.box.keeper import PRELOAD

    for name in PRELOAD:
        __import__(name)
    shell = InteractiveShell.instance()
    shell.history_manager.enabled = False
    binhdan.load_ipython_extension(shell)
    notebooks = [[c.source for c in clean.notebook.cells if c.cell_type == "code"] for clean in repaired(folder)]
    _run_all(shell, notebooks[:1])
    (folder / f"warm-{part}").touch()
    while len(list(folder.glob("warm-*"))) < int(parts):
        time.sleep(0.01)
    seconds, cpu = _run_all(shell, notebooks[int(part) :: int(parts)])
    (folder / f"inner-{part}.json").write_text(json.dumps({"seconds": seconds, "cpu": cpu}), encoding="utf-8")


def _run_all(shell, notebooks: list[list[str]]) -> tuple[float, float]:
    """Run the notebooks; (wall, CPU) seconds of the cells alone, without clearing up between two notebooks."""
    import contextlib
    import gc
    import io

    seconds = cpu = 0.0
    gc.freeze()
    for cells in notebooks:
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            shell.reset(new_session=True)
            started, cpu_before = time.monotonic(), time.process_time()
            for source in cells:
                shell.run_cell(source)
            seconds, cpu = seconds + time.monotonic() - started, cpu + time.process_time() - cpu_before
    return seconds, cpu


def engine(folder: Path, backend: str, workers: str) -> None:
    """Mark the class as ``binhdan grade`` does; feedback pages are left out, as nbgrader's autograde has none."""
    from binhdan.curriculum import load_course
    from binhdan.grading import feedback, run

    feedback.write = lambda *_, **__: iter(())
    run.grade(load_course(folder / "course"), folder / "class", how=run.How(backend=backend, workers=int(workers)))


if __name__ == "__main__":
    globals()[sys.argv[1]](Path(sys.argv[2]), *sys.argv[3:])
