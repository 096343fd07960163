"""An assignment as the marker knows it: its cells from the source edition, and the files that go out with it."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbgrader.preprocessors import ClearSolutions, ComputeChecksums
from traitlets.config import Config

from binhdan.grading import nbgrader_view
from binhdan.grading.cell_repair import Original
from binhdan.grading.handin_digest import digest


@dataclass(frozen=True)
class Assignment:
    """One assignment, read once for a whole class."""

    name: str
    originals: tuple[Original, ...]
    metadata: dict
    files: dict[str, bytes]
    digest: str

    @property
    def points(self) -> dict[str, float]:
        """Grade id -> most points, for every graded cell."""
        return {cell.name: cell.points for cell in self.originals if cell.points is not None}


def load(source_folder: Path) -> Assignment:
    """Read ``source/<name>``: the notebook of the same name, and every other file but ``hidden/``."""
    name = source_folder.name
    notebook = nbformat.read(source_folder / f"{name}.ipynb", as_version=4)
    files = {
        path.relative_to(source_folder).as_posix(): path.read_bytes()
        for path in sorted(source_folder.rglob("*"))
        if path.is_file() and path.suffix != ".ipynb" and path.relative_to(source_folder).parts[0] != "hidden"
    }
    return Assignment(name, originals(notebook), dict(notebook.metadata), files, digest(source_folder))


def originals(notebook: NotebookNode, stubs: Config | None = None) -> tuple[Original, ...]:
    """Return nbgrader's cells of a source notebook, in order, as they are handed out: without the model answers.

    A hand-in gets missing cells back from here; with the answers in, deleting a cell would earn them.
    ``stubs`` is nbgrader's configuration of what stands in their place (default: this course's).
    """
    cleared, _ = ClearSolutions(config=nbgrader_view.stubs() if stubs is None else stubs).preprocess(copy.deepcopy(notebook), {})
    marked, _ = ComputeChecksums().preprocess(cleared, {})
    return tuple(_original(cell) for cell in marked.cells if cell.metadata.get("nbgrader"))


def _original(cell: NotebookNode) -> Original:
    meta = cell.metadata.nbgrader
    return Original(
        name=meta.grade_id,
        cell_type=cell.cell_type,
        source=cell.source,
        checksum=meta.get("checksum", ""),
        locked=bool(meta.get("locked") or (meta.get("grade") and not meta.get("solution"))),
        solution=bool(meta.get("solution")),
        points=float(meta.points) if meta.get("grade") or meta.get("task") else None,
    )
