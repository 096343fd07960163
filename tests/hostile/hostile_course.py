"""The tiny course with a third lesson: points as numbers, plain asserts, and code that a person marks."""

from pathlib import Path

import nbformat
import tiny_course as small
from nbformat.v4 import new_code_cell, new_notebook

THREE = "b1-03-binh-phuong"
# The answer cell bears the same name as the first lesson's, so that one way to fill it in serves both.
ANSWER = "cong"


def build(root: Path) -> None:
    """Make the course below ``root``."""
    small.build(root)
    (root / "lessons" / "level1" / THREE[3:] / "hidden").mkdir(parents=True)
    source = root / "source" / THREE
    source.mkdir()
    cells = [
        new_code_cell("### BEGIN SOLUTION\ndef tinh(n):\n    return n * n\n### END SOLUTION", id="tinh", metadata=small.meta(ANSWER, solution=True)),
        small.check("tinh-so", "4 * tinh(1)", 4),
        small.check("tinh-check", "assert tinh(3) == 9\nassert tinh(-2) == 4", 2),
        new_code_cell(
            "### BEGIN SOLUTION\nbang = {'mot': 1}\ndef tinh(n):\n    return n * n\n### END SOLUTION",
            id="bang",
            metadata=small.meta("bang", grade=True, solution=True, points=2),
        ),
        small.check("bang-check", "assert bang == {'mot': 1} and tinh(5) == 25", 2),
    ]
    nbformat.write(new_notebook(cells=cells, metadata=small.about("B1.03")), source / f"{THREE}.ipynb")
    small.release(root, THREE)
