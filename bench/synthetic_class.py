"""A class made up for measuring: one real lesson, as it is or with heavy imports, and as many hand-ins as wanted."""

import importlib.util
import json
import shutil
from itertools import cycle, islice
from pathlib import Path

import nbformat

from binhdan.authoring.fill import fill, solutions
from binhdan.authoring.parse import load
from binhdan.curriculum import Course, load_course

LESSON = "B1.01"
HEAVY = [name for name in ("pandas", "openai", "ipywidgets") if importlib.util.find_spec(name)]


def build_course(root: Path, heavy: bool) -> Course:
    """Copy one lesson of the course below ``root``; ``heavy`` makes its first cell import HEAVY too."""
    whole = load_course()
    lesson = whole.lesson(LESSON)
    shutil.copytree(lesson.folder, root / lesson.folder.relative_to(whole.root))
    shutil.copy(whole.root / "curriculum.toml", root)
    for edition in ("source", "release"):
        shutil.copytree(whole.root / edition / lesson.assignment, root / edition / lesson.assignment)
        if heavy:
            _import(root / edition / lesson.assignment / f"{lesson.assignment}.ipynb")
    return load_course(root)


def _import(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    first = next(cell for cell in notebook.cells if cell.cell_type == "code")
    first.source = f"import {', '.join(HEAVY)}\n" + first.source
    nbformat.write(notebook, path)


def hand_in(course: Course, class_folder: Path, count: int) -> str:
    """Write ``count`` hand-ins: model answers, empty ones and decoys by turns, no two alike; return the assignment."""
    lesson = course.lesson(LESSON)
    authored, name = load(lesson), lesson.assignment
    blank = nbformat.read(course.root / "release" / name / f"{name}.ipynb", as_version=4)
    answers = [solutions(authored), {}, *authored.decoys.values()]
    texts = [json.dumps(fill(blank, answer), ensure_ascii=False) for answer in answers]
    for number, text in enumerate(islice(cycle(texts), count)):
        folder = class_folder / "submitted" / f"hv-{number:05}" / name
        folder.mkdir(parents=True)
        notebook = json.loads(text)
        answer = next(cell for cell in notebook["cells"] if cell["metadata"].get("nbgrader", {}).get("solution"))
        answer["source"] += f"\n# hv-{number:05}"
        (folder / f"{name}.ipynb").write_text(json.dumps(notebook, ensure_ascii=False, indent=1), encoding="utf-8")
        (folder / "timestamp.txt").write_text("2026-03-01 08:00:00.000000 UTC", encoding="utf-8")
    return name
