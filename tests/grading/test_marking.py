"""What comes out of marking one class of good, wrong, broken and hostile hand-ins."""

import csv
import json
import sqlite3

import handins
import pytest
import tiny_course as small

pytestmark = pytest.mark.nbgrader


@pytest.mark.parametrize("learner", [name for name, points in handins.POINTS.items() if points is not None])
def test_points(marked, learner):
    result = marked.results[learner]
    assert (result.state, result.why) == ("graded", "")
    assert (result.points, result.max_points) == (handins.POINTS[learner], 10)
    assert result.passed == (result.points >= 7)
    assert result.points == sum(cell.points for cell in result.cells)
    assert [cell.name for cell in result.cells] == list(handins.CHECKS)


@pytest.mark.parametrize(
    ("learner", "says"),
    [
        ("xoa-mot-nua", "hỏng hoặc chép chưa hết"),
        ("sai-bang-ma", "không ở dạng UTF-8"),
        ("so-tay-la", "không phải sổ tay của bài B1.01"),
        ("nham-bai", "sổ tay của bài B1.02"),
        ("khong-co-so-tay", "chỉ có bai cua toi.ipynb"),
        ("lien-ket", "'so-diem.db' là liên kết"),
    ],
)
def test_not_graded_with_a_reason(marked, learner, says):
    result = marked.results[learner]
    assert (result.state, result.points, result.passed, result.cells) == ("not graded", 0, False, ())
    assert says in result.why
    assert not (marked.folder / "autograded" / learner).exists() or not any((marked.folder / "autograded" / learner).iterdir())


def test_everybody_has_a_result_file(marked):
    for learner, result in marked.results.items():
        row = json.loads((marked.folder / "results" / learner / f"{small.ONE}.json").read_text(encoding="utf-8"))
        assert row["state"] == result.state and row["lesson"] == "B1.01" and row["points"] == result.points
    assert set(marked.results) == set(handins.POINTS)


def test_an_interrupted_batch_goes_on_where_it_stopped(marked):
    total = len(handins.POINTS)
    counted = [(s.done, s.total) for s in marked.steps]
    first = counted.index((1, counted[-1][1]), 1)  # where the second run begins
    assert counted[:first] == [(n, total) for n in range(1, first + 1)]
    assert counted[first:] == [(n, total - first) for n in range(1, total - first + 1)]
    assert marked.steps[-1].seconds_left == 0


def test_feedback_pages_are_counted_too(marked):
    graded = [r for r in marked.results.values() if r.graded]
    assert [(s.done, s.total) for s in marked.pages][-1] == (len(graded), len(graded)) and marked.pages[-1].seconds_left == 0


def test_a_new_gradebook_has_its_version_though_alembic_was_not_on_path(marked):
    with sqlite3.connect(marked.folder / "gradebook.db") as book:
        assert len(book.execute("select version_num from alembic_version").fetchall()) == 1


def test_the_cell_that_kills_python_is_named_in_the_autograded_notebook(marked):
    text = (marked.folder / "autograded" / "dung-han" / small.ONE / f"{small.ONE}.ipynb").read_text(encoding="utf-8")
    assert "làm Python dừng hẳn" in text


def test_feedback_holds_no_held_out_check_data_or_key(marked):
    pages = list((marked.folder / "feedback").rglob("*.html"))
    assert len(pages) == sum(points is not None for points in handins.POINTS.values())
    for page in pages:
        text = page.read_text(encoding="utf-8")
        for secret in (small.HIDDEN_WORDS, str(small.HELD_OUT), "HIDDEN TESTS", handins.SECRET, "an.json"):
            assert secret not in text, (page, secret)
        for outside in ("<script", "http://", "https://cdn", "cdnjs", "@import"):
            assert outside not in text, (page, outside)
        assert '<html lang="vi">' in text and "Phần chấm riêng 1" in text
    assert not list((marked.folder / "feedback").rglob("hidden"))
    assert not list((marked.folder / "autograded").rglob("hidden"))


def test_feedback_shows_answer_verdict_and_points(marked):
    text = (marked.folder / marked.results["mot-phan"].feedback).read_text(encoding="utf-8")
    assert "3 / 10 điểm" in text and "Chưa đạt" in text and "Cộng chưa đúng." in text
    assert "B1.01" in text and "mot-phan" in text
    # The learner's own output stays, except where the held-out check made it.
    spied = (marked.folder / marked.results["do-tham"].feedback).read_text(encoding="utf-8")
    assert "thấy 1 2" in spied


def test_the_gradebook_of_nbgrader_says_the_same(marked):
    from binhdan.grading import gradebook

    with gradebook.opened(marked.folder) as book:
        scores = {s.student.id: s.score for s in book.assignment_submissions(small.ONE)}
    assert scores == {name: points for name, points in handins.POINTS.items() if points is not None}


def test_export_is_a_csv_that_excel_reads(marked, tmp_path):
    from binhdan.grading import gradebook

    target = tmp_path / "điểm.csv"
    rows = gradebook.export_csv(marked.folder, target)
    assert target.read_bytes().startswith(b"\xef\xbb\xbf")
    with target.open(encoding="utf-8-sig", newline="") as file:
        table = {row["student_id"]: row for row in csv.DictReader(file)}
    assert rows == len(table)
    assert float(table["mot-phan"]["score"]) == 3 and table["mot-phan"]["assignment"] == small.ONE


def test_the_command_reports_what_is_left_to_do(marked, capsys, monkeypatch):
    from binhdan.cli import main

    monkeypatch.setenv("BINHDAN_COURSE", str(marked.course.root))
    assert main(["grade", "--class-folder", str(marked.folder)]) == 3
    out = capsys.readouterr().out
    assert "Chưa chấm được: 6" in out
    assert "lien-ket · B1.01: 'so-diem.db' là liên kết" in out
    monkeypatch.setenv("BINHDAN_COURSE", str(marked.course.root))
    assert main(["grade", "--class-folder", str(marked.folder), "--learner", "dung", "--json"]) == 0
    assert [row["points"] for row in json.loads(capsys.readouterr().out)] == [10]
