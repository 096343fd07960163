"""How well each item and each graded cell of a level does its work, and what learners gained, from the gradebook."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean, stdev

from nbgrader.api import Gradebook, MissingEntry

from binhdan.curriculum import Course, LevelTest
from binhdan.grading import gradebook, level_test
from binhdan.text import number

ENOUGH = 20  # learners; with fewer, figures say little and nothing is flagged
EASY, HARD = 0.95, 0.2
_Z = 1.96  # 95 %


@dataclass(frozen=True)
class Row:
    """One item or cell: ``right`` is the mean share of its points, between ``low`` and ``high`` with 95 % confidence.

    ``discrimination`` is the point-biserial correlation with the rest of the same hand-in; None where nothing varies.
    """

    assignment: str
    name: str
    about: str
    n: int
    right: float
    low: float
    high: float
    discrimination: float | None

    @property
    def certain(self) -> bool:
        """Whether enough learners did it."""
        return self.n >= ENOUGH

    @property
    def flags(self) -> list[str]:
        """What an instructor should look at, in Vietnamese."""
        if not self.certain:
            return [f"ít người làm ({self.n}), số chưa chắc"]
        found = [(self.right > EASY, "quá dễ"), (self.right < HARD, "quá khó")]
        found.append((self.discrimination is not None and self.discrimination < 0, "phân biệt ngược: xem lại đề và đáp án"))
        return [text for wrong, text in found if wrong]


@dataclass(frozen=True)
class Gain:
    """Mean points before and after of the ``n`` learners who did both; ``margin`` is half of the 95 % interval of the gain."""

    n: int
    before: float
    after: float
    most: float
    margin: float | None

    @property
    def certain(self) -> bool:
        """Whether enough learners did both."""
        return self.n >= ENOUGH


@dataclass(frozen=True)
class Analysis:
    """The rows of a level, and its gain (None: nobody did both tests)."""

    level: int
    rows: tuple[Row, ...]
    gain: Gain | None


# Learner -> graded cell -> (points, most points), of one assignment.
Scores = dict[str, dict[str, tuple[float, float]]]


def analyse(course: Course, class_folder: Path, level: int) -> Analysis:
    """Read the gradebook of ``class_folder`` and return a level's analysis. Cells that wait for a person are left out."""
    rows: list[Row] = []
    totals: dict[str, dict[str, float]] = {}
    with gradebook.opened(class_folder) as book:
        for assignment in (each for each in course.assignments if each.plan.level == level):
            scores = _scores(book, assignment.assignment)
            if isinstance(assignment, LevelTest):
                rows += _test_rows(course, assignment, scores)
                totals[assignment.plan.kind] = {who: sum(p for p, _ in cells.values()) for who, cells in scores.items()}
            else:
                rows += _lesson_rows(assignment.assignment, scores)
    return Analysis(level, tuple(rows), _gain(totals.get("before", {}), totals.get("after", {}), _most(course, level)))


def _most(course: Course, level: int) -> float:
    return next((float(course.points(test.plan)) for test in course.tests if test.plan.level == level), 0.0)


def _scores(book: Gradebook, assignment: str) -> Scores:
    try:
        submissions = book.find_assignment(assignment).submissions
    except MissingEntry:
        return {}
    found = {s.student_id: {c.name: (c.points, c.max_points) for c in gradebook.marks_of(s).cells if not c.needs_person} for s in submissions}
    return {learner: cells for learner, cells in found.items() if cells}


def _lesson_rows(assignment: str, scores: Scores) -> list[Row]:
    columns: dict[str, list[tuple[float, float | None]]] = defaultdict(list)
    for learner, cells in scores.items():
        for name in cells:
            columns[name].append(_with_rest(cells, name))
    return [_row(assignment, name, "", pairs) for name, pairs in columns.items()]


def _test_rows(course: Course, test: LevelTest, scores: Scores) -> list[Row]:
    """By item, not by cell: under the same cell every learner has another item."""
    columns: dict[str, list[tuple[float, float | None]]] = defaultdict(list)
    about: dict[str, str] = {}
    for learner, cells in scores.items():
        for cell, item in level_test.drawn(course, test, learner).items():
            if cell in cells:
                for name in (item.family, f"{item.family}/{item.variant}"):
                    columns[name].append(_with_rest(cells, cell))
                    about[name] = f"{item.strand}: {item.skill}" if name == item.family else ""
    return [_row(test.assignment, name, about[name], columns[name]) for name in sorted(columns)]


def _with_rest(cells: dict[str, tuple[float, float]], name: str) -> tuple[float, float | None]:
    """The share of points of one cell, and of all the others of the same hand-in together."""
    points, most = cells[name]
    rest, rest_most = (sum(cells[other][part] for other in cells if other != name) for part in (0, 1))
    return (points / most if most else 0.0), (rest / rest_most if rest_most else None)


