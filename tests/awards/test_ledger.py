"""Results that the gradebook does not have give no certificate."""

import json

import pytest

from binhdan import cli
from binhdan.grading import gradebook, results
from class_marks import mark


@pytest.fixture
def classroom(tmp_path, course, monkeypatch):
    """A class with a gradebook in which "man" has passed; results/ are as the marker wrote them."""
    monkeypatch.setenv("BINHDAN_COURSE", str(course.root))
    monkeypatch.delenv("BINHDAN_DB", raising=False)
    folder = tmp_path / "lop"
    folder.mkdir()
    mark(course, folder, "man")
    with gradebook.opened(folder) as book:
        book.add_student("man")
        for result in results.load_all(folder):
            book.add_assignment(result.assignment)
            book.add_notebook(result.assignment, result.assignment)
            book.add_grade_cell("bai", result.assignment, result.assignment, max_score=result.max_points, cell_type="code")
            book.update_or_create_submission(result.assignment, "man")
            grade = book.find_grade("bai", result.assignment, result.assignment, "man")
            grade.auto_score, grade.needs_manual_grade = result.points, False
        book.db.commit()
    assert cli.main(["certify", "init", "--no-passphrase"]) == 0
    return folder


def certify(folder):
    return cli.main(["certify", "1", "--class-folder", str(folder)])


def test_marks_of_the_gradebook_count(classroom, capsys):
    assert certify(classroom) == 0 and "Cấp mới 1 giấy" in capsys.readouterr().out


def test_results_written_by_hand_do_not(classroom, capsys, course):
    mark(course, classroom, "mo")
    assert certify(classroom) == 3
    told = capsys.readouterr()
    assert "Cấp mới 1 giấy" in told.out and "mo: điểm trong results/ khác sổ điểm (b1-01-bai, " in told.err and "binhdan grade" in told.err
    assert not list(classroom.glob("certificates/b1-mo-*"))


@pytest.mark.parametrize("changed", [{"points": 40.0}, {"needs_person": True}])
def test_neither_do_results_that_were_changed(classroom, capsys, course, changed):
    file = results.path(classroom, "man", "b1-12-bai")
    file.write_text(json.dumps(json.loads(file.read_text()) | changed))
    assert certify(classroom) == 3
    told = capsys.readouterr()
    assert "Cấp mới 0 giấy" in told.out and "man: điểm trong results/ khác sổ điểm (b1-12-bai)" in told.err


def test_a_damaged_gradebook_stops_and_is_named(classroom, capsys):
    (classroom / "gradebook.db").write_bytes(b"x" * 5000)
    assert certify(classroom) == 1
    assert "gradebook.db" in (said := capsys.readouterr().err) and "chưa cấp giấy nào" in said
