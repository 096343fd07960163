"""The learner's day on the home page as HTML: this week in seven days, and the card to review now."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from html import escape

from binhdan.classroom import activity
from binhdan.classroom.review import PER_DAY, Grade, Reviews, Today
from binhdan.classroom.workspace import Workspace
from binhdan.curriculum import Course
from binhdan.points.days import day_of, week_of
from binhdan.points.game import game
from binhdan.points.marks import Mark

_DAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
_SHORT = ("T2", "T3", "T4", "T5", "T6", "T7", "CN")
_MEANING = {
    Grade.AGAIN: "không nhớ ra",
    Grade.HARD: "nhớ ra nhưng chật vật",
    Grade.GOOD: "nhớ ra được",
    Grade.EASY: "nhớ ngay",
}


def week(workspace: Workspace, course: Course, now: datetime, marks: Iterable[Mark] = ()) -> str:
    """Return this week's section: what each day was, how many of those it takes, how many practice weeks so far.

    The day of a mark counts, as in the ward's records: it may have been handed in from another machine.
    """
    today, goal = day_of(now.timestamp()), game(course).practice_days
    marked = {day for mark in marks if (day := day_of(mark.at)) <= today}
    practised = sorted(marked.union(activity.practice_days(workspace, today)))
    weeks = len(activity.practice_weeks(workspace, practised, goal))
    first = today - (today - 1) % 7
    done = sum(week_of(day) == week_of(today) for day in practised)
    items = "".join(_day(number, first + number, today, practised) for number in range(7))
    line = f"Đủ {goal} ngày là thành một tuần luyện tập. Ngày nghỉ không mất gì."
    if done >= goal:
        line = "Tuần này đã thành một tuần luyện tập. Ngày nghỉ không mất gì."
    return (
        '<section class="bd-week" aria-labelledby="bd-week"><h2 id="bd-week">Tuần này</h2>'
        f'<p class="bd-week-count"><b>{done}/{goal} ngày</b> · {_weeks(weeks)}</p>'
        f'<ol>{items}</ol><p class="bd-note">{line}</p></section>'
    )


def review(workspace: Workspace, course: Course, now: datetime) -> str:
    """Return the section "Ôn hôm nay"; a file that can't be read or written is told there and stops nothing else."""
    try:
        reviews = Reviews(workspace, course)
        return of_reviews(reviews, reviews.today(now), now)
    except OSError as error:
        line = f"Máy không đọc hay ghi được sổ ôn bài ({escape(str(error.strerror))}). Kiểm tra ổ đĩa rồi mở lại Trang chủ."
        return _section(f"<p>{line}</p>", "")


def of_reviews(reviews: Reviews, today: Today, now: datetime) -> str:
    """Return the section for a day's review as it stands."""
    notes = "".join(f'<p class="bd-note">{escape(note)}</p>' for note in today.notes)
    if not today.waiting:
        return _section(f'<p class="bd-review-done" tabindex="-1">{_done(today)}</p>', notes)
    card, all_today = today.waiting[0], today.done + len(today.waiting)
    days = reviews.outlook(card.id, now)
    buttons = "".join(
        f'<button type="button" data-action="rate" data-grade="{grade}" aria-keyshortcuts="{number}">'
        f'<b>{grade.word}</b> <span class="bd-meaning">{_MEANING[grade]}</span> '
        f'<span class="bd-again">{_later(days[grade])}</span></button>'
        for number, grade in enumerate(Grade, 1)
    )
    return _section(
        f'<div class="bd-card" data-card="{escape(card.id)}">'
        f'<p class="bd-note">Thẻ {today.done + 1}/{all_today} · từ bài {escape(card.lesson)}</p>'
        f'<p class="bd-question" tabindex="-1">{escape(card.front)}</p>'
        '<button type="button" class="bd-show" data-action="show-answer" aria-expanded="false" aria-controls="bd-answer">'
        "Xem trả lời</button>"
        f'<div id="bd-answer" class="bd-answer" hidden><p tabindex="-1">{escape(card.back)}</p>'
        f'<div class="bd-grades" role="group" aria-label="Bạn nhớ thẻ này thế nào?">{buttons}</div>'
        '<p class="bd-note bd-keys">Dùng bàn phím: bấm 1, 2, 3 hoặc 4.</p></div></div>',
        notes,
    )


def _section(body: str, notes: str) -> str:
    return f'<section class="bd-review" aria-labelledby="bd-review"><h2 id="bd-review">Ôn hôm nay</h2>{body}{notes}</section>'


def _done(today: Today) -> str:
    if today.next_day is None:
        return f"Chưa có thẻ nào. Nộp xong bài đầu tiên, mỗi ngày bạn ôn nhiều nhất {PER_DAY} câu hỏi ngắn để nhớ lâu."
    lead = "Xong." if today.done else "Hôm nay không có thẻ nào đến hạn."
    if today.next_day == today.day + 1:
        return f"{lead} Mai ôn tiếp {today.next_count} thẻ."
    moment = date.fromordinal(today.next_day)
    return f"{lead} Lần ôn tới: {_DAYS[moment.weekday()]} {moment.day}/{moment.month}, {today.next_count} thẻ."


def _later(days: int) -> str:
    if days == 1:
        return "ôn lại mai"
    return f"ôn lại sau {days} ngày" if days < 60 else f"ôn lại sau {round(days / 30)} tháng"


def _weeks(count: int) -> str:
    return f"đã có {count} tuần luyện tập" if count else "chưa có tuần luyện tập nào"


def _day(number: int, day: int, today: int, practised: list[int]) -> str:
    style, symbol, word = ("practised", "✓", "có học") if day in practised else ("rest", "–", "nghỉ")
    if day > today:
        style, symbol, word = "ahead", "·", "chưa tới"
    elif day == today and style == "rest":
        style, symbol, word = "now", "○", "chưa học"
    current = ' aria-current="date"' if day == today else ""
    return (
        f'<li class="bd-{style}"{current}><span aria-hidden="true">{_SHORT[number]}</span><span class="bd-said">{_DAYS[number]}: </span>'
        f'<span class="bd-symbol" aria-hidden="true">{symbol}</span><span class="bd-word">{word}</span></li>'
    )
