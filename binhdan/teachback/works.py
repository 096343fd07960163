"""What peers read of a hand-in: the answers of a person, without whose they are."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path

from binhdan import cells
from binhdan.teachback.rubric import Rubric
from binhdan.text import nfc

MAX_LETTERS = 6_000  # of one part; a lecture has a thousand
CUT = "… (phần sau quá dài nên đã cắt)"
HIDDEN = "[đã che]"
_MAGIC = re.compile(r"^%%\w+[^\n]*\n?")
_TEXT_STUB = "✏️"


def read(class_folder: Path, learner: str, assignment: str, rubric: Rubric, who: Iterable[str]) -> tuple[tuple[str, str], ...] | None:
    """Return (title, text) of what a learner wrote, as it was marked; ``who`` are the names to take out of it.

    None where the answer that gets the mark is empty, or the notebook in autograded/ cannot be read.
    """
    file = class_folder / "autograded" / learner / assignment / f"{assignment}.ipynb"
    try:
        by_name = {_name(cell): "".join(cell["source"]) for cell in json.loads(file.read_text(encoding="utf-8"))["cells"]}
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    if not _written(by_name.get(rubric.answer, "")):
        return None
    return tuple((title, blinded(_written(by_name.get(cell, "")), who)) for cell, title in rubric.parts)


def _name(cell: dict) -> str:
    return (cell["metadata"].get("nbgrader") or {}).get("grade_id", "")


def _written(source: str) -> str:
    """The words of a cell, without the magic in front and the line that asks for an answer."""
    lines = [line for line in _MAGIC.sub("", source).splitlines() if not line.startswith(_TEXT_STUB)]
    text = cells.body("\n".join(lines))
    return text if len(text) <= MAX_LETTERS else text[:MAX_LETTERS].rstrip() + CUT


def blinded(text: str, who: Iterable[str]) -> str:
    """Return ``text`` with every whole occurrence of the names in ``who`` hidden, whatever their case."""
    for name in sorted({" ".join(nfc(name).split()) for name in who}, key=len, reverse=True):
        if len(name) > 2:
            spaced = r"\s+".join(map(re.escape, name.split(" ")))
            text = re.sub(rf"(?<!\w){spaced}(?!\w)", HIDDEN, text, flags=re.IGNORECASE)
    return text
