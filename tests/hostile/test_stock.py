"""What stock ``nbgrader autograde`` does with eight plain hand-ins, and what ours does with the same."""

import os
import shutil
import sqlite3
import subprocess
import sys
import sysconfig
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import tiny_course as small
from tiny_course import ONE, RIGHT, WRONG

from binhdan.curriculum import load_course
from binhdan.grading.run import How, grade

pytestmark = pytest.mark.nbgrader

TRANSFORMER = "get_ipython().input_transformers_post.append(lambda lines: ['pass\\n'])"
READS = "print('READ', open('../../../gradebook.db', 'rb').read(6))"
WARNS = "import warnings\ndef cong(a, b):\n    warnings.warn('cẩn thận')\n    return a + b"
EXITS = "import os\nos._exit(1)"
HIDDEN_CHECKS = ("cong-check", "cong-check-2", "cong-hidden")
LOCKED_SECONDS = 6


def hand_in(root: Path, folder: Path) -> None:
    """The hand-ins of one class."""
    for learner, notebook in {
        "bien-doi": small.with_answer(root, WRONG, TRANSFORMER),
        "doc-so-diem": small.with_answer(root, RIGHT, READS),
        "lien-ket": small.with_answer(root, RIGHT),
        "canh-bao": small.with_answer(root, WARNS),
        "nop-lai": small.with_answer(root, RIGHT),
    }.items():
        small.hand_in(folder, learner, notebook)
    (folder / f"submitted/lien-ket/{ONE}/ghi-chu.db").symlink_to("../../../gradebook.db")


def hand_in_again(root: Path, folder: Path) -> None:
    """A worse version, with the cells gone that would show it."""
    small.hand_in(folder, "nop-lai", small.drop(small.with_answer(root, WRONG), *HIDDEN_CHECKS))


def locked(folder: Path, seconds: float) -> threading.Thread:
    """Hold the gradebook as another writer would; it is held when this returns."""
    held = threading.Event()

    def hold():
        with sqlite3.connect(folder / "gradebook.db", isolation_level=None) as book:
            book.execute("BEGIN EXCLUSIVE")
            held.set()
            time.sleep(seconds)
            book.execute("ROLLBACK")

    thread = threading.Thread(target=hold)
    thread.start()
    held.wait(10)
    return thread


def shown(folder: Path, learner: str) -> str:
    book = folder / "autograded" / learner / ONE / f"{ONE}.ipynb"
    return book.read_text(encoding="utf-8") if book.is_file() else ""


@dataclass
class Stock:
    """A class folder that only nbgrader's own commands touch."""

    folder: Path
    root: Path
    said: dict = field(default_factory=dict)

    def __call__(self, name: str, *arguments: str, **environment: str) -> subprocess.CompletedProcess:
        command = [sys.executable, "-m", "nbgrader", *arguments]
        scripts = sysconfig.get_path("scripts")
        env = {**os.environ, "BINHDAN_COURSE": str(self.root), "PATH": f"{scripts}{os.pathsep}{os.environ['PATH']}", **environment}
        done = subprocess.run(command, cwd=self.folder, env=env, capture_output=True, text=True, timeout=240)
        self.said[name] = done
        return done

    def points(self) -> dict:
        from binhdan.grading import gradebook

        with gradebook.opened(self.folder) as book:
            return {s.student.id: s.score for s in book.assignment_submissions(ONE)}


@pytest.fixture(scope="module")
def course_root(tmp_path_factory):
    root = tmp_path_factory.mktemp("khoa-doi-chieu") / "khoa"
    small.build(root)
    return root


