"""Marking as hand-ins arrive: what is still being copied waits, what changed is marked again, Ctrl-C ends with a summary."""

import os
import signal
import subprocess
import sys
import time

import pytest
from tiny_course import ONE, RIGHT, WRONG, hand_in, with_answer

from binhdan.grading import results
from binhdan.grading.results import Result
from binhdan.grading.watch import TRY_AGAIN, Watch


def result_of(item, digest="sha256:1"):
    return Result(item.learner, "B1.01", item.assignment, "", 0, 0, False, False, 0, digest, "")


class Marker:
    """Stands for ``grade``: remembers who was marked in each round."""

    def __init__(self, folder):
        self.folder, self.rounds, self.digest = folder, [], "sha256:1"

    def __call__(self, only):
        from binhdan.grading.handin import find

        due = [item for item in find(self.folder) if only(item)]
        self.rounds.append([item.learner for item in due])
        return [result_of(item, self.digest) for item in due]


@pytest.fixture
def watched(tmp_path):
    marker = Marker(tmp_path)
    return Watch(tmp_path, marker), marker


def write(folder, learner, text):
    home = folder / "submitted" / learner / ONE
    home.mkdir(parents=True, exist_ok=True)
    (home / f"{ONE}.ipynb").write_text(text)
    return home


def test_a_hand_in_is_marked_once_when_it_is_still(watched, tmp_path):
    watch, marker = watched
    write(tmp_path, "an", "1")
    for _ in range(4):
        watch.round()
    assert marker.rounds == [["an"]]


def test_one_that_grows_waits_and_holds_up_nobody(watched, tmp_path):
    watch, marker = watched
    write(tmp_path, "binh", "1")
    for size in range(1, 4):
        write(tmp_path, "an", "1" * size)
        watch.round()
    assert marker.rounds == [["binh"]]
    watch.round()
    assert marker.rounds == [["binh"], ["an"]]


def test_a_dot_in_front_means_still_copying(watched, tmp_path):
    watch, marker = watched
    home = write(tmp_path, "an", "1")
    home.rename(home.with_name(f".{ONE}.part"))
    watch.round(), watch.round()
    assert marker.rounds == []
    home.with_name(f".{ONE}.part").rename(home)
    watch.round(), watch.round()
    assert marker.rounds == [["an"]]


def test_a_newer_hand_in_is_marked_again(watched, tmp_path):
    watch, marker = watched
    write(tmp_path, "an", "1")
    watch.round(), watch.round()
    write(tmp_path, "an", "khác")
    watch.round(), watch.round()
    assert marker.rounds == [["an"], ["an"]]


def test_what_failed_through_no_fault_of_its_own_is_tried_again_later(watched, tmp_path, monkeypatch):
    watch, marker = watched
    marker.digest = ""
    write(tmp_path, "an", "1")
    for _ in range(3):
        watch.round()
    assert marker.rounds == [["an"]]
    later = time.monotonic() + TRY_AGAIN + 1
    monkeypatch.setattr(time, "monotonic", lambda: later)
    watch.round()
    assert marker.rounds == [["an"], ["an"]]


@pytest.mark.nbgrader
def test_the_command_marks_what_arrives_and_ends_with_a_summary(tiny_course, tmp_path):
    if sys.platform == "win32":
        pytest.skip("optional: POSIX signals")
    environment = os.environ | {"BINHDAN_COURSE": str(tiny_course.root), "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "binhdan.cli", "grade", "--watch", "--class-folder", str(tmp_path)]
    running = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        for learner, answer in (("an", RIGHT), ("binh", WRONG)):
            hand_in(tmp_path, learner, with_answer(tiny_course.root, answer))
            deadline = time.monotonic() + 90
            while results.load(tmp_path, learner, ONE) is None and time.monotonic() < deadline:
                assert running.poll() is None
                time.sleep(0.2)
        time.sleep(1)
        running.send_signal(signal.SIGTERM)
        out, err = running.communicate(timeout=60)
    finally:
        running.kill()
    assert running.returncode == 0, err
    assert "[1/1] an · B1.01: 10/10" in err and "[1/1] binh · B1.01: 0/10" in err and "Đã dừng chờ." in err
    assert out.splitlines()[1].split() == [ONE, "2", "1", "1", "0", "0", "0"]


@pytest.mark.nbgrader
def test_a_folder_that_is_not_there_is_told_at_once(tiny_course, tmp_path, monkeypatch, capsys):
    from binhdan.cli import main

    monkeypatch.setenv("BINHDAN_COURSE", str(tiny_course.root))
    assert main(["grade", "--watch", "--class-folder", str(tmp_path / "khong-co")]) == 1
    assert "binhdan collect" in capsys.readouterr().err
