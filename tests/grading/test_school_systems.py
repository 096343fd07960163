"""Marks for Moodle and Canvas: what their importers want, from a gradebook that nbgrader made."""

import csv
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import tiny_course as small

from binhdan.grading import gradebook

pytestmark = pytest.mark.nbgrader
REPO = Path(__file__).resolve().parents[2]
ROSTER = """Họ và tên,Năm sinh,Tổ dân phố,Mã học viên,Lớp
Nguyễn Thị Lan,1990,Ao Sen,lan-1,Lớp sáng
Lò Thị Mận,1985,Gò Mây,man-2,Lớp tối
"Trần An;=1+1",1979,Gò Mây,an-3,Lớp sáng
Points Possible,1991,Gò Mây,pp-4,Lớp tối
"""


@pytest.fixture(scope="module")
def marked_class(tiny_course, tmp_path_factory):
    """A class folder with marks of six learners, of whom four are enrolled, and a level test."""
    from binhdan.cli import main
    from binhdan.grading.run import grade

    folder = tmp_path_factory.mktemp("lop-xuat") / "lớp"
    for learner, answer in (("lan-1", small.RIGHT), ("man-2", small.WRONG), ("an-3", small.RIGHT), ("pp-4", small.RIGHT)):
        small.hand_in(folder, learner, small.with_answer(tiny_course.root, answer))
    small.hand_in(folder, "la-5", small.with_answer(tiny_course.root, small.RIGHT))
    small.hand_in(folder, "=1+1", small.with_answer(tiny_course.root, small.RIGHT))
    two = small.released(tiny_course.root, small.TWO)
    small.cell(two, "y-kien").source = "Vì chè ngon."
    small.hand_in(folder, "lan-1", two, small.TWO)
    grade(tiny_course, folder)
    roster = folder / "ds.csv"
    roster.write_text(ROSTER, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BINHDAN_COURSE", str(tiny_course.root))
        patch.setenv("BINHDAN_LOCALE", str(REPO / "locale" / "doi-che.toml"))
        assert main(["enrol", str(roster), "--class-folder", str(folder), "--yes"]) == 0
    return folder


@pytest.fixture
def export(marked_class, tiny_course, tmp_path, monkeypatch, capsys):
    """Run ``binhdan grades``: (status, lines of the file, what was told)."""
    from binhdan.cli import main

    monkeypatch.setenv("BINHDAN_COURSE", str(tiny_course.root))
    monkeypatch.delenv("BINHDAN_DB", raising=False)

    def run(*words, folder=marked_class):
        to = tmp_path / "điểm.csv"
        status = main(["grades", *words, "--class-folder", str(folder), "--to", str(to)])
        lines = list(csv.reader(to.read_text(encoding="utf-8-sig").splitlines())) if to.exists() else []
        return status, lines, capsys.readouterr().err

    return run


def test_moodle(export, tiny_course, tmp_path):
    status, lines, told = export("moodle")
    titles = [f"{lesson.code} {lesson.plan.title}" for lesson in tiny_course.lessons]
    assert lines[0] == ["First name", "Last name", "Username", "ID number", *titles]
    rows = {row[2]: row for row in lines[1:]}
    assert rows["lan-1"] == ["Thị Lan", "Nguyễn", "lan-1", "lan-1", "10", "-"]
    assert rows["man-2"][4:] == ["0", "-"]
    assert rows["la-5"] == ["la-5", "", "la-5", "la-5", "10", "-"]
    assert (tmp_path / "điểm.csv").read_bytes().startswith(b"\xef\xbb\xbfFirst name,")
    assert "1 bài còn chờ người chấm" in told and "la-5" in told
    assert status == 3 and "'=1+1'" not in rows and "=1+1" not in rows and "=1+1" in told


def test_names_come_by_given_name_and_codes_last(export):
    _, lines, _ = export("moodle")
    assert [row[2] for row in lines[1:]] == ["an-3", "lan-1", "man-2", "pp-4", "la-5"]


def test_canvas(export, tmp_path, marked_class):
    status, lines, _ = export("canvas")
    assert lines[0][:5] == ["Student", "ID", "SIS User ID", "SIS Login ID", "Section"]
    assert lines[1] == ["    Points Possible", "", "", "", "", "10", "10"]
    rows = {row[2]: row for row in lines[2:]}
    assert rows["lan-1"] == ["Nguyễn Thị Lan (lan-1)", "", "lan-1", "lan-1", "Lớp sáng", "10", ""]
    assert rows["la-5"][:5] == ["la-5", "", "la-5", "la-5", ""]
    # A Ruby reader takes no quote right behind the BOM.
    assert (tmp_path / "điểm.csv").read_bytes().startswith(b"\xef\xbb\xbfStudent,")


def test_a_name_is_neither_a_formula_nor_the_row_of_most_points(export, tmp_path):
    _, lines, _ = export("canvas")
    assert [row[0] for row in lines].count("    Points Possible") == 1 and [r[0] for r in lines if r[2:3] == ["pp-4"]] == ["pp-4"]
    text = (tmp_path / "điểm.csv").read_text(encoding="utf-8-sig")
    assert "Trần An;'=1+1 (an-3)" in text
    cells = next(csv.reader([next(line for line in text.splitlines() if "an-3" in line)], delimiter=";"))
    assert not any(cell.startswith("=") for cell in cells)


def test_an_id_of_canvas_is_used(export, marked_class, tiny_course, tmp_path):
    folder = tmp_path / "có mã canvas"
    shutil.copytree(marked_class, folder)
    with gradebook.opened(folder) as book:
        book.update_or_create_student("lan-1", lms_user_id="81")
    _, lines, _ = export("canvas", folder=folder)
    assert next(row for row in lines if row[2] == "lan-1")[1] == "81"


def test_one_cohort_and_one_lesson(export):
    status, lines, _ = export("moodle", "--cohort", "lớp SÁNG", "--lesson", "B1.01")
    assert status == 0 and [row[2] for row in lines[1:]] == ["an-3", "lan-1"] and len(lines[0]) == 5
    status, _, told = export("moodle", "--cohort", "Lớp không có")
    assert status == 1 and "binhdan learners" in told
    status, _, told = export("moodle", "--lesson", "B9.99")
    assert status == 1 and "B9.99" in told


def test_points_are_those_of_every_other_command(marked_class):
    from binhdan.grading import totals

    with gradebook.opened(marked_class) as book:
        found = list(totals.totals(book))
        assert len(found) == 7
        for total in found:
            marks = gradebook.marks(book, total.learner, total.assignment)
            assert (total.points, total.needs_person) == (marks.points, marks.needs_person)
            assert totals.most_points(book)[total.assignment] == marks.max_points


def test_a_late_penalty_and_a_persons_mark_count(marked_class, tmp_path):
    from binhdan.grading import totals

    folder = tmp_path / "trừ điểm"
    shutil.copytree(marked_class, folder)
    with gradebook.opened(folder) as book:
        one, two = book.find_submission(small.ONE, "lan-1"), book.find_submission(small.TWO, "lan-1")
        one.notebooks[0].late_submission_penalty = 2.5
        grade = next(g for g in two.notebooks[0].grades if g.needs_manual_grade)
        grade.manual_score, grade.extra_credit, grade.needs_manual_grade = 3.25, 0.5, False
        book.db.commit()
        found = {(t.learner, t.assignment): t for t in totals.totals(book)}
        assert found["lan-1", small.ONE].points == 7.5
        two_now = gradebook.marks(book, "lan-1", small.TWO)
        assert found["lan-1", small.TWO].points == two_now.points == 3.75 and not found["lan-1", small.TWO].needs_person


@pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")  # nbgrader's own way to make a submission
def test_level_tests_stay_at_home_unless_asked_for(bank_course, tmp_path, monkeypatch, capsys):
    from binhdan.cli import main

    folder = tmp_path / "lớp đo"
    folder.mkdir()
    with gradebook.opened(folder) as book:
        for name, most in ((bank_course.tests[0].assignment, 3), (bank_course.lessons[0].assignment, 10)):
            book.update_or_create_assignment(name)
            book.update_or_create_notebook(name, name)
            book.update_or_create_grade_cell("o", name, name, max_score=most, cell_type="code")
            book.update_or_create_student("lan-1")
            book.update_or_create_submission(name, "lan-1")
            book.find_grade("o", name, name, "lan-1").auto_score = 2
            book.find_grade("o", name, name, "lan-1").needs_manual_grade = False
        book.db.commit()
    monkeypatch.setenv("BINHDAN_COURSE", str(bank_course.root))
    words = ["grades", "moodle", "--class-folder", str(folder), "--to", str(tmp_path / "d.csv")]
    assert main(words) == 0 and "Đo đầu bậc" not in (tmp_path / "d.csv").read_text(encoding="utf-8")
    assert main([*words, "--level-tests"]) == 0
    assert "B1.00 Đo đầu bậc 1" in (tmp_path / "d.csv").read_text(encoding="utf-8").splitlines()[0]


def test_the_plain_table_runs_nothing_either(marked_class, tmp_path):
    """What ``binhdan grade --export`` writes."""
    assert gradebook.export_csv(marked_class, tmp_path / "bang.csv") == 12  # six learners, two lessons
    with (tmp_path / "bang.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["student_id"] for row in rows} == {"lan-1", "man-2", "an-3", "pp-4", "la-5", "'=1+1"}


def test_nbgraders_own_command(marked_class, tiny_course, tmp_path):
    """As an instructor types it in the class folder."""
    to = tmp_path / "moodle.csv"
    app = [sys.executable, "-m", "nbgrader", "export", "--exporter=binhdan.reports.moodle.MoodleExport", f"--to={to}"]
    done = subprocess.run([*app, "--MoodleExport.cohort=Lớp tối"], cwd=marked_class, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    assert [row[2] for row in csv.reader(to.read_text(encoding="utf-8-sig").splitlines())] == ["Username", "man-2", "pp-4"]
    done = subprocess.run([*app, "--MoodleExport.cohort=Không có"], cwd=marked_class, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 1 and "binhdan learners" in done.stderr and "Traceback" not in done.stderr


def test_the_log_says_that_names_went_out(export, marked_class):
    import sqlite3
    from contextlib import closing

    export("canvas")
    with closing(sqlite3.connect(marked_class / "records.db")) as book:
        action, people, detail = book.execute("SELECT action, people, detail FROM access_log ORDER BY id DESC").fetchone()
    assert (action, people) == ("export", 4) and "Canvas" in detail


def test_no_gradebook_no_file(tmp_path, tiny_course, monkeypatch, capsys):
    from binhdan.cli import main

    monkeypatch.setenv("BINHDAN_COURSE", str(tiny_course.root))
    empty = tmp_path / "rỗng"
    empty.mkdir()
    to = tmp_path / "d.csv"
    assert main(["grades", "moodle", "--class-folder", str(empty), "--to", str(to)]) == 1
    assert "binhdan grade" in capsys.readouterr().err and not to.exists() and list(empty.iterdir()) == []
    with gradebook.opened(empty):
        pass
    assert main(["grades", "moodle", "--class-folder", str(empty), "--to", str(to)]) == 1
    assert "chưa có điểm nào" in capsys.readouterr().err and not to.exists() and not (empty / "records.db").exists()


def test_what_cannot_be_written_leaves_the_old_file(export, marked_class, tmp_path, tiny_course, monkeypatch):
    import errno
    import os

    status, before, _ = export("moodle")
    full = OSError(errno.ENOSPC, "No space left on device")
    monkeypatch.setattr(os, "fsync", lambda _: (_ for _ in ()).throw(full))
    status, lines, told = export("moodle", "--lesson", "B1.01")
    assert status == 1 and lines == before and "Không ghi được" in told
    assert [p.name for p in tmp_path.iterdir()] == ["điểm.csv"]
