"""Lessons as a deck: one idea a slide, what does not fit goes on to the next one, the trainer's page as speaker notes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell

from binhdan.authoring import handout, trainer
from binhdan.authoring.reading import Reading, Section
from binhdan.curriculum import Course, Level

# What fits on a slide of 1280 × 720 in the deck's type, in lines and letters a line; the page itself shrinks the rest.
_LINES, _LETTERS = 11.0, 62
_GAP = 0.5  # between two blocks
_SHORT, _SQUEEZE = 3.0, 1.25  # a last short paragraph would rather shrink its slide than stand alone
_WRITING = 5.5  # what a place to write takes
_CONTENTS = 9  # lessons on a slide of the table of contents
_FENCE = re.compile(r"^```.*?^```", re.M | re.S)

@dataclass
class Slide:
    """The cells of one slide, and what the speaker is told."""

    cells: list[NotebookNode]
    notes: list[str] = field(default_factory=list)

    @property
    def is_exercise(self) -> bool:
        """Whether the learners write here."""
        return any(cell.metadata.part.role == "exercise" for cell in self.cells)


def assemble(course: Course, readings: Iterable[Reading], level: Level | None) -> NotebookNode:
    """Return the notebook that DeckExporter shows; with ``level``, a cover and a table of contents come first."""
    readings = list(readings)
    slides = _opening(course, level, readings) if level else []
    slides += [slide for reading in readings for slide in _lesson(course, reading)]
    title = f"Bậc {level.number}: {level.title}" if level else readings[0].lesson.plan.title
    return handout.numbered([cell for slide in slides for cell in _marked(slide)], title)


def _marked(slide: Slide) -> Iterator[NotebookNode]:
    """The cells of a slide with nbconvert's slide types; the notes are one cell at its end."""
    notes = [handout.made("notes", "\n\n".join(slide.notes))] if slide.notes else []
    for number, cell in enumerate([*slide.cells, *notes]):
        cell.metadata.slideshow = NotebookNode(slide_type="-" if number else "slide")
        yield cell


def _opening(course: Course, level: Level, readings: list[Reading]) -> list[Slide]:
    cover = handout.cover(course, level, readings)
    lessons = cover.metadata.part.lessons
    pages = [lessons[start : start + _CONTENTS] for start in range(0, len(lessons), _CONTENTS)]
    return [Slide([cover]), *(Slide([handout.made("contents", lessons=page)]) for page in pages)]


def _lesson(course: Course, reading: Reading) -> list[Slide]:
    page = trainer.load(reading.lesson)
    head = handout.made("head", lesson=handout.about(course, reading))
    slides = [Slide([head], _told(page, trainer.AIM, trainer.TIMETABLE, trainer.NO_MACHINE))]
    for section in reading.sections:
        if not handout.for_machine_only(section):
            slides += _section(section.title, section)
    for number, slide in enumerate((s for s in slides if s.is_exercise), 1):
        slide.notes += _told(page, trainer.STUCK, trainer.HELP) if number == 1 else []
        slide.notes += [f"**{hint['label']}.** {hint['text']}" for hint in handout.hints(reading) if hint["exercise"] == number]
    if page:
        slides.append(Slide([_titled("Cùng bàn"), _prose(page.parts[trainer.DISCUSSION], "question")]))
    return slides


def _told(page: trainer.TrainerPage | None, *parts: str) -> list[str]:
    return [f"**{part}**\n\n{page.parts[part]}" for part in parts] if page else []


def _section(title: str, section: Section) -> Iterator[Slide]:
    """Split a section: as much as fits, then the next slide."""
    pile = _Pile(title)
    for cell in section.cells:
        part = cell.metadata.part
        if part.role == "prose":
            for block in _together(_blocks(cell.source)):
                yield from pile.add(_prose(block), sum(lines(piece) + _GAP for piece in block.split("\n\n")))
        elif part.role == "real" and part.question:
            yield from pile.add(_prose(f"> {part.question}"), lines(part.question) + _GAP)
        elif part.role == "demo":
            if not cell.source.strip().startswith("playground."):
                yield from pile.add(handout.made("typed", cell.source), _code_lines(cell.source) + 1)
            if cell.outputs:
                yield from pile.add(cell, _shown_lines(cell) + _GAP)
        elif part.role == "exercise":
            yield from pile.add(cell, _WRITING)
    yield from pile.done()


