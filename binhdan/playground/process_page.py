"""A process to look at: one case on a time line, the ways cases went, and the map that rules draw. All inline SVG."""

from __future__ import annotations

import html
from collections import Counter, defaultdict
from datetime import timedelta

from binhdan.check.process_map import Event, ProcessMap, RuleProblem, read_log, read_rules, run_rules
from binhdan.playground.showing import Playground

_GREEN, _RED, _GREY, _INK = "#1b7f4d", "#b3261e", "#c9d6cf", "#1f2a24"
_CELL = "padding:.25em .6em;border-bottom:1px solid #dde5e0;text-align:left"
_BOX_WIDTH, _BOX_HEIGHT, _STEP = 250, 46, 82


def case_timeline(log, *cases: str) -> Playground:
    """Show cases of a log (a CSV path) as bars of work with the gaps of waiting between; live, choose any case."""
    return _Timeline(read_log(log), cases)


def case_paths(log) -> Playground:
    """Show every order of steps that stands in the file, as it stands there, with how many cases and which."""
    return _Paths(read_log(log))


def process_map(rules: list[dict], log) -> Playground:
    """Draw the map that ``rules`` ("việc | luật") make of a log, with work and waiting at every step."""
    return _Map(rules, log)


class _Page(Playground):
    def widget(self):
        import ipywidgets

        return ipywidgets.HTML(self.still())


class _Timeline(_Page):
    def __init__(self, events: list[Event], cases: tuple[str, ...]):
        self.rows: dict[str, list[Event]] = defaultdict(list)
        for event in events:
            self.rows[event.case].append(event)
        self.chosen = [case for case in cases if case in self.rows] or list(self.rows)[:3]

    def still(self) -> str:
        return "".join(self._one(case) for case in self.chosen)

    def widget(self):
        import ipywidgets

        picked = ipywidgets.Dropdown(options=list(self.rows), value=self.chosen[0], description="Vụ")
        page = ipywidgets.HTML(self._one(picked.value))
        picked.observe(lambda change: setattr(page, "value", self._one(change["new"])), "value")
        return ipywidgets.VBox([ipywidgets.HTML(self.still()), picked, page])

    def _one(self, case: str) -> str:
        """The rows of one case in the order of the file, each with its bar on a common scale."""
        rows = self.rows[case]
        first = min(row.start for row in rows)
        whole = max((max(row.end or row.start for row in rows) - first) / timedelta(hours=1), 1)
        lines = "".join(self._line(row, number, first, whole) for number, row in enumerate(rows))
        size = f"viewBox='0 0 720 {24 * len(rows) + 8}' style='width:100%;max-width:720px'"
        title = f"<b>{html.escape(case)}</b> · dài {whole:.0f} giờ"
        return f"<div style='margin:.5em 0'>{title}<br><svg {size} role='img' aria-label='{html.escape(case)}'>{lines}</svg></div>"

    def _line(self, row: Event, number: int, first, whole: float) -> str:
        start = (row.start - first) / timedelta(hours=1)
        length = (row.end - row.start) / timedelta(hours=1) if row.end else 0
        x, width, y = 270 + 430 * start / whole, max(430 * length / whole, 3), 24 * number + 6
        colour = _GREEN if row.end else _RED
        when = f"{row.start:%d/%m %H:%M}–{f'{row.end:%H:%M}' if row.end else '?'}"
        return (
            f"<text x='0' y='{y + 12}' font-size='12' fill='{_INK}'>{html.escape(row.step)}</text>"
            f"<text x='120' y='{y + 12}' font-size='11' fill='#5f6368'>{when}</text>"
            f"<line x1='270' x2='700' y1='{y + 8}' y2='{y + 8}' stroke='{_GREY}' stroke-width='1'/>"
            f"<rect x='{x:.1f}' y='{y}' width='{width:.1f}' height='16' fill='{colour}'/>"
        )


class _Paths(_Page):
    def __init__(self, events: list[Event]):
        steps: dict[str, list[str]] = defaultdict(list)
        for event in events:
            steps[event.case].append(event.step)
        self.cases: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for case, path in steps.items():
            self.cases[tuple(path)].append(case)

    def still(self) -> str:
        head = "".join(f"<th style='{_CELL}'>{name}</th>" for name in ("Số vụ", "Các bước, theo thứ tự dòng trong tệp", "Ví dụ"))
        ranked = sorted(self.cases.items(), key=lambda item: -len(item[1]))
        rows = "".join(
            f"<tr><td style='{_CELL}'>{len(found)}</td><td style='{_CELL}'>{html.escape(' → '.join(path))}</td>"
            f"<td style='{_CELL}'>{', '.join(found[:2])}</td></tr>"
            for path, found in ranked
        )
        return f"<table style='border-collapse:collapse'><tr>{head}</tr>{rows}</table>"


