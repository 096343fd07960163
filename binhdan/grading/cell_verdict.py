"""Turns what a check cell showed into points: no explicit pass, no points."""

from __future__ import annotations

from nbformat import NotebookNode
from nbformat.v4 import new_output
from nbgrader.preprocessors import NbGraderPreprocessor
from nbgrader.utils import is_grade, is_solution

PASSED = "Đạt"


class FailClosed(NbGraderPreprocessor):
    """Leaves in each check cell exactly one value, its points.

    Stock nbgrader gives full points to a cell that shows nothing, and none to one that warns.
    """

    def preprocess_cell(self, cell, resources, index):
        """Settle ``cell`` if a check is in it."""
        if cell.cell_type == "code" and is_grade(cell) and not is_solution(cell):
            settle(cell)
        return cell, resources


def settle(cell: NotebookNode) -> None:
    """Replace the values in ``cell.outputs`` by one number: all points for a single pass, else 0."""
    values = [out for out in cell.outputs if out.output_type == "execute_result"]
    stopped = any(out.output_type == "error" for out in cell.outputs)
    passed = not stopped and len(values) == 1 and values[0].data.get("text/plain") == PASSED
    points = float(cell.metadata.nbgrader.points) if passed else 0.0
    data = {**(values[0].data if len(values) == 1 else {}), "text/plain": f"{points:g}"}
    # A warning on stderr is no failure, but nbgrader takes it for one.
    cell.outputs = [_quiet(out) for out in cell.outputs if out.output_type != "execute_result"]
    cell.outputs.append(new_output("execute_result", data=data, execution_count=cell.execution_count))


def _quiet(output: NotebookNode) -> NotebookNode:
    if output.output_type == "stream":
        output.name = "stdout"
    return output
