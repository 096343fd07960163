"""A document with its components numbered in the margin, and signs looked up in a right and a faulty document."""

from __future__ import annotations

import html

from binhdan import cases
from binhdan.check.form_signs import SIGNS
from binhdan.check.official_form import COMPONENTS, parse
from binhdan.playground.showing import Playground

_BOX = "flex:1 1 24em;border:1px solid #c9d6cf;border-radius:6px;padding:.5em .8em;overflow-x:auto"
_PAPER = _BOX.replace("24em", "38em")  # as wide as two columns of an official document
_LINE = "white-space:pre;font-family:monospace;font-size:90%;min-height:1.2em"
_CHIP = "display:inline-block;width:5.5em;color:#1b7f4d;font-weight:bold"
_SEEN = "background:#cdebd8;color:#1c1c1c"


def official_form(case: str) -> Playground:
    """Show the document of ``case`` with the number of each component beside its lines."""
    return _Numbered(cases.load(case))


def form_signs(case: str) -> Playground:
    """Show the signs that ``case`` offers and its documents; live, look one sign up in each document."""
    return _Signs(cases.load(case))


class _Numbered(Playground):
    def __init__(self, case: dict):
        self.case = case

    def widget(self):
        import ipywidgets

        return ipywidgets.HTML(self.still())

    def still(self) -> str:
        text = self.case["text"]
        form = parse(text)
        numbers = {key: number for number, key in enumerate(COMPONENTS, 1)}
        rows = []
        for at, line in enumerate(text.splitlines(), 1):
            here = sorted({numbers[key] for key, part in form.components.items() if at in part.lines})
            chip = f"<span style='{_CHIP}'>{', '.join(map(str, here))}</span>"
            rows.append(f"<div style='{_LINE}'>{chip}{html.escape(line)}</div>")
        return f"<div style='{_BOX}'>{''.join(rows)}</div>"


class _Signs(Playground):
    def __init__(self, case: dict):
        self.case = case

    def widget(self):
        import ipywidgets

        offered = [(f"{name}: {letter}", option["sign"]) for name, options in self.case["signs"].items() for letter, option in options.items()]
        chosen = ipywidgets.Dropdown(options=[("(chọn một dấu hiệu để soi)", None), *offered], description="Soi:")
        page = ipywidgets.HTML(self.still())
        chosen.observe(lambda change: setattr(page, "value", self._page(change["new"])), "value")
        return ipywidgets.VBox([chosen, page])

    def still(self) -> str:
        return self._page(None)

    def _page(self, chosen: str | None) -> str:
        papers = "".join(self._paper(document, chosen) for document in self.case["documents"])
        return f"{self._menu()}<div style='display:flex;flex-wrap:wrap;gap:.6em'>{papers}</div>"

    def _menu(self) -> str:
        rows = []
        for name, options in self.case["signs"].items():
            cells = "".join(f"<td style='text-align:left'><b>{letter}.</b> {html.escape(o['says'])}</td>" for letter, o in options.items())
            rows.append(f"<tr><td style='text-align:left'><b>{html.escape(name)}</b></td>{cells}</tr>")
        return f"<table><tr><th style='text-align:left'>Thành phần</th><th colspan='3' style='text-align:left'>Dấu hiệu để chọn</th></tr>{''.join(rows)}</table>"

    def _paper(self, document: dict, chosen: str | None) -> str:
        seen = SIGNS[chosen](document["text"]) if chosen else []
        told = f": {'thấy dấu hiệu' if seen else 'không thấy dấu hiệu'}" if chosen else ""
        lines = "".join(
            f"<div style='{_LINE};{_SEEN if at in seen else ''}'>{html.escape(line)}</div>"
            for at, line in enumerate(document["text"].splitlines(), 1)
        )
        return f"<div style='{_PAPER}'><b>{html.escape(document['name'])}{told}</b>{lines}</div>"