class _Map(_Page):
    def __init__(self, rules: list[dict], log):
        self.problem, self.map = "", None
        try:
            self.map = run_rules(read_rules([dict(row) for row in rules]), read_log(log))
        except RuleProblem as problem:
            self.problem = str(problem) if rules else "Chưa có luật. Viết bảng luật rồi chạy lại ô này."

    def still(self) -> str:
        if self.problem:
            return f"<div>{html.escape(self.problem)}</div>"
        return drawing(self.map)


def drawing(found: ProcessMap) -> str:
    """Return a map as SVG: steps from top to bottom, ways on at the right, ways back at the left."""
    steps = _ordered(found)
    place = {step: number for number, step in enumerate(steps)}
    ways = "".join(_way(place[a], place[b], count) for (a, b), count in sorted(found.edges.items()))
    boxes = "".join(_box(step, place[step], found) for step in steps)
    height = _STEP * len(steps)
    arrow = f"<marker id='mui-ten' markerUnits='userSpaceOnUse' markerWidth='10' markerHeight='8' refX='9' refY='4' orient='auto'><path d='M0,0 L10,4 L0,8 z' fill='{_INK}'/></marker>"
    title = f"Luật này chỉ nút cổ chai: <b style='color:{_RED}'>{html.escape(found.bottleneck)}</b>"
    return (
        f"<div>{title}</div><svg viewBox='0 0 620 {height}' style='width:100%;max-width:620px' role='img' "
        f"aria-label='Bản đồ quy trình'><defs>{arrow}</defs>{ways}{boxes}</svg>"
    )


def _ordered(found: ProcessMap) -> list[str]:
    """The steps from first to last: from the one that is never come to, along the busiest ways."""
    steps = list(dict.fromkeys(step for edge in found.edges for step in edge)) or list(found.counts)
    into: Counter[str] = Counter()
    for (a, b), count in found.edges.items():
        into[b] += count * (a != b)
    order = [min(steps, key=lambda step: (into[step], step))]
    while len(order) < len(steps):
        left = [step for step in steps if step not in order]
        # A step is due when most of what leads to it has been placed.
        order.append(max(left, key=lambda s: (sum(n for (a, b), n in found.edges.items() if b == s and a in order) / max(into[s], 1), into[s])))
    return order


def _box(step: str, number: int, found: ProcessMap) -> str:
    y, narrow = number * _STEP + 4, step == found.bottleneck
    colour, fill = (_RED, "#fbe9e7") if narrow else (_GREEN, "#f3f8f5")
    wait = f"chờ {_shown(found.waits[step])} · " if step in found.waits else ""
    said = f"{wait}làm {_shown(found.works.get(step, 0))} · {found.counts.get(step, 0)} lượt"
    return (
        f"<rect x='185' y='{y}' width='{_BOX_WIDTH}' height='{_BOX_HEIGHT}' rx='6' fill='{fill}' stroke='{colour}' stroke-width='{3 if narrow else 1.5}'/>"
        f"<text x='310' y='{y + 19}' font-size='14' text-anchor='middle' font-weight='600' fill='{_INK}'>{html.escape(step)}</text>"
        f"<text x='310' y='{y + 37}' font-size='11.5' text-anchor='middle' fill='{_INK}'>{said}</text>"
    )


def _way(start: int, stop: int, count: int) -> str:
    """One way from step to step, as thick as many cases went it."""
    width = 1 + min(count, 60) / 15
    style = f"fill='none' stroke='{_INK}' stroke-opacity='.55' stroke-width='{width:.1f}' marker-end='url(#mui-ten)'"
    top, bottom = start * _STEP + 4 + _BOX_HEIGHT, stop * _STEP + 4
    if stop == start + 1:
        return f"<path d='M310,{top} L310,{bottom - 2}' {style}/><text x='318' y='{top + 22}' font-size='11'>{count}</text>"
    right = stop > start
    edge, reach = (435, 435 + 40 + 22 * (stop - start)) if right else (185, 185 - 40 - 22 * (start - stop))
    y1, y2 = start * _STEP + 32, stop * _STEP + 22
    label = (edge + 3 * reach) / 4
    return f"<path d='M{edge},{y1} C{reach},{y1} {reach},{y2} {edge},{y2}' {style}/><text x='{label:.0f}' y='{(y1 + y2) / 2:.0f}' font-size='11'>{count}</text>"


def _shown(hours: float) -> str:
    return f"{hours * 60:.0f} phút" if hours < 1 else f"{hours:.1f}".replace(".", ",") + " giờ"
