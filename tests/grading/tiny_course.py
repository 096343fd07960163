"""A course of two tiny lessons and a class that hands in every way a hand-in can go wrong."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

REPO = Path(__file__).resolve().parents[2]
ONE, TWO = "b1-01-phep-cong", "b1-02-nghi-lai"
HELD_OUT = 918273645  # appears in held-out data only
HIDDEN_WORDS = "chuoi-chi-co-trong-phan-cham-rieng"

RIGHT = "def cong(a, b):\n    return a + b"
WRONG = "def cong(a, b):\n    return a - b"


def meta(name, *, grade=False, solution=False, locked=False, points=None, cell_type="code"):
    cell = {"schema_version": 3, "grade_id": name, "cell_type": cell_type, "task": False}
    cell |= {"grade": grade, "solution": solution, "locked": locked}
    return {"nbgrader": cell | ({"points": points} if grade else {})}


def check(name, source, points):
    return new_code_cell(source, id=name, metadata=meta(name, grade=True, locked=True, points=points))


def build(root: Path) -> None:
    """Make the course below ``root``: curriculum, lessons, source, release, and the repo's nbgrader_config.py."""
    root.mkdir(parents=True)
    for name in ("curriculum.toml", "nbgrader_config.py"):
        shutil.copy(REPO / name, root / name)
    setup = new_code_cell(
        "import json, os\nfrom pathlib import Path\nfrom binhdan.check.verdict import failed, passed",
        id="chuan-bi",
        metadata=meta("chuan-bi", locked=True),
    )
    exercise = new_code_cell(
        "### BEGIN SOLUTION\ndef cong(a, b):\n    return a + b\n### END SOLUTION", id="cong", metadata=meta("cong", solution=True)
    )
    held_out = f'Path(os.environ["BINHDAN_COURSE"], "lessons/level1/{ONE[3:]}/hidden/an.json")'
    hidden = (
        "# Phần chấm riêng\n### BEGIN HIDDEN TESTS\n"
        f'passed("{HIDDEN_WORDS}") if cong(1, json.loads({held_out}.read_text())) == {HELD_OUT + 1} else failed("{HIDDEN_WORDS} {HELD_OUT}")'
        "\n### END HIDDEN TESTS"
    )
    one = [
        new_markdown_cell("# Phép cộng", id="dau-bai"),
        setup,
        exercise,
        check("cong-check", 'passed("Đúng.") if cong(1, 2) == 3 else failed("Cộng chưa đúng.")', 3),
        check("cong-check-2", 'passed("Đúng.") if cong(0, 5) == 5 else failed("Cộng chưa đúng.")', 2),
        check("cong-hidden", hidden, 5),
    ]
    written = meta("y-kien", grade=True, solution=True, points=4, cell_type="markdown")
    two = [
        setup,
        new_code_cell("### BEGIN SOLUTION\nten = 'chè'\n### END SOLUTION", id="ten", metadata=meta("ten", solution=True)),
        check("ten-check", 'passed("Đúng.") if ten == "chè" else failed("Chưa đúng.")', 6),
        new_markdown_cell("### BEGIN SOLUTION\nVì ngon.\n### END SOLUTION", id="y-kien", metadata=written),
    ]
    for assignment, code, cells in ((ONE, "B1.01", one), (TWO, "B1.02", two)):
        lesson = root / "lessons" / "level1" / assignment[3:]
        (lesson / "hidden").mkdir(parents=True)
        (lesson / "hidden" / "an.json").write_text(str(HELD_OUT))
        source = root / "source" / assignment
        (source / "data").mkdir(parents=True)
        (source / "data" / "mau.json").write_text("[1, 2]")
        shutil.copytree(lesson / "hidden", source / "hidden")
        nbformat.write(new_notebook(cells=cells, metadata=about(code)), source / f"{assignment}.ipynb")
        release(root, assignment)


def about(code):
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return {"binhdan": {"lesson": code}, "kernelspec": kernel, "language_info": {"name": "python"}}


def release(root: Path, assignment: str) -> None:
    from nbgrader.converters import GenerateAssignment
    from nbgrader.coursedir import CourseDirectory

    from binhdan.grading import nbgrader_view

    c = nbgrader_view.config(root, root)
    job = GenerateAssignment(coursedir=CourseDirectory(config=c, assignment_id=assignment), config=c)
    job.no_database = True
    job.preprocessors = [each for each in job.preprocessors if each.__name__ != "SaveCells"]
    job.start()


def released(root: Path, assignment=ONE):
    return nbformat.read(root / "release" / assignment / f"{assignment}.ipynb", as_version=4)


def cell(notebook, name):
    return next(c for c in notebook.cells if c.metadata.get("nbgrader", {}).get("grade_id") == name)


def drop(notebook, *names):
    notebook.cells = [c for c in notebook.cells if c.metadata.get("nbgrader", {}).get("grade_id") not in names]
    return notebook


def with_answer(root: Path, source: str, extra: str = ""):
    """Return the released first lesson with ``source`` typed in and ``extra`` as a cell above it."""
    notebook = released(root)
    cell(notebook, "cong").source = source
    if extra:
        notebook.cells.insert(2, new_code_cell(extra, id="o-them"))
    return notebook


def hand_in(folder: Path, learner: str, notebook, assignment=ONE, when: datetime | None = None) -> Path:
    """Write ``notebook`` (or raw bytes) as a learner's hand-in and return its folder."""
    home = folder / "submitted" / learner / assignment
    home.mkdir(parents=True, exist_ok=True)
    path = home / f"{assignment}.ipynb"
    data = notebook if isinstance(notebook, bytes) else nbformat.writes(notebook).encode()
    path.write_bytes(data)
    stamp = (when or datetime.now(UTC)).strftime("%Y-%m-%d %H:%M:%S.%f UTC")
    (home / "timestamp.txt").write_text(stamp)
    return home
