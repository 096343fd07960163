"""Which tool the practice model picks for a request, and why: scores, words that fit, words that forbid."""

from __future__ import annotations

import html
import json

from binhdan.ai.practice.engine import respond
from binhdan.ai.practice.skills.route import THRESHOLD, Match, rank
from binhdan.ai.tool_tables import TableProblem, tool_schemas
from binhdan.playground.showing import Playground
from binhdan.text import fold

_CELL = "padding:.25em .6em;border-bottom:1px solid #dde5e0;text-align:left;vertical-align:top"
_WRAP = "white-space:pre-wrap"
_SCALE = 5.0  # the score at which a bar is full


def tool_schema(tools: list[dict], parameters: list[dict]) -> Playground:
    """Show two tables as a person types them, then the JSON Schema that the model reads."""
    return _Schema(tools, parameters)


def tools(tools: list[dict], parameters: list[dict], case: dict) -> Playground:
    """Show what is called for every request of ``case`` ({"system", "requests"}); live, type one's own."""
    return _Picker(tools, parameters, case)


class _Tables(Playground):
    def __init__(self, tools: list[dict], parameters: list[dict]):
        self.schemas, self.problem = [], ""
        self.written = [tools, parameters]
        try:
            self.schemas = tool_schemas([dict(row) for row in tools], [dict(row) for row in parameters])
        except TableProblem as problem:
            self.problem = str(problem)
        if not self.schemas and not self.problem:
            self.problem = "Chưa có công cụ nào. Viết bảng công cụ rồi chạy lại ô này."

    def widget(self):
        import ipywidgets

        return ipywidgets.HTML(self.still())


class _Schema(_Tables):
    def still(self) -> str:
        if self.problem:
            return f"<div>{html.escape(self.problem)}</div>"
        typed = html.escape("\n\n".join(_typed(rows) for rows in self.written if rows))
        return f"<pre style='{_WRAP}'>{typed}</pre>" + "".join(self._one(schema["function"]) for schema in self.schemas)

    def _one(self, function: dict) -> str:
        text = html.escape(json.dumps(function, ensure_ascii=False, indent=2))
        opened = " open" if len(self.schemas) == 1 else ""
        return f"<details{opened}><summary><code>{html.escape(function['name'])}</code></summary><pre style='{_WRAP}'>{text}</pre></details>"


class _Picker(_Tables):
    def __init__(self, tools: list[dict], parameters: list[dict], case: dict):
        super().__init__(tools, parameters)
        self.case = case

    def still(self) -> str:
        if self.problem:
            return f"<div>{html.escape(self.problem)}</div>"
        head = "".join(f"<th style='{_CELL}'>{name}</th>" for name in ("Yêu cầu", "Cần gọi", "AI luyện tập gọi", "Vì"))
        rows = "".join(self._row(request) for request in self.case["requests"])
        return f"<table style='border-collapse:collapse'><tr>{head}</tr>{rows}</table>"

    def widget(self):
        import ipywidgets

        if self.problem:
            return super().widget()
        box = ipywidgets.Text(value=self.case["requests"][0]["asked"], description="Yêu cầu", layout=ipywidgets.Layout(width="95%"))
        scores = ipywidgets.HTML()

        def show(_=None):
            scores.value = self._scores(box.value)

        box.observe(show, "value")
        show()
        return ipywidgets.VBox([ipywidgets.HTML(self.still()), box, scores])

    def _row(self, request: dict) -> str:
        best = self._ranked(request["asked"])[0]
        expected, called = _shown(request.get("tool"), request.get("arguments") or {}), self._call(request["asked"])
        right = fold(expected) == fold(called)
        cells = [request["asked"], expected, f"{'✓' if right else '✗'} {called}", _why(best)]
        colours = ["inherit", "inherit", "#1b7f4d" if right else "#b3261e", "inherit"]
        pairs = zip(cells, colours)
        return "<tr>" + "".join(f"<td style='{_CELL};color:{colour}'>{html.escape(cell)}</td>" for cell, colour in pairs) + "</tr>"

    def _scores(self, asked: str) -> str:
        """The score of each tool for ``asked`` as bars, and the call that comes of it."""
        rows = "".join(
            f"<tr><td style='{_CELL}'><code>{html.escape(match.tool['name'])}</code></td><td style='{_CELL}'>{_bar(match)}</td>"
            f"<td style='{_CELL}'>{html.escape(_why(match))}</td></tr>"
            for match in self._ranked(asked)
        )
        return f"<table style='border-collapse:collapse'>{rows}</table><p><b>AI luyện tập:</b> {html.escape(self._call(asked))}</p>"

    def _ranked(self, asked: str) -> list[Match]:
        return rank([schema["function"] for schema in self.schemas], asked)

    def _call(self, asked: str) -> str:
        messages = [{"role": "system", "content": self.case["system"]}, {"role": "user", "content": asked}]
        calls = respond({"messages": messages, "tools": self.schemas}).tool_calls
        return _shown(calls[0].name, calls[0].arguments) if calls else _shown(None, {})


def _typed(rows: list[dict]) -> str:
    return "\n".join(" | ".join(map(str, cells)) for cells in [list(rows[0]), *(row.values() for row in rows)])


def _shown(name: str | None, arguments: dict) -> str:
    given = ", ".join(f"{key}={value!r}" if isinstance(value, str) else f"{key}={value}" for key, value in arguments.items())
    return f"{name}({given})" if name else "không gọi"


def _why(match: Match) -> str:
    if not (match.fitting or match.forbidden):
        return "không chữ nào khớp"
    fitting = f"{match.tool['name']} khớp: {', '.join(match.fitting)}" if match.fitting else ""
    forbidden = f"bị chặn: {', '.join(match.forbidden)}" if match.forbidden else ""
    weak = "" if match.called or match.forbidden else "chưa đủ để gọi"
    return "; ".join(filter(None, [fitting, forbidden, weak]))


def _bar(match: Match) -> str:
    colour = "#1b7f4d" if match.called else "#b0b7b3"
    width = max(0.0, min(1.0, match.score / _SCALE)) * 12
    return f"<div style='display:inline-block;height:.8em;width:{width:.1f}em;background:{colour}'></div> {match.score:g} / {THRESHOLD:g}"
