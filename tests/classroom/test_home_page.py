"""The home page: one state a lesson, points, links, and names that are shown and never run."""

from html.parser import HTMLParser

import pytest
from small_course import FIRST, SECOND, edit, lesson_notebook, notebook

from binhdan.classroom import home, progress
from binhdan.classroom.handin import hand_in
from binhdan.classroom.marking import Marking
from binhdan.classroom.progress import State
from binhdan.classroom.workspace import Settings
from binhdan.grading import results


def row(desk, course, code="B1.01"):
    return progress.of_lesson(desk, course, course.lesson(code))


def graded(desk, digest, **changes):
    """Write the result that ``binhdan grade`` would write."""
    facts = {
        "learner": desk.learner.code, "lesson": "B1.01", "assignment": FIRST, "title": "x", "points": 8.0, "max_points": 10.0,
        "passed": True, "needs_person": False, "late_seconds": 0.0, "digest": digest, "graded_at": "2026-11-23T08:00:00+00:00",
    }
    results.save(desk.class_folder, results.Result(**{**facts, **changes}))


def test_the_states_of_a_lesson_in_a_learners_order(desk, course):
    assert row(desk, course).state is State.TO_DO
    edit(desk, lambda cells: cells[2].update(source="cau_lenh = 'Xin chào'"))
    assert row(desk, course).state is State.DOING
    receipt = hand_in(desk, course, lesson_notebook(desk))
    assert row(desk, course).state is State.HANDED_IN
    graded(desk, receipt.digest, points=3.0, passed=False)
    assert row(desk, course).state is State.REDO
    edit(desk, lambda cells: cells[2].update(source="cau_lenh = 'Bạn là'"))
    newer = hand_in(desk, course, lesson_notebook(desk))
    assert row(desk, course).state is State.HANDED_IN, "the old mark is not about the new work"
    graded(desk, newer.digest)
    assert row(desk, course).state is State.PASSED


def test_saving_without_working_is_not_yet_doing(desk, course):
    edit(desk, lambda cells: cells[1]["metadata"].update(trusted=True))
    assert row(desk, course).state is State.TO_DO
    edit(desk, lambda cells: cells[1].update(execution_count=1))
    assert row(desk, course).state is State.DOING


def test_checks_are_counted_from_the_saved_notebook(desk, course):
    assert row(desk, course).checks == (0, 1), "the held-out check is no check to pass here"
    shown = {"output_type": "execute_result", "execution_count": 3, "metadata": {}}
    edit(desk, lambda cells: cells[3].update(outputs=[{**shown, "data": {"text/plain": ["0"]}}]))
    assert row(desk, course).checks == (0, 1)
    edit(desk, lambda cells: cells[3].update(outputs=[{**shown, "data": {"text/plain": ["Đạt"]}}], execution_count=3))
    assert row(desk, course).checks == (1, 1)
    assert "Tự kiểm tra đạt 1/1" in home.render(desk, course, None)


def test_a_mark_that_waits_for_a_person_is_no_failure(desk, course):
    receipt = hand_in(desk, course, lesson_notebook(desk))
    graded(desk, receipt.digest, points=4.0, passed=False, needs_person=True)
    assert row(desk, course).state is State.HANDED_IN
    assert "chờ người chấm" in home.render(desk, course, None)


def test_not_graded_says_why(desk, course):
    hand_in(desk, course, lesson_notebook(desk))
    graded(desk, "", points=0.0, passed=False, state="not graded", why="Sổ tay <hỏng>.")
    assert row(desk, course).state is State.HANDED_IN
    assert "Sổ tay &lt;hỏng&gt;." in home.render(desk, course, None)


@pytest.mark.parametrize("changes", [{"points": "<script>"}, {"points": None}, {"max_points": [1]}, {"passed": "yes"}])
def test_a_result_that_somebody_tampered_with_breaks_nothing(desk, course, changes):
    graded(desk, hand_in(desk, course, lesson_notebook(desk)).digest, **changes)
    assert row(desk, course).state is not State.PASSED
    assert "<script" not in home.render(desk, course, None)


