"""Lessons as a handout to write on by hand: prose, worked examples, room for answers, hints upside down at the end."""

from __future__ import annotations

from collections.abc import Iterable

from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell, new_notebook

from binhdan.authoring import trainer
from binhdan.authoring.reading import Reading, Section
from binhdan.curriculum import Course, Level

_MACHINE_ONLY = ("check", "hidden", "setup")


def assemble(course: Course, readings: Iterable[Reading], level: Level | None, with_trainer: bool) -> NotebookNode:
    """Return the notebook that HandoutExporter prints; with ``level``, a cover and a table of contents come first."""
    readings = list(readings)
    cells = [cover(course, level, readings)] if level else []
    for reading in readings:
        cells += _lesson(course, reading)
        if with_trainer and (page := trainer.load(reading.lesson)):
            cells.append(_trainer(page))
    title = level.title if level else readings[0].lesson.plan.title
    return numbered(cells, title)


def numbered(cells: list[NotebookNode], title: str) -> NotebookNode:
    """Return a notebook of ``cells``, which get ids of their own: several lessons may have used the same ones."""
    for number, cell in enumerate(cells):
        cell.id = f"o-{number}"
    return new_notebook(cells=cells, metadata={"title": title})


def cover(course: Course, level: Level, readings: list[Reading]) -> NotebookNode:
    """The first page of a whole level: what it is, and its lessons."""
    lessons = [{"code": r.lesson.code, "title": r.lesson.plan.title, "strand": r.lesson.plan.strand} for r in readings]
    about = {"course": course.settings["course"]["title"], "number": level.number, "title": level.title, "strands": level.strands}
    return made("cover", level=about, lessons=lessons)


def about(course: Course, reading: Reading) -> dict:
    """What the head of a lesson's page or its first slide says."""
    plan = reading.lesson.plan
    level = next(level for level in course.levels if level.number == plan.level)
    return {
        "course": course.settings["course"]["title"],
        "code": plan.code,
        "title": plan.title,
        "level": f"Bậc {plan.level}",
        "strand": level.strands.get(plan.strand, ""),
        "minutes": reading.authored.front["minutes"],
        "objectives": reading.authored.front["objectives"],
    }


def made(role: str, source: str = "", **more) -> NotebookNode:
    """Return a Markdown cell with a ``role`` that the templates know."""
    return new_markdown_cell(source, metadata={"part": {"role": role, **more}})


def _lesson(course: Course, reading: Reading) -> list[NotebookNode]:
    cells = [made("head", lesson=about(course, reading))]
    sections = [section for section in reading.sections if not for_machine_only(section)]
    last = next((s for s in reversed(sections) if s.has("exercise")), None)
    for number, section in enumerate(sections):
        if number or section.title != reading.lesson.plan.title:
            cells.append(made("heading", section.title))
        cells += [cell for cell in section.cells if cell.metadata.part.role not in _MACHINE_ONLY]
        if section is last:
            cells.append(_marking(reading))
    return [*cells, made("hints", hints=hints(reading))]


def hints(reading: Reading) -> list[dict]:
    """The hints with a label each: "Gợi ý 1", or "Bài 2, gợi ý 1" where there are several exercises."""
    found, seen = [], {}
    for exercise, text in reading.hints:
        seen[exercise] = seen.get(exercise, 0) + 1
        several = len(reading.authored.exercises) > 1
        label = f"Bài {exercise}, gợi ý {seen[exercise]}" if several else f"Gợi ý {seen[exercise]}"
        found.append({"exercise": exercise, "label": label, "text": text})
    return found


def for_machine_only(section: Section) -> bool:
    """Whether a section only says how to press the check button."""
    return section.has("check", "hidden") and not section.has("exercise", "demo")


def _marking(reading: Reading) -> NotebookNode:
    def points(role):
        return sum(block.points for block in reading.authored.blocks if block.role == role)

    return made("marking", code=reading.lesson.code, check=points("check"), hidden=points("hidden"), person=points("answer"))


def _trainer(page: trainer.TrainerPage) -> NotebookNode:
    body = "\n\n".join(f"## {name}\n\n{text}" for name, text in page.parts.items())
    return made("trainer", body, title=page.title)
