"""The same batch through each backend: the same bytes."""

import hashlib
import json
import sqlite3

import pytest
from tiny_course import ONE, RIGHT, TWO, WRONG, hand_in, released, with_answer

from binhdan.grading.box.walls import probe
from binhdan.grading.run import How, grade

pytestmark = pytest.mark.nbgrader
BACKENDS = ["serial", "local", "dask"]


@pytest.fixture(scope="module")
def marked(tiny_course, tmp_path_factory):
    if not probe().suffice:
        pytest.skip("optional: this machine lacks the walls that strangers' work needs")
    folders = {}
    for name in BACKENDS:
        if name == "dask":
            pytest.importorskip("distributed")
        folder = folders[name] = tmp_path_factory.mktemp(name)
        for number in range(6):
            hand_in(folder, f"hv-{number}", with_answer(tiny_course.root, RIGHT if number % 2 else WRONG, f"print({number})"))
        hand_in(folder, "hai", released(tiny_course.root, TWO), TWO)
        hand_in(folder, "chet", with_answer(tiny_course.root, RIGHT, "import os; os._exit(1)"))
        hand_in(folder, "hong", b"{")
        grade(tiny_course, folder, how=How(backend=name, workers=2))
    return folders


def files(folder, pattern):
    return {p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in folder.glob(pattern)}


def without(folder, pattern, *keys):
    rows = {p.relative_to(folder).as_posix(): json.loads(p.read_text(encoding="utf-8")) for p in folder.glob(pattern)}
    return {name: {k: v for k, v in row.items() if k not in keys} for name, row in rows.items()}


def scores(folder):
    asked = """select student.id, base_cell.name, grade.auto_score, grade.needs_manual_grade
        from grade join base_cell on base_cell.id = grade.cell_id
        join submitted_notebook on submitted_notebook.id = grade.notebook_id
        join submitted_assignment on submitted_assignment.id = submitted_notebook.assignment_id
        join student on student.id = submitted_assignment.student_id order by 1, 2"""
    with sqlite3.connect(folder / "gradebook.db") as book:
        return book.execute(asked).fetchall()


@pytest.mark.parametrize("other", BACKENDS[1:])
def test_the_same_from_each(marked, other):
    one, two = marked["serial"], marked[other]
    assert files(one, "autograded/*/*/*.ipynb") == files(two, "autograded/*/*/*.ipynb") != {}
    # Hand-in times differ between the folders, so what is late and when it was marked may too.
    assert without(one, "results/*/*.json", "graded_at") == without(two, "results/*/*.json", "graded_at")
    assert without(one, "runs/*/*.json", "measured") == without(two, "runs/*/*.json", "measured")
    assert scores(one) == scores(two)


def test_the_marks_are_right(marked):
    rows = without(marked["local"], f"results/*/{ONE}.json")
    points = {row["learner"]: row["points"] for row in rows.values()}
    assert points == {f"hv-{n}": 10.0 if n % 2 else 0.0 for n in range(6)} | {"chet": 10.0, "hong": 0.0}
