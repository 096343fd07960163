"""The same batch through every backend: the same bytes, also when a worker is killed in the middle."""

import json
import os
import signal
import sqlite3
import threading
import time
from pathlib import Path

import pytest
from tiny_course import ONE, RIGHT, TWO, WRONG, cell, drop, hand_in, released, with_answer

pytestmark = pytest.mark.nbgrader

pytest.importorskip("distributed", reason="optional: the extra 'cluster'")
BACKENDS = ("serial", "local", "dask")


def _class(root, folder):
    hand_in(folder, "dung", with_answer(root, RIGHT))
    hand_in(folder, "sai", drop(with_answer(root, WRONG), "cong-check"))
    hand_in(folder, "chua-lam", released(root))
    hand_in(folder, "dung-han", with_answer(root, RIGHT, "import os\nos._exit(1)"))
    hand_in(folder, "noi-nhieu", with_answer(root, "def cong(a, b):\n    print(a, {b})\n    1 / 0", "print('chè' * 50)\n1 / 0"))
    hand_in(folder, "hong", b"{")
    two = released(root, TWO)
    cell(two, "ten").source = "ten = 'chè'"
    hand_in(folder, "dung", two, TWO)


@pytest.fixture(scope="module")
def classes(tiny_course, tmp_path_factory):
    """Backend -> the class folder it has marked."""
    from binhdan.grading.run import How, grade

    folders = {}
    for name in BACKENDS:
        folders[name] = tmp_path_factory.mktemp(name)
        _class(tiny_course.root, folders[name])
        results = grade(tiny_course, folders[name], how=How(backend=name, workers=2))
        assert [r.graded for r in results].count(False) == 1
    return folders


def _json_files(folder: Path, without: str) -> dict:
    rows = {}
    for file in folder.rglob("*.json"):
        rows[file.relative_to(folder).as_posix()] = {
            key: value for key, value in json.loads(file.read_text(encoding="utf-8")).items() if key != without
        }
    return rows


def _gradebook(folder: Path) -> list:
    with sqlite3.connect(folder / "gradebook.db") as book:
        return book.execute(
            "select a.student_id, c.name, g.auto_score, g.manual_score, g.needs_manual_grade, n.late_submission_penalty"
            " from grade g join base_cell c on g.cell_id = c.id join submitted_notebook n on g.notebook_id = n.id"
            " join submitted_assignment a on n.assignment_id = a.id order by 1, 2"
        ).fetchall()


@pytest.mark.parametrize("other", BACKENDS[1:])
def test_every_backend_writes_the_same_bytes(classes, other):
    one, two = classes["serial"], classes[other]
    for part, without in (("results", "graded_at"), ("runs", "measured")):
        assert _json_files(one / part, without) == _json_files(two / part, without) != {}
    notebooks = sorted(path.relative_to(one) for path in one.glob("autograded/*/*/*.ipynb"))
    assert len(notebooks) == 6
    for path in notebooks:
        assert (one / path).read_bytes() == (two / path).read_bytes(), path
    assert _gradebook(one) == _gradebook(two) != []


@pytest.mark.parametrize("name", BACKENDS[1:])
def test_a_killed_worker_costs_nothing(tiny_course, tmp_path, name):
    from binhdan.grading.run import How, grade

    for number in range(4):
        hand_in(tmp_path, f"hv-{number}", with_answer(tiny_course.root, RIGHT, "import time\ntime.sleep(2)"))
    killed, before = [], _workers()

    def kill_one():
        deadline = time.monotonic() + 60
        while not killed and time.monotonic() < deadline:
            time.sleep(0.1)
            if mine := _workers() - before:
                time.sleep(2)  # time enough to have begun a job
                for process in list(mine)[:1]:
                    os.kill(process, signal.SIGKILL)
                    killed.append(process)

    killer = threading.Thread(target=kill_one)
    killer.start()
    results = grade(tiny_course, tmp_path, [ONE], how=How(backend=name, workers=2))
    killer.join()
    assert killed and [(r.state, r.points) for r in results] == [("graded", 10)] * 4


class _Fragile:
    """A worker that does its first job at once, or ends at it where ``ends`` says so."""

    ends: list = []
    is_up = True

    def __init__(self, walls):
        from collections import deque
        from multiprocessing import Pipe

        self.jobs = deque()
        self.pipe, self._other = Pipe()
        self._other.send("something to hear")

    def give(self, job):
        self.jobs.append(job)

    def take(self):
        from binhdan.grading.job import Done

        at = self.jobs[0].learner
        if _Fragile.ends and _Fragile.ends.pop(0) in (at, "any"):
            return None
        self.jobs.popleft()
        return Done(at, ONE)

    def close(self):
        self.pipe.close()


@pytest.mark.parametrize("ends, given_up", [
    (["any"] * 8, []),  # whoever ends workers for another reason meets somebody else each time
    (["hv-3"] * 60, ["hv-3"]),  # what ends every worker is given up, and the rest is done
])
def test_a_hand_in_is_not_given_up_for_what_others_do(monkeypatch, ends, given_up):
    from binhdan.grading.backends import local
    from binhdan.grading.job import Job

    monkeypatch.setattr(local, "_Worker", _Fragile)
    monkeypatch.setattr(_Fragile, "ends", list(ends))
    jobs = [Job(f"hv-{n}", ONE, "", {}, "", "", "", "") for n in range(10)]
    done = list(local.Local(None, 1).run(jobs))
    assert sorted(each.learner for each in done) == [job.learner for job in jobs]
    assert [each.learner for each in done if each.failure] == given_up


def _workers() -> set[int]:
    """This process's children that keep a box: each has started a template."""
    parents = {}
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            number, _, rest = status.read_text().partition(" (")
            parents[int(number)] = int(rest.rpartition(") ")[2].split()[1])
        except OSError:
            continue
    ours = {number for number, parent in parents.items() if parent == os.getpid()}
    keepers = set()
    for number, parent in parents.items():
        try:
            template = b"binhdan.grading.box.template" in Path(f"/proc/{number}/cmdline").read_bytes()
        except OSError:
            continue
        if template and parent in ours:
            keepers.add(parent)
    return keepers


def test_a_scheduler_that_is_not_there_is_named(tiny_course, tmp_path, monkeypatch):
    from binhdan.grading.backends import dask_cluster
    from binhdan.grading.run import GradingError, How, grade

    monkeypatch.setattr(dask_cluster, "_CONNECT_SECONDS", 1)
    hand_in(tmp_path, "an", with_answer(tiny_course.root, RIGHT))
    with pytest.raises(GradingError, match="bộ điều phối Dask tcp://127.0.0.1:9"):
        grade(tiny_course, tmp_path, how=How(backend="dask", address="tcp://127.0.0.1:9"))
