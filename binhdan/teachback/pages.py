"""The pages of a round: a reviewer's packet, what the reviewer learns afterwards, the tutor's list."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from binhdan.curriculum import Lesson
from binhdan.grading.feedback_page import TEMPLATES
from binhdan.teachback import sheet
from binhdan.teachback.rubric import Rubric
from binhdan.teachback.store import Item, Round
from binhdan.text import number

_HOME = Path(__file__).parent / "templates"


def packet(lesson: Lesson, rubric: Rubric, now: Round, code: str, number: int) -> str:
    """Return packet ``number`` of a reviewer as one HTML file: works to read, a form that needs no network."""
    reviewer = now.reviewers[code]
    items = [item for item in reviewer.items if item.packet == number and parts(now, rubric, item)]
    script = _read("packet.js")
    return _template("packet.html.j2").render(
        lesson=lesson,
        rubric=rubric,
        code=code,
        number=number,
        round=now.id,
        token=reviewer.token,
        works=[(item.key, parts(now, rubric, item)) for item in items],
        script=script,
        script_digest=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
        begin=sheet.BEGIN,
        end=sheet.END,
        least_words=sheet.LEAST_WORDS,
        most_letters=sheet.MOST_LETTERS,
    )


def parts(now: Round, rubric: Rubric, item: Item) -> tuple[tuple[str, str], ...]:
    """Return (title, text) of what an item is about; () where the reference has been taken out of the file since."""
    if item.work in now.works:
        return now.works[item.work].parts
    reference = rubric.reference(item.work)
    return reference.parts if reference else ()


def answers(lesson: Lesson, rubric: Rubric, code: str, told: list[dict], habit: str) -> str:
    """Return what a reviewer learns about the way they mark; ``told`` are the calibration works with both marks."""
    return _template("answers.html.j2").render(lesson=lesson, rubric=rubric, code=code, told=told, habit=habit)


def tutor(lesson: Lesson, rubric: Rubric, works: list[dict], verb: str, sheet_name: str) -> str:
    """Return the works that the tutor decides on, with what the peers said of them, without names."""
    return _template("tutor.html.j2").render(lesson=lesson, rubric=rubric, works=works, verb=verb, sheet_name=sheet_name)


@cache
def _environment() -> Environment:
    loader = FileSystemLoader([_HOME, TEMPLATES / "feedback_vi"])
    found = Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    found.filters["points"] = number
    return found


def _template(name: str):
    return _environment().get_template(name)


@cache
def _read(name: str) -> str:
    return (_HOME / name).read_text(encoding="utf-8")
