"""Sources to read for one job: the list, each page, and the places where some words stand."""

from __future__ import annotations

import html
import re

from binhdan import cases
from binhdan.playground.showing import Playground
from binhdan.text import fold, one_tone_style

_BOX = "border:1px solid #c9d6cf;border-radius:6px;padding:.4em .8em;margin:.3em 0"
_HIT = "background:#ffe0a3;color:#1c1c1c"
_FAINT = "opacity:.8;font-size:90%"


def sources(case: str) -> Playground:
    """Show the sources of ``case``; live, open one at a time and look words up in all of them."""
    return _Sources(cases.load(case))


class _Sources(Playground):
    def __init__(self, case: dict):
        self.case = case

    def widget(self):
        import ipywidgets

        options = [("(xem danh sách)", None)] + [(f"{s['code']}. {s['title']}", s["code"]) for s in self.case["sources"]]
        wide = ipywidgets.Layout(width="95%")
        opened = ipywidgets.Dropdown(options=options, description="Mở trang:", layout=wide)
        wanted = ipywidgets.Text(placeholder="gõ vài chữ cần tìm", description="Tìm chữ:")
        page = ipywidgets.HTML()

        def show(_=None):
            page.value = self._opened(opened.value, wanted.value) if opened.value else self._listed(wanted.value)

        opened.observe(show, "value")
        wanted.observe(show, "value")
        show()
        return ipywidgets.VBox([opened, wanted, page])

    def still(self) -> str:
        """The list, each entry unfolding to its page."""
        folded = "".join(
            f"<details style='{_BOX}'><summary>{self._head(source, '')}</summary>{_page(source, '')}</details>"
            for source in self.case["sources"]
        )
        return self._question() + folded + self._origin()

    def _listed(self, wanted: str) -> str:
        boxes = []
        for source in self.case["sources"]:
            count = sum(len(_places(line, wanted)) for line in source["lines"])
            told = f"<div style='{_FAINT}'>Trong trang: {count} chỗ có “{html.escape(wanted.strip())}”</div>" if wanted.strip() else ""
            boxes.append(f"<div style='{_BOX}'>{self._head(source, wanted)}{told}</div>")
        return self._question() + "".join(boxes) + self._origin()

    def _opened(self, code: str, wanted: str) -> str:
        source = next(source for source in self.case["sources"] if source["code"] == code)
        return f"{self._question()}<div style='{_BOX}'>{self._head(source, wanted)}{_page(source, wanted)}</div>{self._origin()}"

    def _question(self) -> str:
        day = html.escape(self.case["today"])
        return f"<p><b>{html.escape(self.case['question'])}</b> <span style='{_FAINT}'>(hôm nay: {day})</span></p>"

    def _origin(self) -> str:
        return f"<div style='{_FAINT}'>{html.escape(self.case['origin'])}</div>"

    def _head(self, source: dict, wanted: str) -> str:
        snippet = f"<br>{_marked(source['snippet'], wanted)}" if source.get("snippet") else ""
        title, site, date = (html.escape(source[name]) for name in ("title", "site", "date"))
        return f"<b>{html.escape(source['code'])}. {title}</b><br><span style='{_FAINT}'>{site} · {date}</span>{snippet}"


def _page(source: dict, wanted: str) -> str:
    return "<hr>" + "".join(f"<p>{_marked(line, wanted)}</p>" for line in source["lines"])


def _marked(line: str, wanted: str) -> str:
    """Colour the places where ``wanted`` stands."""
    pieces, end = [], 0
    for start, stop in _places(line, wanted):
        pieces += [html.escape(line[end:start]), f"<span style='{_HIT}'>{html.escape(line[start:stop])}</span>"]
        end = stop
    return "".join(pieces) + html.escape(line[end:])


def _places(line: str, wanted: str) -> list[tuple[int, int]]:
    """Where ``wanted`` stands, capitals aside; typed without diacritics it is found with and without them."""
    sought = one_tone_style(" ".join(wanted.split())).lower()
    # In NFC each letter folds to one letter, so places in the folded line are places in the line.
    plain = fold(line) if sought == fold(sought) else one_tone_style(line).lower()
    return [match.span() for match in re.finditer(re.escape(sought), plain)] if sought and len(plain) == len(line) else []
