"""The notice board as one HTML page: for the wall on A4 or A3, and for the phone."""

from __future__ import annotations

from datetime import date
from html import escape

from binhdan.points import honours
from binhdan.points.days import monday
from binhdan.points.honours import Honour
from binhdan.points.teams import SHOWN_FROM, Team
from binhdan.reports import look
from binhdan.reports.board import BadgeCount, Board
from binhdan.text import number

NAMES_SHOWN = 60  # a city has thousands, a wall has room for these
_STEP, _MARGIN, _FEW_HEIGHT = 30, 8, 4.0  # of the chart of weeks: from bar to bar, beside the outer ones, a bar without a number
_FEW = "1–4"  # as wide as a number: "dưới 5" would run into its neighbours
STYLE = """
@page { margin: 11mm; }
header { border-bottom: 4px double var(--fill); padding-bottom: .8rem; margin-bottom: 1.1rem; }
header h1 { font-size: 2.1em; margin: 0; } header p { margin: .15rem 0 0; }
.two { display: grid; grid-template-columns: 1.2fr 1fr; gap: 1rem; align-items: start; } .two > div { min-width: 0; }
.teams { list-style: none; padding: 0; margin: .8rem 0 .4rem; } .teams li { margin: 0 0 .65rem; break-inside: avoid; }
.teams .line { display: flex; gap: .6rem; align-items: baseline; } .teams .place { min-width: 1.9em; font-weight: 700; color: var(--leaf); }
.teams .name { flex: 1; font-weight: 700; overflow-wrap: anywhere; } .teams b { font-variant-numeric: tabular-nums; }
.bar { height: 12px; border-radius: 6px; background: var(--track); overflow: hidden; margin: .15rem 0 0 2.5em; } .bar i { display: block; height: 100%; background: var(--fill); }
.honour { break-inside: avoid; border-top: 1px solid var(--line); padding: .6rem 0; } .honour:first-of-type { border-top: 0; } .honour h3, .honour p { margin: 0; }
.names { list-style: none; display: flex; flex-wrap: wrap; gap: .4rem; padding: 0; margin: .45rem 0 .2rem; }
.names li { background: var(--pale); color: var(--leaf); border: 1px solid currentColor; border-radius: 1rem; padding: .1rem .8rem; font-weight: 700; overflow-wrap: anywhere; }
.chart { width: 100%; height: auto; display: block; max-width: 46rem; } .chart text { fill: var(--dim); font: 11px "Be Vietnam Pro", sans-serif; text-anchor: middle; }
.chart .value { fill: var(--ink); font-weight: 700; paint-order: stroke; stroke: var(--card); stroke-width: 3px; stroke-linejoin: round; } .chart rect { fill: var(--fill); } .chart .few { fill: none; stroke: var(--fill); stroke-dasharray: 3 2; }
.badges { list-style: none; display: grid; grid-template-columns: repeat(auto-fill, minmax(min(14.5rem, 100%), 1fr)); gap: .55rem 1rem; padding: 0; margin: .6rem 0 0; }
.badges li { display: flex; gap: .7rem; align-items: center; break-inside: avoid; } .badges svg { width: 48px; height: 48px; flex: none; }
.badges p { margin: 0; font-size: .9em; line-height: 1.4; }
.join { background: var(--pale); border-color: var(--fill); break-inside: avoid; } .join ol { margin: .4rem 0; padding-left: 1.4rem; }
@media (max-width: 50rem) { .two { grid-template-columns: 1fr; } header h1 { font-size: 1.7em; } }
@media print {
  html { font-size: 14px; } body { font-size: 1rem; } .two { grid-template-columns: 1.2fr 1fr; gap: .8rem; }
  .badge-card { break-before: page; } .badges { grid-template-columns: 1fr 1fr; gap: 1rem 1.5rem; } .badges li { font-size: 1.1em; } .badges svg { width: 64px; height: 64px; }
}
@media print and (min-width: 250mm) {
  html { font-size: 15.5px; } .badge-card { break-before: auto; } .badges { grid-template-columns: repeat(4, 1fr); gap: .6rem 1rem; } .badges li { font-size: 1em; } .badges svg { width: 52px; height: 52px; }
}
"""


