"""What peers mark by, and what is said where the file is not right."""

import re
import shutil

import pytest

from binhdan.curriculum import load_course
from binhdan.teachback import rubric as rubrics
from binhdan.teachback.problem import TeachBackError


def test_the_lesson_has_criteria_for_its_six_points_and_works_of_clearly_different_quality(rubric):
    assert (rubric.answer, rubric.most, [c.most for c in rubric.criteria]) == ("giang-thu", 6, [2, 2, 2])
    totals = sorted(sum(each.marks) for each in rubric.references)
    assert len(totals) >= 5 and totals[0] <= 1 and totals[-1] == 6 and len(set(totals)) >= 5
    for each in rubric.references:
        (_, lecture), (_, story) = each.parts
        assert 100 <= len(lecture.split()) <= 230, each.key
        assert len(story.split()) >= 10 and all(len(why.split()) >= 5 for why in each.why)


def test_criteria_are_those_of_the_lesson(course, rubric):
    lesson = course.lesson("B1.13").source.read_text(encoding="utf-8")
    for criterion in rubric.criteria:
        two, one = re.search(rf"\| \*\*{criterion.name}\*\* \| (.+) \| (.+) \|", lesson).groups()
        assert criterion.anchors[2] == two and one in criterion.anchors[1]


@pytest.fixture
def written(course, tmp_path):
    """A function (change of the file's text) -> the rubric of a course that has it."""

    def load(change):
        (tmp_path / "lessons/level1").mkdir(parents=True)
        shutil.copy(course.root / "curriculum.toml", tmp_path)
        lesson = course.lesson("B1.13")
        shutil.copytree(lesson.folder, tmp_path / "lessons/level1" / lesson.slug)
        file = tmp_path / "lessons/level1" / lesson.slug / rubrics.FILE
        text = change(file.read_text(encoding="utf-8"))
        file.unlink() if text is None else file.write_text(text, encoding="utf-8")
        return rubrics.load(load_course(tmp_path).lesson("B1.13"))

    return load


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda text: None, "chưa có lessons/level1/13-ai-bia-la-gi/calibration.toml"),
        (lambda text: text.replace('answer = "giang-thu"', 'answer = "khong-co"'), "answer"),
        (lambda text: text.replace('answer = "giang-thu"', ""), "answer"),
        (lambda text: text.replace("marks = [2, 2, 2]", "marks = [2, 3, 2]"), "xe-khach"),
        (lambda text: text.replace("marks = [2, 2, 2]", "marks = [2, 2]"), "xe-khach"),
        (lambda text: text.replace("marks = [2, 2, 2]", "marks = [2, true, 2]"), "xe-khach"),
        (lambda text: text.replace('key = "xe-khach"', 'key = "hoc-bong"'), "key khác nhau"),
        (lambda text: text[: text.index("[[work]]")], "work"),
        (lambda text: text + "[[", "thiếu hoặc sai"),
        (lambda text: text.replace("giang-thu = ", "giang-that = ", 1), "giang-thu"),
    ],
)
def test_a_file_that_is_not_right_is_named(written, change, told):
    with pytest.raises(TeachBackError, match=told):
        written(change)
