"""The learner's page as HTML, for the notebook, the phone and paper."""

from __future__ import annotations

import re
from datetime import date
from html import escape

from binhdan.points import ranks
from binhdan.points.days import monday, week_of
from binhdan.reports import look
from binhdan.reports.learner_page import BadgeLine, LearnerPage, LessonLine, LevelLine, Measured, WeekLine
from binhdan.text import number

_DAYS = ("T2", "T3", "T4", "T5", "T6", "T7", "CN")
_LONG_DAYS = ("thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ sáu", "thứ bảy", "chủ nhật")
_DECIMAL = re.compile(r"(?<![\w.])(\d+)\.(\d+)")  # 118.5, and not the code B1.12
STYLE = """
.me { display: flex; flex-wrap: wrap; gap: 1rem; align-items: center; } .me > div { flex: 1 1 12rem; }
.me > .rank { flex: 0 0 auto; } .rank svg { width: 84px; height: 84px; display: block; }
.figures { list-style: none; display: flex; flex-wrap: wrap; gap: .6rem; padding: 0; margin: .8rem 0 0; }
.figures li { flex: 1 1 6rem; border: 1px solid var(--line); border-radius: 10px; padding: .4rem .8rem; }
.figures b { display: block; font-size: 1.5em; line-height: 1.25; color: var(--leaf); }
.weeks { table-layout: fixed; width: 100%; max-width: 44rem; border-spacing: 2px; border-collapse: separate; }
.weeks th, .weeks td { border: 0; padding: 0; text-align: center; font-size: .72em; line-height: 1.5; color: var(--dim); font-weight: 400; overflow-wrap: normal; white-space: nowrap; }
.weeks td { background: var(--track); border-radius: 4px; height: 1.7em; } .weeks td.did { background: var(--fill); color: var(--card); font-weight: 700; }
.weeks td.later { background: none; } .weeks th[scope=row] { text-align: left; width: 1.9rem; } .weeks abbr { text-decoration: none; }
.weeks thead th:last-child span { float: right; } .weeks tfoot td { background: none; } .weeks .full { color: var(--leaf); font-weight: 700; }
.badges { list-style: none; display: grid; grid-template-columns: repeat(auto-fill, minmax(min(15rem, 100%), 1fr)); gap: .6rem; padding: 0; margin: .6rem 0 0; }
.badges li { display: flex; gap: .7rem; align-items: center; border: 1px solid var(--line); border-radius: 10px; padding: .5rem .7rem; break-inside: avoid; }
.badges svg { width: 48px; height: 48px; flex: none; display: block; } .badges .not-yet { border-style: dashed; } .badges .not-yet svg { opacity: .35; filter: grayscale(1); }
.badges p { margin: 0; font-size: .9em; line-height: 1.4; }
.level { break-inside: avoid; border-top: 1px solid var(--line); padding: .6rem 0; } .level:first-of-type { border-top: 0; } .level h3 { margin: 0 0 .2rem; }
.level ul { margin: .2rem 0; padding-left: 1.2rem; }
.bar { height: 10px; border-radius: 5px; background: var(--track); overflow: hidden; margin: .3rem 0; max-width: 30rem; } .bar i { display: block; height: 100%; background: var(--fill); }
.order { list-style: none; padding: 0; margin: .4rem 0; max-width: 26rem; } .order li { padding: .35rem .8rem; border-left: 4px solid var(--line); margin: .2rem 0; } .order .self { border-color: var(--fill); background: var(--pale); font-weight: 700; }
"""


def page(model: LearnerPage) -> str:
    """Return the whole page for a browser."""
    return look.page(f"Trang của {model.name}", f"<main>{body(model)}</main>", STYLE)


def body(model: LearnerPage) -> str:
    """Return the page's inner HTML."""
    parts = (_head(model), _weeks(model), _levels(model), _lessons(model), _badges(model), _measured(model), _neighbours(model))
    return "".join(parts)


def _card(title: str, inner: str) -> str:
    return f'<section class="card"><h2>{title}</h2>{inner}</section>'


def _head(model: LearnerPage) -> str:
    standing = model.standing
    figures = (
        (number(standing.points), "điểm thi đua"),
        (standing.lessons, "bài đạt"),
        (standing.weeks, "tuần luyện tập"),
        (len(standing.badges), "huy hiệu"),
    )
    items = "".join(f"<li><b>{value}</b> {word}</li>" for value, word in figures)
    pending = f'<p>{number(model.pending)} điểm nữa đã có, sẽ cộng vào những ngày tới: mỗi ngày cộng nhiều nhất {number(model.rules.game.daily_cap)} điểm.</p>' if model.pending else ""
    return (
        f'<section class="card"><div class="me"><div class="rank">{ranks.svg(standing.levels, model.rules)}</div>'
        f'<div><h1>{escape(model.name)}</h1><p><b>{escape(model.rank)}</b> <span class="dim small">mã học viên {escape(model.code)}</span></p>'
        f'<p class="dim small">Tính đến hết ngày {look.day(model.today)}</p></div></div><ul class="figures">{items}</ul>{pending}</section>'
    )


