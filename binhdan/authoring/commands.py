"""The author's commands: new, build, verify."""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor

from binhdan.authoring import editions
from binhdan.authoring.new import create
from binhdan.authoring.verify import Report, verify
from binhdan.curriculum import Course, Lesson, load_course


def add_new(parser: argparse.ArgumentParser) -> None:
    """Arguments of ``binhdan new``."""
    parser.add_argument("code", help="mã bài trong curriculum.toml, ví dụ B1.02")
    parser.set_defaults(run=new_lesson)


def add_build(parser: argparse.ArgumentParser) -> None:
    """Arguments of ``binhdan build``."""
    parser.add_argument("lessons", nargs="*", help="mã bài (mặc định: mọi bài)")
    parser.add_argument("--check", action="store_true", help="không ghi; chỉ nói các bản dựng có còn mới không")
    parser.set_defaults(run=build)


def add_verify(parser: argparse.ArgumentParser) -> None:
    """Arguments of ``binhdan verify``."""
    parser.add_argument("lessons", nargs="*", help="mã bài (mặc định: mọi bài)")
    parser.add_argument("--json", action="store_true", help="mỗi bài một dòng JSON")
    parser.set_defaults(run=verify_lessons)


def new_lesson(args: argparse.Namespace) -> int:
    """Make the folder of a planned lesson from the template."""
    folder = create(load_course(), args.code)
    print(f"Đã tạo {folder}\nViết lesson.md, rồi chạy: binhdan build {args.code} && binhdan verify {args.code}")
    return 0


def build(args: argparse.Namespace) -> int:
    """Build the editions, or say which built files are stale."""
    course = load_course()
    lessons = _chosen(course, args.lessons)
    files = editions.build(course, lessons, progress=lambda line: print(line, file=sys.stderr))
    wrong = editions.stale(course, files, lessons, everything=not args.lessons)
    if args.check:
        print("\n".join(f"cũ: {name}" for name in wrong) + "\nChạy `binhdan build` rồi commit." if wrong else "Các bản dựng còn mới.")
        return 1 if wrong else 0
    editions.replace(course, files, lessons, everything=not args.lessons)
    print(f"Đã dựng {len(lessons)} bài, {len(files)} tệp, {len(wrong)} tệp thay đổi.")
    return 0


def verify_lessons(args: argparse.Namespace) -> int:
    """Verify lessons and print a line for each; 1 where one is not ok."""
    course = load_course()
    started = time.monotonic()
    good = True
    for report in reports(course, _chosen(course, args.lessons)):
        good &= not report.problems
        print(json.dumps(report.line(), ensure_ascii=False) if args.json else _human(report), flush=True)
    print(f"{time.monotonic() - started:.1f} giây", file=sys.stderr)
    return 0 if good else 1


def reports(course: Course, lessons: Iterable[Lesson]) -> Iterable[Report]:
    """Verify ``lessons`` on all cores, in order."""
    lessons = list(lessons)
    workers = min(os.cpu_count() or 1, max(1, len(lessons) // 2))
    if workers == 1:
        yield from (verify(course, lesson) for lesson in lessons)
        return
    with ProcessPoolExecutor(workers) as pool:
        yield from pool.map(verify, [course] * len(lessons), lessons)


def _chosen(course: Course, names: list[str]) -> list[Lesson]:
    return [course.lesson(name) for name in names] or list(course.lessons)


def _human(report: Report) -> str:
    decoys = ", ".join(f"{name} {points}" for name, points in report.decoys.items())
    head = (
        f"{'✓' if not report.problems else '✗'} {report.lesson} phát ra {report.starter}, lời giải {report.solution}"
        f"/{report.points} (đạt từ {report.pass_mark:g}); bài sai: {decoys}; {report.words} từ, {report.cells} ô"
    )
    return "\n".join([head, *(f"    {problem}" for problem in report.problems)])
