"""Marks a class with nbgrader as it comes: its own preprocessors, its own kernels; prints the points as JSON."""

import json
import sys
from pathlib import Path

from nbgrader.api import Gradebook
from nbgrader.converters import Autograde, GenerateAssignment
from nbgrader.coursedir import CourseDirectory
from stock_beside import write_class
from traitlets.config import Config

from binhdan.curriculum import load_course
from binhdan.grading import gradebook, nbgrader_view
from binhdan.grading.autograding import environment


def lessons(course_root, folder, assignments):
    course = load_course(Path(course_root))
    write_class(Path(folder), [course.lesson(name) for name in assignments])
    c = nbgrader_view.config(course.root, Path(folder))
    for ours in ("Autograde", "Execute"):
        del c[ours]
    with environment(course.root):
        for name in assignments:
            gradebook.register(course, Path(folder), name)
            _start(Autograde, c, name)


def quickstart(folder, assignments):
    c = Config()
    c.CourseDirectory.root, c.CourseDirectory.course_id = folder, "course101"
    with environment(Path(folder)):
        for name in assignments:
            _start(GenerateAssignment, c, name)
            _start(Autograde, c, name)


def _start(converter, c, assignment):
    converter(coursedir=CourseDirectory(config=c, assignment_id=assignment), config=c).start()


def points(folder, course_id):
    """[learner, assignment, notebook, cell, automatic points or None] of every graded cell."""
    with Gradebook(f"sqlite:///{folder}/gradebook.db", course_id) as book:
        return [
            [submission.student_id, assignment.name, notebook.name, grade.name, grade.auto_score]
            for assignment in book.assignments
            for submission in assignment.submissions
            for notebook in submission.notebooks
            for grade in notebook.grades
        ]


if __name__ == "__main__":
    kind, folder, *rest = sys.argv[1:]
    if kind == "quickstart":
        quickstart(folder, rest)
        told = points(folder, "course101")
    else:
        lessons(rest[0], folder, rest[1:])
        told = points(folder, nbgrader_view.COURSE_ID)
    Path(folder, "points.json").write_text(json.dumps(told), encoding="utf-8")
