"""``binhdan explain``: why a hand-in has the mark it has, for a person."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

from binhdan.curriculum import load_course
from binhdan.grading import record, results
from binhdan.grading.record import Record
from binhdan.grading.results import Result
from binhdan.text import number

_STATES = {
    "passed": "đạt",
    "failed": "chưa đạt",
    "not_attempted": "chưa làm",
    "ok": "chạy xong",
    "error": "báo lỗi",
    "time": "quá giờ",
    "gone": "làm Python dừng",
    "memory": "quá bộ nhớ",
    "not run": "không được chạy",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what ``binhdan explain`` takes."""
    parser.description = "Nói vì sao một bài nộp được từng ấy điểm: từng ô, lý do, thời gian, bộ nhớ, hộp chạy bài."
    parser.add_argument("learner", metavar="HỌC_VIÊN", help="mã học viên")
    parser.add_argument("lesson", metavar="BÀI", help="mã bài, ví dụ B1.01")
    parser.add_argument("--class-folder", type=Path, metavar="THƯ_MỤC", help="thư mục lớp (mặc định: thư mục khoá học)")
    parser.add_argument("--json", action="store_true", help="in dạng JSON")


def main(args: argparse.Namespace) -> int:
    """Print the explanation; 1 where there is nothing to explain."""
    course = load_course()
    lesson = course.lesson(args.lesson)
    folder = args.class_folder or course.root
    result = results.load(folder, args.learner, lesson.assignment)
    known = record.load(folder, args.learner, lesson.assignment)
    if result is None:
        print(f"Chưa có kết quả của {args.learner} cho bài {lesson.code}. Chạy `binhdan grade` trước.", file=sys.stderr)
        return 1
    if args.json:
        print(json.dumps({"result": asdict(result), "record": known and asdict(known)}, ensure_ascii=False, indent=1))
    else:
        print("\n".join(lines(result, known)))
    return 0


def lines(result: Result, known: Record | None) -> list[str]:
    """Return the explanation as lines of text."""
    head = f"{result.learner} · {result.lesson} {result.title}"
    if not result.graded:
        return [head, f"Chưa chấm được: {result.why}"]
    late = f", nộp muộn {number(result.late_seconds / 3600, 1)} giờ" if result.late_seconds > 0 else ""
    told = [head, f"Điểm: {number(result.points)}/{number(result.max_points)}, {'đạt' if result.passed else 'chưa đạt'}{late}", ""]
    if known is None:
        return [*told, "Không còn bản ghi lượt chấm. Chấm lại với --force để có."]
    told += [_cell(row, known) for row in known.cells]
    told += ["", *(f"Đã sửa trước khi chạy: {line}" for line in known.repaired), *(f"Cần xem: {line}" for line in known.flagged)]
    return told + [
        f"Lượt chạy: {number(known.measured.get('seconds', 0))} giây, {known.measured.get('memory_kb', 0) // 1024} MB",
        f"Hộp: {known.walls}" + (" (người chấm đã chấp nhận hộp yếu)" if known.weak_box else ""),
        f"Bài nộp:    {known.submission}",
        f"Bài gốc:    {known.source}",
        f"Môi trường: {known.environment}",
        f"Mã lượt:    {known.job}",
    ]


def _cell(row: dict, known: Record) -> str:
    points = f"{number(row['points'])}/{number(row['max_points'])}" if row["max_points"] is not None else "–"
    seconds = known.measured.get("cells", {}).get(row["name"], 0)
    reason = f"  {row['reason']}" if row["reason"] else ""
    return f"  {row['name']:32} {points:>7}  {_STATES.get(row['state'], row['state']):16}{seconds:6.2f} giây{reason}"
