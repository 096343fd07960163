"""Every lesson proves itself, and verify finds what is wrong with a broken one."""

import shutil
from pathlib import Path

import pytest

from binhdan.authoring.commands import reports
from binhdan.authoring.verify import verify
from binhdan.curriculum import load_course

ROOT = Path(__file__).resolve().parents[2]
COURSE = load_course(ROOT)


@pytest.fixture(scope="module")
def lines():
    return {report.lesson: report.line() for report in reports(COURSE, COURSE.lessons)}


@pytest.mark.parametrize("code", [lesson.code for lesson in COURSE.lessons])
def test_lesson(lines, code):
    line = lines[code]
    assert line["ok"], line.get("problems")
    assert line["starter"] == 0 and line["solution"] == line["points"] - line["by_person"]
    assert len(line["decoys"]) >= 3 and max(line["decoys"].values()) < line["pass"]
    assert line["held_out"] >= 1


@pytest.fixture
def copy(tmp_path):
    """B1.01 alone, with its built editions, to be broken."""
    lesson = COURSE.lesson("B1.01")
    shutil.copy(ROOT / "curriculum.toml", tmp_path)
    for place in (f"lessons/level1/{lesson.slug}", f"release/{lesson.assignment}"):
        shutil.copytree(ROOT / place, tmp_path / place)
    (tmp_path / "notebooks/level1").mkdir(parents=True)
    shutil.copy(ROOT / f"notebooks/level1/{lesson.slug}.ipynb", tmp_path / "notebooks/level1")
    course = load_course(tmp_path)
    return course, course.lesson("B1.01")


BREAKS = {
    "a check that always passes": (
        'check.brief_works(prompts["thong_bao"], case="B1.01/su-co-mau")',
        'check.brief_has_five_slots("Vai: a b. Việc: c d")',
        "bản phát ra phải được 0 điểm|lời giải được",
    ),
    "a check in two statements": (
        'check.brief_has_five_slots(prompts["thong_bao"])',
        'x = 1\ncheck.brief_has_five_slots(prompts["thong_bao"])',
        "đúng một lời gọi check",
    ),
    "points that do not add up": ('check="thong-bao" points=2', 'check="thong-bao" points=3', "tổng 13 điểm"),
    "too long": ("## Năm ô", "## Năm ô\n\n" + "chữ " * 200, "quá 450"),
    "the wrong lesson": ("lesson: 1", "lesson: 2", "Sửa cho khớp"),
    "the wrong minutes": ("minutes: 15", "minutes: 25", "minutes: 15"),
    "a wrong word": ("Cuối bậc 1", "Chứng chỉ: chứng chỉ. Cuối bậc 1", "giấy chứng nhận"),
    "two solutions": ("# solution", "# solution\nx\n# solution", "đúng một dòng `# solution`"),
    "a check for nothing": ('hidden="thong-bao" points=2', 'hidden="thong-cao" points=2', "không trỏ tới bài tập nào"),
    "no points": ('check="thong-bao" points=2', 'check="thong-bao" points=0', "points=… lớn hơn 0"),
    "no front matter": ("---\nlevel", "level", "thiếu phần đầu"),
    "text that is not NFC": ("Chị Duyên", "Chi\u0323 Duyên", "NFC"),
}


@pytest.mark.parametrize("name", BREAKS)
def test_a_broken_lesson_is_named_with_its_file(copy, name):
    course, lesson = copy
    before, after, expected = BREAKS[name]
    text = lesson.source.read_text(encoding="utf-8")
    assert before in text
    lesson.source.write_text(text.replace(before, after), encoding="utf-8")
    problems = "\n".join(verify(course, lesson).problems)
    assert any(part in problems for part in expected.split("|")), problems
    assert "lesson.md" in problems


def test_a_decoy_that_passes_is_named(copy):
    course, lesson = copy
    text = lesson.source.read_text(encoding="utf-8")
    answer = text.split("# solution\n")[1].split("```")[0]
    decoys = lesson.folder / "decoys.md"
    fence = f'\n# right-answer\n\n```python exercise="thong-bao"\n%%prompt thong_bao B1.01/su-co-mau\n{answer}```\n'
    decoys.write_text(decoys.read_text(encoding="utf-8") + fence, encoding="utf-8")
    assert any("right-answer" in problem for problem in verify(course, lesson).problems)


def test_leaks_are_found(copy):
    course, lesson = copy
    release = course.root / "release" / lesson.assignment
    shutil.copytree(lesson.folder / "hidden", release / "hidden")
    notebook = release / f"{lesson.assignment}.ipynb"
    text = notebook.read_text(encoding="utf-8")
    notebook.write_text(text.replace("Năm ô", "Nước tạm ngừng từ [bắt đầu], có lại lúc [có nước lại]."), encoding="utf-8")
    problems = "\n".join(verify(course, lesson).problems)
    assert "thư mục hidden" in problems and "lộ " in problems


def test_missing_editions_are_told(copy):
    course, lesson = copy
    shutil.rmtree(course.root / "release")
    assert any("binhdan build" in problem for problem in verify(course, lesson).problems)