def test_damaged_notebooks_are_still_shown(desk, course):
    for content in ("", "[]", '{"cells": 3}', '{"cells": [1]}'):
        lesson_notebook(desk).write_text(content, encoding="utf-8")
        assert row(desk, course).notebooks


class Page(HTMLParser):
    """Collects what a reader meets."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.open, self.texts = [], [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.texts.append(data)


def test_the_path_has_all_lessons_and_links_to_the_written_ones(desk, course):
    page = Page(home.render(desk, course, None))
    assert not page.open, "every tag is closed"
    assert sum(tag == "details" for tag, _ in page.tags) == 5
    planned = sum(len(level.lessons) for level in course.levels)
    assert sum(tag == "li" for tag, _ in page.tags) == planned + 3 + 7 == 79, "the path, three figures, the days of the week"
    paths = {attrs["data-path"] for _, attrs in page.tags if "data-path" in attrs}
    assert paths == {f"bai-hoc/{name}/{name}.ipynb" for name in (FIRST, SECOND)}
    assert page.texts.count("sắp có") == planned - 2 and page.texts.count("chưa làm") == 2


def test_the_page_can_be_heard(desk, course):
    page = Page(home.render(desk, course, None))
    ids = {attrs["id"] for _, attrs in page.tags if "id" in attrs}
    assert [tag for tag, _ in page.tags if tag in ("h1", "h2", "h3")] == ["h1", "h2", "h2", "h2", "h2"]
    assert {a["aria-labelledby"] for _, a in page.tags if "aria-labelledby" in a} <= ids
    assert [tag for tag, _ in page.tags][0] == "article" and page.tags[0][1]["lang"] == "vi"
    assert not [tag for tag, _ in page.tags if tag == "main"], "JupyterLab's own is around it"
    assert sorted(attrs["aria-current"] for _, attrs in page.tags if "aria-current" in attrs) == ["date", "step"]
    assert not any("style" in attrs or tag in ("script", "img") for tag, attrs in page.tags)


def test_markup_in_a_name_is_text(desk, course):
    desk.name_learner('Lan <img src=x onerror="alert(1)"> & "con"')
    html = home.render(desk, course, None)
    assert "<img" not in html and "Lan &lt;img src=x onerror=" in html
    assert 'Lan <img src=x onerror="alert(1)"> & "con"' in "".join(Page(html).texts)


def test_today_is_what_was_begun_then_what_to_redo_then_the_next(desk, course):
    def today():
        found = home.todays_lesson(progress.of_course(desk, course))
        return found and (found.plan.code, found.state)

    assert today() == ("B1.01", State.TO_DO)
    receipt = hand_in(desk, course, lesson_notebook(desk))
    assert today() == ("B1.07", State.TO_DO)
    graded(desk, receipt.digest, passed=False, points=1.0)
    assert today() == ("B1.01", State.REDO)
    lesson_notebook(desk, SECOND).write_text(notebook("B1.07").replace("cau_lenh = ''", "cau_lenh = 'a'"), encoding="utf-8")
    assert today() == ("B1.07", State.DOING)
    hand_in(desk, course, lesson_notebook(desk, SECOND))
    graded(desk, receipt.digest)
    assert today() is None
    assert "đã nộp hết" in home.render(desk, course, None)


def test_points_are_added_and_written_the_vietnamese_way(desk, course):
    graded(desk, hand_in(desk, course, lesson_notebook(desk)).digest, points=7.5)
    html = home.render(desk, course, None)
    assert "<b>7,5</b> điểm bài" in html and "Đạt: 7,5/10 điểm." in html


def test_a_worse_try_takes_nothing_away(desk, course):
    graded(desk, hand_in(desk, course, lesson_notebook(desk)).digest, points=9.0)
    home.render(desk, course, None)
    edit(desk, lambda cells: cells[2].update(source="cau_lenh = 'Thử khác'"))
    graded(desk, hand_in(desk, course, lesson_notebook(desk)).digest, points=2.0, passed=False)
    html = home.render(desk, course, None)
    assert "<b>9</b> điểm bài" in html and "<b>1</b> bài đạt" in html
    assert "Lần này 2/10 điểm. Bài này bạn đã đạt 9 điểm" in html and "Cần làm lại" not in html
    assert row(desk, course).state is State.PASSED and home.todays_lesson(progress.of_course(desk, course)).plan.code == "B1.07"


def test_a_new_version_never_hides_the_work_in_the_old_one(desk, course):
    from binhdan.classroom import fetching

    edit(desk, lambda cells: cells[2].update(source="cau_lenh = 'Xin chào'"))
    (course.root / "release" / FIRST / f"{FIRST}.ipynb").write_text(notebook("B1.01") + " ", encoding="utf-8")
    fetching.fetch_beside(desk, course, course.lesson("B1.01"))
    assert row(desk, course).state is State.DOING
    assert f'<a class="bd-start" href="#" data-path="bai-hoc/{FIRST}/{FIRST}.ipynb">Làm tiếp</a>' in home.render(desk, course, None)
    newer = desk.lessons / f"{FIRST}-moi" / f"{FIRST}.ipynb"
    newer.write_text(newer.read_text(encoding="utf-8").replace("cau_lenh = ''", "cau_lenh = 'a'"), encoding="utf-8")
    assert row(desk, course).current == f"bai-hoc/{FIRST}-moi/{FIRST}.ipynb"


def test_who_has_passed_is_not_asked_to_take_a_new_version(desk, course):
    graded(desk, hand_in(desk, course, lesson_notebook(desk)).digest)
    (course.root / "release" / FIRST / f"{FIRST}.ipynb").write_text(notebook("B1.01") + " ", encoding="utf-8")
    assert row(desk, course).release_changed and "bản mới" not in home.render(desk, course, None)


def test_feedback_is_linked_where_there_is_some(desk, course):
    graded(desk, hand_in(desk, course, lesson_notebook(desk)).digest)
    assert "Xem nhận xét" not in home.render(desk, course, None)
    page = desk.own_class / "feedback" / "lan-7k3f" / FIRST / f"{FIRST}.html"
    page.parent.mkdir(parents=True)
    page.write_text("", encoding="utf-8")
    assert f'href="/hoc/binhdan/feedback/{FIRST}"' in home.render(desk, course, None, "/hoc/")


def test_a_new_release_is_offered_and_then_linked(desk, course):
    from binhdan.classroom import fetching

    (course.root / "release" / FIRST / f"{FIRST}.ipynb").write_text(notebook("B1.01") + " ", encoding="utf-8")
    assert 'data-action="new-version" data-lesson="B1.01"' in home.render(desk, course, None)
    fetching.fetch_beside(desk, course, course.lesson("B1.01"))
    html = home.render(desk, course, None)
    assert "data-action" not in html and f'data-path="bai-hoc/{FIRST}-moi/{FIRST}.ipynb"' in html


def test_in_a_class_marks_come_from_the_shared_folder(desk, course, tmp_path):
    shared = tmp_path / "chung"
    shared.mkdir()
    desk.save_settings(Settings(course.root, shared))
    receipt = hand_in(desk, course, lesson_notebook(desk))
    assert "chờ chấm" in home.render(desk, course, None)
    graded(desk, receipt.digest)
    assert (shared / "results" / "lan-7k3f" / f"{FIRST}.json").is_file()
    assert row(desk, course).state is State.PASSED
    assert not desk.own_class.exists()


def test_marking_under_way_is_told(desk, course):
    class Slow(Marking):
        def _work(self):
            pass

    marking = Slow(desk)
    hand_in(desk, course, lesson_notebook(desk))
    marking.submit(course.lesson("B1.01"))
    assert "Đang chờ chấm." in home.render(desk, course, marking)
