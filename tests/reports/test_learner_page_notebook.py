"""The learner's page in their workspace: what it knows, in a class and alone, and what it leaves there."""

import json
from dataclasses import asdict
from datetime import UTC, datetime, timedelta

import nbformat
import pytest
from small_course import FIRST, SECOND, write_cards, write_course

import binhdan
from binhdan.classroom import activity, home, my_notebook, my_page, workspace
from binhdan.classroom.handin import hand_in, receipts
from binhdan.classroom.workspace import Settings
from binhdan.curriculum import load_course
from binhdan.grading import results
from binhdan.grading.results import Result
from binhdan.points.days import day_of
from binhdan.reports import board_neighbours
from binhdan.reports.board_neighbours import Neighbours

NOW = datetime.now(UTC)
TODAY = day_of(NOW.timestamp())


@pytest.fixture
def course(tmp_path):
    return write_course(tmp_path / "khoa-hoc")


@pytest.fixture
def desk(course, tmp_path, monkeypatch):
    from binhdan.classroom import fetching

    made = workspace.make(tmp_path / "hoc", Settings(course.root))
    made.name_learner("Vi Thị Nương", "vi-thi-nuong-2abc")
    fetching.fetch(made, course)
    monkeypatch.chdir(made.root)
    return made


def work(desk, course, assignment, text):
    """Hand in a version and return its receipt."""
    lesson = course.lesson(assignment)
    path = desk.lessons / assignment / f"{assignment}.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    notebook["cells"][2]["source"] = text
    path.write_text(json.dumps(notebook), encoding="utf-8")
    return lesson, hand_in(desk, course, path)


def marked(desk, lesson, receipt, points, **more):
    told = {"passed": points >= 7, "needs_person": False, "late_seconds": 0.0, "graded_at": NOW.isoformat(), **more}
    results.save(desk.class_folder, Result(receipt.learner, lesson.code, lesson.assignment, lesson.plan.title, points, 10.0, digest=receipt.digest, **told))


def test_alone_the_page_shows_marks_and_keeps_the_better_of_two(desk, course):
    for text, points in (("a = 1", 9.0), ("a = 2", 4.0)):
        lesson, receipt = work(desk, course, FIRST, text)
        marked(desk, lesson, receipt, points)
        page = my_page.build(desk, TODAY)
    line = page.lessons[0]
    assert (line.best, line.tries, line.passed, line.worth) == (9.0, 2, True, 9.0)
    assert page.name == "Vi Thị Nương" and page.standing.lessons == 1
    assert len(json.loads((desk.state / "marks.json").read_text(encoding="utf-8"))) == 2


def test_a_mark_that_only_the_home_page_saw_counts_too(desk, course):
    for text, points in (("a = 1", 9.0), ("a = 2", 4.0)):
        lesson, receipt = work(desk, course, FIRST, text)
        marked(desk, lesson, receipt, points)
        home.render(desk, course, None)
    assert my_page.build(desk, TODAY).lessons[0].best == 9.0


def test_a_person_who_marks_later_changes_the_mark_of_the_same_version(desk, course):
    lesson, receipt = work(desk, course, FIRST, "a = 1")
    marked(desk, lesson, receipt, 5.0, needs_person=True)
    assert my_page.build(desk, TODAY).lessons[0].waiting
    marked(desk, lesson, receipt, 8.0)
    page = my_page.build(desk, TODAY)
    assert [(line.best, line.tries, line.waiting) for line in page.lessons] == [(8.0, 1, False)]


def test_hints_and_practice_come_from_the_log_of_this_machine(desk, course):
    lesson = course.lesson(SECOND)
    activity.append(desk, activity.What.HINT, NOW, lesson=lesson.code, hint="goi-y-2")
    lesson, receipt = work(desk, course, SECOND, "a = 3")
    marked(desk, lesson, receipt, 10.0)
    page = my_page.build(desk, TODAY)
    assert (page.lessons[0].hints, page.lessons[0].worth) == (1, 9.0)
    assert page.weeks[-1].days == (TODAY,)


