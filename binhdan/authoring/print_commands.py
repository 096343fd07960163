"""``binhdan handout`` and ``binhdan slides``: a lesson or a whole level on paper and on a screen."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable
from pathlib import Path

from nbformat import NotebookNode

from binhdan.authoring import browser, handout, reading, slides
from binhdan.authoring.reading import Reading
from binhdan.curriculum import Course, CourseError, Level, load_course

_LEVEL = re.compile(r"(?:level|bac|bậc)-?([1-5])", re.I)
_NO_BROWSER = (
    "Máy này không có Chromium, Chrome hay Edge nên chưa có PDF. Mở tệp HTML bằng trình duyệt nào cũng được, bấm Ctrl+P "
    "rồi chọn “Lưu thành PDF”{how}."
)


def add_handout(parser: argparse.ArgumentParser) -> None:
    """Arguments of ``binhdan handout``."""
    parser.description = "Tờ phát tay khổ A4 để làm bài trên giấy (HTML và PDF): không có lời giải, có chỗ viết, gợi ý in ngược ở cuối."
    _add_common(parser)
    parser.add_argument("--trainer", action="store_true", help="kèm trang cho người hướng dẫn; đừng phát bản này cho học viên")
    parser.set_defaults(run=print_handout)


def add_slides(parser: argparse.ArgumentParser) -> None:
    """Arguments of ``binhdan slides``."""
    parser.description = "Bản trình chiếu (HTML và PDF), mở được khi không có mạng. Bấm S khi chiếu để xem lời nhắc cho người nói."
    _add_common(parser)
    parser.set_defaults(run=print_slides)


def _add_common(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", metavar="BÀI|level1", help="mã bài, ví dụ B1.07; hoặc cả bậc: level1")
    parser.add_argument("--out", type=Path, metavar="THƯ_MỤC", help="nơi để tệp (mặc định: dist/tai-lieu của khoá học)")


def print_handout(args: argparse.Namespace) -> int:
    """Make the handout; 0 also where only the HTML could be made."""
    from binhdan.authoring.exporters import HandoutExporter

    course = load_course()
    level, readings = _readings(course, args.what)
    notebook = handout.assemble(course, readings, level, args.trainer)
    name = f"{_name(level, readings)}-to-phat-tay{'-nguoi-huong-dan' if args.trainer else ''}"
    return _write(course, args.out, name, HandoutExporter().convert, notebook, query="", how=", khổ A4")


def print_slides(args: argparse.Namespace) -> int:
    """Make the deck; 0 also where only the HTML could be made."""
    from binhdan.authoring.exporters import DeckExporter

    course = load_course()
    level, readings = _readings(course, args.what)
    notebook = slides.assemble(course, readings, level)
    name = f"{_name(level, readings)}-trinh-chieu"
    how = ": thêm ?print-pdf vào cuối địa chỉ trước khi in"
    return _write(course, args.out, name, DeckExporter().convert, notebook, query="?print-pdf", how=how)


def _readings(course: Course, what: str) -> tuple[Level | None, list[Reading]]:
    """Read the lesson, or every built lesson of the level."""
    match = _LEVEL.fullmatch(what)
    if not match:
        return None, [reading.read(course, course.lesson(what))]
    level = next(level for level in course.levels if level.number == int(match[1]))
    written = [lesson for lesson in course.lessons if lesson.plan.level == level.number]
    lessons = [lesson for lesson in written if reading.is_built(course, lesson)]
    if not lessons:
        raise CourseError(f"Bậc {level.number} chưa có bài nào được dựng. Chạy `binhdan build` trước.")
    if missing := [lesson.code for lesson in written if lesson not in lessons]:
        _say(f"Bỏ qua bài chưa dựng: {', '.join(missing)}.")
    readings = []
    for number, lesson in enumerate(lessons, 1):
        _say(f"[{number}/{len(lessons)}] {lesson.code} {lesson.plan.title}")
        readings.append(reading.read(course, lesson))
    return level, readings


def _name(level: Level | None, readings: list[Reading]) -> str:
    return f"bac-{level.number}" if level else readings[0].lesson.code


def _write(
    course: Course, out: Path | None, name: str, convert: Callable[[NotebookNode], str], notebook: NotebookNode, query: str, how: str
) -> int:
    folder = (out or course.root / "dist" / "tai-lieu").expanduser().resolve()
    page = folder / f"{name}.html"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        page.write_text(convert(notebook), encoding="utf-8", newline="\n")
    except OSError as error:
        raise CourseError(f"Không ghi được vào {folder} ({error.strerror}). Chọn nơi khác bằng --out.") from error
    print(page)
    if not (program := browser.find()):
        _say(_NO_BROWSER.format(how=how))
        return 0
    _say("Đang in ra PDF…")
    try:
        browser.to_pdf(program, page, page.with_suffix(".pdf"), query)
    except browser.PrintFailed as error:
        _say(f"{error} Mở tệp HTML bằng trình duyệt rồi in thành PDF{how}.")
        return 0
    print(page.with_suffix(".pdf"))
    return 0


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
