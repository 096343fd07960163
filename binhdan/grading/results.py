"""One mark of one hand-in, and its JSON file in the class folder."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path

GRADED = "graded"
NOT_GRADED = "not graded"


@dataclass(frozen=True)
class Cell:
    """Points of one graded cell; ``needs_person`` says that nobody has marked it yet.

    ``blank``: a part that people mark was handed in as it was given out, so the machine gave 0 and nobody will look at it.
    """

    name: str
    points: float
    max_points: float
    needs_person: bool = False
    blank: bool = False


@dataclass(frozen=True)
class Result:
    """The mark of one hand-in, or ``state`` "not graded" with ``why`` in Vietnamese."""

    learner: str
    lesson: str
    assignment: str
    title: str
    points: float
    max_points: float
    passed: bool
    needs_person: bool
    late_seconds: float
    digest: str
    graded_at: str
    feedback: str = ""
    state: str = GRADED
    why: str = ""
    source: str = ""
    cells: tuple[Cell, ...] = field(default=())

    @property
    def graded(self) -> bool:
        """Whether there is a mark."""
        return self.state == GRADED

    @property
    def by_people(self) -> bool:
        """Whether people have marked all that is theirs to mark."""
        return not self.needs_person and not any(cell.blank for cell in self.cells)


def path(class_folder: Path, learner: str, assignment: str) -> Path:
    """Return where the result of a hand-in is kept."""
    return class_folder / "results" / learner / f"{assignment}.json"


def load(class_folder: Path, learner: str, assignment: str) -> Result | None:
    """Return the kept result, or None where there is none or its file is damaged."""
    try:
        row = json.loads(path(class_folder, learner, assignment).read_text(encoding="utf-8"))
        return Result(**{**row, "cells": tuple(Cell(**cell) for cell in row["cells"])})
    except (OSError, ValueError, TypeError, KeyError):
        return None


def load_all(class_folder: Path) -> list[Result]:
    """Return every kept result, by learner and assignment."""
    files = sorted((class_folder / "results").glob("*/*.json"))
    found = [load(class_folder, file.parent.name, file.stem) for file in files]
    return [result for result in found if result]


def save(class_folder: Path, result: Result) -> None:
    """Write ``result`` in one step, so that nobody ever reads half of it."""
    target = path(class_folder, result.learner, result.assignment)
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_suffix(".part")
    partial.write_text(json.dumps(asdict(result), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    os.replace(partial, target)
