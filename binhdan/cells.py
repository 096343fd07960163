"""What learners write as plain text in a cell, by name, and how a cell's body is read."""

from __future__ import annotations

import re

from binhdan.text import nfc

STUB = "# ✏️"  # the line nbgrader leaves where an answer belongs starts with this
_MARK = re.compile(r"^### (?:BEGIN|END) SOLUTION\s*$")


class Store(dict):
    """Name -> content; a name nobody has written yet reads as empty, so that nothing raises."""

    def __init__(self, empty):
        super().__init__()
        self.empty = empty

    def __missing__(self, name: str):
        return type(self.empty)()


prompts = Store("")
replies = Store("")
texts = Store("")
tables = Store([])


def clear() -> None:
    """Forget everything, as a new kernel would."""
    for store in (prompts, replies, texts, tables):
        store.clear()


def body(cell: str) -> str:
    """Return what a person wrote in a cell: without the stub and nbgrader's marks, in NFC."""
    kept = [line for line in cell.splitlines() if not line.startswith(STUB) and not _MARK.match(line)]
    return nfc("\n".join(kept)).strip()


def table(text: str) -> list[dict[str, str]]:
    """Read rows of cells between ``|`` (or tabs); the first row names the columns.

    A row with too few cells gets empty ones; ValueError (in Vietnamese) names the row that
    has too many.
    """
    lines = [line for line in text.splitlines() if line.strip() and not re.fullmatch(r"[\s|:-]+", line)]
    if not lines:
        return []
    head = _split(lines[0])
    rows = [_row(line, len(head), bordered=lines[0].strip().startswith("|")) for line in lines[1:]]
    for number, row in enumerate(rows, 1):
        if len(row) > len(head):
            raise ValueError(
                f"Dòng {number} của bảng có {len(row)} ô, mà bảng chỉ có {len(head)} cột. Xem lại các dấu | ở dòng đó."
            )
    return [dict(zip(head, row + [""] * (len(head) - len(row)))) for row in rows]


def _row(line: str, columns: int, bordered: bool) -> list[str]:
    """The cells of a row; in a table without borders a mark in front can stand for an empty first cell."""
    inside = line.strip()
    if not bordered and inside.startswith("|") and not inside.endswith("|") and inside.count("|") < columns:
        return ["", *_split(inside)]
    return _split(line)


def _split(line: str) -> list[str]:
    mark = "\t" if "\t" in line and "|" not in line else "|"
    return [cell.strip() for cell in line.strip().strip(mark).split(mark)]
