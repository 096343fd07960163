"""Prove that a lesson is whole and marks fairly: form, scores, and nothing given away."""

from __future__ import annotations

import ast
import re
import unicodedata
from dataclasses import asdict, dataclass, field
from pathlib import Path

from nbformat import NotebookNode

from binhdan import cards
from binhdan.authoring import score as scoring
from binhdan.authoring.expand import expand
from binhdan.authoring.fill import fill, solutions
from binhdan.authoring.leaks import leaks
from binhdan.authoring.parse import Authored, load
from binhdan.curriculum import Course, CourseError, Lesson
from binhdan.terms import AVOID
from binhdan.text import count_words, number

MAX_WORDS, CELLS, MIN_DECOYS = 450, range(12, 25), 3


@dataclass
class Report:
    """What verify found of one lesson; ``problems`` is empty when it is ok."""

    lesson: str
    level: int
    slug: str
    points: int = 0
    by_person: int = 0
    pass_mark: float = 0
    starter: int = 0
    solution: int = 0
    decoys: dict[str, int] = field(default_factory=dict)
    held_out: int = 0
    words: int = 0
    cells: int = 0
    minutes: int = 0
    problems: list[str] = field(default_factory=list)

    def line(self) -> dict:
        """Return the report as one JSON object."""
        row = {"pass" if name == "pass_mark" else name: value for name, value in asdict(self).items()}
        problems = row.pop("problems")
        return row | {"ok": not problems} | ({"problems": problems} if problems else {})


def verify(course: Course, lesson: Lesson) -> Report:
    """Check one lesson; whatever is wrong is in ``problems``, each with file and next step."""
    report = Report(lesson.code, lesson.plan.level, lesson.slug)
    try:
        authored = load(lesson)
        cards.load(lesson)
    except CourseError as error:
        report.problems.append(str(error))
        return report
    notebook = expand(authored)
    _form(report, course, authored, notebook)
    _scores(report, course, authored, notebook)
    report.problems += leaks(course, authored)
    return report


def _form(report: Report, course: Course, authored: Authored, notebook: NotebookNode) -> None:
    front, plan = authored.front, authored.lesson.plan
    say = _sayer(report, authored.lesson.source)
    report.minutes, report.cells = front["minutes"], len(notebook.cells)
    report.words = prose_words(authored)
    report.points = sum(b.points for b in authored.blocks)
    report.by_person = sum(b.points for b in authored.blocks if b.role == "answer")
    report.pass_mark = course.pass_mark(plan)
    report.held_out = sum(b.role == "hidden" for b in authored.blocks)
    if (front["level"], front["lesson"]) != (plan.level, plan.number):
        say(1, f"phần đầu ghi bậc {front['level']} bài {front['lesson']}, thư mục là {plan.code}. Sửa cho khớp.")
    if front["minutes"] != course.settings["course"]["minutes"]:
        say(1, "bài phải vừa 15 phút: minutes: 15.")
    if report.words > MAX_WORDS:
        say(1, f"{report.words} từ văn xuôi, quá {MAX_WORDS}. Cắt bớt.")
    if report.cells not in CELLS:
        say(1, f"{report.cells} ô; một bài có {CELLS.start}–{CELLS.stop - 1} ô. Gộp hoặc tách.")
    if report.points != course.points(plan):
        say(1, f"tổng {report.points} điểm, bài này phải có {course.points(plan)}. Chia lại points=….")
    if not report.held_out:
        say(1, "thiếu ô hidden: mỗi bài phải chấm trên dữ liệu học viên chưa thấy.")
    if len(authored.decoys) < MIN_DECOYS:
        say(1, f"decoys.md có {len(authored.decoys)} bài sai, cần ít nhất {MIN_DECOYS}.")
    _texts(report, authored)
    _checks(authored, say)
    _names(authored, say)


def prose_words(authored: Authored) -> int:
    """Count the words a learner reads: prose without hints, table marks and code."""
    text = "\n".join(b.source for b in authored.blocks if b.role == "prose")
    return count_words(re.sub(r"[|`*#>]+|<[^>]+>", " ", text))


