"""``binhdan demo``: an invented class hands in, is collected and marked, and everything a ward makes of it."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from binhdan.authoring.parse import load
from binhdan.demo import handins, level, page
from binhdan.classroom.collect import Collected, collect
from binhdan.classroom.collect import lines as collection_lines
from binhdan.demo.handins import Plan
from binhdan.demo.people import people
from binhdan.demo.ward import play_ward
from binhdan.curriculum import Course, CourseError, load_course
from binhdan.grading import results, summary
from binhdan.grading.results import Result
from binhdan.locale import load_locale
from binhdan.text import number

DAYS_OPEN = 3
PEOPLE = 66  # six in each of eleven residential groups: fewer than five would not be shown


@dataclass(frozen=True)
class Row:
    """One line of the table: what was handed in, and what came of it (``result`` None: refused at collection)."""

    plan: Plan
    collected: Collected | None
    result: Result | None

    @property
    def status(self) -> str:
        """The word for the state; summary.MEANING explains it."""
        return summary.status(self.result) if self.result else summary.UNMARKED

    @property
    def why(self) -> str:
        """Why there is no mark, or what else an instructor should know."""
        if not self.result:
            return f"Bị từ chối khi thu: {self.collected.why if self.collected else 'không thấy'}."
        late = summary.late(self.result.late_seconds) if self.result.late_seconds > 0 else ""
        twins = f"giống hệt bài của {', '.join(self.collected.same_as)}" if self.collected and self.collected.same_as else ""
        return self.result.why or "; ".join(filter(None, [late, twins]))

    def data(self) -> dict:
        """Return the row for --json."""
        person, lesson, result = self.plan.person, self.plan.lesson, self.result
        return {
            "learner": person.code,
            "name": person.name,
            "group": person.group,
            "target_group": person.target,
            "lesson": lesson.code,
            "assignment": lesson.assignment,
            "handed_in": self.plan.kind,
            "decoy": self.plan.trick,
            "points": result.points if result else 0.0,
            "max_points": result.max_points if result else None,
            "passed": bool(result and result.passed),
            "state": result.state if result else results.NOT_GRADED,
            "status": self.status,
            "why": self.why,
            "late_seconds": result.late_seconds if result else 0.0,
            "feedback": result.feedback if result else "",
        }


def run(course: Course, out: Path, count: int = PEOPLE) -> list[Row]:
    """Play the demo class in the new or empty folder ``out``; return its table and leave out/index.html, which links it all.

    CourseError when the course is not built, or ``out`` holds something already.
    """
    from binhdan.grading.command import show_progress
    from binhdan.grading.run import grade

    _make_empty(out)
    lessons = [load(lesson) for lesson in course.lessons if _is_released(course, lesson.assignment)]
    if not lessons:
        raise CourseError("Chưa có bài nào được dựng. Chạy `binhdan build` trước.")
    start = (datetime.now(UTC) - timedelta(days=7)).replace(minute=0, second=0, microsecond=0)
    locale = load_locale(course.root)
    crowd = people(count, locale)
    plans = handins.plan([person for person in crowd if not person.ahead], lessons, start)
    plans += level.plans(crowd, course, lessons, start + timedelta(days=DAYS_OPEN))
    _say(f"{count} học viên nộp {len(plans)} bài, {len(lessons)} bài học. Đang gói bài nộp…")
    sources = handins.pack(plans, course, out / "nop-bai")
    _say("Đang thu bài…")
    due = {a.lesson.assignment: start + timedelta(days=DAYS_OPEN) for a in lessons}
    collected = collect(course, out / "lop", sources, due)
    _say(collection_lines(collected)[0])
    _say("Đang chấm bằng nbgrader…")
    marked = {(r.learner, r.assignment): r for r in grade(course, out / "lop", progress=show_progress)}
    _say("Đang làm việc của phường…")
    ward = play_ward(course, out, crowd, plans)
    # Peers have marked since: what they gave is in the results by now.
    rows = _rows(plans, collected, {key: results.load(out / "lop", *key) or result for key, result in marked.items()})
    page.write_table(rows, out / page.TABLE)
    page.write_hub(rows, ward, locale.issuer, out)
    return rows


def _rows(plans: list[Plan], collected: list[Collected], marked: dict[tuple[str, str], Result]) -> list[Row]:
    # The last word on a hand-in is that of its newest version, which is collected after the early one.
    taken = {(item.learner, item.assignment): item for item in collected}
    keys = [(plan.person.code, plan.assignment) for plan in plans]
    return [Row(plan, taken.get(key), marked.get(key)) for plan, key in zip(plans, keys)]


def _is_released(course: Course, assignment: str) -> bool:
    return all((course.root / edition / assignment / f"{assignment}.ipynb").is_file() for edition in ("source", "release"))


def _make_empty(out: Path) -> None:
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise CourseError(f"{out} đã có thứ khác bên trong. Chọn một thư mục mới bằng --out.")
    out.mkdir(parents=True, exist_ok=True)


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def lines(rows: list[Row]) -> list[str]:
    """Return the table for the terminal, with what each state means."""
    out = [f"{'Học viên':<24}{'Bài':<7}{'Đã nộp':<40}{'Điểm':>7}  Kết quả"]
    for row in rows:
        score = f"{number(row.result.points)}/{number(row.result.max_points)}" if row.result and row.result.graded else "–"
        words = handins.WORDS[row.plan.kind] + (f" ({row.plan.trick})" if row.plan.trick else "")
        note = f" ({row.why})" if row.why else ""
        out.append(f"{row.plan.person.name:<24}{row.plan.lesson.code:<7}{words:<40}{score:>7}  {row.status}{note}")
    counts = Counter(row.status for row in rows)
    return out + ["", *(f"{counts[word]:>3} {word}: {meaning}." for word, meaning in summary.MEANING.items())]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what ``binhdan demo`` takes."""
    parser.description = (
        "Một lớp mẫu của phường Đồi Chè (người và bài nộp đều do máy dựng): nộp bài, thu bài, chấm bằng nbgrader, "
        "viết nhận xét; rồi ghi danh, chấm bài dạy lại cho nhau, bảng tin, giấy chứng nhận, trang chỉ tiêu, báo cáo quý. "
        "Tất cả mở từ một trang. Mất vài phút."
    )
    parser.add_argument("--out", type=Path, metavar="THƯ_MỤC", help="thư mục mới để làm (mặc định: một thư mục tạm)")
    parser.add_argument("--json", action="store_true", help="in bảng dạng JSON ra stdout")
    parser.add_argument("--learners", type=int, default=PEOPLE, metavar="N", help=f"số học viên, từ 1 đến 200 (mặc định {PEOPLE})")


def main(args: argparse.Namespace) -> int:
    """Run ``binhdan demo``; 0 when the table is there."""
    from binhdan.grading.run import GradingError

    if not 1 <= args.learners <= 200:
        print("--learners phải từ 1 đến 200.", file=sys.stderr)
        return 1
    out = (args.out or Path(tempfile.mkdtemp(prefix="binhdan-lop-mau-"))).resolve()
    try:
        rows = run(load_course(), out, args.learners)
    except (CourseError, GradingError) as error:
        print(error, file=sys.stderr)
        return 1
    print(json.dumps([row.data() for row in rows], ensure_ascii=False, indent=1) if args.json else "\n".join(lines(rows)))
    _say(f"\nMở trang này, mọi thứ đi từ đó: {(out / 'index.html').as_uri()}\nThư mục lớp để mở bằng formgrader: {out / 'lop'}")
    return 0
