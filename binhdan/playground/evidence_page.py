"""A source beside recorded answers, with the words of one chosen sentence looked up in the source."""

from __future__ import annotations

import html

from binhdan import cases
from binhdan.playground.showing import Playground
from binhdan.text import words

_BOX = "flex:1 1 18em;border:1px solid #c9d6cf;border-radius:6px;padding:.5em .8em"
_SEEN = "background:#cdebd8;color:#1c1c1c"
_UNSEEN = "background:#ffe0a3;color:#1c1c1c"
_NOTE = "Xanh: chữ có trong nguồn. Vàng: chữ không thấy trong nguồn. Máy chỉ so chữ; đúng hay sai là bạn quyết định."


def evidence(case: str) -> Playground:
    """Show the source and the numbered answers of ``case``; live, look a sentence's words up in the source."""
    return _Evidence(cases.load(case))


class _Evidence(Playground):
    def __init__(self, case: dict):
        self.case = case

    def widget(self):
        import ipywidgets

        places = [(a["name"], n) for a in self.case["answers"] for n in range(1, len(a["sentences"]) + 1)]
        options = [("(chọn một câu để soi)", None)] + [(f"Trả lời {name}, câu {n}", (name, n)) for name, n in places]
        chosen = ipywidgets.Dropdown(options=options, description="Soi câu:")
        page = ipywidgets.HTML(self.still())
        chosen.observe(lambda change: setattr(page, "value", self._page(change["new"])), "value")
        return ipywidgets.VBox([chosen, page])

    def still(self) -> str:
        return self._page(None)

    def _page(self, chosen: tuple[str, int] | None) -> str:
        source = self.case["source"]
        text = " \n ".join([source["title"], *source["lines"]])
        sentence = self._sentence(chosen)
        title, *lines = (_marked(line, sentence, _SEEN, None) for line in (source["title"], *source["lines"]))
        listed = "".join(f"<li>{line}</li>" for line in lines)
        left = f"<div style='{_BOX}'><b>NGUỒN. {title}</b><ol>{listed}</ol></div>"
        right = "".join(self._answer(answer, chosen, text) for answer in self.case["answers"])
        note = f"<div style='opacity:.8'>{_NOTE}</div>" if chosen else ""
        origin = f"<div style='opacity:.8;font-size:90%'>{html.escape(self.case['origin'])}</div>"
        return f"<div style='display:flex;flex-wrap:wrap;gap:.6em'>{left}<div style='{_BOX}'>{right}</div></div>{note}{origin}"

    def _sentence(self, chosen: tuple[str, int] | None) -> str:
        if not chosen:
            return ""
        return next(a["sentences"][chosen[1] - 1] for a in self.case["answers"] if a["name"] == chosen[0])

    def _answer(self, answer: dict, chosen: tuple[str, int] | None, text: str) -> str:
        lines = [
            _marked(line, text, _SEEN, _UNSEEN) if chosen == (answer["name"], n) else html.escape(line)
            for n, line in enumerate(answer["sentences"], 1)
        ]
        listed = "".join(f"<li>{line}</li>" for line in lines)
        question = html.escape(answer["question"])
        return f"<b>Trả lời {html.escape(answer['name'])}</b> <i>(hỏi: {question})</i><ol>{listed}</ol>"


def _marked(line: str, other: str, seen: str, unseen: str | None) -> str:
    """Colour the words of ``line`` that stand in ``other`` beside the same neighbour, and those that don't."""
    if not other:
        return html.escape(line)
    pieces = line.split()
    plain = [" ".join(words(piece)) for piece in pieces]
    there, alone = _pairs(other), {word for word in words(other) if any(c.isdigit() for c in word)}
    shown = []
    for at, piece in enumerate(pieces):
        known = plain[at] in alone or any(pair in there for pair in zip(plain[max(at - 1, 0) : at + 1], plain[at : at + 2]))
        style = seen if known else unseen
        shown.append(f"<span style='{style}'>{html.escape(piece)}</span>" if style and plain[at] else html.escape(piece))
    return " ".join(shown)


def _pairs(text: str) -> set[tuple[str, str]]:
    plain = [" ".join(words(piece)) for piece in text.split()]
    return set(zip(plain, plain[1:]))