def _texts(report: Report, authored: Authored) -> None:
    for file in sorted(authored.lesson.folder.rglob("*")):
        if file.suffix not in (".md", ".json", ".csv", ".txt", ".srt", ".toml"):
            continue
        text = file.read_text(encoding="utf-8")
        if not unicodedata.is_normalized("NFC", text):
            report.problems.append(f"{file}: chữ chưa ở dạng NFC. Lưu lại bằng trình soạn thảo dùng NFC.")
        if "hidden" not in file.parts:
            report.problems += [f"{file}: dùng “{good}” thay cho “{bad}”." for bad, good in AVOID.items() if bad in text]


def _checks(authored: Authored, say) -> None:
    """A check cell is one call of check.…: its value is the verdict, and nothing hides it."""
    for block in authored.blocks:
        if block.role in ("check", "hidden") and not _is_one_check(block.source):
            say(block.line, f"ô {block.role} phải là đúng một lời gọi check.…(…), không gì khác.")


def _is_one_check(source: str) -> bool:
    try:
        body = ast.parse(source).body
    except SyntaxError:
        return False
    call = body[0].value if len(body) == 1 and isinstance(body[0], ast.Expr) else None
    return (
        isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and isinstance(call.func.value, ast.Name)
        and call.func.value.id == "check"
    )


def _names(authored: Authored, say) -> None:
    """A demo cell never uses a name that an exercise defines: it would break when that is unanswered."""
    for exercise in authored.exercises.values():
        defined = _defined(exercise.starter) | _defined(exercise.solution)
        for block in authored.blocks:
            if block.role == "demo" and (shared := defined & _defined(block.source)):
                say(block.line, f"ô minh hoạ đặt lại tên {', '.join(sorted(shared))} của bài tập {exercise.name}. Đổi tên.")


def _defined(source: str) -> set[str]:
    if source.startswith("%%"):
        return set()
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return set()
    functions = {node.name for node in tree.body if isinstance(node, (ast.FunctionDef, ast.ClassDef))}
    targets = [t for node in tree.body if isinstance(node, ast.Assign) for t in node.targets]
    return functions | {t.id for t in targets if isinstance(t, ast.Name)}


def _scores(report: Report, course: Course, authored: Authored, notebook: NotebookNode) -> None:
    say = _sayer(report, authored.lesson.source)
    starters = {e.name: e.starter for e in authored.exercises.values()}
    blank, root = fill(notebook, starters), course.root
    machine = sum(b.points for b in authored.blocks if b.role in ("check", "hidden"))

    started = scoring.score(blank, root, demos=True)
    report.starter = scoring.total(started)
    if report.starter or any(cell.raised for cell in started):
        worst = next((c for c in started if c.raised or c.points), started[0])
        say(1, f"bản phát ra phải được 0 điểm và không báo lỗi; ô {worst.name}: {worst.points} điểm, {worst.reason}")
    answered = scoring.score(fill(notebook, solutions(authored)), root)
    report.solution = scoring.total(answered)
    if report.solution != machine:
        lost = next(c for c in answered if c.points < c.max_points)
        say(1, f"lời giải được {report.solution}/{machine}; ô {lost.name}: {lost.reason}")
    for name, answers in authored.decoys.items():
        report.decoys[name] = points = scoring.total(scoring.score(fill(notebook, starters | answers), root))
        if points >= report.pass_mark:
            say(1, f"bài sai “{name}” được {number(points)} điểm, phải dưới {number(report.pass_mark)}. Siết phép kiểm.")
    for name in authored.exercises:
        left = scoring.score(scoring.without(fill(notebook, solutions(authored)), name), root)
        own = [c for c in left if c.name.startswith((f"{name}-check", f"{name}-hidden")) and c.points]
        if own:
            say(1, f"xoá ô bài làm {name} mà ô {own[0].name} vẫn cho điểm. Phép kiểm phải đọc câu trả lời.")


def _sayer(report: Report, file: Path):
    return lambda line, message: report.problems.append(f"{file}:{line}: {message}")
