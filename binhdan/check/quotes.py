"""Quotations: whether the words stand in a source as they are written there, and whether they carry the answer."""

from __future__ import annotations

import re

from binhdan.check.sealed import seal
from binhdan.text import count_words, one_tone_style, words

SHORTEST, LONGEST = 5, 40  # words of a quotation: fewer say too little, more is copying
_MOST_PIECES, _SHORTEST_PIECE, _LONGEST_PART = 3, 3, 12
_LEFT_OUT = re.compile(r"[\[(]?\s*(?:…|\.{3,})\s*[\])]?")


def exact(text: str) -> list[str]:
    """Return the words of ``text`` in lower case with their diacritics, without spaces, quotes and points.

    Both ways of placing a tone mark (hoà, hòa) give the same word.
    """
    return re.findall(r"\w+", one_tone_style(text).lower())


def problem(quote: str, text: str) -> str:
    """Return what keeps ``quote`` from being a quotation of ``text``, as the learner's line; "" where nothing does.

    "…" between two stretches stands for words left out.
    """
    if not words(quote):
        return "chưa có câu trích. Bôi đen câu trong trang, sao chép rồi dán vào."
    if (length := count_words(quote)) > LONGEST:
        return f"câu trích dài {length} từ, quá {LONGEST}. Chỉ giữ câu mang câu trả lời."
    if length < SHORTEST:
        return f"câu trích mới có {length} từ. Trích đủ để người đọc hiểu đang nói về việc gì."
    pieces, there, start = _pieces(quote), exact(text), 0
    if len(pieces) > _MOST_PIECES or min(map(len, pieces)) < _SHORTEST_PIECE:
        return "câu trích bị cắt vụn. Trích một đoạn liền nhau."
    for piece in pieces:
        if (at := _find(piece, there, start)) is None:
            return _differs(piece, there, text)
        start = at + len(piece)
    return ""


def bears(quote: str, parts: list[list[str]], *of: object) -> bool:
    """Whether ``quote`` holds every part of the answer; a part is the seals of the ways to say it."""
    seals = {
        seal(*of, " ".join(piece[start : start + length]))
        for piece in _pieces(quote)
        for length in range(1, _LONGEST_PART + 1)
        for start in range(len(piece) - length + 1)
    }
    return all(seals & set(part) for part in parts)


def sealed_parts(parts: list[list[str]], *of: object) -> list[list[str]]:
    """Seal the parts of an answer, each a list of ways to say it in at most twelve words."""
    return [[seal(*of, " ".join(exact(way))) for way in part] for part in parts]


def _pieces(quote: str) -> list[list[str]]:
    return [piece for stretch in _LEFT_OUT.split(quote) if (piece := exact(stretch))]


def _find(piece: list[str], there: list[str], start: int = 0) -> int | None:
    places = range(start, len(there) - len(piece) + 1)
    return next((at for at in places if there[at : at + len(piece)] == piece), None)


def _differs(piece: list[str], there: list[str], text: str) -> str:
    """Say where a quotation leaves its source."""
    if _find(piece, there) is not None:
        return "các đoạn trích phải theo đúng thứ tự trong nguồn. Trích một đoạn liền nhau."
    if _find([words(word)[0] for word in piece if words(word)], words(text)) is not None:
        return "câu trích thiếu dấu hoặc sai dấu so với nguồn. Sao chép từ trang thay vì gõ lại."
    same = next((n for n in range(len(piece) - 1, 0, -1) if _find(piece[:n], there) is not None), 0)
    if same < _SHORTEST_PIECE:
        return "câu trích không có trong nguồn này. Xem lại mã nguồn, rồi sao chép lại từ trang."
    return f"câu trích khác nguồn từ chữ thứ {same + 1} (“{piece[same]}”). Sao chép từ trang, đừng viết lại."
