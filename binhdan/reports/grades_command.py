"""``binhdan grades``: the gradebook as a file that Moodle or Canvas imports."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from binhdan.curriculum import find_root
from binhdan.records import ending
from binhdan.records.enrol_command import add_place

_SYSTEMS = {"moodle": "Moodle", "canvas": "Canvas"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what ``binhdan grades`` takes."""
    parser.description = (
        "Xuất điểm trong sổ điểm thành tệp CSV để nhập vào Moodle hoặc Canvas. Tài khoản ở đó phải có mã học viên: "
        "Moodle ở «Username» hoặc «ID number», Canvas ở «SIS User ID» hoặc «SIS Login ID»."
    )
    ways = parser.add_subparsers(dest="system", required=True, metavar="moodle|canvas")
    for key, name in _SYSTEMS.items():
        way = ways.add_parser(key, help=f"tệp để nhập vào {name}")
        add_place(way)
        way.add_argument("--to", type=Path, required=True, metavar="TỆP.csv", help="ghi vào đâu")
        way.add_argument("--cohort", default="", metavar="LỚP", help="chỉ lớp này của sổ học viên")
        way.add_argument("--lesson", action="append", default=[], metavar="BÀI", help="chỉ bài này, ví dụ B1.07; dùng được nhiều lần")
        way.add_argument("--level-tests", action="store_true", help="xuất cả bài đo đầu bậc và cuối bậc")


def main(args: argparse.Namespace) -> int:
    """Run ``binhdan grades``; 0 done, 3 when somebody was left out, 1 when nothing could be written."""
    return ending.of(_run, args, "Đã dừng, tệp cũ còn nguyên. Chạy lại lệnh để xuất điểm.")


def _run(args: argparse.Namespace) -> int:
    from binhdan.records.database import RecordsError

    folder = args.class_folder or find_root()
    if not (folder / "gradebook.db").is_file():
        raise RecordsError(f"{folder} chưa có sổ điểm. Chấm bài bằng `binhdan grade --class-folder …` trước.")
    from binhdan.grading import gradebook
    from binhdan.reports import grade_export
    from binhdan.reports.canvas import CanvasExport
    from binhdan.reports.moodle import MoodleExport

    kind = {"moodle": MoodleExport, "canvas": CanvasExport}[args.system]
    plugin = kind(to=str(args.to), cohort=args.cohort, assignment=args.lesson, level_tests=args.level_tests)
    plugin.class_folder, plugin.db = str(folder), args.db or ""
    with gradebook.opened(folder) as book:
        table = plugin.write(book)
    for line in grade_export.told(table, str(args.to)):
        print(line, file=sys.stderr)
    return 3 if table.unusable else 0
