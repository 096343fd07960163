"""The one writer: results go into nbgrader's gradebook, autograded/ and results/, a batch at a time."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbgrader import api, utils

from binhdan.grading import gradebook
from binhdan.grading.assignment import Assignment
from binhdan.grading.handin import HandIn, files_beside
from binhdan.grading.handin_digest import ABOUT


@dataclass(frozen=True)
class Entry:
    """One marked hand-in to be written: the notebook as it was run, and the points of its machine-marked cells."""

    handin: HandIn
    assignment: Assignment
    notebook: NotebookNode
    points: dict[str, float]


class Writer:
    """Holds the gradebook (the class folder's, or the one at ``db_url``) open for a run; nobody else writes through it."""

    def __init__(self, class_folder: Path, db_url: str | None = None):
        self._folder = class_folder
        self._opened = gradebook.opened(class_folder, db_url)
        self._book = self._opened.__enter__()
        # nbgrader commits after every row; one commit a batch is what makes a class fast.
        self._commit, self._book.db.commit = self._book.db.commit, self._book.db.flush

    def write(self, entries: Iterable[Entry]) -> list[gradebook.Marks]:
        """Write a batch in one transaction and return the marks as the gradebook then has them.

        The notebooks are put in place before the transaction ends: killed in between, the next
        run finds no result and writes both again.
        """
        entries = list(entries)
        try:
            # Held for the batch, so that the session need not look up each cell of each hand-in again.
            held = [self._cells(name) for name in {entry.assignment.name for entry in entries}]  # noqa: F841
            found = [self._one(entry) for entry in entries]
            for entry in entries:
                _save_notebook(self._folder, entry)
            self._commit()
        except BaseException:
            self._book.db.rollback()
            raise
        return found

    def close(self) -> None:
        """Close the gradebook."""
        self._book.db.commit = self._commit
        self._opened.__exit__(None, None, None)

    def _cells(self, assignment: str) -> list:
        notebooks = self._book.find_assignment(assignment).notebooks
        return [list(cells) for nb in notebooks for cells in (nb.grade_cells, nb.solution_cells, nb.source_cells)]

    def _one(self, entry: Entry) -> gradebook.Marks:
        learner, assignment = entry.handin.learner, entry.assignment.name
        self._book.update_or_create_student(learner)
        stamp = _timestamp(entry.handin.folder)
        named = {"timestamp": stamp} if stamp else {}
        submission = self._book.update_or_create_submission(assignment, learner, **named)
        notebook = next(nb for nb in submission.notebooks if nb.name == assignment)
        self._grades(notebook, entry)
        self._comments(notebook, entry)
        self._late(submission, notebook, learner)
        self._book.db.flush()
        return gradebook.marks_of(submission)

    def _grades(self, notebook: api.SubmittedNotebook, entry: Entry) -> None:
        """Automatic points by cell; what a person has given stays, and asks to be looked at again."""
        cells = _by_name(entry.notebook)
        for grade in notebook.grades:
            auto = entry.points.get(grade.name)
            if auto is None and grade.name in cells:
                auto = utils.determine_grade(cells[grade.name])[0]
            grade.auto_score = auto
            grade.needs_manual_grade = grade.manual_score is not None or auto is None

    def _comments(self, notebook: api.SubmittedNotebook, entry: Entry) -> None:
        cells = _by_name(entry.notebook)
        for comment in notebook.comments:
            cell = cells.get(comment.name)
            untouched = cell is not None and cell.metadata.nbgrader.get("checksum") == utils.compute_checksum(cell)
            comment.auto_comment = "No response." if untouched else None

    def _late(self, submission: api.SubmittedAssignment, notebook: api.SubmittedNotebook, learner: str) -> None:
        """nbgrader's own rule for late hand-ins, with its plugin."""
        from nbgrader.plugins import LateSubmissionPlugin

        notebook.late_submission_penalty = None
        if submission.total_seconds_late <= 0:
            return
        self._book.db.flush()
        penalty = LateSubmissionPlugin().late_submission_penalty(learner, notebook.score, submission.total_seconds_late)
        if penalty is not None:
            notebook.late_submission_penalty = max(0, min(penalty, notebook.score))


def _by_name(notebook: NotebookNode) -> dict[str, NotebookNode]:
    return {cell.metadata.nbgrader.grade_id: cell for cell in notebook.cells if cell.metadata.get("nbgrader")}


def _timestamp(folder: Path) -> str | None:
    file = folder / "timestamp.txt"
    return file.read_text(encoding="utf-8").strip() if file.is_file() else None


def _save_notebook(class_folder: Path, entry: Entry) -> None:
    """Write autograded/<learner>/<assignment> as nbgrader would, in one step."""
    target = class_folder / "autograded" / entry.handin.learner / entry.assignment.name
    partial = target.with_name(f".{target.name}.part")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    for name, content in _beside(entry).items():
        (partial / name).parent.mkdir(parents=True, exist_ok=True)
        (partial / name).write_bytes(content)
    text = nbformat.writes(entry.notebook, version=4)
    (partial / f"{entry.assignment.name}.ipynb").write_text(text + "\n", encoding="utf-8")
    if target.exists():
        utils.rmtree(str(target))
    os.replace(partial, target)


def _beside(entry: Entry) -> dict[str, bytes]:
    """The files of the hand-in as the box had them, and when it was handed in."""
    stamp = entry.handin.folder / ABOUT[0]
    about = {stamp.name: stamp.read_bytes()} if stamp.is_file() else {}
    return about | files_beside(entry.handin, entry.assignment.files)[0]
