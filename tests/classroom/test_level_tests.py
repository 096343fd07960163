"""Level tests on a learner's desk: when they come, where they are found, how they are handed in."""

import json
import shutil
from pathlib import Path

import pytest
from small_course import FIRST, SECOND, lesson_notebook

from binhdan.classroom import home, level_tests, third_hint
from binhdan.classroom.collect import collect
from binhdan.classroom.handin import hand_in
from binhdan.classroom.inbox import Filed
from binhdan.classroom.progress import Mark, describe
from binhdan.classroom.workspace import WorkspaceError
from binhdan.curriculum import load_course
from binhdan.grading import results

REPO = Path(__file__).resolve().parents[2]


@pytest.fixture
def course(course):
    """The small course, with the bank of level 1."""
    shutil.copy(REPO / "lessons/level1/bank.toml", course.root / "lessons/level1")
    return load_course(course.root)


def path(desk, name):
    return desk.lessons / name / f"{name}.ipynb"


def fetched(desk, course):
    return [test.assignment for test in level_tests.fetch(desk, course)]


def test_the_first_comes_at_once_and_stays_as_it_is(desk, course):
    assert fetched(desk, course) == ["b1-truoc"]
    path(desk, "b1-truoc").write_text("của tôi", encoding="utf-8")
    assert fetched(desk, course) == [] and path(desk, "b1-truoc").read_text(encoding="utf-8") == "của tôi"


def test_it_is_too_late_for_the_first_after_a_lesson(desk, course):
    hand_in(desk, course, lesson_notebook(desk))
    assert fetched(desk, course) == []


def test_the_second_comes_when_every_lesson_was_handed_in(desk, course):
    fetched(desk, course)
    hand_in(desk, course, lesson_notebook(desk, FIRST))
    assert fetched(desk, course) == []
    hand_in(desk, course, lesson_notebook(desk, SECOND))
    assert fetched(desk, course) == ["b1-sau"]
    first, second = (json.loads(path(desk, name).read_text(encoding="utf-8"))["cells"] for name in ("b1-truoc", "b1-sau"))
    questions = [["".join(cell["source"]) for cell in cells if cell["id"].endswith("-de")] for cells in (first, second)]
    assert len(questions[0]) == 3 and not set(questions[0]) & set(questions[1])


def test_it_is_too_late_for_the_first_after_a_mark_from_another_machine(desk, course):
    for lesson in ("B1.00", "B1.01"):
        taken = course.lesson(lesson)
        facts = (taken.code, taken.assignment, "x", 2.0, 3.0, False, False, 0.0, "sha256:0", "2026-11-23T08:00:00+00:00")
        results.save(desk.class_folder, results.Result(desk.learner.code, *facts))
        assert fetched(desk, course) == []
        results.path(desk.class_folder, desk.learner.code, taken.assignment).unlink()


def test_nothing_is_drawn_for_nobody(tmp_path, course):
    from binhdan.classroom import workspace

    empty = workspace.make(tmp_path / "trong", workspace.Settings(course.root))
    assert fetched(empty, course) == [] and not path(empty, "b1-truoc").exists()


def test_the_home_page_leads_there(desk, course):
    page = home.render(desk, course, None)
    assert 'data-path="bai-hoc/b1-truoc/b1-truoc.ipynb"' in page and "ba câu, chừng sáu phút" in page
    assert page.index("Đo đầu bậc 1") < page.index("Bài hôm nay")
    hand_in(desk, course, path(desk, "b1-truoc"))
    hand_in(desk, course, path(desk, "b1-truoc"))
    page = home.render(desk, course, None)
    assert "(đã nộp)" in page and "solution/b1-truoc" not in page
    with pytest.raises(WorkspaceError, match="không có lời giải"):
        third_hint.page(desk, course.lesson("B1.00"))


def test_without_a_bank_the_home_page_says_nothing_of_it(desk, course):
    (course.root / "lessons/level1/bank.toml").unlink()
    assert "bd-tests" not in home.render(desk, load_course(course.root), None)


def test_it_is_handed_in_and_collected_like_a_lesson(desk, course, tmp_path):
    fetched(desk, course)
    receipt = hand_in(desk, course, path(desk, "b1-truoc"), archive=tmp_path / "lan.zip")
    assert receipt.lesson == "B1.00"
    [found] = collect(course, tmp_path / "lop", [tmp_path / "lan.zip"])
    assert (found.filed, found.assignment, found.tampered) == (Filed.NEW, "b1-truoc", False)


def test_nobody_passes_or_fails_it():
    mark = Mark(1.0, 3.0, True, False, "", "", None, measures=True)
    assert describe(mark) == "Đã chấm: 1/3 điểm. Bài đo không tính đạt hay chưa đạt."
