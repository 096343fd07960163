"""Letters as a learner's redaction rules leave them, with what is hidden marked by its label."""

from __future__ import annotations

import html

from binhdan import cases
from binhdan.check.redaction import Rule, hidden, read_rules, redacted
from binhdan.check.registry import Wrong
from binhdan.playground.showing import Playground

_BOX = "white-space:pre-wrap;border:1px solid #c9d6cf;border-radius:6px;padding:.5em .8em;margin:.3em 0"
_LABEL = "background:#cdebd8;color:#1c1c1c;border-radius:3px;padding:0 .2em"
_EMPTY = "Viết bảng luật ở ô bài làm, bấm ▶ ở đó, rồi bấm ▶ lại ô này."
_NOTE = "Xanh: đã che. Máy không nói chỗ nào còn lộ; bạn đọc và tự tìm."


def redact(table: list[dict], case: str = "B1.11/don-thu-mo") -> Playground:
    """Show the open letters of ``case`` with the rules of ``table`` at work; live, try them on a text of one's own."""
    return _Redaction(table, cases.load(case))


class _Redaction(Playground):
    def __init__(self, table: list[dict], case: dict):
        self.letters, self.origin, self.problem = [letter["text"] for letter in case["letters"]], case["origin"], ""
        self.rules: list[Rule] = []
        try:
            self.rules = read_rules(table)
        except Wrong as wrong:
            self.problem = str(wrong)

    @property
    def text(self) -> str:
        """The first letter as the rules leave it, for a model to read; "" while no rule can be used."""
        return redacted(self.rules, self.letters[0]) if self.rules else ""

    def widget(self):
        import ipywidgets

        own = ipywidgets.Textarea(placeholder="Gõ thử một câu của bạn (đừng dùng dữ liệu thật)", layout=ipywidgets.Layout(width="90%"))
        page = ipywidgets.HTML(self.still())
        own.observe(lambda change: setattr(page, "value", self._shown("Câu của bạn", change["new"]) + self.still()), "value")
        return ipywidgets.VBox([own, page])

    def still(self) -> str:
        """All open letters, one below the other."""
        if self.problem:
            return f"<p>{html.escape(self.problem)}</p>"
        told = _NOTE if self.rules else _EMPTY
        shown = "".join(self._shown(f"Đơn {number}", text) for number, text in enumerate(self.letters, 1))
        return f"<p>{told}</p>{shown}<div style='opacity:.8;font-size:90%'>{html.escape(self.origin)}</div>"

    def _shown(self, title: str, text: str) -> str:
        if not text.strip():
            return ""
        made, at = "", 0
        for start, end, instead in hidden(self.rules, text):
            made += f"{html.escape(text[at:start])}<span style='{_LABEL}'>{html.escape(instead)}</span>"
            at = end
        return f"<b>{title}</b><div style='{_BOX}'>{made}{html.escape(text[at:])}</div>"
