"""Figures from a real gradebook: known marks in, known figures out, and no pretending where few took part."""

import csv

import pytest

from binhdan.cli import main
from binhdan.grading import gradebook, item_analysis, level_test

pytestmark = pytest.mark.nbgrader
CELLS = ("bai-check", "bai-check-2", "bai-hidden")


@pytest.fixture(scope="module")
def course(bank_course):
    return bank_course


def lesson_of(book, course):
    name = course.lesson("B1.01").assignment
    book.update_or_create_assignment(name)
    book.update_or_create_notebook(name, name)
    for cell in CELLS:
        book.update_or_create_grade_cell(cell, name, name, max_score=2.0, cell_type="code")
    return name


def enter(book, assignment, learner, points):
    """Write points by cell, as the marker's writer does; None waits for a person."""
    book.update_or_create_student(learner)
    submission = book.update_or_create_submission(assignment, learner)
    for grade in submission.notebooks[0].grades:
        grade.auto_score = points[grade.name]
        grade.needs_manual_grade = points[grade.name] is None
    book.db.commit()


def filled(course, folder, count):
    """A class of ``count``: good learners (every second one) know the first two cells, bad ones the third."""
    before, after = course.tests
    for test in (before, after):
        level_test.register(course, folder, test)
    with gradebook.opened(folder) as book:
        lesson = lesson_of(book, course)
        for number in range(count):
            good, learner = number % 2 == 0, f"hv-{number}"
            enter(book, lesson, learner, dict(zip(CELLS, (2.0, 2.0, 1.0) if good else (0.0, 0.0, 2.0))))
            enter(book, before.assignment, learner, {f"cau-{n}-cham": 1.0 if n == 1 else 0.0 for n in (1, 2, 3)})
            enter(book, after.assignment, learner, {f"cau-{n}-cham": 0.0 if n == 3 and not good else 1.0 for n in (1, 2, 3)})
    return folder


@pytest.fixture(scope="module")
def big(course, tmp_path_factory):
    return filled(course, tmp_path_factory.mktemp("lop-dong"), 40)


@pytest.fixture(scope="module")
def small(course, tmp_path_factory):
    return filled(course, tmp_path_factory.mktemp("lop-vang"), 4)


def rows(course, folder):
    analysis = item_analysis.analyse(course, folder, 1)
    return analysis, {(row.assignment, row.name): row for row in analysis.rows}


def test_cells_of_a_lesson(course, big):
    _, found = rows(course, big)
    name = course.lesson("B1.01").assignment
    first, second, third = (found[name, cell] for cell in CELLS)
    assert [(row.n, row.right) for row in (first, second, third)] == [(40, 0.5), (40, 0.5), (40, 0.75)]
    # All learners of one kind are alike: who has the first cell has 3 of the other 4 points, the others 2.
    assert first.discrimination == pytest.approx(1) and first.flags == [] and second.flags == []
    assert third.discrimination == pytest.approx(-1) and third.flags == ["phân biệt ngược: xem lại đề và đáp án"]


def test_point_biserial_by_hand():
    assert item_analysis._correlation([(1, 0.9), (1, 0.7), (0, 0.3), (0, 0.5)]) == pytest.approx(0.8944, abs=1e-4)
    assert item_analysis._correlation([(1, 0.9), (1, 0.7), (1, 0.3)]) is None, "nothing varies"
    assert item_analysis._correlation([(1, 0.9), (0, 0.1)]) is None, "two learners always agree"


def test_items_of_the_level_test_go_by_what_each_learner_had(course, big):
    _, found = rows(course, big)
    families = [row for (assignment, name), row in found.items() if assignment == "b1-truoc" and "/" not in name]
    assert sum(row.n for row in families) == 40 * 3
    drawn = [level_test.drawn(course, course.tests[0], f"hv-{n}") for n in range(40)]
    for row in families:
        assert row.n == sum(item.family == row.name for items in drawn for item in items.values())
        assert row.right == (1.0 if row.about.startswith("A") else 0.0)
        variants = [r for (a, name), r in found.items() if a == "b1-truoc" and name.startswith(f"{row.name}/")]
        assert sum(v.n for v in variants) == row.n
    flags = {flag for row in families if row.certain for flag in row.flags}
    assert flags == {"quá dễ", "quá khó"}


