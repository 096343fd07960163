"""The KPI page: one static HTML file with the plan's goals, the residential groups, levels and days of practice."""

from __future__ import annotations

from datetime import timedelta
from functools import cache
from pathlib import Path

from binhdan.reports import evidence, kpi_drawings, look, quarters, wording
from binhdan.reports.figures import BANDS, Figures
from binhdan.reports.targets import Share

_TEMPLATES = Path(__file__).parent / "templates"


def html(figures: Figures) -> str:
    """Return the page: no script, nothing from outside, for a desktop, a phone, a printer and a screen reader."""
    totals, of = figures.totals, figures.locale.report.reading
    goals = [share for found in figures.targets for share in (found.trained, found.read(of))]
    cells = [n for group in figures.groups for n in (group.enrolled, group.active, group.completed)]
    body = _template().render(
        f=figures,
        of=of,
        rate=Share(totals.completed, totals.enrolled),
        reached=sum(share.reached is True for share in goals),
        word=wording.word(figures),
        people=any(group.people for group in figures.groups),
        starred=None in cells,
        most=max((n for n in totals.levels if n), default=0),
        most_weeks=max((n for n in totals.weeks if n), default=0),
        bands=[_band(*band) for band in BANDS],
        passed=(figures.until - figures.first_day).days + 1,
        calendar=_calendar(figures),
        evidence=evidence.rows(figures),
    )
    title = f"{wording.plain(figures.locale.programme)}: kết quả {figures.quarter.name}"
    return look.page(title, body, (_TEMPLATES / "kpi.css").read_text(encoding="utf-8"))


@cache
def _template():
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    room = Environment(loader=FileSystemLoader(_TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    room.globals |= {name: getattr(wording, name) for name in ("count", "per_cent", "plain", "second", "base")}
    room.globals |= {name: getattr(kpi_drawings, name) for name in ("bar", "length", "weeks", "days", "legend", "star")}
    room.globals["day"] = quarters.shown
    return room.get_template("kpi.html.j2")


def _band(low: int, high: int | None) -> str:
    if high is None:
        return f"{low} tuần trở lên"
    return "Chưa có" if not high else f"{low}–{high} tuần"


def _calendar(figures: Figures) -> list[tuple[str, list[str]]]:
    """The field of days as rows of a table, a row a week; days that have not come are bare."""
    found = []
    for start in range(0, len(figures.days), 7):
        days = [figures.first_day + timedelta(days=start + i) for i in range(7)]
        counts = [wording.count(n) if day <= figures.until else "" for day, n in zip(days, figures.days[start : start + 7])]
        found.append((f"{days[0].day}/{days[0].month}", counts))
    return found
