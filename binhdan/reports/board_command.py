"""``binhdan board``: the notice board for wall and phone, and the neighbours for learners' own pages."""

from __future__ import annotations

import argparse
from pathlib import Path

from binhdan.curriculum import load_course
from binhdan.records import ending
from binhdan.records.enrol_command import add_place


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what ``binhdan board`` takes."""
    parser.description = (
        "Làm bảng tin: thi đua giữa các tổ, vinh danh trong tháng, các tuần luyện tập, huy hiệu, cách tham gia. "
        "Một trang HTML, in ra A4 hoặc A3 để dán, mở được trên điện thoại, không cần mạng. Không có họ tên ai; "
        "biệt danh chỉ của người đã đồng ý; nơi dưới năm người không nêu."
    )
    add_place(parser)
    to = "đặt bảng tin vào thư mục này (mặc định: published/ trong thư mục lớp)"
    parser.add_argument("--to", type=Path, metavar="THƯ_MỤC", help=to)
    parser.add_argument("--month", default="", metavar="THÁNG", help="vinh danh tháng này, ví dụ 2026-11 (mặc định: tháng hiện tại)")
    parser.add_argument("--as-is", action="store_true", help="dùng thành tích đã tính, không nhận bài chấm mới và không tính lại")


def main(args: argparse.Namespace) -> int:
    """Run ``binhdan board``; 1 when nothing could be written."""
    return ending.of(_run, args, "Đã dừng, bảng tin cũ còn nguyên. Chạy lại lệnh để làm bảng tin.")


def _run(args: argparse.Namespace) -> int:
    from binhdan.locale import load_locale
    from binhdan.points import fresh
    from binhdan.records.database import RecordsError, address, opened
    from binhdan.reports import board, board_neighbours, board_page
    from binhdan.reports.public_file import write

    course = load_course()
    folder = args.class_folder or course.root
    if not folder.is_dir():
        raise RecordsError(f"Không có thư mục lớp {folder}. Tạo thư mục đó, hoặc sửa --class-folder.")
    month = board.month_named(args.month) if args.month else None
    with opened(address(folder, args.db)) as book:
        if not args.as_is:
            fresh.bring(book, course, folder)
        with book.reading() as session:
            found = board.gather(session, course, load_locale(course.root), month)
            people = board.shown(session)
    target = (args.to or folder / "published") / "bang-tin.html"
    write(target, board_page.page(found))
    board_neighbours.write(folder, board_neighbours.around(people))
    print(f"Bảng tin: {target}. Mở bằng trình duyệt để in, hoặc gửi tệp ấy cho bà con.")
    if len(people) < board_neighbours.LEAST:
        print(f"Mới có {len(people)} người hiện biệt danh và có điểm; từ {board_neighbours.LEAST} người thì trang của mỗi người mới nói ai ở ngay trên, ngay dưới.")
    return 0