def page(board: Board) -> str:
    """Return the whole page; on A3 paper everything grows."""
    left = f"{_teams(board)}{_weeks(board)}"
    right = f"{_honours(board)}{_join(board)}"
    body = f'<main>{_header(board)}<div class="two"><div>{left}</div><div>{right}</div></div>{_badges(board)}</main>'
    return look.page(f"Bảng tin {board.programme}", body, STYLE)


def _header(board: Board) -> str:
    return (
        f"<header><h1>Bảng tin {escape(board.programme)}</h1><p><b>{escape(board.issuer)}</b></p>"
        f'<p class="dim small">Số liệu đến hết ngày {look.day(board.today)}. Bảng này không có họ tên ai: chỉ có biệt danh của người đã đồng ý.</p></header>'
    )


def _teams(board: Board) -> str:
    word = escape(board.group_word.lower())
    if not board.teams:
        told = f"<p>Chưa {word} nào có từ {SHOWN_FROM} học viên trở lên. Rủ thêm người cùng học là có tên ở đây.</p>"
        return _card(f"Thi đua giữa các {word}", told)
    if not any(team.passed for _, team, _ in board.teams):
        names = ", ".join(escape(team.name) for _, team, _ in sorted(board.teams, key=lambda row: row[1].name))
        return _card(f"Thi đua giữa các {word}", f"<p>Chưa nơi nào có chừng năm người hoàn thành một bậc, nên chưa xếp thứ tự. Đang học: {names}.</p>")
    rows = "".join(_team(place, team, rate) for place, team, rate in board.teams)
    hidden = f" Nơi dưới {SHOWN_FROM} học viên chưa nêu ở đây." if board.hidden else ""
    told = (
        "Xếp theo phần trăm học viên đã hoàn thành ít nhất một bậc. Số của mỗi nơi được kéo về gần mức chung của phường: "
        "nơi ít người kéo nhiều hơn, để không đứng đầu hay đứng cuối chỉ vì may rủi của một hai người. "
        "Số người hoàn thành được làm tròn theo từng năm người, để không ai bị nhận ra."
    )
    return _card(f"Thi đua giữa các {word}", f'<ol class="teams">{rows}</ol><p class="small dim">{told}{hidden}</p>')


def _team(place: int, team: Team, rate: float) -> str:
    return (
        f'<li><div class="line"><span class="place"><span class="unseen">Hạng </span>{place}.</span><span class="name">{escape(team.name)}</span>'
        f'<span class="dim small">{number(team.members, 0)} học viên</span><b>{number(100 * rate, 0)}%</b></div>'
        f'<div class="bar" aria-hidden="true"><i style="width:{100 * rate:.1f}%"></i></div></li>'
    )


def _honours(board: Board) -> str:
    inner = "".join(_honour(honour) for honour in board.honours)
    return _card(honours.heading(board.month), inner or "<p>Chưa có ai. Hoàn thành một bậc, luyện bốn tuần liền hoặc nhận kèm bà con là có tên ở đây.</p>")


def _honour(honour: Honour) -> str:
    names = "".join(f"<li>{escape(name)}</li>" for name in honour.names[:NAMES_SHOWN])
    if (more := len(honour.names) - NAMES_SHOWN) > 0:
        names += f"<li>và {number(more, 0)} biệt danh nữa</li>"
    listed = f'<ul class="names">{names}</ul>' if names else ""
    others = f'<p class="small">{escape(honour.others)}</p>' if honour.others else ""
    return f'<div class="honour"><h3>{escape(honour.title)}</h3><p class="small dim">{escape(honour.told)}</p>{listed}{others}</div>'


def _weeks(board: Board) -> str:
    total = "" if not board.practice_weeks else f" Từ đầu đến nay cả phường có <b>{number(board.practice_weeks, 0)}</b> tuần luyện tập."
    if not any(count != 0 for _, count in board.weeks):
        return _card("Cả phường cùng luyện", "<p>Chưa có ai luyện tập trong mười ba tuần vừa qua.</p>")
    told = f"<p>Số người có học hoặc ôn bài trong từng tuần, mười ba tuần gần đây.{total}</p>"
    return _card("Cả phường cùng luyện", told + _chart(board.weeks))