def test_gain(course, big):
    analysis, _ = rows(course, big)
    gain = analysis.gain
    assert (gain.n, gain.before, gain.after, gain.most, gain.certain) == (40, 1, 2.5, 3, True)
    assert gain.margin == pytest.approx(1.96 * 0.5064 / 40**0.5, abs=1e-3)
    text = "\n".join(item_analysis.lines(analysis))
    assert "1,00 → 2,50 trên 3 điểm, thay đổi +1,50 ± 0,16" in text and "chưa đủ" not in text


def test_a_small_class_is_told_that_figures_are_uncertain(course, small):
    analysis, found = rows(course, small)
    assert all(not row.certain and row.flags == [f"ít người làm ({row.n}), số chưa chắc"] for row in found.values())
    text = "\n".join(item_analysis.lines(analysis))
    assert "~ dưới 20 người làm" in text and "Mới 4 người: chưa đủ" in text
    assert "quá dễ" not in text and "quá khó" not in text and "phân biệt ngược" not in text


def test_who_did_one_test_only_counts_for_no_gain_and_waiting_cells_for_nothing(course, tmp_path):
    before, after = course.tests
    for test in (before, after):
        level_test.register(course, tmp_path, test)
    with gradebook.opened(tmp_path) as book:
        enter(book, before.assignment, "mot", {f"cau-{n}-cham": 1.0 for n in (1, 2, 3)})
        lesson = lesson_of(book, course)
        enter(book, lesson, "mot", dict(zip(CELLS, (2.0, 0.0, None))))
    analysis, found = rows(course, tmp_path)
    assert analysis.gain is None and "chưa ai làm cả hai" in "\n".join(item_analysis.lines(analysis))
    assert (lesson, "bai-hidden") not in found and found[lesson, "bai-check"].n == 1


@pytest.mark.parametrize(("share", "n", "low", "high"), [(0.5, 10, 0.237, 0.763), (1.0, 5, 0.566, 1.0), (0.0, 1, 0.0, 0.793)])
def test_wilsons_interval(share, n, low, high):
    assert item_analysis.interval(share, n) == pytest.approx((low, high), abs=1e-3)


def test_the_command_and_its_csv(course, big, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("BINHDAN_COURSE", str(course.root))
    target = tmp_path / "câu hỏi.csv"
    assert main(["items", "level1", "--class-folder", str(big), "--csv", str(target)]) == 0
    assert "soat-chinh-ta" in capsys.readouterr().out
    assert target.read_bytes().startswith(b"\xef\xbb\xbf")
    with target.open(encoding="utf-8-sig", newline="") as file:
        table = list(csv.DictReader(file))
    assert {row["bai"] for row in table} == {"b1-truoc", "b1-sau", course.lesson("B1.01").assignment}
    third = next(row for row in table if row["cau"] == "bai-hidden")
    assert (float(third["ti_le_dung"]), float(third["phan_biet"])) == (0.75, -1)


def test_what_is_not_there_is_told(course, big, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("BINHDAN_COURSE", str(course.root))
    assert main(["items", "1", "--class-folder", str(tmp_path)]) == 1
    assert "binhdan grade" in capsys.readouterr().err and not (tmp_path / "gradebook.db").exists()
    assert main(["items", "9", "--class-folder", str(big)]) == 2
    assert main(["items", "2", "--class-folder", str(big)]) == 0
    assert "chưa có bài nào của bậc 2" in capsys.readouterr().out
    assert main(["items", "1", "--class-folder", str(big), "--csv", str(tmp_path / "khong" / "co.csv")]) == 1
