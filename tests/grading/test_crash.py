"""A class of 200 is marked while everything that marks it is killed again and again: nothing lost, nothing twice."""

import json
import os
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import nbformat
import pytest
from tiny_course import ONE, RIGHT, WRONG, hand_in, with_answer

from binhdan.grading import due_dates
from binhdan.grading.box.walls import probe

pytestmark = [
    pytest.mark.nbgrader,
    pytest.mark.skipif(not probe().suffice, reason="optional: this machine lacks the walls of the box"),
]
LEARNERS, KILLS, SEED = 200, 50, 20261123
AIM = KILLS + 10  # some come too late, when the class is done
DUE = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
_TIMES = {"results": "graded_at", "runs": "measured"}
# Every table by what its rows mean: nbgrader's own keys are random.
_ROWS = {
    "grade": """select submitted_assignment.student_id, base_cell.name, grade.auto_score, grade.manual_score,
        grade.extra_credit, grade.needs_manual_grade from grade
        join base_cell on base_cell.id = grade.cell_id
        join submitted_notebook on submitted_notebook.id = grade.notebook_id
        join submitted_assignment on submitted_assignment.id = submitted_notebook.assignment_id order by 1, 2""",
    "comment": """select submitted_assignment.student_id, base_cell.name, comment.auto_comment, comment.manual_comment
        from comment join base_cell on base_cell.id = comment.cell_id
        join submitted_notebook on submitted_notebook.id = comment.notebook_id
        join submitted_assignment on submitted_assignment.id = submitted_notebook.assignment_id order by 1, 2""",
    "submitted_assignment": "select student_id, timestamp, extension from submitted_assignment order by 1",
    "submitted_notebook": "select late_submission_penalty, count(*) from submitted_notebook group by 1",
    "base_cell": "select name, type from base_cell order by 1, 2",
    "source_cell": "select source, checksum, locked from source_cell order by 1",
    "assignment": "select name, duedate from assignment",
    "student": "select id from student order by 1",
    "alembic_version": "select * from alembic_version",
}


def write_class(course, folder):
    folder.mkdir()
    due_dates.save(folder, {ONE: DUE})
    partial = "def cong(a, b):\n    return 3"
    # Each takes a moment, so that rooms live long enough to be hit on a fast machine.
    notebooks = [with_answer(course.root, answer, "import time\ntime.sleep(0.25)") for answer in (RIGHT, WRONG, partial)]
    for number in range(LEARNERS):
        late = DUE.replace(hour=9) if number % 10 == 0 else DUE
        hand_in(folder, f"hv-{number:03}", nbformat.writes(notebooks[number % len(notebooks)]).encode(), when=late)
    hand_in(folder, "hv-050", with_answer(course.root, RIGHT, "import os\nos._exit(1)"), when=DUE)
    hand_in(folder, "hv-150", with_answer(course.root, "import os\ndef cong(a, b):\n    os._exit(1)"), when=DUE)
    hand_in(folder, "hv-199", b"{", when=DUE)


def gradebook_of(folder):
    with sqlite3.connect(folder / "gradebook.db") as book:
        names = [name for (name,) in book.execute("select name from sqlite_master where type = 'table'")]
        counts = {name: book.execute(f"select count(*) from {name}").fetchone()[0] for name in names}
        return counts, {name: book.execute(asked).fetchall() for name, asked in _ROWS.items()}


def files_of(folder, step):
    """Path -> content of every file of one step; in JSON files without what differs from run to run."""
    found = {p.relative_to(folder).as_posix(): p.read_bytes() for p in (folder / step).rglob("*") if p.is_file()}
    if step not in _TIMES:
        return found
    rows = {name: json.loads(content) for name, content in found.items()}
    return {name: {key: value for key, value in row.items() if key != _TIMES[step]} for name, row in rows.items()}


@pytest.fixture(scope="module")
def classes(tiny_course, tmp_path_factory):
    """(undisturbed folder, disturbed folder, scratch folder of the disturbed runs, what the killer told)."""
    home = tmp_path_factory.mktemp("giet")
    calm, killed, scratch = home / "yen", home / "bi-giet", home / "tam"
    scratch.mkdir()
    environment = os.environ | {"BINHDAN_COURSE": str(tiny_course.root), "PYTHONUTF8": "1"}
    for folder in (calm, killed):
        write_class(tiny_course, folder)
    command = [sys.executable, "-m", "binhdan.cli", "grade", "--backend", "local", "--workers", "2", "--class-folder", str(calm)]
    assert subprocess.run(command, env=environment, capture_output=True).returncode == 3
    words = [str(killed), str(scratch), str(SEED), str(AIM)]
    killer = [sys.executable, str(Path(__file__).with_name("killer.py")), *words]
    told = subprocess.run(killer, env=environment, capture_output=True, text=True, timeout=590)
    assert told.returncode == 0, told.stderr[-2000:]
    return calm, killed, scratch, json.loads(told.stdout)


def test_it_was_killed_often_enough_and_came_to_the_end(classes):
    *_, scratch, told = classes
    print(told["kills"], told["runs"])
    assert told["status"] == 3, scratch.with_suffix(".log").read_text(encoding="utf-8")[-3000:]
    assert sum(told["kills"].values()) >= KILLS
    assert set(told["kills"]) == {"main", "worker", "template", "room"}
    assert told["runs"] == told["kills"]["main"] + 1


def test_the_gradebook_is_the_same(classes):
    assert gradebook_of(classes[1]) == gradebook_of(classes[0])
    counts, _ = gradebook_of(classes[1])
    assert counts["submitted_assignment"] == LEARNERS - 1 and counts["grade"] == 3 * (LEARNERS - 1)


@pytest.mark.parametrize("step", ["results", "runs", "autograded", "feedback"])
def test_what_was_written_is_the_same(classes, step):
    calm, killed = files_of(classes[0], step), files_of(classes[1], step)
    assert calm.keys() == killed.keys() and len(calm) >= LEARNERS - 1
    assert [name for name in calm if calm[name] != killed[name]] == []


def test_nothing_is_left_behind(classes):
    _, killed, scratch, told = classes
    assert told["left"] == [] and told["groups"] == []
    assert list(scratch.iterdir()) == []
    assert [path for path in killed.rglob("*.part")] == []
