"""The course as data."""

import shutil
from pathlib import Path

import pytest

from binhdan.curriculum import CourseError, find_root, load_course

ROOT = Path(__file__).resolve().parents[1]


def test_five_levels_and_69_lessons():
    levels = load_course(ROOT).levels
    assert [len(level.lessons) for level in levels] == [13, 14, 14, 14, 14]
    for level in levels:
        assert [p.number for p in level.lessons] == list(range(1, len(level.lessons) + 1))
        assert level.lessons[-2].kind == "challenge" and level.lessons[-1].kind == "teach-back"
        assert all(p.strand in level.strands for p in level.lessons if p.kind == "lesson")


def test_points_and_pass_marks():
    course = load_course(ROOT)
    lesson, challenge, teach = course.levels[0].lessons[0], *course.levels[0].lessons[-2:]
    assert [course.points(p) for p in (lesson, challenge, teach)] == [10, 40, 20]
    assert [course.pass_mark(p) for p in (lesson, challenge, teach)] == [7, 24, 14]


def test_lessons_are_found_by_any_name():
    course = load_course(ROOT)
    for lesson in course.lessons:
        assert course.lesson(lesson.code) == course.lesson(lesson.assignment) == course.lesson(lesson.slug) == lesson
    with pytest.raises(CourseError, match="B1.01"):
        course.lesson("B9.99")


def test_a_wrong_folder_is_named(tmp_path):
    shutil.copy(ROOT / "curriculum.toml", tmp_path)
    (tmp_path / "lessons/level1/bai-mot").mkdir(parents=True)
    with pytest.raises(CourseError, match="bai-mot"):
        load_course(tmp_path).lessons


def test_broken_toml_names_the_file(tmp_path):
    (tmp_path / "curriculum.toml").write_text("[course\n", encoding="utf-8")
    with pytest.raises(CourseError, match="curriculum.toml"):
        load_course(tmp_path)


def test_no_course_says_what_to_do(monkeypatch, tmp_path):
    monkeypatch.setenv("BINHDAN_COURSE", str(tmp_path))
    with pytest.raises(CourseError, match="BINHDAN_COURSE"):
        find_root()