class _Pile:
    """What goes on the next slide of a section."""

    def __init__(self, title: str):
        self.title, self.cells, self.used, self.made = title, [], 0.0, 0

    def add(self, cell: NotebookNode, size: float) -> Iterator[Slide]:
        """Put ``cell`` on the slide; yield the one that has become full before."""
        most = _LINES * (_SQUEEZE if size <= _SHORT else 1) + _GAP
        if self.used + size > most:
            announcing = self.cells[-1:] if len(self.cells) > 1 and _announces(self.cells[-1]) else []
            self.cells = self.cells[: len(self.cells) - len(announcing)]
            yield from self.done()
            self.cells = announcing
        self.cells.append(cell)
        self.used += size

    def done(self) -> Iterator[Slide]:
        """Yield the slide as it is, if anything is on it."""
        if self.cells:
            yield Slide([_titled(self.title, "tiếp" if self.made else ""), *self.cells])
            self.cells, self.used, self.made = [], 0.0, self.made + 1


def _announces(cell: NotebookNode) -> bool:
    return cell.metadata.part.role == "prose" and cell.source.endswith(":")


def _titled(title: str, more: str = "") -> NotebookNode:
    return handout.made("title", title, more=more)


def _prose(source: str, style: str = "") -> NotebookNode:
    return new_markdown_cell(source, metadata={"part": {"role": "prose", "style": style}})


def _blocks(source: str) -> Iterator[str]:
    """Paragraphs, lists, tables and fences; a list or table that fills a slide alone comes in pieces."""
    kept: list[str] = []
    masked = _FENCE.sub(lambda fence: kept.append(fence[0]) or f"\0{len(kept) - 1}\0", source)
    for block in re.split(r"\n\s*\n", masked):
        block = re.sub(r"\0(\d+)\0", lambda mark: kept[int(mark[1])], block).strip()
        if block:
            yield from _pieces(block)


def _together(blocks: Iterator[str]) -> Iterator[str]:
    """Keep a line that announces what follows ("Ví dụ:") on the slide of what follows."""
    said = ""
    for block in blocks:
        if block.endswith(":") and len(block) < 2 * _LETTERS and not said:
            said = block
        else:
            yield f"{said}\n\n{block}" if said else block
            said = ""
    if said:
        yield said


def _pieces(block: str) -> Iterator[str]:
    rows = block.splitlines()
    head = 2 if _is_table(block) else 0
    if lines(block) <= _LINES or not (head or all(re.match(r"\s*([-*]|\d+\.) |\s+\S", row) for row in rows)):
        yield block
        return
    top, piece = rows[:head], []
    for row in rows[head:]:
        if piece and lines("\n".join([*top, *piece, row])) > _LINES:
            yield "\n".join([*top, *piece])
            piece = []
        piece.append(row)
    yield "\n".join([*top, *piece])


def _is_table(block: str) -> bool:
    rows = block.splitlines()
    return len(rows) > 2 and set(rows[1]) <= set("|:- ")


def lines(block: str) -> float:
    """Return about how many lines of a slide a block of Markdown takes."""
    rows = block.splitlines()
    if block.startswith("```"):
        return _code_lines(block) - 1
    if not _is_table(block):
        items = rows if re.match(r"\s*([-*>]|\d+\.) ", block) else [" ".join(rows)]
        return sum(-(-len(item) // _LETTERS) for item in items)
    cells = [row.strip().strip("|").split("|") for row in [rows[0], *rows[2:]]]
    wide = [max(len(row[n].strip()) if n < len(row) else 0 for row in cells) for n in range(len(cells[0]))]
    shares = [max(6, _LETTERS * width / max(1, sum(wide))) for width in wide]
    return sum(0.35 + 0.82 * max(-(-len(cell.strip()) // share) for cell, share in zip(row, shares)) for row in cells)


def _shown_lines(cell: NotebookNode) -> float:
    """About how many lines a cell's outputs take; boxes that stand side by side share them."""
    total = 0.0
    for output in cell.outputs:
        data = output.get("data", {})
        if any(kind.startswith("image/") for kind in data):
            return _LINES
        html = data.get("text/html", "")
        text = re.sub(r"<[^>]+>", "", re.sub(r"</(?:p|div|li|tr|h\d)>|<br\s*/?>|</b> <i>", "\n", html)) or data.get("text/plain") or output.get("text", "")
        rows = sum(-(-len(row) // (_LETTERS * 1.2)) for row in text.splitlines() if row.strip())
        boxes = min(3, html.count("flex:1 1")) if "display:flex" in html else 1
        total += 0.8 * rows / max(1, boxes * 0.6)
    return total


def _code_lines(source: str) -> float:
    return 0.85 * sum(-(-max(1, len(row)) // _LETTERS) for row in source.splitlines())
