"""Marking again: resubmissions, marks by a person, a busy gradebook, plain nbgrader."""

import contextlib
import os
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
import tiny_course as small
from handins import CHECKS
from tiny_course import ONE, RIGHT, TWO, WRONG, cell, drop, hand_in, released, with_answer

from binhdan.grading import due_dates, gradebook

pytestmark = pytest.mark.nbgrader


@pytest.fixture(scope="module")
def first(tiny_course, tmp_path_factory):
    """A class after its first marking, before anybody hands in again."""
    from binhdan.grading.run import grade

    folder, root = tmp_path_factory.mktemp("lop-hai"), tiny_course.root
    for learner in ("lam-lai-sai", "lam-lai-hong", "giu-nguyen"):
        hand_in(folder, learner, with_answer(root, RIGHT), when=datetime(2026, 3, 1, 8, 0, tzinfo=UTC))
    two = released(root, TWO)
    cell(two, "ten").source, cell(two, "y-kien").source = "ten = 'chè'", "Vì thơm."
    hand_in(folder, "giu-nguyen", two, TWO)
    due_dates.save(folder, {ONE: datetime(2026, 3, 1, 7, 30, tzinfo=UTC)})
    results = grade(tiny_course, folder)
    assert [r.points for r in results] == [10, 10, 10, 6]
    return folder, {(r.learner, r.assignment): r for r in results}


@pytest.fixture(scope="module")
def second(tiny_course, first):
    """The same class after two came again and a person marked one answer, with the gradebook busy."""
    from nbgrader.api import Gradebook

    from binhdan.grading.run import grade

    folder, _ = first
    hand_in(folder, "lam-lai-sai", drop(with_answer(tiny_course.root, WRONG), *CHECKS))
    hand_in(folder, "lam-lai-hong", b'{"cells": [')
    with Gradebook(f"sqlite:///{folder / 'gradebook.db'}", "binhdan") as book:
        book.find_grade("y-kien", TWO, TWO, "giu-nguyen").manual_score = 3.5
        book.find_grade("y-kien", TWO, TWO, "giu-nguyen").needs_manual_grade = False
        book.db.commit()
    steps, busy = [], threading.Thread(target=_hold, args=(folder / "gradebook.db", 7))
    busy.start()
    time.sleep(0.3)
    start = time.monotonic()
    results = grade(tiny_course, folder, progress=lambda step: step.page or steps.append(step))
    waited = time.monotonic() - start
    busy.join()
    return folder, {(r.learner, r.assignment): r for r in results}, steps, waited


def _hold(path, seconds):
    book = sqlite3.connect(path, isolation_level=None)
    book.execute("BEGIN EXCLUSIVE")
    time.sleep(seconds)
    book.execute("ROLLBACK")
    book.close()


def test_a_resubmission_without_its_graded_cells_gets_its_own_mark(second):
    result = second[1]["lam-lai-sai", ONE]
    assert (result.points, result.state, result.passed) == (0, "graded", False)


def test_a_broken_resubmission_leaves_no_old_mark(second):
    folder, results, _, _ = second
    assert (results["lam-lai-hong", ONE].state, results["lam-lai-hong", ONE].points) == ("not graded", 0)
    with gradebook.opened(folder) as book:
        assert gradebook.marks(book, "lam-lai-hong", ONE) is None
    assert not (folder / "feedback" / "lam-lai-hong" / ONE).exists()
    assert not (folder / "autograded" / "lam-lai-hong" / ONE).exists()


def test_what_did_not_change_is_not_run_again(first, second):
    assert sorted(step.result.learner for step in second[2]) == ["lam-lai-hong", "lam-lai-sai"]
    key = ("giu-nguyen", ONE)
    assert second[1][key] == first[1][key]


def test_a_busy_gradebook_is_waited_for(second):
    assert second[3] > 6
    assert second[1]["lam-lai-sai", ONE].state == "graded"


def test_an_answer_waits_for_a_person_and_the_mark_is_taken_over(first, second):
    key = ("giu-nguyen", TWO)
    before, after = first[1][key], second[1][key]
    assert (before.points, before.max_points, before.needs_person) == (6, 10, True)
    assert (after.points, after.passed, after.needs_person) == (9.5, True, False)
    assert "9,5 / 10 điểm" in (second[0] / after.feedback).read_text(encoding="utf-8")


def test_late_is_counted_from_the_due_date(first):
    assert first[1]["giu-nguyen", ONE].late_seconds == 30 * 60
    assert first[1]["giu-nguyen", TWO].late_seconds == 0


def test_unusable_folders_say_what_to_do(tiny_course, tmp_path):
    from binhdan.grading.run import GradingError, grade

    with pytest.raises(GradingError, match="binhdan collect"):
        grade(tiny_course, tmp_path / "khong-co")
    (tmp_path / "lop [a]").mkdir()
    with pytest.raises(GradingError, match="Đổi tên thư mục"):
        grade(tiny_course, tmp_path / "lop [a]")
    hand_in(tmp_path, "an", released(tiny_course.root), "b1-09-khong-co")
    (result,) = grade(tiny_course, tmp_path)  # nothing is run
    assert result.state == "not graded" and "không có bài b1-09-khong-co" in result.why


