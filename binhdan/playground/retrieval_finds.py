"""Which chunks a question finds: as the store is cut at first, and as the learner has set it."""

from __future__ import annotations

import html
import re
from collections import Counter
from functools import cached_property

from binhdan import cases
from binhdan.ai.chunking import Document, Settings
from binhdan.ai.retrieval import Found, Index, misses, official_terms
from binhdan.playground.showing import Playground
from binhdan.text import fold, words

_BOX = "flex:1 1 20em;border:1px solid #c9d6cf;border-radius:6px;padding:.5em .8em"
_ROW = "border-top:1px solid #e3e9e5;padding:.4em 0;overflow-wrap:anywhere"
_MARK = "background:#fff3b0;color:#1f1f1f;border-radius:2px"
_SHOWN_WORDS = 45


def retrieval(settings: dict, synonyms: dict, case: str) -> Playground:
    """Show the three best chunks for the questions of ``case``, at first and with these settings."""
    return _Retrieval(settings, synonyms, case)


class _Retrieval(Playground):
    def __init__(self, settings: dict, synonyms: dict, case: str):
        self.settings, self.synonyms, self.case = settings, synonyms, case

    def widget(self):
        import ipywidgets

        if problem := self._problem:
            return ipywidgets.HTML(problem)
        picked = ipywidgets.Dropdown(options=[asked for asked, _ in self._questions], description="Câu hỏi:", layout={"width": "95%"})
        typed = ipywidgets.Text(placeholder="hoặc gõ câu hỏi của bạn rồi nhấn Enter", layout={"width": "95%"}, continuous_update=False)
        page = ipywidgets.HTML()

        def show(change):
            page.value = self._page(change["new"] or picked.value)

        picked.observe(show, "value")
        typed.observe(show, "value")
        show({"new": picked.value})
        return ipywidgets.VBox([ipywidgets.HTML(self._summary()), picked, typed, page])

    def still(self) -> str:
        """One question both ways: where possible one that these settings find and the first ones miss."""
        if problem := self._problem:
            return problem
        gained = [asked for asked, code in misses(self._first, self._questions) if (asked, code) not in self._missed]
        gained.sort(key=lambda asked: not official_terms(asked, self._mine.thesaurus))
        return self._summary() + self._page(gained[0] if gained else self._questions[0][0])

    @cached_property
    def _problem(self) -> str:
        """What keeps the settings from being used, as a line of HTML, or ""."""
        try:
            Settings.read(self.settings)
            self._data, self._mine
        except (ValueError, TypeError, AttributeError, cases.CaseNotFound) as error:
            line = str(error) if isinstance(error, (ValueError, cases.CaseNotFound)) else "Xem lại dạng của bảng từ: {\"chữ\": [\"cách nói\"]}."
            return f"<div style='{_BOX}'>{html.escape(line)}</div>"
        return ""

    @cached_property
    def _data(self) -> dict:
        return cases.load(self.case)

    @cached_property
    def _documents(self) -> list[Document]:
        return [Document.read(row) for row in cases.load(self._data["thu_tuc"])["thu_tuc"]]

    @cached_property
    def _questions(self) -> list[tuple[str, str]]:
        return [(row["hoi"], row["ma"]) for row in self._data["cau_hoi"]]

    @cached_property
    def _mine(self) -> Index:
        return Index(self._documents, Settings.read(self.settings), self.synonyms)

    @cached_property
    def _first(self) -> Index:
        return Index(self._documents, Settings())

    @cached_property
    def _common(self) -> set[str]:
        """The words that stand in more than half of the documents."""
        counts = Counter(word for document in self._documents for word in set(words(document.text)))
        return {word for word, count in counts.items() if count > len(self._documents) / 2}

    @cached_property
    def _missed(self) -> list[tuple[str, str]]:
        return misses(self._mine, self._questions)

    def _summary(self) -> str:
        found, total = len(self._questions) - len(self._missed), len(self._questions)
        left = "".join(f"<li>{html.escape(asked)}</li>" for asked, _ in self._missed[:8])
        rest = f"<details open><summary>Vài câu chưa tìm ra</summary><ul>{left}</ul></details>" if left else ""
        return f"<p><b>Cấu hình này tìm đúng {found}/{total} câu.</b> Kho có {len(self._mine.chunks)} đoạn.</p>{rest}"

    def _page(self, question: str) -> str:
        right = dict(self._questions).get(question)
        columns = [("Lúc đầu: mỗi thủ tục một đoạn", self._first), ("Cấu hình đang thử", self._mine)]
        boxes = "".join(_column(name, index, question, right, self._common) for name, index in columns)
        return f"<p><b>Câu hỏi:</b> {html.escape(question)}</p><div style='display:flex;flex-wrap:wrap;gap:.6em'>{boxes}</div>"


def _column(name: str, index: Index, question: str, right: str | None, common: set[str]) -> str:
    terms = official_terms(question, index.thesaurus)
    added = f"Máy thêm chữ giấy tờ: <b>{html.escape(', '.join(terms))}</b>" if terms else "Không có từ đồng nghĩa nào khớp."
    # Words that most procedures have are shared with every question: marking them shows nothing.
    telling = set(words(question)) - common | {word for term in terms for word in words(term)}
    rows = "".join(_row(place, found, telling, right) for place, found in enumerate(index.documents(question), 1))
    return f"<div style='{_BOX}'><b>{name}</b><div style='font-size:90%'>{added}</div>{rows}</div>"


def _row(place: int, found: Found, telling: set[str], right: str | None) -> str:
    document = found.chunk.document
    mark = {None: "", document.code: " ✓ đúng thủ tục"}.get(right, "")
    return (
        f"<div style='{_ROW}'><b>{place}. {html.escape(document.title)}</b>{mark}"
        f"<div style='font-size:90%'>{html.escape(found.chunk.section)} · điểm gần {_decimal(found.score)}</div>"
        f"<div>{_highlight(found.chunk.text, telling)}</div></div>"
    )


def _decimal(score: float) -> str:
    return f"{score:.2f}".replace(".", ",")


def _highlight(text: str, telling: set[str]) -> str:
    """The start of ``text`` with the words it shares with the question marked."""
    pieces = re.findall(r"\S+", text)
    shown = [
        f"<mark style='{_MARK}'>{html.escape(piece)}</mark>" if telling & set(words(fold(piece))) else html.escape(piece)
        for piece in pieces[:_SHOWN_WORDS]
    ]
    return " ".join(shown) + (" …" if len(pieces) > _SHOWN_WORDS else "")
