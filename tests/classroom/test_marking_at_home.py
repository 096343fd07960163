"""Marking for one learner: another process, one at a time, failures told."""

import sys
import time

from small_course import FIRST, SECOND, lesson_notebook

from binhdan.classroom.handin import hand_in
from binhdan.classroom.marking import Marking, Stage

# Stands in for ``binhdan grade``: writes the result of the hand-in that it is told to mark.
GRADE = """
import json, sys, time
from pathlib import Path
from binhdan.grading.handin_digest import digest
from binhdan.grading.results import Result, save
folder, learner, assignment = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
with open(folder / "order.txt", "a") as log: print("start", assignment, file=log)
time.sleep(0.2)
save(folder, Result(learner, "B1.01", assignment, "x", 8.0, 10.0, True, False, 0.0, digest(folder / "submitted" / learner / assignment), "now"))
with open(folder / "order.txt", "a") as log: print("end", assignment, file=log)
"""


class Stub(Marking):
    """Marks with a program of the test's own."""

    program = GRADE

    def command(self, lesson):
        return [sys.executable, "-c", self.program, str(self.workspace.own_class), "lan-7k3f", lesson.assignment]


def wait(marking, *lessons):
    deadline = time.monotonic() + 30
    while any(marking.outcome(lesson).stage in (Stage.WAITING, Stage.MARKING) for lesson in lessons):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_the_command_is_binhdan_grade_for_this_learner_and_lesson(desk, course):
    words = Marking(desk).command(course.lesson("B1.01"))
    assert words[1:] == ["-m", "binhdan.cli", "grade", "--class-folder", str(desk.own_class), "--accept-weak-box", "--lesson", "B1.01", "--learner", "lan-7k3f"]


def test_hand_ins_are_marked_one_at_a_time(desk, course):
    lessons = [course.lesson("B1.01"), course.lesson("B1.07")]
    for name in (FIRST, SECOND):
        hand_in(desk, course, lesson_notebook(desk, name))
    marking = Stub(desk)
    for lesson in lessons:
        marking.submit(lesson)
    wait(marking, *lessons)
    assert [marking.outcome(lesson).message for lesson in lessons] == ["Đạt: 8/10 điểm."] * 2
    order = (desk.own_class / "order.txt").read_text(encoding="utf-8").split()
    assert order == ["start", FIRST, "end", FIRST, "start", SECOND, "end", SECOND]


def test_a_failure_is_told_with_its_reason_and_the_next_step(desk, course):
    hand_in(desk, course, lesson_notebook(desk))
    marking = Stub(desk)
    marking.program = "import sys; print('Thiếu sổ điểm', file=sys.stderr); sys.exit(3)"
    outcome = marking.mark(course.lesson("B1.01"))
    assert outcome.stage is Stage.FAILED and "Thiếu sổ điểm" in outcome.message and "Nộp bài" in outcome.message


def test_no_result_is_no_mark(desk, course):
    hand_in(desk, course, lesson_notebook(desk))
    marking = Stub(desk)
    marking.program = "print('all fine')"
    assert marking.mark(course.lesson("B1.01")).stage is Stage.FAILED


def test_an_older_mark_does_not_stand_for_newer_work(desk, course):
    hand_in(desk, course, lesson_notebook(desk))
    marking = Stub(desk)
    assert marking.mark(course.lesson("B1.01")).done
    path = lesson_notebook(desk)
    path.write_text(path.read_text(encoding="utf-8") + " ", encoding="utf-8")
    hand_in(desk, course, path)
    marking.program = "pass"
    assert marking.mark(course.lesson("B1.01")).stage is Stage.FAILED


def test_a_program_that_cannot_start_is_told(desk, course):
    hand_in(desk, course, lesson_notebook(desk))
    marking = Marking(desk)
    marking.command = lambda lesson: [str(desk.root / "missing")]
    assert marking.mark(course.lesson("B1.01")).stage is Stage.FAILED


def test_marking_that_hangs_ends(desk, course, monkeypatch):
    monkeypatch.setattr("binhdan.classroom.marking.TIMEOUT", 0.5)
    hand_in(desk, course, lesson_notebook(desk))
    marking = Stub(desk)
    marking.program = "import time; time.sleep(60)"
    began = time.monotonic()
    assert marking.mark(course.lesson("B1.01")).stage is Stage.FAILED
    assert time.monotonic() - began < 10


def test_what_was_left_unmarked_is_marked_at_the_next_start(desk, course):
    hand_in(desk, course, lesson_notebook(desk))
    marking = Stub(desk)
    marking.submit_pending(course)
    wait(marking, course.lesson("B1.01"))
    assert marking.outcome(course.lesson("B1.01")).done and not marking.outcome(course.lesson("B1.07"))
    again = Stub(desk)
    again.submit_pending(course)
    assert not again.outcome(course.lesson("B1.01"))