@pytest.fixture(scope="module")
def stock(course_root, tmp_path_factory):
    """All rows of the table, by stock nbgrader."""
    folder = tmp_path_factory.mktemp("lop-nbgrader")
    shutil.copytree(course_root / "source" / ONE, folder / "source" / ONE)
    (folder / "nbgrader_config.py").write_text("c = get_config()\nc.CourseDirectory.course_id = 'binhdan'\n", encoding="utf-8")
    run = Stock(folder, course_root)
    bare = Stock(tmp_path_factory.mktemp("lop-khong-alembic"), course_root)
    shutil.copytree(folder / "source", bare.folder / "source")
    shutil.copy(folder / "nbgrader_config.py", bare.folder)
    run.said["no alembic"] = bare("generate", "generate_assignment", ONE, PATH="/usr/bin:/bin")
    assert run("generate", "generate_assignment", ONE).returncode == 0, run.said["generate"].stderr
    hand_in(course_root, folder)
    run("first", "autograde", ONE)
    run.said["first points"] = run.points()
    hand_in_again(course_root, folder)
    run("again", "autograde", ONE, "--student", "nop-lai", "--force")
    run.said["again points"] = run.points()
    small.hand_in(folder, "dung-han", small.with_answer(course_root, RIGHT, EXITS))
    run("exit", "autograde", ONE, "--student", "dung-han")
    small.hand_in(folder, "sau-khoa", small.with_answer(course_root, RIGHT))
    holder = locked(folder, 20)
    run("locked", "autograde", ONE, "--student", "sau-khoa")
    holder.join()
    run.said["last points"] = run.points()
    return run


@pytest.fixture(scope="module")
def ours(course_root, tmp_path_factory):
    """The same rows by ours: without alembic on PATH, and with the gradebook held by another in the second run."""
    folder = tmp_path_factory.mktemp("lop-binhdan")
    hand_in(course_root, folder)
    small.hand_in(folder, "dung-han", small.with_answer(course_root, RIGHT, EXITS))
    course, how = load_course(course_root), How(backend="serial", workers=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", "/nirgends")
        first = {r.learner: r for r in grade(course, folder, how=how)}
    hand_in_again(course_root, folder)
    small.hand_in(folder, "sau-khoa", small.with_answer(course_root, RIGHT))
    holder = locked(folder, LOCKED_SECONDS)
    second = {r.learner: r for r in grade(course, folder, how=how)}
    holder.join()
    return folder, first, second


def test_a_transformer_gets_full_marks_there_and_none_here(stock, ours):
    assert stock.said["first points"]["bien-doi"] == 10
    folder, first, _ = ours
    assert first["bien-doi"].points == 0
    from binhdan.grading import record

    assert "cách Python chạy" in record.load(folder, "bien-doi", ONE).flagged[0]


def test_the_gradebook_is_read_there_and_not_here(stock, ours):
    folder, first, _ = ours
    assert "READ b'SQLite'" in shown(stock.folder, "doc-so-diem")
    assert "READ b'SQLite'" not in shown(folder, "doc-so-diem") and first["doc-so-diem"].points == 10


def test_a_link_copies_the_gradebook_there_and_is_refused_here(stock, ours):
    copied = stock.folder / "autograded" / "lien-ket" / ONE / "ghi-chu.db"
    assert copied.is_file() and copied.read_bytes()[:6] == b"SQLite"
    folder, first, _ = ours
    assert first["lien-ket"].state == "not graded" and "'ghi-chu.db' là liên kết" in first["lien-ket"].why
    assert not (folder / "autograded" / "lien-ket" / ONE).exists()


def test_a_worse_version_keeps_the_old_mark_there_and_is_marked_here(stock, ours):
    assert stock.said["first points"]["nop-lai"] == stock.said["again points"]["nop-lai"] == 10
    _, first, second = ours
    assert (first["nop-lai"].points, second["nop-lai"].points) == (10, 0)


def test_a_warning_costs_all_points_there_and_none_here(stock, ours):
    assert stock.said["first points"]["canh-bao"] == 0
    assert ours[1]["canh-bao"].points == 10


def test_an_exit_loses_everything_there_and_one_cell_here(stock, ours):
    assert stock.said["exit"].returncode != 0 and not shown(stock.folder, "dung-han")
    assert ours[1]["dung-han"].points == 10


def test_another_writer_stops_the_batch_there_and_is_waited_for_here(stock, ours):
    assert stock.said["locked"].returncode != 0 and "database is locked" in stock.said["locked"].stderr
    assert "sau-khoa" not in {name for name, points in stock.said["last points"].items() if points}
    assert ours[2]["sau-khoa"].points == 10


def test_without_alembic_on_path_there_is_a_crash_there_and_a_gradebook_here(stock, ours):
    assert stock.said["no alembic"].returncode != 0 and "alembic" in stock.said["no alembic"].stderr
    with sqlite3.connect(ours[0] / "gradebook.db") as book:
        assert len(book.execute("select version_num from alembic_version").fetchall()) == 1
