"""``binhdan learners``: who is enrolled, and how far they are."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from binhdan.curriculum import find_root
from binhdan.locale import load_locale
from binhdan.records import ending
from binhdan.records.enrol_command import add_place


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what ``binhdan learners`` takes."""
    parser.description = (
        "Danh sách học viên, xếp theo tên. Điểm đã chấm trong results/ của thư mục lớp được đưa vào sổ trước. "
        "Mỗi lần xem được ghi vào nhật ký truy cập."
    )
    add_place(parser)
    parser.add_argument("--cohort", default="", metavar="LỚP", help="chỉ lớp này")
    parser.add_argument("--group", default="", metavar="TỔ", help="chỉ tổ dân phố này")
    parser.add_argument("--csv", type=Path, metavar="TỆP.csv", help="ghi ra tệp CSV, mở được bằng Excel, thay vì in ra")


def main(args: argparse.Namespace) -> int:
    """Run ``binhdan learners``; 1 where the records can't be read or the file can't be written."""
    return ending.of(_run, args, "Đã dừng. Chạy lại lệnh để xem danh sách.")


def _run(args: argparse.Namespace) -> int:
    from binhdan.records import access, attempts, listing, preview, sheets
    from binhdan.records.database import RecordsError, address, opened
    from binhdan.records.ward import Ward

    root = find_root()
    folder = args.class_folder or root
    group = Ward(load_locale(root)).group(args.group) if args.group else ""
    if args.group and not group:
        raise RecordsError(f"Không có tổ «{args.group}». Xem tên các tổ trong tệp locale của phường.")
    with opened(address(folder, args.db)) as book, book.writing() as session:
        told = attempts.take(session, folder)
        found = listing.learners(session, args.cohort, group or "")
        access.log(session, access.LIST, len(found), detail=f"lớp {args.cohort or 'tất cả'}, tổ {group or 'tất cả'}")
        if args.csv:
            sheets.write_csv(args.csv, [listing.HEADERS, *(line.cells for line in found)])
    if args.csv:
        print(f"Đã ghi {len(found)} học viên vào {args.csv}.", file=sys.stderr)
    elif found:
        print("\n".join(preview.table([line.cells for line in found], listing.HEADERS)))
    print(f"{len(found)} học viên." if found else "Chưa có học viên nào. Ghi danh bằng `binhdan enrol danh-sach.xlsx`.", file=sys.stderr)
    for line in attempts.lines(told):
        print(line, file=sys.stderr)
    return 0
