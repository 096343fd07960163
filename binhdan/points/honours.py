"""Who is honoured in a month, in words for the notice board: nicknames of who agreed, and never a real name."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from binhdan.points import teams
from binhdan.points.teams import SHOWN_FROM, Team
from binhdan.text import fold

RUN = 4  # practice weeks in a row


class Completion(NamedTuple):
    """A level completed on ``day`` (its number), with distinction or not; ``nickname`` is "" without consent."""

    nickname: str
    level: int
    day: int
    distinction: bool


class Run(NamedTuple):
    """How many practice weeks in a row somebody has at the end of the month; ``nickname`` is "" without consent."""

    nickname: str
    weeks: int


class NewTutor(NamedTuple):
    """Somebody who became a tutor on ``day``; ``nickname`` is "" without consent."""

    nickname: str
    day: int


@dataclass(frozen=True, slots=True)
class Honour:
    """One honour: a heading, what it is for in one sentence, whose names stand there, and a line on the others ("" for none)."""

    key: str
    title: str
    told: str
    names: tuple[str, ...]
    others: str


def month_of(day: int) -> tuple[int, int]:
    """Return (first day, last day) of the month that ``day`` is in."""
    found = date.fromordinal(day)
    first = found.replace(day=1).toordinal()
    return first, first + monthrange(found.year, found.month)[1] - 1


def heading(day: int) -> str:
    """Return the heading of the month that ``day`` is in."""
    return f"Vinh danh tháng {date.fromordinal(day):%m/%Y}"


def honours(
    day: int,
    completions: Iterable[Completion] = (),
    runs: Iterable[Run] = (),
    teams_before: Iterable[Team] = (),
    teams_now: Iterable[Team] = (),
    tutors: Iterable[NewTutor] = (),
) -> list[Honour]:
    """Return the honours of the month that ``day`` is in; what nobody has earned is left out.

    ``teams_before`` is how the teams stood when the month began. Rows of other months are passed over.
    """
    first, last = month_of(day)
    distinguished: dict[int, list[str]] = {}
    for row in completions:
        if first <= row.day <= last and row.distinction:
            distinguished.setdefault(row.level, []).append(row.nickname)
    made = [
        _people(f"distinction-{level}", f"Hoàn thành xuất sắc bậc {level}", "Trọn bậc học với số điểm rất cao.", names)
        for level, names in sorted(distinguished.items())
    ]
    made.append(
        _people("run", "Bốn tuần luyện tập liền nhau", "Tuần nào cũng luyện đủ ngày, bốn tuần không đứt.", [r.nickname for r in runs if r.weeks >= RUN])
    )
    if best := teams.risers(teams_before, teams_now):
        told = "So với số người của tổ, tháng này có thêm nhiều người hoàn thành một bậc nhất."
        made.append(Honour("team", "Tổ tiến bộ nhất tháng", told, tuple(team.name for team in best), ""))
    new = [row.nickname for row in tutors if first <= row.day <= last]
    made.append(_people("tutors", "Người kèm mới", "Dạy lại xuất sắc và nhận kèm bà con trong tổ.", new))
    return [honour for honour in made if honour.names or honour.others]


def _people(key: str, title: str, told: str, nicknames: Iterable[str]) -> Honour:
    nicknames = list(nicknames)
    names = tuple(sorted((name for name in nicknames if name), key=lambda name: (fold(name), name)))
    return Honour(key, title, told, names, _others(len(nicknames) - len(names), bool(names)))


def _others(count: int, beside: bool) -> str:
    """Who did not want to be named: as a number from five on, because a smaller one points at people."""
    if not count:
        return ""
    many = f"{count} người" if count >= SHOWN_FROM else "một số người"
    return f"và {many} khác không nêu tên" if beside else f"{many.capitalize()}, không nêu tên"
