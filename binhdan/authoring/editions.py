"""The three editions of each lesson as bytes, and where they go."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from binhdan.authoring import hint_price
from binhdan.authoring.expand import expand
from binhdan.authoring.parse import Authored, load
from binhdan.authoring.run import run
from binhdan.curriculum import Course, CourseError, Lesson
from binhdan.grading import nbgrader_view
from binhdan.points.game import game

Files = dict[str, bytes]  # path below the course's root -> content
# nbgrader's own list without SaveCells: a build needs no gradebook.
_RELEASING = (
    "IncludeHeaderFooter",
    "LockCells",
    "ClearSolutions",
    "ClearOutput",
    "CheckCellMetadata",
    "ComputeChecksums",
    "ClearHiddenTests",
    "ClearMarkScheme",
    "ComputeChecksums",
    "CheckCellMetadata",
)
_EDITIONS = ("source", "release", "notebooks")


def build(course: Course, lessons: Iterable[Lesson], progress: Callable[[str], None] = print) -> Files:
    """Return every file of the three editions of ``lessons``: a pure function of their folders and of what a hint costs."""
    files: Files = {}
    authored, hint_cost = [load(lesson) for lesson in lessons], game(course).hint_cost
    for one in authored:
        files |= _source(one, hint_cost)
    with tempfile.TemporaryDirectory(prefix="binhdan-build-") as folder:
        root = Path(folder)
        write(root, files)
        _generate(root)
        for number, one in enumerate(authored, 1):
            progress(f"[{number}/{len(authored)}] {one.lesson.code} {one.front['title']}")
            files |= _release(root, one)
            files |= _reading(course, one, files)
    return files


def write(root: Path, files: Files) -> None:
    """Write ``files`` below ``root``."""
    for name, content in files.items():
        target = root / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def replace(course: Course, files: Files, lessons: Iterable[Lesson], everything: bool) -> None:
    """Put the built files into the course and remove what no longer belongs."""
    chosen = [path for path in existing(course, lessons, everything) if path not in files]
    write(course.root, files)
    for name in chosen:
        (course.root / name).unlink()
    for edition in _EDITIONS:
        for folder in sorted((course.root / edition).rglob("*"), reverse=True):
            if folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()


def stale(course: Course, files: Files, lessons: Iterable[Lesson], everything: bool) -> list[str]:
    """Return the paths below the course's root that differ from ``files``."""
    wrong = [name for name, content in files.items() if _bytes(course.root / name) != content]
    return sorted(wrong + [name for name in existing(course, lessons, everything) if name not in files])


def existing(course: Course, lessons: Iterable[Lesson], everything: bool) -> list[str]:
    """Return the built files that stand in the course for ``lessons``, or for all that ever was built."""
    if everything:
        roots = [course.root / edition for edition in _EDITIONS]
        found = [path for root in roots for path in root.rglob("*")]
    else:
        found = [path for lesson in lessons for path in _places(course, lesson)]
    return sorted(
        path.relative_to(course.root).as_posix()
        for path in found
        if path.is_file() and ".ipynb_checkpoints" not in path.parts and path.name != "README.md"
    )


def _places(course: Course, lesson: Lesson) -> list[Path]:
    folders = [course.root / edition / lesson.assignment for edition in ("source", "release")]
    return [p for folder in folders for p in folder.rglob("*")] + [course.root / reading_path(lesson)]


def reading_path(lesson: Lesson) -> str:
    """Where the reading edition of a lesson stands."""
    return f"notebooks/level{lesson.plan.level}/{lesson.slug}.ipynb"


def _bytes(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _source(authored: Authored, hint_cost: float) -> Files:
    lesson, notebook = authored.lesson, expand(authored)
    hint_price.put_on(notebook, hint_cost)
    base = f"source/{lesson.assignment}"
    files = {f"{base}/{lesson.assignment}.ipynb": _dump(notebook)}
    for kind in ("data", "hidden"):
        for path in sorted((lesson.folder / kind).rglob("*")):
            if path.is_file():
                files[f"{base}/{path.relative_to(lesson.folder).as_posix()}"] = path.read_bytes()
    return files


def _generate(root: Path) -> None:
    """Let nbgrader's own generate_assignment make release/ from source/ below ``root``."""
    from nbgrader.apps import NbGraderAPI

    settings = nbgrader_view.config(root, root)
    settings.GenerateAssignment.no_database = True
    settings.GenerateAssignment.preprocessors = [f"nbgrader.preprocessors.{name}" for name in _RELEASING]
    logging.getLogger("traitlets").setLevel(logging.ERROR)
    api = NbGraderAPI(config=settings)
    for folder in sorted((root / "source").iterdir()):
        done = api.generate_assignment(folder.name, force=True)
        if not done["success"]:
            raise CourseError(f"nbgrader không tạo được bản phát {folder.name}:\n{done.get('log') or done.get('error')}")


def _release(root: Path, authored: Authored) -> Files:
    name = authored.lesson.assignment
    folder = root / "release" / name
    return {
        f"release/{name}/{path.relative_to(folder).as_posix()}": _canonical(path)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _canonical(path: Path) -> bytes:
    if path.suffix != ".ipynb":
        return path.read_bytes()
    return _dump(nbformat.read(path, as_version=4))


def _reading(course: Course, authored: Authored, files: Files) -> Files:
    """The released notebook with its code cells run, for whoever reads without a kernel."""
    name = authored.lesson.assignment
    notebook = nbformat.reads(files[f"release/{name}/{name}.ipynb"].decode(), as_version=4)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    for number, (cell, ran) in enumerate(zip(code, run([cell.source for cell in code], course.root)), 1):
        if ran.error:
            raise CourseError(f"{authored.lesson.source}: ô {cell.id} báo lỗi khi chạy: {ran.error!r}. Sửa ô đó rồi dựng lại.")
        cell.outputs, cell.execution_count = ran.outputs, number
        for output in cell.outputs:
            if output.output_type == "execute_result":
                output.execution_count = number
    for cell in notebook.cells:
        cell.metadata.pop("nbgrader", None)
        hint_price.take_off(cell)
    return {reading_path(authored.lesson): _dump(notebook)}


def _dump(notebook: NotebookNode) -> bytes:
    return (nbformat.writes(notebook, version=4).rstrip("\n") + "\n").encode("utf-8")
