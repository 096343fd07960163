"""The home page as HTML: today's lesson, the path of five levels, what is done, points so far."""

from __future__ import annotations

from datetime import UTC, datetime
from html import escape

from binhdan.classroom import day_page, level_tests, mark_history, my_notebook
from binhdan.classroom.marking import Marking, Stage
from binhdan.classroom.progress import LessonProgress, State, describe, of_course, of_lesson
from binhdan.classroom.third_hint import unlocked
from binhdan.classroom.workspace import Workspace
from binhdan.curriculum import Course, Level
from binhdan.points.marks import Mark
from binhdan.text import number

_LOOK = {  # state -> (symbol, CSS class); the words always stand beside it, so colour is never alone
    State.PLANNED: ("·", "planned"),
    State.TO_DO: ("○", "todo"),
    State.DOING: ("◐", "doing"),
    State.HANDED_IN: ("➜", "handed-in"),
    State.PASSED: ("✓", "passed"),
    State.REDO: ("↻", "redo"),
}
_KINDS = {"challenge": "Thử thách", "teach-back": "Dạy lại"}


def render(
    workspace: Workspace, course: Course, marking: Marking | None, base_url: str = "/", now: datetime | None = None
) -> str:
    """Return the page's inner HTML as of ``now``; links carry ``data-path`` (a notebook) or ``data-action``."""
    now = now or datetime.now(UTC)
    try:
        marks = mark_history.take(workspace, course)
    except OSError:  # a full disk must not take the home page away
        marks = mark_history.kept(workspace)
    rows = of_course(workspace, course)
    today = todays_lesson(rows)
    notes = _Notes(workspace, marking, base_url)
    levels = "".join(_level(level, rows, today, notes) for level in course.levels)
    return (
        # No <main>: JupyterLab has one around it.
        f'<article class="bd-home" lang="vi" aria-labelledby="bd-title">'
        f"{_header(workspace, course, rows, marks)}{_tests(workspace, course, notes)}{_today(today, rows, notes)}"
        f"{day_page.review(workspace, course, now)}{day_page.week(workspace, course, now, marks)}{my_notebook.link(workspace)}"
        f'<section aria-labelledby="bd-path"><h2 id="bd-path">Đường học năm bậc</h2>{levels}</section></article>'
    )


def todays_lesson(rows: list[LessonProgress]) -> LessonProgress | None:
    """Return the lesson to do now: one begun, else one to do again, else the next; None when all are handed in."""
    for state in (State.DOING, State.REDO, State.TO_DO):
        for row in rows:
            if row.state is state and row.notebooks:
                return row
    return None


class _Notes:
    """What stands beside a lesson's state: points, feedback, marking, a new release."""

    def __init__(self, workspace: Workspace, marking: Marking | None, base_url: str):
        self.workspace = workspace
        self.class_mode = workspace.settings.class_folder is not None
        self.marking = marking
        self.base_url = base_url

    def of(self, row: LessonProgress) -> str:
        """Return the notes of one lesson as HTML."""
        parts = [*self._handed_in(row), *self._mark(row), *self._third_hint(row), *self._checks(row), *self._new_release(row)]
        return "".join(f'<p class="bd-note">{part}</p>' for part in parts)

    def _handed_in(self, row: LessonProgress) -> list[str]:
        outcome = self.marking and row.lesson and self.marking.outcome(row.lesson)
        if outcome and outcome.stage is not Stage.DONE:
            return [f'<span class="bd-{outcome.stage}">{escape(outcome.message)}</span>']
        if row.state is State.HANDED_IN and self.class_mode and not row.mark:
            return ["Đã vào thư mục lớp, chờ chấm."]
        return []

    def _mark(self, row: LessonProgress) -> list[str]:
        if not row.mark:
            return []
        if row.mark.points is None:
            return [f"Chưa chấm được: {escape(row.mark.why)}. Sửa rồi nộp lại."]
        link = f'{self.base_url}binhdan/feedback/{row.lesson.assignment}'
        older = "Lần trước: " if row.state is State.HANDED_IN and not row.mark.needs_person else ""
        read = f' <a href="{escape(link)}" target="_blank" rel="noopener">Xem nhận xét</a>' if row.mark.feedback else ""
        return [f"{older}{escape(describe(row.mark))}{read}"]

    def _third_hint(self, row: LessonProgress) -> list[str]:
        if not row.lesson or not unlocked(self.workspace, row.lesson):
            return []
        link = escape(f"{self.base_url}binhdan/solution/{row.lesson.assignment}")
        return [f'<a href="{link}" target="_blank" rel="noopener">Gợi ý 3: xem một cách làm</a>']

    def _checks(self, row: LessonProgress) -> list[str]:
        done, total = row.checks
        return [f"Tự kiểm tra đạt {done}/{total}."] if row.state is State.DOING and total else []

    def _new_release(self, row: LessonProgress) -> list[str]:
        newer = [
            f'<a href="#" data-path="{escape(path)}">Mở bản mới {number(n)}</a>' if n > 1 else
            f'<a href="#" data-path="{escape(path)}">Mở bản mới</a>'
            for n, path in enumerate(row.notebooks[1:], 1)
        ]
        if row.release_changed and row.state is not State.PASSED:
            newer.append(
                "Bài này vừa có bản mới. Bài bạn đang làm còn nguyên và vẫn nộp được; muốn xem bản mới thì lấy thêm. "
                f'<button type="button" data-action="new-version" data-lesson="{row.plan.code}">'
                "Lấy bản mới để bên cạnh</button>"
            )
        return newer


