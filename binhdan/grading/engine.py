"""Run one sanitised notebook in the box and mark it outside: cells in order, verdicts explicit."""

from __future__ import annotations

import copy
import secrets
import time
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from nbformat import NotebookNode

from binhdan.grading.box.keeper import Budget, CellRun, Gone, Keeper, Room
from binhdan.grading.box.shown import outputs
from binhdan.grading.marker import Namespace, Outcome, State, mark, new_namespace, prepare

MAX_RESTARTS = 3
MAX_KILLED = 20
KILLED_UNTIL = 0.5  # of the seconds must be left: what gets itself killed needs them to be run without the guilty cell
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
    flagged: tuple[str, ...] = ()
    memory_kb: int = 0
    seconds: float = 0.0
    # The first cell after which the room has seen a held-out case; None where none was sent to it.
    told_at: int | None = None

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
    without it. Where the room was killed from outside, it is all tried again. BoxError where the box itself fails.
    """
    lost: dict[int, str] = {}
    started = time.monotonic()
    while True:
        marked, end = _undisturbed(keeper, notebook, files, course_root, budget, started, lost)
        if not (end and end.state and len(lost) < MAX_RESTARTS and _left(budget, started).total_seconds > 1):
            break
        lost[end.index] = end.state
    if marked.told_at is not None and _shown_since(marked.told_at, notebook):
        _show_innocent(keeper, notebook, files, course_root, budget, started, lost, marked.told_at)
    marked.seconds = time.monotonic() - started
    return marked


def _undisturbed(keeper, notebook, files, course_root, budget, started, lost, held_out: bool = True) -> tuple[Marked, _End | None]:
    """One attempt in whose room nobody meddled; after many that somebody did, or half of the seconds, the last one."""
    for _ in range(MAX_KILLED):
        marked, end = _attempt(keeper, notebook, files, course_root, _left(budget, started), lost, held_out)
        late = _left(budget, started).total_seconds < KILLED_UNTIL * budget.total_seconds
        if not (end and end.killed) or late:
            break
    return marked, end


@dataclass(frozen=True)
class _End:
    """The cell at which a room ended, and how: ``state`` is "" where it was a check, which is marked all the same."""

    index: int
    state: str
    killed: bool


def _left(budget: Budget, started: float) -> Budget:
    """The budget of the next room: all rooms of a hand-in share its seconds."""
    return replace(budget, total_seconds=max(0.1, budget.total_seconds - (time.monotonic() - started)))


def _shown_since(index: int, notebook: NotebookNode) -> list[int]:
    """The cells behind ``index`` that show something which learners may see."""
    cells = list(enumerate(notebook.cells))[index + 1 :]
    return [i for i, cell in cells if cell.cell_type == "code" and cell.outputs and not _is_held_out(cell)]


def _show_innocent(keeper, notebook, files, course_root, budget, started, lost, told_at: int) -> None:
    """Replace what was shown after a held-out call: a function could keep the case, and a later cell print it.

    The points stay; what is shown comes from another room, in which no held-out check was run.
    """
    twin = copy.deepcopy(notebook)
    _undisturbed(keeper, twin, files, course_root, budget, started, lost, held_out=False)
    for index in _shown_since(told_at, notebook):
        notebook.cells[index].outputs = twin.cells[index].outputs


def _attempt(keeper, notebook, files, course_root, budget, lost, held_out=True) -> tuple[Marked, _End | None]:
    """One pass over the cells; the second part is set where the room did not live to the end."""
    marked, count = Marked(notebook), 0
    end = None
    with keeper.open(files, budget) as room:
        space = new_namespace(room)
        for index, cell in enumerate(notebook.cells):
            if cell.cell_type != "code":
                continue
            if _is_held_out(cell) and not held_out:
                continue
            if _is_marked(cell):
                count += 1
                calls = room.calls
                marked.cells.append(_mark(room, space, index, cell, count, course_root, budget.check_seconds))
                if marked.told_at is None and _is_held_out(cell) and room.calls > calls:
                    marked.told_at = index
                end = end or (_End(index, "", killed=True) if room.killed else None)
                continue
            if _is_locked(cell):
                prepare(cell.source, space, course_root, budget.check_seconds)
                end = end or (_End(index, "", killed=True) if room.killed else None)
            run_ = CellRun(state=lost[index]) if index in lost else _run(room, cell.source)
            count += run_.count is not None
            if end is None and index not in lost and not room.alive and run_.state != "not run":
                end = _End(index, "memory" if room.out_of_memory else run_.state, killed=room.killed)
            _show(cell, run_, count)
            marked.cells.append(_report(index, cell, run_))
        marked.flagged = tuple(_flags(room))
        end = end or (_End(len(notebook.cells), "", killed=True) if room.killed else None)
        marked.memory_kb = room.memory_kb
    return marked, end


def _flags(room: Room):
    """What an instructor should look at: not proof of anything, and no points depend on it."""
    if not room.alive:
        return
    token = secrets.token_hex(8)
    room.run(f"try:\n    assert False\nexcept AssertionError:\n    _{token} = {token!r}")
    try:
        told = room.ask("name", {"name": f"_{token}"})
    except Gone:
        return
    if told.get("json") != f'"{token}"':
        yield "sổ tay đổi cách Python chạy các ô sau nó (bỏ assert hoặc thay nội dung ô): mở ra xem"


def _run(room: Room, source: str) -> CellRun:
    if not source.strip():
        return CellRun(state="ok")
    return room.run(source) if room.alive else CellRun()


def _is_marked(cell: NotebookNode) -> bool:
    meta = cell.metadata.get("nbgrader") or {}
    return bool(meta.get("grade")) and not meta.get("solution")


def _is_held_out(cell: NotebookNode) -> bool:
    return _is_marked(cell) and "HIDDEN TESTS" in cell.source


def _is_locked(cell: NotebookNode) -> bool:
    """Whether a cell is the course's own: sanitising has put its source back."""
    return bool((cell.metadata.get("nbgrader") or {}).get("locked"))


def _mark(room: Room, space: Namespace, index: int, cell: NotebookNode, count: int, course_root: Path, seconds: float) -> CellReport:
    meta = cell.metadata.nbgrader
    if room.alive:
        outcome = mark(cell.source, space, course_root, seconds)
    else:
        outcome = Outcome(State.FAILED, 0.0, "Bài làm đã dừng trước khi tới phép kiểm này.")
    printed, room.heard = outputs(room.heard), []
    most = float(meta.points)
    points = outcome.share * most if outcome.points is None else max(0.0, min(most, outcome.points))
    cell.execution_count = count
    data = NotebookNode({"text/plain": f"{points:g}"} | ({"text/html": outcome.html} if outcome.html else {}))
    verdict = NotebookNode(output_type="execute_result", data=data, metadata=NotebookNode(), execution_count=count)
    # What a learner's function printed helps with a check they can see; with a held-out one it would tell the case.
    cell.outputs = [*([] if _is_held_out(cell) else _harmless(printed)), verdict]
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
