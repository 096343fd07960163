"""What a second hint costs: said on the hint before it is opened, in the editions of who is counted."""

from __future__ import annotations

import re

from nbformat import NotebookNode

from binhdan.text import number

PRICED_HINT = "priced-hint"  # the tag of a hint that says what it costs; no other hint costs anything
_SECOND = "<summary>Gợi ý 2</summary>"
_PRICE = re.compile(r" · mất [\d,]+ điểm thi đua; điểm bài không đổi")


def put_on(notebook: NotebookNode, cost: float) -> None:
    """Let every second hint of a notebook say that it costs ``cost`` points of the game; with 0 it stays free."""
    price = number(cost)
    for cell in notebook.cells if cost else ():
        if cell.cell_type == "markdown" and cell.source.startswith(f"<details>{_SECOND}"):
            told = _SECOND.replace("</", f" · mất {price} điểm thi đua; điểm bài không đổi</")
            cell.source = cell.source.replace(_SECOND, told, 1)
            cell.metadata.tags = [*cell.metadata.get("tags", []), PRICED_HINT]


def take_off(cell: NotebookNode) -> None:
    """Take the price off a hint, for an edition in which nobody counts."""
    if PRICED_HINT in cell.metadata.get("tags", []):
        cell.source = _PRICE.sub("", cell.source, count=1)
        cell.metadata.tags.remove(PRICED_HINT)
        if not cell.metadata.tags:
            del cell.metadata["tags"]
