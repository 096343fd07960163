"""The one writer: results go into nbgrader's gradebook, autograded/ and results/, a batch at a time."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
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
    """One marked hand-in to be written: the notebook as it was run (its text), and the points of its machine-marked cells."""

    handin: HandIn
    assignment: Assignment
    notebook: str
    points: dict[str, float]

    @cached_property
    def cells(self) -> dict[str, NotebookNode]:
        """Grade id -> cell, of nbgrader's cells."""
        cells = nbformat.v4.reads_json(self.notebook).cells
        return {cell.metadata.nbgrader.grade_id: cell for cell in cells if cell.metadata.get("nbgrader")}


class Writer:
    """Holds the gradebook (the class folder's, or the one at ``db_url``) open for a run; nobody else writes through it."""

    def __init__(self, class_folder: Path, db_url: str | None = None):
        self._folder = class_folder
        self._opened = gradebook.opened(class_folder, db_url)
        self._book = self._opened.__enter__()
        # nbgrader commits after every row; one commit a batch is what makes a class fast.
        self._commit, self._book.db.commit = self._book.db.commit, lambda: None

    def write(self, entries: Iterable[Entry]) -> list[gradebook.Marks]:
        """Write a batch in one transaction and return the marks as the gradebook then has them.

        The notebooks are put in place before the transaction ends: killed in between, the next
        run finds no result and writes both again.
        """
        entries = list(entries)
        try:
            # Held for the batch, so that the session need not look up each cell of each hand-in again.
            held = [self._cells(name) for name in {entry.assignment.name for entry in entries}]  # noqa: F841
            # A few flushes a batch, not a few a hand-in.
            submissions = self._submissions(entries)
            for submission, entry in zip(submissions, entries):
                notebook = next(nb for nb in submission.notebooks if nb.name == entry.assignment.name)
                self._grades(notebook, entry)
                self._comments(notebook, entry)
            self._book.db.flush()
            for submission in submissions:
                self._late(submission)
            self._book.db.flush()
            found = [gradebook.marks_of(submission) for submission in submissions]
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

    def _submissions(self, entries: list[Entry]) -> list[api.SubmittedAssignment]:
        """Each hand-in's submission in the gradebook, made where there is none."""
        with self._book.db.no_autoflush:
            for learner in {entry.handin.learner for entry in entries}:
                self._book.update_or_create_student(learner)
            self._book.db.flush()
            found = [
                self._book.update_or_create_submission(entry.assignment.name, entry.handin.learner, **_timestamp(entry.handin.folder))
                for entry in entries
            ]
            self._book.db.flush()
        return found

    def _grades(self, notebook: api.SubmittedNotebook, entry: Entry) -> None:
        """Automatic points by cell; what a person has given stays, and asks to be looked at again."""
        for grade in notebook.grades:
            auto = entry.points.get(grade.name)
            if auto is None and grade.name in entry.cells:
                auto = utils.determine_grade(entry.cells[grade.name])[0]
            grade.auto_score = auto
            grade.needs_manual_grade = grade.manual_score is not None or auto is None

    def _comments(self, notebook: api.SubmittedNotebook, entry: Entry) -> None:
        for comment in notebook.comments:
            cell = entry.cells.get(comment.name)
            untouched = cell is not None and cell.metadata.nbgrader.get("checksum") == utils.compute_checksum(cell)
            comment.auto_comment = "No response." if untouched else None

    def _late(self, submission: api.SubmittedAssignment) -> None:
        """nbgrader's own rule for late hand-ins, with its plugin."""
        from nbgrader.plugins import LateSubmissionPlugin

        for notebook in submission.notebooks:
            notebook.late_submission_penalty = None
            if submission.total_seconds_late <= 0:
                continue
            self._book.db.refresh(notebook, ["score"])
            plugin = LateSubmissionPlugin()
            penalty = plugin.late_submission_penalty(submission.student_id, notebook.score, submission.total_seconds_late)
            if penalty is not None:
                notebook.late_submission_penalty = max(0, min(penalty, notebook.score))


def _timestamp(folder: Path) -> dict[str, str]:
    """When a hand-in was made, as nbgrader takes it; nothing where it does not say."""
    file = folder / "timestamp.txt"
    return {"timestamp": file.read_text(encoding="utf-8").strip()} if file.is_file() else {}


def _save_notebook(class_folder: Path, entry: Entry) -> None:
    """Write autograded/<learner>/<assignment> as nbgrader would, in one step."""
    target = class_folder / "autograded" / entry.handin.learner / entry.assignment.name
    partial = target.with_name(f".{target.name}.part")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    for name, content in _beside(entry).items():
        (partial / name).parent.mkdir(parents=True, exist_ok=True)
        (partial / name).write_bytes(content)
    (partial / f"{entry.assignment.name}.ipynb").write_text(entry.notebook, encoding="utf-8")
    if target.exists():
        utils.rmtree(str(target))
    os.replace(partial, target)


def _beside(entry: Entry) -> dict[str, bytes]:
    """The files of the hand-in as the box had them, and when it was handed in."""
    stamp = entry.handin.folder / ABOUT[0]
    about = {stamp.name: stamp.read_bytes()} if stamp.is_file() else {}
    return about | files_beside(entry.handin, entry.assignment.files)[0]
