"""``binhdan grade``: marks a class folder and says what is left to do."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from functools import partial
from pathlib import Path

from binhdan.curriculum import CourseError, load_course
from binhdan.grading import summary
from binhdan.grading.backends import NAMES
from binhdan.grading.results import Result
from binhdan.text import number


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what ``binhdan grade`` takes."""
    parser.description = (
        "Chấm các bài nộp mới hoặc đã đổi của một lớp, mỗi bài trong một hộp kín; viết sổ điểm nbgrader, trang nhận xét và bảng tóm tắt. "
        "Dừng bằng Ctrl-C lúc nào cũng được, lần sau chấm tiếp. Bài chấm xong mở bằng formgrader: "
        "vào thư mục lớp rồi chạy `jupyter lab`, chọn Nbgrader > Formgrader."
    )
    parser.add_argument("--class-folder", type=Path, metavar="THƯ_MỤC", help="thư mục lớp (mặc định: thư mục khoá học)")
    parser.add_argument("--lesson", action="append", metavar="BÀI", help="chỉ chấm bài này, ví dụ B1.01; dùng được nhiều lần")
    parser.add_argument("--learner", action="append", metavar="MÃ", help="chỉ chấm học viên này; dùng được nhiều lần")
    parser.add_argument("--force", action="store_true", help="chấm lại cả bài đã có kết quả")
    parser.add_argument("--backend", choices=NAMES, help="chạy bài ở đâu: serial, local (nhiều tiến trình) hay dask; mặc định tự chọn")
    parser.add_argument("--workers", type=int, metavar="N", help="số tiến trình chạy bài (mặc định: số nhân của máy, nhiều nhất 4)")
    parser.add_argument("--scheduler", metavar="ĐỊA_CHỈ", help="địa chỉ bộ điều phối Dask, ví dụ tcp://may-chu:8786")
    parser.add_argument(
        "--accept-weak-box", action="store_true", help="vẫn chấm khi máy thiếu tường ngăn; chỉ dùng với bài của người mình tin"
    )
    parser.add_argument("--watch", action="store_true", help="đứng chờ, có bài nộp mới thì chấm ngay; dừng bằng Ctrl-C")
    parser.add_argument("--json", action="store_true", help="in kết quả dạng JSON ra stdout")
    parser.add_argument("--export", type=Path, metavar="TỆP.csv", help="ghi bảng điểm của cả lớp ra tệp CSV, mở được bằng Excel")


def main(args: argparse.Namespace) -> int:
    """Run ``binhdan grade``; 0 when every hand-in has a mark, 3 when some have none, 1 when nothing could be done."""
    from binhdan.grading.run import GradingError, How, grade

    how = How(args.backend, args.workers or How.workers, args.scheduler, args.accept_weak_box, args.force)
    try:
        course = load_course()
        folder = args.class_folder or course.root
        mark = partial(grade, course, folder, args.lesson, args.learner, how, show_progress)
        results = _watch(folder, mark) if args.watch else mark()
    except (CourseError, GradingError) as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nĐã dừng. Kết quả đã chấm còn nguyên; chạy lại lệnh để chấm tiếp.", file=sys.stderr)
        return 130
    _report(results, args.json)
    if args.export and not _export(folder, args.export):
        return 1
    return 0 if all(result.graded for result in results) else 3


def _watch(folder: Path, mark) -> list[Result]:
    """Mark what arrives until somebody ends it; return the last result of each hand-in."""
    from binhdan.grading.watch import Watch

    print(f"Đang chờ bài nộp trong {folder / 'submitted'}. Dừng bằng Ctrl-C.", file=sys.stderr, flush=True)
    watch = Watch(folder, mark)
    watch.run()
    print("\nĐã dừng chờ.", file=sys.stderr)
    return watch.results


_PAGES = 20  # feedback pages between two lines


def show_progress(step) -> None:
    """Write one line on stderr: n/total, learner, lesson, points, time left; of feedback pages now and then one."""
    result = step.result
    if step.page:
        if step.done % _PAGES == 0:
            print(f"[{step.done}/{step.total}] trang nhận xét · còn khoảng {summary.duration(step.seconds_left)}", file=sys.stderr, flush=True)
        return
    mark = f"{number(result.points)}/{number(result.max_points)}" if result.graded else summary.UNMARKED
    left = f"còn khoảng {summary.duration(step.seconds_left)}" if step.done < step.total else "xong"
    name = result.lesson or result.assignment
    print(f"[{step.done}/{step.total}] {result.learner} · {name}: {mark} · {left}", file=sys.stderr, flush=True)


def _report(results: list[Result], as_json: bool) -> None:
    if as_json:
        print(json.dumps([asdict(result) for result in results], ensure_ascii=False, indent=1))
    else:
        print("\n".join(summary.lines(results)))


def _export(folder: Path, target: Path) -> bool:
    from binhdan.grading import gradebook
    from binhdan.records.database import RecordsError

    try:
        rows = gradebook.export_csv(folder, target)
    except RecordsError as error:
        print(error, file=sys.stderr)
        return False
    print(f"Đã ghi {rows} dòng điểm vào {target}.", file=sys.stderr)
    return True
