"""A lesson made from the template is whole as it is, whichever lesson it is going to be."""

import runpy
import shutil
from pathlib import Path

import pytest

from binhdan.authoring import editions
from binhdan.authoring.new import create
from binhdan.authoring.parse import load
from binhdan.authoring.verify import verify
from binhdan.curriculum import CourseError, load_course
from binhdan.text import fold

ROOT = Path(__file__).resolve().parents[2]
# A plain lesson, a challenge, a teach-back with quotation marks in its title, and one of the last level.
CODES = ["B1.02", "B1.13", "B2.13", "B5.07"]


@pytest.fixture
def course(tmp_path):
    """A course with a plan and no lesson yet."""
    shutil.copy(ROOT / "curriculum.toml", tmp_path)
    return load_course(tmp_path)


def plan(course, code):
    return next(p for level in course.levels for p in level.lessons if p.code == code)


@pytest.mark.parametrize("code", CODES)
def test_a_new_lesson_is_whole(course, code):
    folder = create(course, code)
    fresh = load_course(course.root)
    lesson = fresh.lesson(code)
    assert lesson.folder == folder and (folder / "data").is_dir() and (folder / "hidden").is_dir()
    editions.replace(fresh, editions.build(fresh, [lesson], progress=lambda _: None), [lesson], everything=True)
    line = verify(fresh, lesson).line()
    assert line["ok"], line.get("problems")
    assert line["starter"] == 0 and line["solution"] == line["points"] == fresh.points(lesson.plan)
    assert len(line["decoys"]) >= 4 and 0 <= max(line["decoys"].values()) < line["pass"]


@pytest.mark.parametrize("code", CODES)
def test_no_placeholder_is_left(course, code):
    folder = create(course, code)
    text = "\n".join(file.read_text(encoding="utf-8") for file in folder.rglob("*") if file.is_file())
    for name in ("LEVEL", "NUMBER", "CODE", "STRAND", "TITLE", "__"):
        assert name not in text.replace('__name__ == "__main__"', "").replace("__file__", ""), name
    front = load(load_course(course.root).lesson(code)).front
    planned = plan(course, code)
    assert front["title"] == planned.title and front["title_en"] == planned.title_en
    assert f"\n# {planned.title}\n" in text


def test_the_script_writes_what_stands_there(course):
    folder = create(course, "B1.02")
    cases = {file: file.read_bytes() for file in folder.rglob("*.json")}
    assert len(cases) == 4
    for file in cases:
        file.unlink()
    runpy.run_path(str(folder / "make_data.py"), run_name="__main__")
    assert {file: file.read_bytes() for file in folder.rglob("*.json")} == cases


def test_a_lesson_that_is_there_is_not_written_over(course):
    folder = create(course, "B1.02")
    (folder / "lesson.md").write_text("của tôi", encoding="utf-8")
    with pytest.raises(CourseError, match="đã có"):
        create(course, "B1.02")
    assert (folder / "lesson.md").read_text(encoding="utf-8") == "của tôi"


def test_a_lesson_that_nobody_planned(course):
    with pytest.raises(CourseError, match="curriculum.toml"):
        create(course, "B1.99")


def test_the_folder_is_named_after_the_title(course):
    assert create(course, "b1.02").name == "02-" + fold("Tóm tắt công văn dài").replace(" ", "-")
