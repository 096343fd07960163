"""The tutor's page as HTML: the groups, the learners by what they need, and each lesson's advice for the trainer."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from binhdan.authoring import trainer
from binhdan.curriculum import Course, Lesson
from binhdan.reports import look
from binhdan.reports.tutor_page import Need, Pupil, TutorPage, lesson_of, to_do
from binhdan.text import number

_LOOK = {Need.WAITING: "warn", Need.STUCK: "bad", Need.FAILED: "warn", Need.NEW: "warn", Need.AWAY: "warn", Need.NONE: "good"}
STYLE = """
.head { display: flex; flex-wrap: wrap; gap: .3rem 1.5rem; justify-content: space-between; align-items: baseline; }
.tally { list-style: none; display: flex; flex-wrap: wrap; gap: .6rem; padding: 0; margin: .6rem 0 0; }
.tally li { flex: 1 1 9.5rem; border: 1px solid var(--line); border-radius: 10px; padding: .4rem .8rem; }
.tally b { display: block; font-size: 1.5em; line-height: 1.25; } .tally .tag { white-space: nowrap; }
@media print, (min-width: 44.01rem) { .pupils td, .pupils th { padding: .55rem .5rem; } }
.pupils ul { margin: 0; padding-left: 1.1rem; } .pupils td .tag { margin: 0 .2rem .2rem 0; white-space: nowrap; }
.pupils .who { min-width: 10rem; overflow-wrap: anywhere; } .pupils .who span { font-weight: 400; display: block; }
.advice details { border-top: 1px solid var(--line); padding: .5rem 0; } .advice summary { cursor: pointer; font-weight: 700; padding: .3rem 0; }
.advice h3 { margin: .8rem 0 .2rem; }
@media print { .advice { display: none; } .pupils { font-size: 9.5pt; } }
"""


def page(model: TutorPage, course: Course, group: str = "", need: Need | None = None) -> str:
    """Return the whole page with every learner chosen; it holds real names and is for the tutor only."""
    who = f"Trang người kèm: {model.tutor}" if model.tutor else "Trang người kèm: cả lớp"
    return look.page(who, f"<main>{body(model, course, group, need, linked=True)}</main>", STYLE)


def body(model: TutorPage, course: Course, group: str = "", need: Need | None = None, most: int | None = None, linked: bool = False) -> str:
    """Return the page's inner HTML for the learners chosen, the first ``most`` of them.

    ``linked``: with links inside the page, which a notebook would not follow.
    """
    chosen = model.chosen(group, need)
    shown = chosen[:most]
    more = f"<p><b>Còn {len(chosen) - len(shown)} người nữa.</b> Lọc theo tổ, hoặc lưu ra tệp để xem hết.</p>" if len(chosen) > len(shown) else ""
    head = f"{_head(model, group)}{_groups(model, group)}"
    advice = _advice(model, shown, course)
    asked = {code: f'<a href="#{code}">{code}</a>' if linked else code for code in advice}
    inner = "".join(advice.values())
    told = f'<section class="card advice"><h2>Cách giúp từng bài</h2>{inner}</section>' if inner else ""
    return f"{head}{_pupils(model, course, shown, asked)}{more}{told}"


def _head(model: TutorPage, group: str) -> str:
    title = f"Người kèm: {escape(model.tutor)}" if model.tutor else "Cả lớp: ai cần gì"
    tally = "".join(
        f'<li><b>{number(count)}</b> <span class="tag {_LOOK[need]}">{need}</span></li>' for need, count in model.counts(group).items()
    )
    private = "Trang này có tên thật: chỉ người kèm xem, không dán lên bảng, không gửi vào nhóm. Mỗi lần mở được ghi vào nhật ký truy cập."
    return (
        f'<section class="card"><div class="head"><h1>{title}</h1>'
        f'<span class="dim small">Số liệu đến ngày {look.day(model.today)}</span></div>'
        f'<p class="small dim">{private}</p><ul class="tally">{tally}</ul></section>'
    )


def _groups(model: TutorPage, group: str) -> str:
    rows = "".join(
        f'<tr><th scope="row">{escape(row.group)}</th><td class="num" data-name="Học viên">{number(row.learners)}</td>'
        f'<td class="num" data-name="Chưa ai kèm">{number(row.alone)}</td>'
        f'<td data-name="Người kèm">{escape(", ".join(row.tutors)) or "<b>chưa có</b>"}</td></tr>'
        for row in model.groups
        if group in ("", row.group)
    )
    if not rows:
        return ""
    heads = f'<th scope="col">{escape(model.group_word)}</th><th scope="col" class="num">Học viên</th>'
    return (
        '<section class="card"><h2>Ai kèm ở đâu</h2><table class="stack"><thead><tr>'
        f'{heads}<th scope="col" class="num">Chưa ai kèm</th><th scope="col">Người kèm</th></tr></thead><tbody>{rows}</tbody></table></section>'
    )


def _pupils(model: TutorPage, course: Course, pupils: tuple[Pupil, ...], advice: dict[str, str]) -> str:
    if not pupils:
        why = "Không có ai như vậy." if model.pupils else "Chưa giao học viên nào. Người phụ trách giao bằng sổ người kèm, rồi mở lại trang này."
        return f'<section class="card"><h2>Học viên</h2><p>{why}</p></section>'
    rows = "".join(_pupil(pupil, model, course, advice) for pupil in pupils)
    return (
        '<section class="card"><h2>Học viên</h2><table class="pupils stack"><thead><tr><th scope="col">Học viên</th>'
        '<th scope="col">Cần gì</th><th scope="col">Làm gì tiếp</th><th scope="col">Đã học</th></tr></thead>'
        f"<tbody>{rows}</tbody></table></section>"
    )


def _pupil(pupil: Pupil, model: TutorPage, course: Course, advice: dict[str, str]) -> str:
    tags = "".join(f'<span class="tag {_LOOK[need]}">{need}</span> ' for need in pupil.needs(model.today))
    steps = "".join(f"<li>{escape(step)}</li>" for step in to_do(pupil, model.today, course))
    helpful = advice.get(lesson_of(pupil, model.today, course))
    hint = f'<div class="small dim screen">Cách giúp bài {helpful}: xem cuối trang.</div>' if helpful else ""
    levels = f" Xong bậc {', '.join(map(str, pupil.levels))}." if pupil.levels else ""
    last = f"lần cuối {look.day(pupil.last_day)}" if pupil.last_day else f"ghi danh {look.day(pupil.enrolled)}"
    keeper = "" if model.code else f'<span class="dim small">{escape(f"người kèm: {pupil.tutor}" if pupil.tutor else "chưa ai kèm")}</span>'
    teaches = '<span class="dim small">cũng là người kèm</span>' if pupil.teaches else ""
    return (
        f'<tr><th scope="row" class="who">{escape(pupil.name)}<span class="dim small">{escape(pupil.group)} · {escape(pupil.code)}</span>{keeper}{teaches}</th>'
        f'<td>{tags}</td><td><ul>{steps}</ul>{hint}</td><td class="small">{len(pupil.passed)} bài đạt.{levels} <span class="dim">({last})</span></td></tr>'
    )


def _advice(model: TutorPage, pupils: Iterable[Pupil], course: Course) -> dict[str, str]:
    """Code -> what the trainer's page says of where people are stuck and how to help, for each lesson that is in question."""
    wanted = {lesson_of(pupil, model.today, course) for pupil in pupils}
    return {lesson.code: told for lesson in course.lessons if lesson.code in wanted and (told := _advice_of(lesson))}


def _advice_of(lesson: Lesson) -> str:
    import mistune

    page = trainer.load(lesson)
    if not page:
        return ""
    parts = "".join(f"<h3>{part}</h3>{mistune.html(page.parts[part])}" for part in (trainer.STUCK, trainer.HELP))
    return f'<details id="{lesson.code}"><summary>{lesson.code} {escape(lesson.plan.title)}</summary>{parts}</details>'
