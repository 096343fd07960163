"""Comments sorted by a prompt, each with the words that decided and where the prompt says them."""

from __future__ import annotations

import html
import re

from binhdan.ai.practice.guide import Decision, Guide
from binhdan.ai.practice.reader import read
from binhdan.cases import load
from binhdan.playground.showing import Playground
from binhdan.slots import fill, names
from binhdan.text import fold

_ALL = "Tất cả"
_CELL = "text-align:left;padding:.25em .6em;border-bottom:1px solid #dde5e0;vertical-align:top"
_EMPTY = "Viết câu lệnh ở ô bài làm, bấm ▶ ở đó, rồi bấm ▶ lại ô này."


def triage(prompt: str, case: str = "B2.11/binh-luan-mo") -> Playground:
    """Show which label each open comment gets by ``prompt``, and why."""
    return _Triage(prompt, [comment["text"] for comment in load(case)["comments"]])


class _Triage(Playground):
    def __init__(self, prompt: str, comments: list[str]):
        self.prompt, self.comments = prompt, comments
        bare = fill(prompt, dict.fromkeys(names(prompt), ""))
        self.guide = Guide.of(read([{"role": "user", "content": bare}]))
        self.decisions = [(number, text, self.guide.decide(text)) for number, text in enumerate(comments, 1)]

    def widget(self):
        import ipywidgets

        label = ipywidgets.Dropdown(options=[_ALL, *self.guide.labels], description="Xem nhãn")
        own = ipywidgets.Text(placeholder="Gõ thử một bình luận của bạn", layout=ipywidgets.Layout(width="60%"))
        page = ipywidgets.HTML()

        def show(_=None):
            first = [(0, own.value, self.guide.decide(own.value))] if own.value.strip() else []
            page.value = self._page([row for row in first + self.decisions if label.value in (_ALL, row[2].label) or not row[0]])

        label.observe(show, "value")
        own.observe(show, "value")
        show()
        return ipywidgets.VBox([ipywidgets.HBox([label, own]), page]) if self.prompt.strip() else ipywidgets.HTML(_EMPTY)

    def still(self) -> str:
        """The whole table."""
        return self._page(self.decisions) if self.prompt.strip() else f"<p>{_EMPTY}</p>"

    def _page(self, rows: list[tuple[int, str, Decision]]) -> str:
        head = "".join(f"<th style='{_CELL}'>{name}</th>" for name in ("", "Bình luận", "Nhãn AI chọn", "Vì sao"))
        body = "".join(_row(self.guide, *row) for row in rows)
        return (
            f"<p>AI luyện tập đọc được {len(self.guide.labels)} nhãn, {len(self.guide.examples)} ví dụ.</p>"
            f"<table style='border-collapse:collapse'><tr>{head}</tr>{body}</table>"
        )


def _row(taught: Guide, number: int, text: str, decision: Decision) -> str:
    cells = (str(number or "thử"), _marked(text, decision.because), html.escape(decision.label), html.escape(why(taught, decision)))
    return "<tr>" + "".join(f"<td style='{_CELL}'>{cell}</td>" for cell in cells) + "</tr>"


def why(taught: Guide, decision: Decision) -> str:
    """Say in one line what settled a decision."""
    if not decision.because:
        return "không thấy dấu hiệu nào: làm theo lời dặn khi không chắc" if taught.in_doubt else "không thấy dấu hiệu nào: đoán bừa"
    source = f"ví dụ “{_short(decision.source)}”" if decision.is_example else "định nghĩa của nhãn"
    doubt = "" if decision.sure else "; AI phân vân"
    return f"giống {source}{doubt}"


def _marked(text: str, because: tuple[str, ...]) -> str:
    telling = {fold(word) for word in because}
    pieces = re.split(r"(\w+)", text)
    return "".join(f"<b>{html.escape(piece)}</b>" if fold(piece) in telling else html.escape(piece) for piece in pieces)


def _short(text: str, limit: int = 40) -> str:
    return text if len(text) <= limit else text[:limit].rsplit(" ", 1)[0] + "…"
