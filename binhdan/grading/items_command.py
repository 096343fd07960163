"""``binhdan items``: an item analysis of a level for whoever teaches it."""

from __future__ import annotations

import argparse
import csv
import re
import sys
from pathlib import Path

from binhdan.curriculum import CourseError, load_course


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what ``binhdan items`` takes."""
    parser.description = (
        "Soi từng câu của một bậc theo sổ điểm: bao nhiêu người làm, bao nhiêu phần đúng, câu có phân biệt được người hiểu "
        "với người chưa hiểu không; và điểm bài đo trước so với sau. Ít người thì lệnh nói rõ là số chưa chắc."
    )
    parser.add_argument("level", metavar="BẬC", help="1 đến 5, hoặc level1")
    parser.add_argument("--class-folder", type=Path, metavar="THƯ_MỤC", help="thư mục lớp (mặc định: thư mục khoá học)")
    parser.add_argument("--csv", type=Path, metavar="TỆP.csv", help="ghi thêm ra tệp CSV, mở được bằng Excel")


def main(args: argparse.Namespace) -> int:
    """Run ``binhdan items``; 1 where there is no gradebook or the file can't be written."""
    course = load_course()
    level = re.fullmatch(r"(?:level|bac|bậc)?-?([1-5])", args.level, re.I)
    if not level:
        raise CourseError(f"Không có bậc {args.level!r}. Ghi một số từ 1 đến 5.")
    folder = args.class_folder or course.root
    if not (folder / "gradebook.db").is_file():
        print(f"{folder} chưa có sổ điểm. Chấm bài bằng `binhdan grade --class-folder …` trước.", file=sys.stderr)
        return 1
    from binhdan.grading import item_analysis

    analysis = item_analysis.analyse(course, folder, int(level[1]))
    print("\n".join(item_analysis.lines(analysis)))
    return _write(args.csv, item_analysis.table(analysis)) if args.csv else 0


def _write(target: Path, rows: list[list]) -> int:
    try:
        with target.open("w", encoding="utf-8-sig", newline="") as file:  # the mark by which Excel knows UTF-8
            csv.writer(file).writerows(rows)
    except OSError as error:
        print(f"Không ghi được {target} ({error.strerror}). Đóng tệp đang mở hoặc chọn chỗ khác.", file=sys.stderr)
        return 1
    print(f"Đã ghi {len(rows) - 1} dòng vào {target}.", file=sys.stderr)
    return 0