def test_a_lesson_that_lost_a_graded_cell_is_explained(tiny_course, tmp_path):
    from binhdan.curriculum import load_course
    from binhdan.grading.autograding import environment
    from binhdan.grading.run import GradingError, grade

    root = tmp_path / "khoa"
    shutil.copytree(tiny_course.root, root)
    hand_in(tmp_path, "an", with_answer(root, RIGHT))
    with environment(root):
        gradebook.register(load_course(root), tmp_path, ONE)
    with gradebook.opened(tmp_path) as book:
        book.add_student("an")
        book.add_submission(ONE, "an")
    source = root / "source" / ONE / f"{ONE}.ipynb"
    source.write_text(source.read_text(encoding="utf-8").replace("cong-check-2", "cong-check-9"), encoding="utf-8")
    with pytest.raises(GradingError, match="nbgrader db assignment remove"):
        grade(load_course(root), tmp_path)


def test_plain_nbgrader_in_the_course_gives_the_same_marks(tiny_course, tmp_path):
    root = tmp_path / "khoa"
    shutil.copytree(tiny_course.root, root)
    given = {"mot-phan": 3, "canh-bao": 10, "xoa-o-sai": 0}
    hand_in(root, "mot-phan", with_answer(root, "def cong(a, b):\n    return 3"))
    hand_in(root, "canh-bao", with_answer(root, "import warnings\ndef cong(a, b):\n    warnings.warn('x')\n    return a + b"))
    hand_in(root, "xoa-o-sai", drop(with_answer(root, WRONG), *CHECKS))
    for command in ("generate_assignment", "autograde", "generate_feedback"):
        _nbgrader(root, command, ONE, "--force")
    with gradebook.opened(root) as book:
        scores = {s.student.id: s.score for s in book.assignment_submissions(ONE)}
    assert scores == given
    page = (root / "feedback" / "mot-phan" / ONE / f"{ONE}.html").read_text(encoding="utf-8")
    assert "3 / 10 điểm" in page and small.HIDDEN_WORDS not in page and "<script" not in page
    assert not (root / "release" / ONE / "hidden").exists()


def _nbgrader(root, *command):
    env = {**os.environ, "PATH": "/nirgends", "PYTHONUTF8": "1"}
    done = subprocess.run([sys.executable, "-m", "nbgrader", *command], cwd=root, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-2000:]


def _boxes(root: int) -> list[int]:
    """The processes of boxes below process ``root``: other runs on this machine have theirs."""
    parents = {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            parents.setdefault(int(entry.read_text().rsplit(")", 1)[1].split()[1]), []).append(int(entry.parent.name))
    family = [root]
    for pid in family:
        family += parents.get(pid, [])
    return [pid for pid in family if _is_box(pid)]


def _is_box(pid: int) -> bool:
    with contextlib.suppress(OSError):
        return b"binhdan.grading.box.template" in Path(f"/proc/{pid}/cmdline").read_bytes()
    return False


def _wait_for_a_long_room(running) -> list[int]:
    """Return the box's processes when the same room has been there for two seconds: the template's two and one more."""
    seen, since = [], time.monotonic()
    deadline = since + 60
    while time.monotonic() < deadline and running.poll() is None:
        now = _boxes(running.pid)
        if len(now) < 3 or now != seen:
            seen, since = now, time.monotonic()
        if len(now) >= 3 and time.monotonic() - since > 2:
            return now
        time.sleep(0.1)
    raise AssertionError("no hand-in was being marked")


def test_ctrl_c_in_the_middle_of_a_cell_leaves_a_state_to_go_on_from(tiny_course, tmp_path):
    import signal

    if sys.platform == "win32":
        pytest.skip("optional: POSIX signals")
    hand_in(tmp_path, "an", with_answer(tiny_course.root, RIGHT))
    slow = with_answer(tiny_course.root, RIGHT, "import time\ntime.sleep(8)")
    hand_in(tmp_path, "binh", slow)
    env = {**os.environ, "BINHDAN_COURSE": str(tiny_course.root), "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "binhdan.cli", "grade", "--class-folder", str(tmp_path)]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    # A shell that runs the tests in the background lets them ignore Ctrl-C, and that is inherited.
    running = subprocess.Popen(command, env=env, **pipes, preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler))
    boxes = _wait_for_a_long_room(running)
    running.send_signal(signal.SIGINT)
    _, told = running.communicate(timeout=30)
    assert running.returncode == 130 and "chạy lại lệnh để chấm tiếp" in told
    time.sleep(0.5)
    assert not [pid for pid in boxes if _is_box(pid)]
    again = subprocess.run(command, env=env, capture_output=True, text=True)
    assert again.returncode == 0 and "[1/1] binh · B1.01: 10/10 · xong" in again.stderr
