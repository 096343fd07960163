"""A lesson for paper or a screen: the reading edition cell by cell, each with its role. Solutions are not in it."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass, field

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell

from binhdan import cells
from binhdan.authoring.editions import reading_path
from binhdan.authoring.expand import expand
from binhdan.authoring.parse import Authored, load
from binhdan.curriculum import Course, CourseError, Lesson

_HEADING = re.compile(r"^(#{1,3}) (.+)$", re.M)
_MAGIC = re.compile(r"%%(prompt|text|table)\b.*")
_AS_WRITTEN = ("prose", "demo", "check", "hint")
_STEP, _MOST, _WIDTH = 8, 24, 70  # room to write comes in steps of lines, so that its size says little about the answer


@dataclass
class Section:
    """A heading and the cells below it; each cell has ``metadata.part`` with its ``role``."""

    title: str
    cells: list[NotebookNode] = field(default_factory=list)

    def has(self, *roles: str) -> bool:
        """Whether a cell of one of ``roles`` stands in it."""
        return any(cell.metadata.part.role in roles for cell in self.cells)


@dataclass(frozen=True)
class Reading:
    """A built lesson: what was authored, and its sections as everybody may see them."""

    authored: Authored
    sections: tuple[Section, ...]

    @property
    def lesson(self) -> Lesson:
        """The lesson itself."""
        return self.authored.lesson

    @property
    def hints(self) -> list[tuple[int, str]]:
        """The hints in order: (number of the exercise, Markdown)."""
        order = list(self.authored.exercises)
        return [(order.index(block.name) + 1, block.source) for block in self.authored.blocks if block.role == "hint"]


def is_built(course: Course, lesson: Lesson) -> bool:
    """Whether the lesson has a reading edition."""
    return (course.root / reading_path(lesson)).is_file()


def read(course: Course, lesson: Lesson) -> Reading:
    """Return a lesson's reading edition in sections; CourseError where it is missing or older than the lesson."""
    authored, path = load(lesson), course.root / reading_path(lesson)
    if not path.is_file():
        raise CourseError(f"Bài {lesson.code} chưa được dựng. Chạy `binhdan build {lesson.code}` trước.")
    notebook = nbformat.read(path, as_version=4)
    if not _is_fresh(authored, notebook):
        raise CourseError(f"{path} cũ hơn lesson.md. Chạy `binhdan build {lesson.code}` rồi làm lại.")
    return Reading(authored, tuple(_sections(authored, notebook)))


def _is_fresh(authored: Authored, notebook: NotebookNode) -> bool:
    """Whether the reading edition has the cells of the lesson as it is written now, answers and held-out checks apart."""
    source = expand(authored).cells
    same = (a.source == b.source for block, a, b in zip(authored.blocks, notebook.cells, source) if block.role in _AS_WRITTEN)
    return [cell.id for cell in notebook.cells] == [cell.id for cell in source] and all(same)


def _sections(authored: Authored, notebook: NotebookNode) -> list[Section]:
    found = [Section(authored.lesson.plan.title)]
    for number, (block, cell) in enumerate(zip(authored.blocks, notebook.cells)):
        if block.role == "prose":
            for title, text in _pieces(cell.source):
                if title is not None:
                    found.append(Section(title))
                if text:
                    found[-1].cells.append(_part(new_markdown_cell(text, id=f"{cell.id}-{len(found)}"), role="prose"))
        elif block.role != "hint":
            found[-1].cells.append(_part(cell, **_about(authored, block, cell)))
    return [section for section in found if section.cells]


def _pieces(source: str) -> list[tuple[str | None, str]]:
    """Split prose at its headings: (heading or None, text below it). The lesson's own title is no heading."""
    fenced = [(m.start(), m.end()) for m in re.finditer(r"^```.*?^```", source, re.M | re.S)]
    heads = [m for m in _HEADING.finditer(source) if not any(a <= m.start() < b for a, b in fenced)]
    ends = [*(m.start() for m in heads[1:]), len(source)]
    first = source[: heads[0].start()] if heads else source
    pieces = [(None if m[1] == "#" else m[2], source[m.end() : end].strip()) for m, end in zip(heads, ends)]
    return [*([(None, first.strip())] if first.strip() else []), *pieces]


def _part(cell: NotebookNode, **about) -> NotebookNode:
    cell.metadata["part"] = NotebookNode(about)
    return cell


def _about(authored: Authored, block, cell: NotebookNode) -> dict:
    if block.role in ("check", "hidden"):
        return {"role": block.role, "name": block.name, "points": block.points}
    if block.role == "answer":
        return {"role": "exercise", "points": block.points} | _room("text", "", block.source)
    if block.role == "exercise":
        exercise = authored.exercises[block.name]
        return {"role": "exercise", "name": block.name} | _writing(cell.source, exercise.solution)
    if cell.id == "chuan-bi":
        return {"role": "setup"}
    if "real-model" in block.tags:
        return {"role": "real", "question": _question(cell.source)}
    if _MAGIC.match(cell.source):
        return {"role": "note"} | _room("text", "", "") | {"lines": 3}
    return {"role": "demo"}


def _question(source: str) -> str:
    """The text that is sent to a real model, where it stands in the cell itself."""
    texts = [node.value for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    return texts[0] if texts and " " in texts[0] else ""


def _writing(source: str, answer: str) -> dict:
    """What stands in an exercise cell as handed out, and how much room an answer takes."""
    magic, _, rest = source.partition("\n")
    if not (match := _MAGIC.match(magic)):
        return _room("code", cells.body(source), answer)
    given = cells.body(rest)
    if match[1] != "table":
        return _room(match[1], given, answer)
    rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in given.splitlines() if "|" in line]
    columns, given = rows[0] if rows else [""], rows[1:]
    to_fill = any(len(row) < len(columns) or "" in row for row in given)  # then there is room in the given rows
    return {"kind": "table", "columns": columns, "given": given, "lines": 0 if to_fill else _lines(answer)}


def _room(kind: str, given: str, answer: str) -> dict:
    return {"kind": kind, "given": given, "lines": _lines(answer)}


def _lines(answer: str) -> int:
    written = sum(-(-max(1, len(line)) // _WIDTH) for line in answer.splitlines())
    return min(_MOST, _STEP * max(1, -(-written // _STEP)))
