"""The first room: a hand-in's bytes become a notebook that may be run, or a reason why not."""

from __future__ import annotations

import itertools
import json
from dataclasses import dataclass

import nbformat
from nbformat import NotebookNode

from binhdan.curriculum import Lesson
from binhdan.grading.assignment import Assignment
from binhdan.grading.cell_repair import repair
from binhdan.grading.handin import MAX_CELLS, HandIn, files_beside, problem

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
    files, left_out = files_beside(handin, assignment.files)
    before = [(_name(cell), cell.source) for cell in notebook.cells]
    repair(notebook, list(assignment.originals))
    _unique_ids(notebook)
    notebook.metadata = NotebookNode(copy_of(assignment.metadata))
    told = [f"tệp {name} trùng tên với tệp hay thư mục của bài: bỏ ra" for name in left_out]
    return Sanitised(notebook, files, (*_told(before, notebook, assignment), *told))


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
    text = text.encode("utf-8", "replace").decode()  # half a surrogate pair can be in no file
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
    taken = {str(cell.get("id")) for cell in notebook.cells}
    for number, cell in enumerate(notebook.cells):
        name = "".join(c for c in str(cell.get("id") or "") if c.isascii() and (c.isalnum() or c in "-_"))[:64]
        if not name or name in seen:
            name = next(free for n in itertools.count(number) if (free := f"o-{n}") not in seen | taken)
        cell.id = name
        seen.add(cell.id)


def _name(cell: NotebookNode) -> str | None:
    name = (cell.metadata.get("nbgrader") or {}).get("grade_id")
    return name.encode("utf-8", "replace").decode() if isinstance(name, str) else None


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
