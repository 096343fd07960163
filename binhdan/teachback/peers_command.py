"""``binhdan peers``: works given out to peers, their reviews taken in, marks entered, tutors proposed."""

from __future__ import annotations

import argparse
from pathlib import Path

from binhdan.curriculum import load_course
from binhdan.records import ending
from binhdan.records.enrol_command import add_place
from binhdan.teachback import peers_actions as actions
from binhdan.teachback.problem import TeachBackError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what ``binhdan peers`` takes."""
    parser.description = (
        "Người học chấm bài dạy lại của nhau, kín tên hai phía. Lần lượt: allocate phát phiếu, collect thu phiếu, "
        "mark tính điểm và ghi vào sổ điểm, tutor ghi điểm của người hướng dẫn, tutors đề cử người kèm của tổ. "
        "Lệnh nào chạy lại cũng chỉ làm nốt phần còn thiếu."
    )
    ways = parser.add_subparsers(dest="what", required=True, metavar="VIỆC")
    give = _verb(ways, "allocate", actions.allocate, "chọn ngẫu nhiên ai đọc bài ai, làm phiếu cho từng người")
    give.add_argument("lesson", metavar="BÀI", help="bài dạy lại, ví dụ B1.13")
    give.add_argument("--missing", action="store_true", help="giao bài của người chưa gửi phiếu cho người khác đọc thêm")
    give.add_argument("--seed", default="", metavar="CHỮ", help="để lần phát đầu cho ra đúng một cách chia; mặc định ngẫu nhiên")
    add_place(give)
    take = _verb(ways, "collect", actions.collect, "thu phiếu đã làm từ tệp và thư mục")
    take.add_argument("sources", nargs="+", type=Path, metavar="TỆP|THƯ_MỤC", help="các phiếu gửi về")
    _folder(take)
    mark = _verb(ways, "mark", actions.mark, "tính điểm từ các phiếu, ghi vào sổ điểm, lập danh sách cho người hướng dẫn")
    mark.add_argument("lesson", nargs="?", metavar="BÀI", help="bài dạy lại (mặc định: bài duy nhất đã phát)")
    _folder(mark)
    tutor = _verb(ways, "tutor", actions.tutor, "ghi điểm của người hướng dẫn cho một bài trong danh sách")
    tutor.add_argument("work", nargs="?", metavar="SỐ", help="số của bài trong tutor.html, ví dụ t07")
    tutor.add_argument("mark", nargs="?", metavar="ĐIỂM", help="điểm của phần người chấm, ví dụ 4,5")
    tutor.add_argument("--why", default="", metavar="CÂU", help="một câu cho người làm bài")
    tutor.add_argument("--from", dest="sheet", type=Path, metavar="TỆP", help="nhận điểm từ tutor.csv (hoặc .xlsx) đã điền")
    tutor.add_argument("--lesson", metavar="BÀI", help="bài dạy lại (mặc định: bài duy nhất đã phát)")
    _folder(tutor)
    propose = _verb(ways, "tutors", actions.tutors, "đề cử người kèm của tổ từ những bài dạy lại xuất sắc")
    propose.add_argument("lesson", nargs="?", metavar="BÀI", help="bài dạy lại (mặc định: bài duy nhất đã phát)")
    propose.add_argument("--appoint", action="store_true", help="ghi những người được đề cử vào sổ là người kèm")
    add_place(propose)


def _verb(ways, name: str, action, help_line: str) -> argparse.ArgumentParser:
    parser = ways.add_parser(name, help=help_line, description=help_line)
    parser.set_defaults(action=action)
    return parser


def _folder(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--class-folder", type=Path, metavar="THƯ_MỤC", help="thư mục lớp (mặc định: thư mục khoá học)")


def main(args: argparse.Namespace) -> int:
    """Run ``binhdan peers``; 0 done, 3 when something was refused or waits, 1 when nothing could be done."""

    def disk(error: OSError) -> str:
        return f"Không đọc hay ghi được tệp ({error}). Kiểm tra ổ đĩa rồi chạy lại; phần đã ghi còn nguyên."

    stopped = "Đã dừng. Phần đã ghi còn nguyên; chạy lại lệnh để làm tiếp."
    return ending.of(lambda _: args.action(load_course(), args), args, stopped, (TeachBackError,), disk)
