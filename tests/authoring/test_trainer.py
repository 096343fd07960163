"""Each lesson of level 1 has a page for whoever teaches it, and a page that is not in order is refused."""

from pathlib import Path

import pytest

from binhdan.authoring import trainer
from binhdan.curriculum import CourseError, Lesson, load_course

ROOT = Path(__file__).resolve().parents[2]
LESSONS = [lesson for lesson in load_course(ROOT).lessons if lesson.plan.level == 1]


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.code)
def test_the_page_is_whole(lesson):
    page = trainer.load(lesson)
    assert page is not None, f"{lesson.folder}/trainer.md is missing"
    assert page.minutes == 15 and page.words <= 400
    assert tuple(page.parts) == trainer.PARTS and all(page.parts.values())
    assert page.parts[trainer.TIMETABLE].startswith("| Phút | Làm gì |")


@pytest.fixture
def written(tmp_path):
    """A function: the text of a page -> the lesson with that page."""
    good = next(lesson for lesson in LESSONS if lesson.code == "B1.07")
    text = (good.folder / "trainer.md").read_text(encoding="utf-8")

    def written(change):
        (tmp_path / "trainer.md").write_text(change(text), encoding="utf-8")
        return Lesson(good.plan, tmp_path)

    return written


def test_minutes_are_added_up(written):
    table = "| Phút | Làm gì |\n|---|---|\n| 0–3 | Đọc |\n| 3 phút | Xem |\n| 8' | Làm |\n"
    lesson = written(lambda text: text[: text.index("| Phút")] + table + "\n## Chỗ hay" + text.split("## Chỗ hay")[1])
    assert trainer.load(lesson).minutes == 3 + 3 + 8


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("## Mục đích", "## Mục tiêu"),
        lambda text: text.replace("# Trang cho người hướng dẫn: Bắt lỗi AI bịa", "# Bắt lỗi AI bịa"),
        lambda text: text.replace("## Khi không có máy", "### Khi không có máy"),
        lambda text: text + "\n## Thêm\n\nMột đoạn nữa.\n",
        lambda text: text[: text.index("## Câu hỏi")],
    ],
)
def test_other_headings_are_refused(written, change):
    with pytest.raises(CourseError, match="tiêu đề"):
        trainer.load(written(change))