def _weeks(model: LearnerPage) -> str:
    need, now = model.rules.game.practice_days, week_of(model.today)
    heads = "".join(f'<th scope="col">{_head_of(line, at)}</th>' for at, line in enumerate(model.weeks))
    rows = "".join(
        f'<tr><th scope="row"><abbr title="{_LONG_DAYS[place]}">{_DAYS[place]}</abbr></th>'
        f'{"".join(_cell(line, place, model.today) for line in model.weeks)}</tr>'
        for place in range(7)
    )
    feet = "".join(f'<td class="{"full" if len(line.days) >= need else ""}">{len(line.days)}{"★" if len(line.days) >= need else ""}</td>' for line in model.weeks)
    this = next(line for line in model.weeks if line.week == now)
    left = need - len(this.days)
    told = f"Tuần này {len(this.days)}/{need} ngày" + (": đã đủ một tuần luyện tập." if left <= 0 else f", còn {left} ngày nữa là đủ một tuần luyện tập.")
    run = f" Đang có {model.standing.run} tuần liền." if model.standing.run > 1 else ""
    return _card(
        "Mười ba tuần vừa qua",
        f"<p>{told}{run} Đủ {need} ngày trong tuần là một tuần luyện tập (★). Nghỉ không mất gì: tuần đã có vẫn là của bạn.</p>"
        f'<table class="weeks"><caption class="unseen">Mỗi cột một tuần, mỗi hàng một ngày; dấu ✓ là ngày có luyện tập</caption>'
        f'<thead><tr><th scope="row"><span class="unseen">Tuần từ ngày</span></th>{heads}</tr></thead><tbody>{rows}</tbody>'
        f'<tfoot><tr><th scope="row"><span class="unseen">Số ngày</span></th>{feet}</tr></tfoot></table>',
    )


def _head_of(line: WeekLine, place: int) -> str:
    """The week's first day; every third one only is seen, or they would not fit on a phone."""
    first = monday(line.week)
    return f'<span class="{"unseen" if place % 3 else ""}">{first.day}/{first.month}</span>'


def _cell(line: WeekLine, place: int, today: int) -> str:
    day = line.week * 7 + 1 + place
    told = f"{_LONG_DAYS[place]} {date.fromordinal(day):%d/%m}"
    if day in line.days:
        return f'<td class="did" title="{told}: có luyện tập">✓</td>'
    if day > today:
        return '<td class="later"></td>'
    return f'<td title="{told}: nghỉ"><span class="unseen">nghỉ</span></td>'


def _levels(model: LearnerPage) -> str:
    return _card("Các bậc và giấy chứng nhận", "".join(_level(line, model) for line in model.levels))


def _level(line: LevelLine, model: LearnerPage) -> str:
    title = f"<h3>Bậc {line.level.number}: {escape(line.level.title)}</h3>"
    if line.completed is not None:
        best = " Loại xuất sắc." if line.level.number in model.standing.distinguished else ""
        state = f'<span class="tag good">hoàn thành</span> ngày {look.day(line.completed)}.{best} Bạn được cấp giấy chứng nhận của bậc này.'
        return f'<div class="level">{title}<p>{state}</p></div>'
    if line.standing is None:
        return f'<div class="level">{title}<p class="dim">{"Đã có một số bài để học; bài thử thách và bài dạy lại đang soạn, chưa cấp giấy chứng nhận." if line.written else "Bậc này đang soạn."}</p></div>'
    if not line.standing.points:
        return f'<div class="level">{title}<p class="dim">Chưa bắt đầu. Cần {number(line.points_needed)} trên {number(line.max_points)} điểm của cả bậc.</p></div>'
    share = min(100.0, 100 * line.standing.points / line.points_needed)
    missing = "".join(f"<li>{escape(_sentence(item))}</li>" for item in line.standing.missing)
    return (
        f'<div class="level">{title}<div class="bar" aria-hidden="true"><i style="width:{share:.1f}%"></i></div>'
        f"<p>{number(line.standing.points)}/{number(line.max_points)} điểm bài. Còn thiếu để có giấy chứng nhận:</p><ul>{missing}</ul></div>"
    )


def _sentence(text: str) -> str:
    said = _DECIMAL.sub(r"\1,\2", text)
    return f"{said[:1].upper()}{said[1:]}."


