"""Find the chunks that answer a question: embed every chunk once, compare the question with each."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from binhdan.ai.chunking import Chunk, Document, Settings, cut
from binhdan.ai.practice.embedding import embed
from binhdan.text import words

DIMENSIONS = 2048  # with 512, words that share a slot cost five questions of forty


@dataclass(frozen=True)
class Found:
    """A chunk and how near it is to the question: 1 the same words, 0 nothing in common."""

    chunk: Chunk
    score: float


class Index:
    """The chunks of some documents as numbers, ready to be searched.

    ``thesaurus`` maps a term of the documents to what people say instead of it.
    """

    def __init__(self, documents: Iterable[Document], settings: Settings, thesaurus: Mapping[str, Sequence[str]] | None = None):
        self.thesaurus = {term: [term, *forms] for term, forms in (thesaurus or {}).items()}
        self.chunks = [chunk for document in documents for chunk in cut(document, settings)]
        self._vectors = [self._embed(chunk.text) for chunk in self.chunks]

    def rewrite(self, question: str) -> str:
        """Return ``question`` followed by the official terms for what it says in everyday words."""
        return ". ".join([question, *official_terms(question, self.thesaurus)])

    def search(self, question: str, top: int = 3) -> list[Found]:
        """Return the ``top`` nearest chunks, nearest first; of equals the earlier one."""
        asked = [(slot, value) for slot, value in enumerate(self._embed(self.rewrite(question))) if value]
        scores = [sum(value * vector[slot] for slot, value in asked) for vector in self._vectors]
        best = heapq.nsmallest(top, range(len(scores)), key=lambda i: (-scores[i], i))
        return [Found(self.chunks[i], scores[i]) for i in best]

    def documents(self, question: str, top: int = 3) -> list[Found]:
        """Return the ``top`` nearest documents, each by its nearest chunk."""
        ranked = self.search(question, len(self.chunks))
        nearest = {}
        for found in ranked:
            nearest.setdefault(found.chunk.document.code, found)
        return list(nearest.values())[:top]

    def _embed(self, text: str) -> list[float]:
        return embed(text, DIMENSIONS, self.thesaurus)


def official_terms(question: str, thesaurus: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the terms of ``thesaurus`` one of whose forms stands in ``question``, diacritics aside."""
    said = f" {' '.join(words(question))} "
    return [term for term, forms in thesaurus.items() if any(f" {' '.join(words(form))} " in said for form in forms)]


def misses(index: Index, questions: Sequence[tuple[str, str]], top: int = 3) -> list[tuple[str, str]]:
    """Return the (question, document code) pairs whose document is not among the ``top`` nearest."""
    return [
        (asked, code)
        for asked, code in questions
        if code not in {found.chunk.document.code for found in index.documents(asked, top)}
    ]


def recall(index: Index, questions: Sequence[tuple[str, str]], top: int = 3) -> float:
    """Return the share of questions whose document is among the ``top`` nearest (recall@top)."""
    return 1 - len(misses(index, questions, top)) / len(questions)
