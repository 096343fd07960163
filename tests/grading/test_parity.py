"""Honest work gets the same points from stock nbgrader and from the engine, cell by cell.

Two wrong answers a lesson, for stock takes seconds with each; with BINHDAN_PARITY=all every one of them.
"""

import copy
import json
import shutil
import subprocess
import sys

import nbformat
import pytest
from nbgrader.utils import determine_grade
from stock_beside import BUILT, COURSE, STOCK, answers_of
from traitlets.config import Config

from binhdan.authoring.fill import fill
from binhdan.grading import assignment as assignments
from binhdan.grading import sanitise
from binhdan.grading.box.keeper import Budget, Keeper
from binhdan.grading.box.walls import probe
from binhdan.grading.cell_repair import repair
from binhdan.grading.engine import run
from binhdan.grading.run import How, grade

pytestmark = [
    pytest.mark.nbgrader,
    pytest.mark.skipif(not probe().suffice, reason="optional: this machine lacks the walls of the box"),
]


def points_of(rows):
    return {tuple(key): points for *key, points in rows}


@pytest.fixture(scope="module")
def stock(stock_beside):
    """What stock nbgrader gives: class folders, points."""
    return stock_beside.folders, points_of(stock_beside.points())


@pytest.fixture(scope="module")
def ours(stock):
    """What the engine gives for the same hand-ins."""
    found = {}
    for folder in stock[0]:
        (folder / "gradebook.db").unlink()
        for result in grade(COURSE, folder, how=How("local", 2)):
            found |= {
                (result.learner, result.assignment, result.assignment, cell.name): None if cell.needs_person else cell.points
                for cell in result.cells
            }
    return found


def test_every_graded_cell_of_every_lesson_is_compared(stock, ours):
    assert stock[1].keys() == ours.keys()
    assert {(learner, assignment) for learner, assignment, *_ in ours} == {
        (learner, lesson.assignment) for lesson in BUILT for learner in answers_of(lesson)
    }


@pytest.mark.parametrize("lesson", BUILT, ids=lambda lesson: lesson.code)
def test_lessons_get_the_same_points(stock, ours, lesson):
    theirs = {key: points for key, points in stock[1].items() if key[1] == lesson.assignment}
    assert theirs == {key: points for key, points in ours.items() if key[1] == lesson.assignment} != {}


def test_the_answers_cover_full_marks_and_none(ours):
    """Were every mark the same, the comparison would say nothing."""
    machine = {key: points for key, points in ours.items() if "-check" in key[3] or "-hidden" in key[3]}
    assert all(points > 0 for key, points in machine.items() if key[0] == "bai-mau")
    assert all(points == 0 for key, points in machine.items() if key[0] == "chua-lam")
    wrong = [points for key, points in machine.items() if key[0].startswith("sai-")]
    assert any(points > 0 for points in wrong) and any(points == 0 for points in wrong)


_SQUARES = "def squares(n):\n    {}\n    return [i ** 2 for i in range(1, n + 1)]"
_RAISES = "if n < 1:\n        raise ValueError('n')"
_SUM = "def sum_of_squares(n):\n    return sum({})"
_GIVEN = {
    "all": {"squares": _SQUARES.format(_RAISES), "sum_of_squares": _SUM.format("squares(n)"), "part-a": "Fibonacci.",
            "sum_of_squares_application": "sum_of_squares(3)", "sum_of_squares_equation": "$x$"},
    "nothing": {},
    "no-error": {"squares": _SQUARES.format("pass"), "sum_of_squares": _SUM.format("squares(n)")},
    "by-itself": {"squares": _SQUARES.format(_RAISES), "sum_of_squares": _SUM.format("i ** 2 for i in range(1, n + 1)")},
    "wrong": {"squares": "def squares(n):\n    return n", "sum_of_squares": "def sum_of_squares(n):\n    return 1"},
    "broken": {"squares": "def squares(n)", "sum_of_squares": "1 / 0"},
}  # fmt: skip
_EXPECTED = {"all": 3.0, "nothing": 0.0, "no-error": 2.0, "by-itself": 2.5, "wrong": 0.0, "broken": 0.0}


@pytest.fixture(scope="module")
def example(tmp_path_factory):
    """nbgrader's own course: (source folder, learner -> {notebook name -> notebook}, stock points)."""
    home = tmp_path_factory.mktemp("nbgrader")
    words = [sys.executable, "-m", "nbgrader", "quickstart", "course101"]
    subprocess.run(words, cwd=home, check=True, capture_output=True)
    root = home / "course101"
    names = [path.stem for path in sorted((root / "source" / "ps1").glob("*.ipynb"))]
    assert names == ["problem1", "problem2"]
    written = {}
    for learner, answers in _GIVEN.items():
        target = root / "submitted" / learner / "ps1"
        shutil.copytree(root / "source" / "ps1", target)
        written[learner] = {}
        for name in names:
            notebook = _cleared(nbformat.read(target / f"{name}.ipynb", as_version=4))
            written[learner][name] = fill(notebook, answers)
            nbformat.write(written[learner][name], target / f"{name}.ipynb")
    subprocess.run([sys.executable, STOCK, "quickstart", root, "ps1"], check=True, capture_output=True)
    return root / "source" / "ps1", written, points_of(json.loads((root / "points.json").read_text()))


def _cleared(notebook):
    """The notebook as it is handed out, with checksums."""
    from nbgrader.preprocessors import ClearSolutions, ComputeChecksums

    for step in (ClearSolutions(), ComputeChecksums()):
        notebook, _ = step.preprocess(copy.deepcopy(notebook), {})
    return notebook


def test_nbgraders_own_example_gets_the_same_points(example):
    """Through the engine's rooms, notebook by notebook: a lesson of this course has one, the example has two."""
    source, written, stock = example
    files = {"jupyter.png": (source / "jupyter.png").read_bytes()}
    found = {}
    with Keeper() as keeper:
        for learner, notebooks in written.items():
            for name, notebook in notebooks.items():
                clean = sanitise._notebook(notebook)
                repair(clean, list(assignments.originals(nbformat.read(source / f"{name}.ipynb", as_version=4), Config())))
                marked = run(keeper, clean, files, source, Budget())
                for cell in marked.notebook.cells:
                    meta = cell.metadata.get("nbgrader") or {}
                    if meta.get("grade") or meta.get("task"):
                        points = marked.points.get(meta["grade_id"], determine_grade(cell)[0])
                        found[learner, "ps1", name, meta["grade_id"]] = points
    assert found == stock
    machine = ("correct_squares", "squares_invalid_input", "correct_sum_of_squares", "sum_of_squares_uses_squares")
    totals = {name: sum(p for (who, *_, cell), p in found.items() if who == name and cell in machine) for name in written}
    assert totals == _EXPECTED
