"""The first room: a hand-in's bytes become a notebook that may be run, or a reason why not."""

from __future__ import annotations

import json
from dataclasses import dataclass

import nbformat
from nbformat import NotebookNode

from binhdan.curriculum import Lesson
from binhdan.grading.assignment import Assignment
from binhdan.grading.cell_repair import repair
from binhdan.grading.handin import HandIn, problem
from binhdan.grading.handin_digest import ABOUT

MAX_CELLS = 500
MAX_SOURCE = 200_000


class Refused(Exception):
    """The hand-in cannot be marked; the message is Vietnamese and says what to do."""


@dataclass(frozen=True)
class Sanitised:
    """A notebook ready for the box, the files beside it, and what was put right, for the instructor."""

    notebook: NotebookNode
    files: dict[str, bytes]
    told: tuple[str, ...]


def sanitise(handin: HandIn, assignment: Assignment, lesson: Lesson | None) -> Sanitised:
    """Read a hand-in, refuse what is dangerous, and put the course's own cells back; ``Refused`` says why."""
    if lesson and (why := problem(handin, lesson)):
        raise Refused(why)
    raw = json.loads(handin.notebook.read_bytes())
    notebook = _notebook(raw)
    before = [(_name(cell), cell.source) for cell in notebook.cells]
    repair(notebook, list(assignment.originals))
    _unique_ids(notebook)
    notebook.metadata = NotebookNode(copy_of(assignment.metadata))
    return Sanitised(notebook, _files(handin, assignment), tuple(_told(before, notebook, assignment)))


def copy_of(metadata: dict) -> dict:
    """A deep copy through JSON: notebook metadata is nothing else."""
    return json.loads(json.dumps(metadata))


def _notebook(raw: dict) -> NotebookNode:
    """Only what a cell needs to run is taken over: no outputs, no foreign metadata, no attachments."""
    if raw.get("nbformat") != 4:
        raw = nbformat.convert(nbformat.from_dict(raw), 4)
    cells = raw.get("cells") or []
    if len(cells) > MAX_CELLS:
        raise Refused(f"Sổ tay có {len(cells)} ô, quá {MAX_CELLS}. Học viên xoá các ô thừa rồi nộp lại.")
    return NotebookNode(nbformat=4, nbformat_minor=5, metadata=NotebookNode(), cells=[_cell(cell) for cell in cells])


def _cell(raw: dict) -> NotebookNode:
    source = raw.get("source", "")
    text = "".join(source) if isinstance(source, list) else str(source)
    if len(text) > MAX_SOURCE:
        raise Refused("Một ô của sổ tay quá dài. Học viên xoá phần thừa rồi nộp lại.")
    kind = raw.get("cell_type") if raw.get("cell_type") in ("code", "markdown", "raw") else "markdown"
    meta = raw.get("metadata") if isinstance(raw.get("metadata"), dict) else {}
    kept = NotebookNode({"nbgrader": NotebookNode(meta["nbgrader"])} if isinstance(meta.get("nbgrader"), dict) else {})
    cell = NotebookNode(id=str(raw.get("id") or ""), cell_type=kind, source=text, metadata=kept)
    if kind == "code":
        cell.outputs, cell.execution_count = [], None
    return cell


def _unique_ids(notebook: NotebookNode) -> None:
    seen: set[str] = set()
    for number, cell in enumerate(notebook.cells):
        name = "".join(c for c in str(cell.get("id") or "") if c.isascii() and (c.isalnum() or c in "-_"))[:64]
        cell.id = name if name and name not in seen else f"o-{number}"
        seen.add(cell.id)


def _files(handin: HandIn, assignment: Assignment) -> dict[str, bytes]:
    """What the learner added, and over it what goes out with the lesson, as it went out."""
    own = {
        path.relative_to(handin.folder).as_posix(): path.read_bytes()
        for path in sorted(handin.folder.rglob("*"))
        if path.is_file() and path.suffix != ".ipynb" and path.name not in ABOUT
    }
    return own | assignment.files


def _name(cell: NotebookNode) -> str | None:
    name = (cell.metadata.get("nbgrader") or {}).get("grade_id")
    return name if isinstance(name, str) else None


def _told(before: list[tuple[str | None, str]], notebook: NotebookNode, assignment: Assignment):
    """What was repaired, one line each."""
    names = [name for name, _ in before if name]
    sources = dict(before)
    for original in assignment.originals:
        if names.count(original.name) > 1:
            yield f"ô {original.name} bị nhân đôi: lấy bản sau cùng"
        elif original.must_exist and original.name not in names:
            yield f"ô {original.name} bị xoá: lấy lại từ bài gốc"
        elif original.locked and not original.solution and _changed(sources.get(original.name, ""), original):
            yield f"ô {original.name} bị sửa: lấy lại từ bài gốc"
    for name in dict.fromkeys(names):
        if name not in {original.name for original in assignment.originals}:
            yield f"ô {name} không thuộc bài này: không chấm"


def _changed(source: str, original) -> bool:
    """Whether a locked cell differs from what was handed out, where hidden tests are cut away."""
    handed_out = original.source.split("### BEGIN HIDDEN TESTS")[0].strip()
    return not source.strip().startswith(handed_out)
