"""The layout of a document in plain text or Markdown: lines taken apart into the pieces that stand side by side."""

from __future__ import annotations

import re
from dataclasses import dataclass

from binhdan.text import fold, nfc

_RULE = re.compile(r"[\s|:=_*~─═—–-]+")
_COLUMNS = re.compile(r"\s*\|\s*|\t+|\s{2,}|<br\s*/?>")
_MARKUP = re.compile(r"\*\*|__|`|</?[a-z][^>]*>|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)")


@dataclass(frozen=True)
class Piece:
    """Words that stand together, and the line (from 1) that they stand on."""

    line: int
    text: str


def pieces(text: str) -> list[Piece]:
    """Return the pieces of ``text`` in reading order: one for each column or table cell of each line."""
    found = []
    for number, line in enumerate(nfc(text).replace("\u00a0", " ").splitlines(), 1):
        if _RULE.fullmatch(line):
            continue
        line = re.sub(r"^\s*(?:>\s*|#+\s+)+", "", line)
        line = re.sub(r"^(\s*)[*–—](?=\s)", r"\1-", line)
        # The number's own gaps ("Số:    /TB") and those behind a bullet do not part columns.
        line = re.sub(r"(?i)(số\s*:)\s+(?=[\d/])", r"\1 ", re.sub(r"(^|\s{2})([-+•])\s+", r"\1\2 ", line))
        cells = [_MARKUP.sub("", cell).strip() for cell in _COLUMNS.split(line)]
        found += [Piece(number, cell) for cell in cells if cell]
    return found


def cut(pattern: re.Pattern, found: list[Piece], whole: bool = False) -> tuple[list[Piece], list[Piece]]:
    """Cut what ``pattern`` matches in the folded words out of the pieces: (cut out, left).

    With ``whole`` only a piece that is nothing else is taken.
    """
    taken, left = [], []
    for piece in found:
        match = _match(pattern, piece.text, whole)
        if not match:
            left.append(piece)
            continue
        taken.append(Piece(piece.line, piece.text[match.start() : match.end()].strip()))
        around = (piece.text[: match.start()].strip(" ,;"), piece.text[match.end() :].strip(" ,;"))
        left += [Piece(piece.line, text) for text in around if text]
    return taken, left


def _match(pattern: re.Pattern, text: str, whole: bool) -> re.Match | None:
    plain = fold(text)
    if len(plain) != len(text):  # a letter outside Vietnamese: places in the folded text would not fit
        return None
    return pattern.fullmatch(plain.rstrip(" .")) if whole else pattern.search(plain)
