"""``binhdan report kpi|quarter``: the KPI page and the quarterly report of the ward."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from binhdan.curriculum import load_course
from binhdan.locale import load_locale
from binhdan.records import ending
from binhdan.records.enrol_command import add_place

_WORDS = {"kpi": "trang chỉ tiêu", "quarter": "báo cáo"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what ``binhdan report`` takes."""
    parser.description = (
        "Trang chỉ tiêu (một tệp HTML, mở không cần mạng) và báo cáo quý theo thể thức Nghị định 30/2020 (tệp Word, sửa tiếp được). "
        "Bài mới chấm được đưa vào sổ và thành tích được tính lại trước. Số từ 1 đến 4 người không hiện."
    )
    kinds = parser.add_subparsers(dest="kind", required=True, metavar="kpi|quarter")
    page = kinds.add_parser("kpi", help="trang chỉ tiêu của quý này hay một quý khác")
    page.add_argument("--quarter", default="", metavar="QUÝ", help="ví dụ 2026-Q4 (mặc định: quý này)")
    page.add_argument("--to", type=Path, default=Path("kpi.html"), metavar="TỆP.html", help="ghi vào đâu (mặc định: kpi.html)")
    report = kinds.add_parser("quarter", help="báo cáo quý")
    report.add_argument("quarter", metavar="QUÝ", help="ví dụ 2026-Q4")
    report.add_argument("--to", type=Path, default=Path("bao-cao.docx"), metavar="TỆP.docx", help="ghi vào đâu (mặc định: bao-cao.docx)")
    for kind in (page, report):
        add_place(kind)
        kind.add_argument("--until", type=_day, metavar="NGÀY", help="chỉ tính đến hết ngày này của quý, ví dụ 2026-11-20")
        kind.add_argument("--sample", action="store_true", help="ghi rõ trên trang: số liệu minh hoạ")
        kind.add_argument("--as-is", action="store_true", help="dùng thành tích đã tính lần trước, không tính lại")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"không hiểu ngày «{text}»; viết năm-tháng-ngày, ví dụ 2026-11-20") from error


def main(args: argparse.Namespace) -> int:
    """Run ``binhdan report``; 1 where there is nothing to report or the file can't be written, which then is as it was."""

    def disk(error: OSError) -> str:
        return f"Không ghi được {args.to} ({error.strerror or error}). Chọn nơi khác bằng --to rồi chạy lại."

    return ending.of(_run, args, "Đã dừng, chưa ghi gì. Chạy lại lệnh để lập báo cáo.", disk=disk)


def _run(args: argparse.Namespace) -> int:
    from binhdan.points import fresh
    from binhdan.records.database import RecordsError, address, opened
    from binhdan.reports import figures, kpi_page, public_file, quarter_report, quarters

    course = load_course()
    locale = load_locale(course.root)
    quarter = quarters.parse(args.quarter) if args.quarter else quarters.of(quarters.moment().date())
    folder = args.class_folder or course.root
    if not folder.is_dir():
        raise RecordsError(f"Không có thư mục lớp {folder}. Tạo thư mục đó, hoặc sửa --class-folder.")
    with opened(address(folder, args.db)) as book:
        if not args.as_is:
            fresh.bring(book, course, folder)
        with book.reading() as session:
            found = figures.gather(session, locale, quarter, until=args.until, sample=args.sample)
    if args.kind == "kpi":
        public_file.write(args.to, kpi_page.html(found))
    else:
        args.to.parent.mkdir(parents=True, exist_ok=True)
        quarter_report.write(found, args.to)
    print(f"Đã ghi {_WORDS[args.kind]} {quarter.name} (số liệu đến hết ngày {quarters.shown(found.until)}): {args.to}")
    return 0