def _header(workspace: Workspace, course: Course, rows: list[LessonProgress], marks: list[Mark]) -> str:
    best: dict[str, float] = {}
    for mark in marks:
        best[mark.lesson] = max(best.get(mark.lesson, 0.0), mark.points)
    points = sum(best.get(row.plan.code, 0.0) for row in rows)
    passed = sum(row.state is State.PASSED for row in rows)
    minutes = course.settings["course"]["minutes"]
    return (
        f'<header><h1 id="bd-title">{escape(course.settings["course"]["title"])}</h1>'
        f'<p class="bd-hello">Chào <b>{escape(workspace.learner.name)}</b> '
        f'<span class="bd-code">mã học viên {escape(workspace.learner.code)}</span></p>'
        f'<ul class="bd-figures"><li><b>{number(points)}</b> điểm bài</li>'
        f"<li><b>{passed}</b> bài đạt</li><li><b>{minutes}</b> phút mỗi ngày</li></ul></header>"
    )


def _today(row: LessonProgress | None, rows: list[LessonProgress], notes: _Notes) -> str:
    if row is None:
        some = any(r.notebooks for r in rows)
        line = "Bạn đã nộp hết các bài đang có. Nghỉ một chút, hoặc mở lại bài bạn thích." if some else (
            "Chưa có bài nào trong thư mục học. Đóng JupyterLab rồi chạy lại «binhdan start»."
        )
        body = f"<p>{line}</p>"
    else:
        verb = {State.DOING: "Làm tiếp", State.REDO: "Làm lại"}.get(row.state, "Bắt đầu")
        body = (
            f'<p class="bd-lesson-title">{_name(row)}</p>{notes.of(row)}'
            f'<p><a class="bd-start" href="#" data-path="{escape(row.current)}">{verb}</a></p>'
        )
    return f'<section class="bd-today" aria-labelledby="bd-today"><h2 id="bd-today">Bài hôm nay</h2>{body}</section>'


def _tests(workspace: Workspace, course: Course, notes: _Notes) -> str:
    """The level tests that are there for this learner, before the lessons: nobody has to do them."""
    level_tests.fetch(workspace, course)
    rows = [row for row in (of_lesson(workspace, course, test) for test in course.tests) if row.notebooks]
    waiting = [row for row in rows if not row.handed_in_at] or rows[-1:]
    items = "".join(
        f'<p><a href="#" data-path="{escape(row.notebooks[0])}">{escape(row.plan.title)}</a> '
        f'({"đã nộp" if row.handed_in_at else "ba câu, chừng sáu phút; không tính điểm, để cuối bậc biết mình tiến bộ đến đâu"})</p>{notes.of(row) if row.handed_in_at else ""}'
        for row in waiting
    )
    return f'<section class="bd-tests" aria-label="Bài đo">{items}</section>' if items else ""


def _level(level: Level, rows: list[LessonProgress], today: LessonProgress | None, notes: _Notes) -> str:
    rows = [row for row in rows if row.plan.level == level.number]
    passed = sum(row.state is State.PASSED for row in rows)
    current = level.number == (today.plan.level if today else 1)
    is_open = current or any(row.state is State.REDO for row in rows)
    items = "".join(_item(row, notes, row is today) for row in rows)
    return (
        f'<details class="bd-level" data-level="{level.number}"{" open" if is_open else ""}>'
        f'<summary><span class="bd-level-name">Bậc {level.number} · {escape(level.title)}</span> '
        f'<span class="bd-count">{passed}/{len(rows)} bài đạt</span></summary><ol>{items}</ol></details>'
    )


def _item(row: LessonProgress, notes: _Notes, is_today: bool) -> str:
    symbol, style = _LOOK[row.state]
    title = f'<span class="bd-name">{_name(row)}</span>'
    if row.notebooks:
        title = f'<a class="bd-name" href="#" data-path="{escape(row.notebooks[0])}">{_name(row)}</a>'
    kind = f' <span class="bd-kind">{_KINDS[row.plan.kind]}</span>' if row.plan.kind in _KINDS else ""
    current = ' aria-current="step"' if is_today else ""
    return (
        f'<li class="bd-{style}"{current}><span class="bd-symbol" aria-hidden="true">{symbol}</span>'
        f'<div>{title}{kind}{notes.of(row)}</div><span class="bd-state">{row.state}</span></li>'
    )


def _name(row: LessonProgress) -> str:
    return f'<span class="bd-lesson-code">{row.plan.code}</span> {escape(row.plan.title)}'
