"""Run one sanitised notebook in the box and mark it outside: cells in order, verdicts explicit."""

from __future__ import annotations

import time
from dataclasses import asdict, dataclass, field
from pathlib import Path

from nbformat import NotebookNode

from binhdan.grading.box.keeper import Budget, CellRun, Keeper, Room
from binhdan.grading.box.shown import outputs
from binhdan.grading.marker import Namespace, Outcome, State, mark, new_namespace, prepare

MAX_RESTARTS = 3
_LOST = {
    "gone": "Ô này làm Python dừng hẳn, nên không có kết quả.",
    "memory": "Ô này dùng quá nhiều bộ nhớ, nên bị dừng.",
    "time": "Ô này chạy quá lâu, nên bị dừng.",
    "not run": "Ô này không được chạy, vì các ô trước đã dùng hết thời gian hoặc làm Python dừng nhiều lần.",
}


@dataclass(frozen=True)
class CellReport:
    """One code cell of a result: what it was, how it ended, what it cost."""

    index: int
    name: str
    state: str
    reason: str = ""
    points: float | None = None
    max_points: float | None = None
    seconds: float = 0.0


@dataclass
class Marked:
    """A notebook as it was run and marked."""

    notebook: NotebookNode
    cells: list[CellReport] = field(default_factory=list)
    memory_kb: int = 0
    seconds: float = 0.0

    @property
    def points(self) -> dict[str, float]:
        """Grade id -> points, for every cell that the machine marks."""
        return {cell.name: cell.points for cell in self.cells if cell.points is not None}

    def as_rows(self) -> list[dict]:
        """The cells for the results file."""
        return [asdict(cell) for cell in self.cells]


def run(keeper: Keeper, notebook: NotebookNode, files: dict[str, bytes], course_root: Path, budget: Budget) -> Marked:
    """Run ``notebook`` (sanitised) with ``files`` beside it; return it with outputs, points and reports.

    A cell that ends the room loses only itself: the cells before it are run again in a new room
    without it. BoxError where the box itself fails.
    """
    lost: dict[int, str] = {}
    started = time.monotonic()
    for attempt in range(MAX_RESTARTS + 1):
        marked, killer = _attempt(keeper, notebook, files, course_root, budget, lost)
        if killer is None or attempt == MAX_RESTARTS:
            break
        lost[killer[0]] = killer[1]
    marked.seconds = time.monotonic() - started
    return marked


def _attempt(keeper, notebook, files, course_root, budget, lost) -> tuple[Marked, tuple[int, str] | None]:
    """One pass over the cells; the second part names the cell that ended the room, and how."""
    marked, count = Marked(notebook), 0
    killer = None
    with keeper.open(files, budget) as room:
        space = new_namespace(room)
        for index, cell in enumerate(notebook.cells):
            if cell.cell_type != "code":
                continue
            if _is_marked(cell):
                count += 1
                marked.cells.append(_mark(room, space, index, cell, count, course_root))
                continue
            if _is_locked(cell):
                prepare(cell.source, space, course_root)
            run_ = CellRun(state=lost[index]) if index in lost else _run(room, cell.source)
            count += run_.count is not None
            if run_.state == "gone" or (run_.state == "time" and not room.alive and index not in lost):
                killer = killer or (index, "memory" if room.out_of_memory else run_.state)
            _show(cell, run_, count)
            marked.cells.append(_report(index, cell, run_))
        marked.memory_kb = room.memory_kb
    return marked, killer


def _run(room: Room, source: str) -> CellRun:
    if not source.strip():
        return CellRun(state="ok")
    return room.run(source) if room.alive else CellRun()


def _is_marked(cell: NotebookNode) -> bool:
    meta = cell.metadata.get("nbgrader") or {}
    return bool(meta.get("grade")) and not meta.get("solution")


def _is_locked(cell: NotebookNode) -> bool:
    """Whether a cell is the course's own: sanitising has put its source back."""
    return bool((cell.metadata.get("nbgrader") or {}).get("locked"))


def _mark(room: Room, space: Namespace, index: int, cell: NotebookNode, count: int, course_root: Path) -> CellReport:
    meta = cell.metadata.nbgrader
    if room.alive:
        outcome = mark(cell.source, space, course_root)
    else:
        outcome = Outcome(State.FAILED, 0.0, "Bài làm đã dừng trước khi tới phép kiểm này.")
    printed, room.heard = outputs(room.heard), []
    most = float(meta.points)
    points = outcome.share * most if outcome.points is None else max(0.0, min(most, outcome.points))
    cell.execution_count = count
    data = NotebookNode({"text/plain": f"{points:g}"} | ({"text/html": outcome.html} if outcome.html else {}))
    verdict = NotebookNode(output_type="execute_result", data=data, metadata=NotebookNode(), execution_count=count)
    # What a learner's function printed helps with a check they can see; with a held-out one it would tell the case.
    cell.outputs = [*([] if "HIDDEN TESTS" in cell.source else _harmless(printed)), verdict]
    if outcome.state is State.FAILED and not outcome.html:
        cell.outputs.insert(0, NotebookNode(output_type="stream", name="stdout", text=outcome.reason + "\n"))
    return CellReport(index, meta.grade_id, str(outcome.state), outcome.reason, points, most, round(outcome.seconds, 3))


def _harmless(printed: list[NotebookNode]) -> list[NotebookNode]:
    """Printed text only, as stdout: nbgrader takes anything on stderr for a failure."""
    return [NotebookNode(output_type="stream", name="stdout", text=o.text) for o in printed if o.output_type == "stream"]


def _show(cell: NotebookNode, run_: CellRun, count: int) -> None:
    cell.outputs = outputs(run_.messages)
    cell.execution_count = run_.count
    if run_.state in _LOST and not any(o.output_type == "error" for o in cell.outputs):
        why = _LOST[run_.state]
        cell.outputs.append(NotebookNode(output_type="error", ename="KhongChayDuoc", evalue=why, traceback=[why]))


def _report(index: int, cell: NotebookNode, run_: CellRun) -> CellReport:
    name = (cell.metadata.get("nbgrader") or {}).get("grade_id") or cell.get("id") or str(index)
    reason = _LOST.get(run_.state, "") or (f"{run_.error.get('name')}: {run_.error.get('value')}"[:300] if run_.error else "")
    return CellReport(index, str(name), run_.state, reason, seconds=round(run_.seconds, 3))
