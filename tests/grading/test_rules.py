"""Marks by a person, late penalties and resubmissions: nbgrader's rules, except that no older mark stands for newer work."""

import csv
from datetime import UTC, datetime, timedelta

import pytest
from tiny_course import ONE, RIGHT, TWO, WRONG, cell, hand_in, released, with_answer

from binhdan.grading import due_dates, gradebook
from binhdan.grading.run import How, grade

pytestmark = pytest.mark.nbgrader
DUE = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
SERIAL = How(backend="serial")


def mark_by_hand(folder, learner, assignment, name, score, comment=None):
    with gradebook.opened(folder) as book:
        grade_of = book.find_grade(name, assignment, assignment, learner)
        grade_of.manual_score, grade_of.needs_manual_grade = score, False
        if comment:
            book.find_comment(name, assignment, assignment, learner).manual_comment = comment
        book.db.commit()


def second_lesson(root, name="ten = 'chè'", opinion="Vì thơm."):
    notebook = released(root, TWO)
    cell(notebook, "ten").source, cell(notebook, "y-kien").source = name, opinion
    return notebook


def kept_by_hand(folder, learner, assignment, name):
    with gradebook.opened(folder) as book:
        found = book.find_grade(name, assignment, assignment, learner)
        return found.auto_score, found.manual_score, found.needs_manual_grade


@pytest.fixture
def answered(tiny_course, tmp_path):
    """One learner's second lesson, marked by the machine and then by a person."""
    hand_in(tmp_path, "an", second_lesson(tiny_course.root), TWO, DUE)
    (result,) = grade(tiny_course, tmp_path, how=SERIAL)
    assert (result.points, result.needs_person) == (6, True)
    mark_by_hand(tmp_path, "an", TWO, "y-kien", 3, "Rõ ý.")
    return tmp_path


def test_marks_and_comments_by_a_person_survive_a_re_grade(tiny_course, answered):
    (result,) = grade(tiny_course, answered, how=How(backend="serial", force=True))
    assert kept_by_hand(answered, "an", TWO, "y-kien") == (None, 3, True)
    assert (result.points, result.needs_person) == (9, True)  # nbgrader's rule: it stays, and asks to be looked at again
    with gradebook.opened(answered) as book:
        assert book.find_comment("y-kien", TWO, TWO, "an").manual_comment == "Rõ ý."


def test_stock_nbgrader_keeps_the_same_of_a_person(tiny_course, answered):
    from binhdan.grading.autograding import autograde, environment
    from binhdan.grading.handin import HandIn

    grade(tiny_course, answered, how=How(backend="serial", force=True))
    ours = kept_by_hand(answered, "an", TWO, "y-kien"), kept_by_hand(answered, "an", TWO, "ten-check")
    with environment(tiny_course.root):
        autograde(tiny_course, answered, HandIn(answered / "submitted" / "an" / TWO))
    assert (kept_by_hand(answered, "an", TWO, "y-kien"), kept_by_hand(answered, "an", TWO, "ten-check")) == ours


def test_a_resubmission_gets_its_own_machine_marks_and_its_answer_waits_for_a_person(tiny_course, answered):
    hand_in(answered, "an", second_lesson(tiny_course.root, "ten = 'cà phê'", "Vì đắng."), TWO, DUE + timedelta(hours=1))
    (result,) = grade(tiny_course, answered, how=SERIAL)
    points = {cell.name: (cell.points, cell.needs_person) for cell in result.cells}
    assert points["ten-check"] == (0, False)
    assert points["y-kien"][1]  # nobody has read this version


@pytest.mark.parametrize("first, second, points", [(RIGHT, WRONG, 0), (WRONG, RIGHT, 10)])
def test_the_newest_version_counts_whether_better_or_worse(tiny_course, tmp_path, first, second, points):
    for answer in (first, second):
        hand_in(tmp_path, "an", with_answer(tiny_course.root, answer), when=DUE)
        (result,) = grade(tiny_course, tmp_path, how=SERIAL)
    assert result.points == points
    with gradebook.opened(tmp_path) as book:
        assert [s.score for s in book.assignment_submissions(ONE)] == [points]