def _chart(weeks: tuple[tuple[int, int | None], ...]) -> str:
    most = max((count or 0 for _, count in weeks), default=0)
    bars = [_FEW_HEIGHT if count is None else max(100 * count / max(most, 1), 2.0 * bool(count)) for _, count in weeks]
    every = 2 if most > 999 else 1  # long numbers need the room of two bars; every number lies over its neighbours' bars
    rows = list(zip(weeks, bars))
    drawn = "".join(_week_bar(place, count, height) for place, ((_, count), height) in enumerate(rows))
    drawn += "".join(_week_words(place, week, count, height, place % every == 0) for place, ((week, count), height) in enumerate(rows))
    told = "; ".join(f"tuần từ {_short(monday(week))}: {_people(count)}" for week, count in weeks)
    top = 100 - max(bars)
    box = f"{-_MARGIN} {top:.1f} {_STEP * len(weeks) + 2 * _MARGIN} {140 - top:.1f}"
    chart = f'<svg class="chart" viewBox="{box}" role="img" aria-label="{told}">{drawn}</svg>'
    hidden = any(count is None for _, count in weeks)
    return chart + (f'<p class="small dim">Ô nét đứt ghi {_FEW}: tuần ấy có từ một đến bốn người, ít quá nên không nêu con số.</p>' if hidden else "")


def _week_bar(place: int, count: int | None, height: float) -> str:
    kind = "few" if count is None else "bar-of-week"
    bar = f'<rect class="{kind}" x="{place * _STEP + 4}" y="{120 - height:.1f}" width="{_STEP - 8}" height="{height:.1f}" rx="3"/>'
    return "" if count == 0 else bar


def _week_words(place: int, week: int, count: int | None, height: float, numbered: bool) -> str:
    middle = place * _STEP + _STEP // 2
    value = f'<text class="value" x="{middle}" y="{115 - height:.1f}">{_FEW if count is None else number(count, 0)}</text>'
    day = f'<text x="{middle}" y="136">{_short(monday(week))}</text>'
    return (value if numbered else "") + (day if place % 2 == 0 else "")


def _people(count: int | None) -> str:
    return "dưới 5 người" if count is None else f"{number(count, 0)} người"


def _short(day: date) -> str:
    return f"{day.day}/{day.month}"


def _badges(board: Board) -> str:
    items = "".join(_badge(row) for row in board.badges)
    told = '<p class="small dim">Huy hiệu đến từ việc học, không mua và không cho nhau được. Có rồi thì không mất.</p>'
    return f'<section class="card badge-card"><h2>Huy hiệu, và làm thế nào để có</h2>{told}<ul class="badges">{items}</ul></section>'


def _badge(row: BadgeCount) -> str:
    people = "vài người đã có" if row.people is None else f"{number(row.people, 0)} người đã có" if row.people else "chưa ai có"
    return f'<li>{row.badge.svg}<div><b>{escape(row.badge.name)}</b><p>{escape(row.badge.told)} <span class="dim">({people})</span></p></div></li>'


def _join(board: Board) -> str:
    word = escape(board.group_word.lower())
    helpers = ""
    if board.with_tutor:
        helpers = f'<p class="small">Đã có người kèm ở: {", ".join(escape(name) for name in board.with_tutor)}.</p>'
    return (
        '<section class="card join"><h2>Muốn học cùng?</h2><ol>'
        f"<li>Gặp người kèm của {word} mình, hoặc đến {escape(board.issuer)}, cho biết họ tên, năm sinh và {word}.</li>"
        f"<li>Mỗi ngày {board.minutes} phút, trên máy của mình hoặc máy chung. Không mất tiền. Không cần biết gì trước.</li>"
        "<li>Họ tên bạn không hiện ra ở đâu. Muốn có biệt danh trên bảng này thì nói với người kèm; muốn thôi lúc nào cũng được.</li>"
        f"</ol>{helpers}</section>"
    )


def _card(title: str, inner: str) -> str:
    return f'<section class="card"><h2>{title}</h2>{inner}</section>'