def _lessons(model: LearnerPage) -> str:
    if not model.lessons:
        return _card("Điểm từ đâu mà có", "<p>Chưa có bài nào được chấm. Nộp bài đầu tiên là có điểm.</p>")
    rows = "".join(_lesson(line) for line in model.lessons)
    cost = number(model.rules.game.hint_cost)
    return _card(
        "Điểm từ đâu mà có",
        f'<p class="small">Mỗi bài tính lần được nhiều điểm nhất; nộp lại chỉ có thể lên. Mỗi gợi ý thứ hai đã mở bớt {cost} điểm thi đua, điểm bài không đổi. Bài đo không có điểm.</p>'
        '<table class="stack"><thead><tr><th scope="col">Bài</th><th scope="col" class="num">Cao nhất</th>'
        '<th scope="col" class="num">Lần nộp</th><th scope="col" class="num">Gợi ý</th><th scope="col" class="num">Thi đua</th></tr></thead>'
        f"<tbody>{rows}</tbody></table>",
    )


def _lesson(line: LessonLine) -> str:
    state = ("good", "đạt") if line.passed else ("warn", "chờ người chấm") if line.waiting else ("bad", "cần làm lại")
    return (
        f'<tr><td><b>{line.plan.code}</b> {escape(line.plan.title)} <span class="tag {state[0]}">{state[1]}</span></td>'
        f'<td class="num" data-name="Cao nhất">{number(line.best)}/{number(line.max_points)}</td>'
        f'<td class="num" data-name="Lần nộp">{line.tries}</td><td class="num" data-name="Gợi ý">{line.hints or "–"}</td>'
        f'<td class="num" data-name="Thi đua"><b>{number(line.worth)}</b></td></tr>'
    )


def _badges(model: LearnerPage) -> str:
    there = "".join(_badge(line) for line in model.badges if line.earned)
    ahead = "".join(_badge(line) for line in model.badges if not line.earned)
    own = f'<ul class="badges">{there}</ul>' if there else "<p>Chưa có huy hiệu nào. Cái đầu tiên đến cùng bài học đầu tiên.</p>"
    return _card("Huy hiệu", f'{own}<h3 style="margin-top:1rem">Sắp tới</h3><ul class="badges">{ahead}</ul>' if ahead else own)


def _badge(line: BadgeLine) -> str:
    far = f" Đã được {line.so_far[0]}/{line.so_far[1]}." if line.so_far and not line.earned else ""
    return (
        f'<li class="{"" if line.earned else "not-yet"}">{line.badge.svg}<div><b>{escape(line.badge.name)}</b>'
        f'<p>{escape(line.badge.told)}{far}</p>{"" if line.earned else "<p class=dim>chưa có</p>"}</div></li>'
    )


def _measured(model: LearnerPage) -> str:
    if not model.measured:
        return _card("Trước và sau", "<p>Bài đo đầu bậc và cuối bậc cho biết bạn tiến bộ đến đâu. Bạn chưa làm bài đo nào.</p>")
    rows = "".join(_measure(line) for line in model.measured)
    note = '<p class="small dim">Bài đo không tính đạt hay không, không có điểm thi đua; kết quả này là của riêng bạn.</p>'
    return _card("Trước và sau", f'<table class="stack"><thead><tr><th scope="col">Bậc</th><th scope="col" class="num">Đầu bậc</th><th scope="col" class="num">Cuối bậc</th><th scope="col">Nhận xét</th></tr></thead><tbody>{rows}</tbody></table>{note}')


def _measure(line: Measured) -> str:
    shown = [f"{number(points)}/{number(line.max_points)}" if points is not None else "chưa làm" for points in (line.before, line.after)]
    if line.before is None or line.after is None:
        told = "Làm đủ hai bài đo để so."
    elif line.after > line.before:
        told = f"Tiến bộ: thêm {number(line.after - line.before)} điểm."
    else:
        told = "Giữ như trước." if line.after == line.before else "Lần sau thấp hơn lần trước; xem lại nhận xét của bài đo."
    return f'<tr><th scope="row">Bậc {line.level}</th><td class="num" data-name="Đầu bậc">{shown[0]}</td><td class="num" data-name="Cuối bậc">{shown[1]}</td><td>{told}</td></tr>'


def _neighbours(model: LearnerPage) -> str:
    near = model.neighbours
    if near is None or not (near.above or near.below):
        return ""
    above = f'<li>Ngay trên bạn: {escape(near.above)}</li>' if near.above else "<li>Trên bạn không còn ai trong những người hiện biệt danh.</li>"
    below = f'<li>Ngay dưới bạn: {escape(near.below)}</li>' if near.below else "<li>Dưới bạn chưa có ai trong những người hiện biệt danh.</li>"
    note = '<p class="small dim">Chỉ gồm người đồng ý hiện biệt danh, và chỉ hai người gần bạn nhất; không có bảng xếp hạng cá nhân. Rút lại lúc nào cũng được: báo người phụ trách.</p>'
    return _card("Quanh bạn", f'<ul class="order">{above}<li class="self">Bạn</li>{below}</ul>{note}')
