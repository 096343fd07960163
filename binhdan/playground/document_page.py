"""One document to read at leisure, laid out as on paper."""

from __future__ import annotations

import html

from binhdan import cases
from binhdan.playground.showing import Playground

_PAPER = "max-width:46em;border:1px solid #c9d6cf;border-radius:6px;padding:.8em 1.4em;line-height:1.55"


def document(case: str) -> Playground:
    """Show the source of ``case`` (``title``, ``lines``, and ``origin``: where it comes from)."""
    return _Document(cases.load(case))


class _Document(Playground):
    def __init__(self, case: dict):
        self.case = case

    def widget(self):
        import ipywidgets

        return ipywidgets.HTML(self.still())

    def still(self) -> str:
        source = self.case["source"]
        paragraphs = "".join(f"<p style='margin:.5em 0'>{html.escape(line)}</p>" for line in source["lines"])
        origin = f"<div style='opacity:.8;font-size:90%'>{html.escape(self.case['origin'])}</div>"
        return f"<div style='{_PAPER}'><b>{html.escape(source['title'])}</b>{paragraphs}</div>{origin}"
