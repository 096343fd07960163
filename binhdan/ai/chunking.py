"""Cut documents into chunks and write on each chunk where it comes from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

_HEADING = re.compile(r"^\d{1,2}\.\s+(\S.*)$", re.M)
_BY = {"de_muc": "headings", "do_dai": "words"}
_LABELS = {"ten": "title", "linh_vuc": "field", "de_muc": "section", "ma": "code", "cap_nhat": "updated"}
_KEYS = ("cat_theo", "so_tu", "goi_dau", "gan_nhan")
OPENING = "Mở đầu"


@dataclass(frozen=True)
class Document:
    """One text with its metadata; headings are lines such as "2. Thành phần hồ sơ"."""

    code: str
    title: str
    field: str
    updated: str
    text: str

    @classmethod
    def read(cls, raw: Mapping[str, str]) -> Document:
        """Make a document from a row of a lesson's data (``ma``, ``ten``, ``linh_vuc``, ``cap_nhat``, ``van_ban``)."""
        return cls(raw["ma"], raw["ten"], raw["linh_vuc"], raw["cap_nhat"], raw["van_ban"])


@dataclass(frozen=True)
class Chunk:
    """A stretch of a document: ``body`` is verbatim, ``text`` (what is embedded) has the labels before it."""

    document: Document
    section: str
    body: str
    text: str


@dataclass(frozen=True)
class Settings:
    """How to cut: ``by`` "headings" or "words", at most ``size`` words, ``overlap`` shared words, ``labels`` written on."""

    by: str = "words"
    size: int = 1000
    overlap: int = 0
    labels: tuple[str, ...] = ()

    @classmethod
    def read(cls, raw: object) -> Settings:
        """Read a learner's dict; ValueError (one Vietnamese line) names the key that is wrong and what it may hold."""
        if type(raw) is not dict:
            raise ValueError("Cấu hình phải là một bảng {…} gồm bốn dòng cat_theo, so_tu, goi_dau, gan_nhan.")
        if wrong := [key for key in _KEYS if key not in raw] or [key for key in raw if key not in _KEYS]:
            raise ValueError(f"Xem lại dòng “{wrong[0]}”: cấu hình có đúng bốn dòng {', '.join(_KEYS)}.")
        by, size, overlap, labels = (raw[key] for key in _KEYS)
        if type(by) is not str or by not in _BY:
            raise ValueError("Dòng cat_theo chỉ nhận \"de_muc\" hoặc \"do_dai\".")
        if type(size) is not int or not 10 <= size <= 5000:
            raise ValueError("Dòng so_tu phải là số nguyên từ 10 đến 5000.")
        if type(overlap) is not int or not 0 <= overlap <= size // 2:
            raise ValueError("Dòng goi_dau phải là số nguyên từ 0 đến một nửa so_tu.")
        if type(labels) is not list or not all(type(name) is str and name in _LABELS for name in labels):
            raise ValueError(f"Dòng gan_nhan là danh sách chọn trong: {', '.join(_LABELS)}.")
        return cls(_BY[by], size, overlap, tuple(_LABELS[name] for name in dict.fromkeys(labels)))


def cut(document: Document, settings: Settings) -> list[Chunk]:
    """Return the chunks of one document, in order."""
    if settings.by == "headings":
        pieces = [(name, part) for name, body in _sections(document.text) for _, part in _windows(body, settings)]
    else:
        pieces = [(_section_at(document.text, start), part) for start, part in _windows(document.text, settings)]
    return [Chunk(document, name, body, _labelled(document, name, body, settings)) for name, body in pieces]


def _sections(text: str) -> Iterator[tuple[str, str]]:
    """Each heading with the text below it; what stands before the first one is the opening."""
    marks = list(_HEADING.finditer(text))
    if opening := text[: marks[0].start() if marks else None].strip():
        yield OPENING, opening
    for mark, following in zip(marks, [*marks[1:], None]):
        if body := text[mark.end() : following.start() if following else None].strip():
            yield mark[1].strip(), body


def _windows(text: str, settings: Settings) -> Iterator[tuple[int, str]]:
    """Stretches of at most ``size`` words with their places; each starts ``overlap`` words before the last ended."""
    spans = [match.span() for match in re.finditer(r"\S+", text)]
    for first in range(0, max(1, len(spans) - settings.overlap), settings.size - settings.overlap):
        if held := spans[first : first + settings.size]:
            yield held[0][0], text[held[0][0] : held[-1][1]]


def _section_at(text: str, place: int) -> str:
    """The heading in force at a place of ``text``."""
    before = [mark for mark in _HEADING.finditer(text) if mark.start() <= place]
    return before[-1][1].strip() if before else OPENING


def _labelled(document: Document, section: str, body: str, settings: Settings) -> str:
    values = [section if name == "section" else getattr(document, name) for name in settings.labels]
    return "\n".join([*values, body])
