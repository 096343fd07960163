"""Puts a hand-in's graded and locked cells back as the course made them."""

from __future__ import annotations

from dataclasses import dataclass

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell
from nbgrader.api import Gradebook
from nbgrader.preprocessors import NbGraderPreprocessor


@dataclass(frozen=True)
class Original:
    """One cell as the gradebook knows it; ``points`` is None where it is not graded."""

    name: str
    cell_type: str
    source: str
    checksum: str
    locked: bool
    solution: bool
    points: float | None

    @property
    def must_exist(self) -> bool:
        """Whether a hand-in without this cell gets it back: an answer nobody marks may stay away."""
        return self.points is not None or self.locked

    def metadata(self) -> NotebookNode:
        """Return nbgrader's metadata for this cell."""
        meta = {"schema_version": 3, "grade_id": self.name, "cell_type": self.cell_type, "checksum": self.checksum}
        meta |= {"locked": self.locked, "solution": self.solution, "grade": self.points is not None, "task": False}
        return NotebookNode(meta if self.points is None else meta | {"points": self.points})


def originals(gradebook: Gradebook, notebook: str, assignment: str) -> list[Original]:
    """Return the notebook's nbgrader cells in the order of the source."""
    known = gradebook.find_notebook(notebook, assignment)
    points = {cell.name: cell.max_score for cell in known.grade_cells}
    solutions = {cell.name for cell in known.solution_cells}
    return [
        Original(c.name, c.cell_type, c.source, c.checksum, c.locked, c.name in solutions, points.get(c.name))
        for c in known.source_cells
    ]


class RepairCells(NbGraderPreprocessor):
    """Restores locked sources, nbgrader's metadata, and missing or doubled graded cells.

    Without it a mark of an earlier hand-in stays in the gradebook when the graded cell is gone.
    """

    def preprocess(self, nb, resources):
        """Repair ``nb`` in place."""
        where = resources["nbgrader"]
        with Gradebook(where["db_url"]) as gradebook:
            cells = originals(gradebook, where["notebook"], where["assignment"])
        repair(nb, cells)
        return nb, resources


def repair(nb: NotebookNode, cells: list[Original]) -> None:
    """Make every nbgrader cell of ``nb`` one of ``cells``, each at most once (the last one counts)."""
    wanted, seen = {cell.name: cell for cell in cells}, set()
    for index in reversed(range(len(nb.cells))):
        name = _grade_id(nb.cells[index])
        nb.cells[index].metadata.pop("nbgrader", None)
        if name in wanted and name not in seen:
            seen.add(name)
            nb.cells[index] = _restored(nb.cells[index], wanted[name])
    for position, cell in enumerate(cells):
        if cell.must_exist and cell.name not in seen:
            nb.cells.insert(_place(nb, cells[:position], cell), _new(nb, cell))


def _grade_id(cell: NotebookNode) -> str | None:
    meta = cell.metadata.get("nbgrader")
    name = meta.get("grade_id") if isinstance(meta, dict) else None
    return name if isinstance(name, str) else None


def _restored(cell: NotebookNode, original: Original) -> NotebookNode:
    if cell.cell_type != original.cell_type:
        cell = _cell(original.cell_type, cell.source, cell.get("id"))
    if original.locked:
        cell.source = original.source
    cell.metadata.nbgrader = original.metadata()
    return cell


def _new(nb: NotebookNode, original: Original) -> NotebookNode:
    taken = {cell.get("id") for cell in nb.cells}
    cell = _cell(original.cell_type, original.source, None if original.name in taken else original.name)
    cell.metadata.nbgrader = original.metadata()
    if nb.nbformat_minor < 5:
        cell.pop("id", None)
    return cell


def _cell(cell_type: str, source: str, cell_id: str | None) -> NotebookNode:
    make = new_code_cell if cell_type == "code" else new_markdown_cell
    return make(source, id=cell_id) if cell_id else make(source)


def _place(nb: NotebookNode, before: list[Original], cell: Original) -> int:
    """Return the index behind the nearest earlier cell of the course that is still there.

    Where none is, what sets up goes to the top and what marks to the end, behind every answer.
    """
    index = {_grade_id(cell): i for i, cell in enumerate(nb.cells)}
    nothing = len(nb.cells) if cell.points is not None else 0
    return next((index[earlier.name] + 1 for earlier in reversed(before) if earlier.name in index), nothing)
