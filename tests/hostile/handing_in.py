"""Turns attacks into a class folder with hand-ins, and reads back what marking said of each."""

from __future__ import annotations

import json
from pathlib import Path

import attack
import hostile_course
import malformed
import network
import nbformat
import processes
import reading
import resources
import tiny_course as small
import verdicts
import writing
from nbformat.v4 import new_code_cell

FAMILIES = {
    "verdict": verdicts.ATTACKS,
    "reading": reading.ATTACKS,
    "writing": writing.ATTACKS,
    "network": network.ATTACKS,
    "resources": resources.ATTACKS,
    "processes": processes.ATTACKS,
    "malformed": malformed.ATTACKS,
}
ATTACKS = {f"{family}-{one.name}": one for family, attacks in FAMILIES.items() for one in attacks}


def write_class(root: Path, folder: Path, places: dict, honest: tuple[str, ...]) -> None:
    """Write every attack, with honest learners before, between and after them."""
    for learner in honest:
        small.hand_in(folder, learner, small.with_answer(root, small.RIGHT))
    three = small.released(root, hostile_course.THREE)
    small.cell(three, hostile_course.ANSWER).source = "def tinh(n): return n * n"
    small.cell(three, "bang").source = "bang = {'mot': 1}"
    small.hand_in(folder, "ngay-thang-bai-ba", three, hostile_course.THREE)
    for learner, one in ATTACKS.items():
        home = small.hand_in(folder, learner, _notebook(root, one, places), one.assignment)
        if one.change:
            one.change(home)


def _notebook(root: Path, one: attack.Attack, places: dict) -> nbformat.NotebookNode:
    notebook = small.released(root, one.assignment)
    small.cell(notebook, hostile_course.ANSWER).source = _placed(one.answer, places)
    if one.cell:
        index = next(i for i, c in enumerate(notebook.cells) if c.cell_type == "code" and c.metadata.nbgrader.grade_id == "cong")
        notebook.cells.insert(index, new_code_cell(_placed(one.cell.strip("\n"), places), id="o-them"))
    for number, text in enumerate(one.after.split("\n%%CELL%%\n") if one.after else []):
        notebook.cells.append(new_code_cell(_placed(text, places), id=f"o-cuoi-{number}"))
    return notebook


def _placed(text: str, places: dict) -> str:
    for word in attack.PLACES:
        text = text.replace(word, str(places[word]))
    return text


def printed(folder: Path, learner: str, assignment: str) -> str:
    """All that the cells of a marked hand-in printed."""
    book = folder / "autograded" / learner / assignment / f"{assignment}.ipynb"
    if not book.is_file():
        return ""
    notebook = nbformat.read(book, as_version=4)
    return "".join(o.text for c in notebook.cells for o in c.get("outputs", []) if o.output_type == "stream")


def told(folder: Path, learner: str, assignment: str) -> str:
    """All that the instructor is told about a hand-in: why there is no mark, repairs, flags and cell reasons."""
    result = json.loads((folder / "results" / learner / f"{assignment}.json").read_text(encoding="utf-8"))
    path = folder / "runs" / learner / f"{assignment}.json"
    record = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    reasons = [cell["reason"] for cell in record.get("cells", ())]
    return "\n".join([result["why"], *record.get("repaired", ()), *record.get("flagged", ()), *reasons])
