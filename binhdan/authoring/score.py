"""What a filled-in lesson is worth: run it and add up the verdicts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from nbformat import NotebookNode

from binhdan.authoring.run import Ran, run
from binhdan.check.verdict import Verdict


@dataclass(frozen=True)
class CellScore:
    """One grade cell: points earned of points possible, and what it said."""

    name: str
    points: int
    max_points: int
    reason: str
    raised: bool


def score(notebook: NotebookNode, course_root: Path, demos: bool = False) -> list[CellScore]:
    """Run a source notebook and return the score of each machine-marked cell.

    Demo cells are left out unless ``demos``: no check may depend on them.
    """
    cells = [cell for cell in notebook.cells if cell.cell_type == "code" and (demos or cell.metadata.get("nbgrader"))]
    results = run([cell.source for cell in cells], course_root)
    return [_cell_score(cell, ran) for cell, ran in zip(cells, results) if _is_grade(cell)]


def total(scores: list[CellScore]) -> int:
    """The points of all cells together."""
    return sum(cell.points for cell in scores)


def without(notebook: NotebookNode, name: str) -> NotebookNode:
    """Return the notebook as it is when a learner has deleted the exercise cell ``name``."""
    kept = NotebookNode(notebook)
    kept.cells = [cell for cell in notebook.cells if cell.id != name]
    return kept


def _is_grade(cell: NotebookNode) -> bool:
    meta = cell.metadata.get("nbgrader", {})
    return bool(meta.get("grade")) and not meta.get("solution")


def _cell_score(cell: NotebookNode, ran: Ran) -> CellScore:
    """No explicit verdict, no points."""
    meta = cell.metadata["nbgrader"]
    good = isinstance(ran.value, Verdict) and ran.value.passed and ran.error is None
    reason = ran.value.reason if isinstance(ran.value, Verdict) else repr(ran.error or "không có kết luận")
    return CellScore(meta["grade_id"], meta["points"] if good else 0, meta["points"], reason, ran.error is not None)
