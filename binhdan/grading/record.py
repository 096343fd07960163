"""What is known of one marking run of one hand-in, for the instructor: why each point was given, and at what cost."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Record:
    """The explanation of a mark.

    ``job`` names the bytes it depends on; ``repaired`` says what was put right before running,
    ``flagged`` what a person should look at;
    ``cells`` are rows with name, state, reason, points and max_points; ``measured`` (seconds,
    memory) is kept apart, because it differs from run to run.
    """

    learner: str
    assignment: str
    job: str
    submission: str
    source: str
    environment: str
    walls: str
    weak_box: bool = False
    repaired: tuple[str, ...] = ()
    flagged: tuple[str, ...] = ()
    cells: tuple[dict, ...] = ()
    failure: str = ""
    measured: dict = field(default_factory=dict)


def path(class_folder: Path, learner: str, assignment: str) -> Path:
    """Where the record of a hand-in is kept; learners never see this folder."""
    return class_folder / "runs" / learner / f"{assignment}.json"


def save(class_folder: Path, record: Record) -> None:
    """Write a record in one step."""
    target = path(class_folder, record.learner, record.assignment)
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_suffix(".part")
    partial.write_text(json.dumps(vars(record), ensure_ascii=False) + "\n", encoding="utf-8")
    os.replace(partial, target)


def load(class_folder: Path, learner: str, assignment: str) -> Record | None:
    """Return the kept record, or None where there is none or its file is damaged."""
    try:
        row = json.loads(path(class_folder, learner, assignment).read_text(encoding="utf-8"))
        return Record(**{**row, "repaired": tuple(row["repaired"]), "flagged": tuple(row.get("flagged", ())), "cells": tuple(row["cells"])})
    except (OSError, ValueError, TypeError, KeyError):
        return None
