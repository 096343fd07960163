"""``binhdan tutor-page``: the learners of a tutor, or of the whole class, as a page to print or a table."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from binhdan.curriculum import load_course
from binhdan.records import ending
from binhdan.records.enrol_command import add_place


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what ``binhdan tutor-page`` takes."""
    parser.description = (
        "Trang cho người kèm của một tổ: học viên của họ (tên thật), ai đang vướng, ai lâu chưa học, ai chờ người chấm, "
        "và nên làm gì với từng người. Mỗi lần xem được ghi vào nhật ký truy cập. Không nói --tutor thì là cả lớp."
    )
    add_place(parser)
    parser.add_argument("--tutor", default="", metavar="MÃ", help="mã của người kèm, ví dụ k7m-3xq")
    parser.add_argument("--group", default="", metavar="TỔ", help="chỉ học viên của tổ này")
    parser.add_argument("--to", type=Path, required=True, metavar="TỆP", help="ghi vào đâu: .html để xem và in, .csv cho Excel")
    parser.add_argument("--as-is", action="store_true", help="dùng số đang có, không nhận bài chấm mới và không tính lại")


def main(args: argparse.Namespace) -> int:
    """Run ``binhdan tutor-page``; 1 when nothing could be written."""
    return ending.of(_run, args, "Đã dừng, tệp cũ còn nguyên. Chạy lại lệnh để làm trang.")


def _run(args: argparse.Namespace) -> int:
    from binhdan.reports import tutor_page_files

    course = load_course()
    folder = args.class_folder or course.root
    page = tutor_page_files.read(folder, course, args.tutor, args.group, args.db, args.as_is, f"ra {args.to.name}")
    tutor_page_files.save(page, course, args.to)
    print(f"Đã ghi {len(page.pupils)} học viên vào {args.to}. Tệp có tên thật: chỉ người kèm xem.", file=sys.stderr)
    return 0
