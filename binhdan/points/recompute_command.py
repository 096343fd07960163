"""``binhdan recompute``: new marks into the records, and everybody's points, weeks, badges and levels reckoned anew."""

from __future__ import annotations

import argparse

from binhdan.curriculum import find_root, load_course
from binhdan.records import ending
from binhdan.records.enrol_command import add_place
from binhdan.text import number


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what ``binhdan recompute`` takes."""
    parser.description = (
        "Đưa bài đã chấm trong results/ và biên nhận của chúng vào sổ học viên, rồi tính lại điểm, tuần luyện tập, huy hiệu và bậc "
        "của mọi người từ đầu. Chạy bao nhiêu lần cũng ra một kết quả; dừng giữa chừng thì thành tích cũ còn nguyên."
    )
    add_place(parser)
    parser.add_argument("--workers", type=int, choices=range(1, 17), default=2, metavar="SỐ", help="số tiến trình cùng tính, từ 1 đến 16 (mặc định: 2)")


def main(args: argparse.Namespace) -> int:
    """Run ``binhdan recompute``; 1 where the old standings stayed because something was in the way."""
    return ending.of(_run, args, "Đã dừng. Thành tích cũ còn nguyên; chạy lại lệnh để tính xong.")


def _run(args: argparse.Namespace) -> int:
    from binhdan.points import fresh
    from binhdan.records.database import address, opened

    folder = args.class_folder or find_root()
    with opened(address(folder, args.db)) as book:
        brought = fresh.bring(book, load_course(), folder, args.workers)
    found, done = brought.imported, brought.reckoned
    print(f"Vào sổ: {number(found.new)} bài chấm mới, {number(found.changed)} bài chấm lại, {number(found.practised)} ngày luyện tập mới.")
    if brought.forgotten:
        print(f"Đã bỏ ngày luyện tập của {number(brought.forgotten)} tuần cũ hơn 400 ngày; tuần nào đủ ngày vẫn được đếm, điểm không đổi.")
    if done.stored:
        print(f"Đã tính lại thành tích của {number(done.learners)} học viên.")
    else:
        print("Một lần tính bắt đầu sau đã xong trước, nên giữ thành tích của lần đó.")
    return 0
