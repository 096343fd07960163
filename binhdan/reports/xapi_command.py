"""``binhdan xapi``: learning activity as xAPI statements for a learning record store."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from binhdan.curriculum import CourseError, load_course
from binhdan.locale import load_locale
from binhdan.records import ending
from binhdan.records.enrol_command import add_place
from binhdan.text import number


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what ``binhdan xapi`` takes."""
    parser.description = (
        "Xuất việc học thành câu xAPI, mỗi dòng một câu: bài được chấm, ngày luyện tập, bậc hoàn thành. "
        "Không có họ tên hay mã học viên, chỉ có số thay tên. Câu xuất lần nữa giữ nguyên id, nên kho dữ liệu không ghi hai lần."
    )
    add_place(parser)
    parser.add_argument("--to", type=Path, required=True, metavar="TỆP.jsonl", help="ghi vào đâu")
    since = "chỉ từ ngày này, ví dụ 2026-09-01; lần xuất sau nên lùi lại 60 ngày, vì bài nộp bằng USB có khi tới muộn"
    parser.add_argument("--since", metavar="NGÀY", help=since)
    home = "địa chỉ web của nơi tổ chức (mặc định: home_page trong [issuer] của tệp locale)"
    parser.add_argument("--home-page", default="", metavar="ĐỊA_CHỈ", help=home)
    parser.add_argument("--as-is", action="store_true", help="xuất sổ học viên như đang có, không đưa bài mới vào và tính lại trước")


def main(args: argparse.Namespace) -> int:
    """Run ``binhdan xapi``; 1 when nothing could be written."""
    return ending.of(_run, args, "Đã dừng, tệp cũ còn nguyên. Chạy lại lệnh để xuất từ đầu.")


def _run(args: argparse.Namespace) -> int:
    course = load_course()
    home = _home(args.home_page or load_locale(course.root).home_page)
    since = _day(args.since) if args.since else None
    from sqlalchemy import func, select

    from binhdan.records import access
    from binhdan.records.database import address, opened
    from binhdan.records.models import Learner
    from binhdan.records.outfile import whole
    from binhdan.records.progress import Progress
    from binhdan.reports.xapi import Statements

    folder = args.class_folder or course.root
    with opened(address(folder, args.db)) as book:
        if not args.as_is:
            from binhdan.points import fresh

            fresh.bring(book, course, folder)
        with book.writing() as session:
            people = session.scalar(select(func.count()).select_from(Learner))
            access.log(session, access.EXPORT, people, detail=f"xAPI, từ {since or 'đầu'}")
        with book.reading() as session, whole(args.to) as out:
            count, progress = 0, Progress("câu")
            for count, line in enumerate(Statements(course, home).lines(session, since), 1):
                out.write(line + "\n")
                if not count % 1000:
                    progress("viết", count, 0)
    print(f"Đã ghi {number(count)} câu xAPI vào {args.to}.", file=sys.stderr)
    return 0


def _home(text: str) -> str:
    if not text:
        raise CourseError("Chưa biết địa chỉ web của nơi tổ chức. Ghi home_page = \"https://…\" vào [issuer] của tệp locale, hoặc thêm --home-page.")
    try:
        parts = urlsplit(text)
        sound = parts.scheme in ("http", "https") and parts.hostname and not parts.query and not parts.fragment
    except ValueError:
        sound = False
    if not sound or not text.isprintable() or " " in text:
        raise CourseError(f"Địa chỉ {text!r} không dùng được. Ghi như https://hoc-ai.ten-mien.vn")
    return text.rstrip("/")


def _day(text: str) -> date:
    from binhdan.records import births

    try:
        return births.day_of(text)
    except ValueError as error:
        raise CourseError(f"Không hiểu ngày {text!r} sau --since. Ghi như 2026-09-01 hoặc 01/09/2026.") from error
