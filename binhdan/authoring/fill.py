"""Put answers into the exercise cells of a notebook, as a learner would by typing."""

from __future__ import annotations

import copy

from nbformat import NotebookNode

from binhdan.authoring.parse import Authored


def fill(notebook: NotebookNode, answers: dict[str, str]) -> NotebookNode:
    """Return a copy of ``notebook`` with ``answers`` (exercise name -> cell text) typed in.

    Where the cell starts with a magic line and the answer does not, the magic line stays.
    """
    filled = copy.deepcopy(notebook)
    for cell in filled.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        if name in answers:
            cell.source = _typed(cell.source, answers[name])
    return filled


def solutions(authored: Authored) -> dict[str, str]:
    """Return the model answers as cell texts: the starter with the solution below it."""
    return {e.name: "\n".join(filter(None, [e.starter, e.solution])) for e in authored.exercises.values()}


def _typed(source: str, answer: str) -> str:
    first = source.partition("\n")[0]
    return f"{first}\n{answer}" if first.startswith("%%") and not answer.startswith("%%") else answer