def _row(assignment: str, name: str, about: str, pairs: list[tuple[float, float | None]]) -> Row:
    shares = [share for share, _ in pairs]
    low, high = interval(fmean(shares), len(shares))
    return Row(assignment, name, about, len(shares), fmean(shares), low, high, _correlation(pairs))


def interval(share: float, n: int) -> tuple[float, float]:
    """Return Wilson's 95 % interval of a share of ``n``: it is honest where n is small."""
    middle = (share + _Z**2 / (2 * n)) / (1 + _Z**2 / n)
    half = _Z / (1 + _Z**2 / n) * math.sqrt(share * (1 - share) / n + _Z**2 / (4 * n**2))
    return max(0.0, middle - half), min(1.0, middle + half)


def _correlation(pairs: list[tuple[float, float | None]]) -> float | None:
    both = [(a, b) for a, b in pairs if b is not None]
    if len(both) < 3:
        return None
    first, second = zip(*both)
    spread = stdev(first) * stdev(second)
    if spread < 1e-12:
        return None
    mean_a, mean_b = fmean(first), fmean(second)
    return sum((a - mean_a) * (b - mean_b) for a, b in both) / (len(both) - 1) / spread


def _gain(before: dict[str, float], after: dict[str, float], most: float) -> Gain | None:
    both = sorted(set(before) & set(after))
    if not both:
        return None
    differences = [after[who] - before[who] for who in both]
    margin = _Z * stdev(differences) / math.sqrt(len(both)) if len(both) > 1 else None
    return Gain(len(both), fmean(before[w] for w in both), fmean(after[w] for w in both), most, margin)


def lines(analysis: Analysis) -> Iterator[str]:
    """Yield the analysis as a table for the terminal."""
    if not analysis.rows:
        yield f"Sổ điểm chưa có bài nào của bậc {analysis.level}. Chấm bằng `binhdan grade` rồi xem lại."
        return
    yield f"{'CÂU':<34}{'người':>6}{'đúng':>7}  {'khoảng 95 %':<13}{'phân biệt':>10}  lưu ý"
    assignment = ""
    for row in analysis.rows:
        if row.assignment != assignment:
            assignment = row.assignment
            yield f"{assignment}"
        span = f"{_number(row.low)}–{_number(row.high)}"
        told = "; ".join([*([row.about] if row.about else []), *(row.flags if row.certain else [])])
        yield f"  {row.name[:32]:<32}{row.n:>5}{' ' if row.certain else '~'}{_number(row.right):>7}  {span:<13}{_number(row.discrimination):>10}  {told}".rstrip()
    yield ""
    yield from _gain_lines(analysis.gain)
    if any(not row.certain for row in analysis.rows):
        yield f"~ dưới {ENOUGH} người làm: chỉ để tham khảo, chưa kết luận được gì; máy không gắn cờ dễ hay khó."
    yield "Đúng: phần điểm trung bình. Phân biệt: người làm tốt các câu khác có làm tốt câu này không (từ 0,2 là được, âm là ngược)."


def _gain_lines(gain: Gain | None) -> Iterator[str]:
    if gain is None:
        yield "Trước và sau: chưa ai làm cả hai bài đo."
        return
    change = gain.after - gain.before
    margin = f" ± {_number(gain.margin)}" if gain.margin is not None else ""
    yield (
        f"Trước và sau ({gain.n} người làm cả hai): {_number(gain.before)} → {_number(gain.after)} trên {number(gain.most)} điểm, "
        f"thay đổi {'+' if change >= 0 else ''}{_number(change)}{margin}."
    )
    if not gain.certain:
        yield f"Mới {gain.n} người: chưa đủ để nói lớp tiến bộ hay không."
    elif gain.margin is not None and abs(change) <= gain.margin:
        yield "Khoảng tin cậy chứa 0: chưa chắc có thay đổi thật."


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}".replace(".", ",").replace("-", "−")


def table(analysis: Analysis) -> list[list]:
    """Return the rows for a CSV file, the first with the names of the columns."""
    head = ["bac", "bai", "cau", "mo_ta", "so_nguoi", "ti_le_dung", "thap_95", "cao_95", "phan_biet", "luu_y"]
    rows = [
        [analysis.level, r.assignment, r.name, r.about, r.n, *(round(x, 4) for x in (r.right, r.low, r.high)),
         "" if r.discrimination is None else round(r.discrimination, 4), "; ".join(r.flags)]
        for r in analysis.rows
    ]  # fmt: skip
    return [head, *rows]
