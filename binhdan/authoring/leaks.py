"""What must not reach a learner: solutions, held-out cases, hidden checks."""

from __future__ import annotations

import json
import re
from pathlib import Path

import nbformat

from binhdan import cards
from binhdan.authoring.editions import reading_path
from binhdan.authoring.parse import Authored
from binhdan.curriculum import Course

_LONG = 24  # characters from which a line of a solution or a held-out text is telling


def leaks(course: Course, authored: Authored) -> list[str]:
    """Return one problem for each thing given away in release/, in notebooks/ or on the lesson's cards."""
    problems = []
    written = cards.file_of(authored.lesson)
    places = [course.root / "release" / authored.lesson.assignment, course.root / reading_path(authored.lesson)]
    for place in [*places, *([written] if written.exists() else [])]:
        if not place.exists():
            problems.append(f"{place}: chưa có. Chạy `binhdan build`.")
            continue
        text = "\n".join(_text(file) for file in ([place] if place.is_file() else sorted(place.rglob("*"))) if file.is_file())
        if (place / "hidden").exists():
            problems.append(f"{place}: có thư mục hidden. Chạy lại `binhdan build`.")
        for what, secret in _secrets(authored):
            if secret in text:
                problems.append(f"{place}: lộ {what}: “{secret[:40]}…”. Chạy lại `binhdan build`; nếu còn, sửa lesson.md.")
                break
    return problems


def _secrets(authored: Authored):
    """Lines that stand only in the solution, in hidden checks or in held-out cases."""
    public = "\n".join(
        [b.source for b in authored.blocks if b.role in ("prose", "demo", "check", "hint")]
        + [e.starter for e in authored.exercises.values()]
        + [_text(p) for p in sorted((authored.lesson.folder / "data").rglob("*")) if p.is_file()]
    )
    for exercise in authored.exercises.values():
        yield from _telling("lời giải", exercise.solution.splitlines(), public)
    yield from _telling("ô chấm riêng", [b.source for b in authored.blocks if b.role == "hidden"], public)
    for file in sorted((authored.lesson.folder / "hidden").rglob("*.json")):
        yield from _telling("dữ liệu chấm riêng", _strings(json.loads(file.read_text(encoding="utf-8"))), public)


def _telling(what: str, lines, public: str):
    return ((what, line.strip()) for line in lines if len(line.strip()) >= _LONG and line.strip() not in public)


def _strings(value) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for item in value.items() for part in item for text in _strings(part)]
    return [text for item in value for text in _strings(item)] if isinstance(value, list) else []


def _text(file: Path) -> str:
    """A file's text as people read it: a notebook's sources and outputs, not its JSON escapes."""
    if file.suffix != ".ipynb":
        return file.read_bytes().decode("utf-8", "replace")
    notebook = nbformat.read(file, as_version=4)
    outputs = [re.sub(r"\\u[0-9a-f]{4}", "", json.dumps(cell.get("outputs", []), ensure_ascii=False)) for cell in notebook.cells]
    return "\n".join([cell.source for cell in notebook.cells] + outputs)