def late_rows(folder, target):
    gradebook.export_csv(folder, target)
    with target.open(encoding="utf-8-sig", newline="") as file:
        return {row["student_id"]: row for row in csv.DictReader(file)}


def test_a_late_penalty_is_nbgraders_plugin(tiny_course, tmp_path, monkeypatch):
    from nbgrader.plugins import LateSubmissionPlugin

    asked = []

    def penalty(self, learner, score, seconds):
        asked.append((learner, score, seconds))
        return 2.5 if learner == "muon" else 99

    monkeypatch.setattr(LateSubmissionPlugin, "late_submission_penalty", penalty)
    due_dates.save(tmp_path, {ONE: DUE})
    for learner, when in (("dung-gio", DUE), ("muon", DUE + timedelta(hours=2)), ("muon-qua", DUE + timedelta(days=9))):
        hand_in(tmp_path, learner, with_answer(tiny_course.root, RIGHT), when=when)
    found = {result.learner: result for result in grade(tiny_course, tmp_path, how=SERIAL)}
    assert asked == [("muon", 10, 7200), ("muon-qua", 10, 9 * 86400)]
    assert {name: (r.points, r.late_seconds) for name, r in found.items()} == {
        "dung-gio": (10, 0),
        "muon": (7.5, 7200),
        "muon-qua": (0, 9 * 86400),  # never below nothing
    }
    rows = late_rows(tmp_path, tmp_path / "diem.csv")
    assert [float(rows[name]["score"]) for name in ("dung-gio", "muon", "muon-qua")] == [10, 7.5, 0]
    assert not found["muon-qua"].passed and found["muon"].passed


def test_by_default_nbgrader_takes_nothing_off_and_neither_do_we(tiny_course, tmp_path):
    due_dates.save(tmp_path, {ONE: DUE})
    hand_in(tmp_path, "muon", with_answer(tiny_course.root, RIGHT), when=DUE + timedelta(days=1))
    (result,) = grade(tiny_course, tmp_path, how=SERIAL)
    assert (result.points, result.late_seconds) == (10, 86400)
    with gradebook.opened(tmp_path) as book:
        (submission,) = book.assignment_submissions(ONE)
        assert [notebook.late_submission_penalty for notebook in submission.notebooks] == [None]


def test_a_second_run_waits_for_the_first(tiny_course, tmp_path, monkeypatch):
    from binhdan.grading import leftovers
    from binhdan.grading.run import Busy

    monkeypatch.setattr(gradebook, "LOCK_SECONDS", 0.3)
    hand_in(tmp_path, "an", with_answer(tiny_course.root, RIGHT), when=DUE)
    with leftovers.alone_in(tmp_path, 1), pytest.raises(Busy, match="Đợi nó xong"):
        grade(tiny_course, tmp_path, how=SERIAL)
    assert [result.points for result in grade(tiny_course, tmp_path, how=SERIAL)] == [10]


def test_what_killed_runs_left_is_taken_away_and_nothing_else(tiny_course, tmp_path, monkeypatch):
    import tempfile

    from binhdan.grading import leftovers

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tam"))
    ours = ["lop/autograded/an/.bai.part", "lop/results/an/bai.part", "lop/feedback/.an.bai.part", "tam/binhdan-register-4194303-x"]
    theirs = ["lop/submitted/an/bai/x.part", "lop/inbox/an/bai/x.part", "lop/khac/an/x.part", "tam/binhdan-ghi-chu", leftovers.prefix("a")]
    theirs[-1] = f"tam/{theirs[-1]}x"
    for name in ours + theirs:
        (tmp_path / name).mkdir(parents=True)
    leftovers.sweep(tmp_path / "lop")
    assert [name for name in ours if (tmp_path / name).exists()] == []
    assert [name for name in theirs if not (tmp_path / name).exists()] == []