def test_forgotten_weeks_of_practice_stay_counted(desk):
    workspace.write_json(desk.state / "activity" / "weeks.json", {"weeks": [739_400 // 7]})
    assert my_page.build(desk, TODAY).standing.weeks == 1


def test_in_a_class_marks_and_neighbours_come_from_the_class_folder(desk, course, tmp_path):
    shared = tmp_path / "lop"
    shared.mkdir()
    desk.save_settings(Settings(course.root, shared))
    lesson, receipt = work(desk, course, FIRST, "a = 5")
    marked(desk, lesson, receipt, 7.0)
    assert my_page.build(desk, TODAY).neighbours is None
    board_neighbours.write(shared, {desk.learner.code: Neighbours("Chè Xanh", "Búp Non")})
    page = my_page.build(desk, TODAY)
    assert page.neighbours == Neighbours("Chè Xanh", "Búp Non") and page.standing.points == 7


def test_on_a_second_machine_the_home_page_and_this_page_agree(desk, course, tmp_path):
    """The receipts lie on the first machine; the class folder has the marks and what came with them."""
    shared = tmp_path / "lop"
    shared.mkdir()
    desk.save_settings(Settings(course.root, shared))
    earlier = (NOW - timedelta(days=9)).isoformat()
    lesson, receipt = work(desk, course, FIRST, "a = 8")
    marked(desk, lesson, receipt, 10.0)
    workspace.write_json(shared / "submitted" / desk.learner.code / FIRST / "receipt.json", {**asdict(receipt), "handed_in_at": earlier, "hints": 1})
    write_cards(course, FIRST, "mot", "hai")
    second = workspace.make(tmp_path / "may-hai", Settings(course.root, shared))
    second.name_learner("Vi Thị Nương", desk.learner.code)
    page = my_page.build(second, TODAY)
    assert (page.standing.first_day, page.lessons[0].hints, page.standing.points) == (TODAY - 9, 1, 9.0)
    assert "Hỏi mot?" in home.render(second, course, None, now=NOW), "cards of what was handed in from the first machine"
    week = home.render(second, course, None, now=NOW - timedelta(days=9))
    assert "1/5 ngày" in week and len([line for line in page.weeks if line.days]) == 1


def test_forged_marks_in_a_shared_folder_break_nothing(desk, course):
    lesson, receipt = work(desk, course, FIRST, "a = 6")
    marked(desk, lesson, receipt, float("nan"))
    workspace.write_json(desk.state / "marks.json", {"x": [1, 2], "y": "abc", "z": ["B1.02", "nay", 1, 1, True, False, 0]})
    page = my_page.build(desk, TODAY)
    assert page.standing.points == 0 and page.lessons == ()


def test_the_page_is_offered_by_name_and_shows_its_still_side(desk, course):
    page = binhdan.my_page()
    shown = page._repr_mimebundle_()
    assert "Vi Thị Nương" in shown["text/html"] and list(shown) == ["text/plain", "text/html"]


def test_the_buttons_save_and_look_again(desk, course):
    page = binhdan.my_page()
    box = page.widget()
    (again, save), told, shown = box.children[0].children, box.children[1], box.children[2]
    assert ">0</b> bài đạt" in shown.value
    lesson, receipt = work(desk, course, FIRST, "a = 7")
    marked(desk, lesson, receipt, 8.0)
    again.click()
    assert ">1</b> bài đạt" in shown.value
    save.click()
    saved = desk.root / my_page.FILE
    assert "Đã lưu" in told.value and "<!DOCTYPE html>" in saved.read_text(encoding="utf-8")


def test_a_full_disk_is_said_where_the_button_is_and_the_old_page_stays(desk, monkeypatch):
    import os

    page = binhdan.my_page()
    page.save()
    before = (desk.root / my_page.FILE).read_bytes()

    def full(descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert "Không ghi được" in page.save() and "No space left" in page.save()
    assert (desk.root / my_page.FILE).read_bytes() == before
    assert not [path for path in desk.root.iterdir() if path.name.endswith(".part")]


def test_what_is_in_the_way_is_said_on_the_page(desk, monkeypatch, tmp_path):
    (desk.state / "learner.json").unlink()
    assert "Chưa biết học viên là ai" in binhdan.my_page().still()
    assert "Chưa biết học viên là ai" in binhdan.my_page().save()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BINHDAN_WORKSPACE", str(tmp_path / "trong"))
    assert "chưa phải thư mục học" in binhdan.my_page().still()


def test_the_notebook_is_laid_once_and_never_over_the_learners_own(desk):
    laid = my_notebook.lay(desk)
    assert laid == desk.root / "trang-cua-toi.ipynb"
    notebook = nbformat.read(laid, as_version=4)
    nbformat.validate(notebook)
    assert "my_page()" in notebook.cells[1].source
    laid.write_text("của tôi", encoding="utf-8")
    assert my_notebook.lay(desk) is None and laid.read_text(encoding="utf-8") == "của tôi"


def test_the_home_page_links_to_it(desk, course):
    assert "Trang của tôi" not in home.render(desk, course, None)
    my_notebook.lay(desk)
    assert '<a href="#" data-path="trang-cua-toi.ipynb">Trang của tôi</a>' in home.render(desk, course, None)


def test_its_cell_runs(desk, course):
    source = nbformat.read(my_notebook.lay(desk), as_version=4).cells[1].source
    lines = source.splitlines()
    names = {}
    exec("\n".join(lines[:-1]), names)
    assert "Vi Thị Nương" in eval(lines[-1], names).still()
    assert receipts(desk, course.lesson(FIRST)) == [] and load_course(course.root).root == course.root
