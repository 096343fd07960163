"""What the demo class hands in: real notebooks made from the release, right, wrong, unfinished and broken."""

from __future__ import annotations

import itertools
import json
import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from binhdan.authoring.fill import fill, solutions
from binhdan.authoring.parse import Authored
from binhdan.classroom.arrivals import STAMP
from binhdan.demo.people import Person
from binhdan.curriculum import Course, Lesson
from binhdan.grading.handin_digest import digest

MODEL, DECOY, HALF, STARTER, TEST = "model", "decoy", "half", "starter", "test"
BROKEN = ("cut short", "check deleted", "kernel killed", "other notebook", "empty folder")
_PATTERN = (MODEL, DECOY, MODEL, HALF, "broken", DECOY, MODEL, STARTER, MODEL)
WORDS = {
    MODEL: "đáp án mẫu",
    DECOY: "bài sai cố ý",
    HALF: "làm dở",
    STARTER: "chưa làm gì",
    TEST: "bài đo",
    "cut short": "tệp chép chưa hết",
    "check deleted": "đúng, nhưng xoá mất một ô kiểm tra",
    "kernel killed": "đúng, nhưng có ô làm Python dừng hẳn",
    "other notebook": "nộp nhầm sổ tay khác",
    "empty folder": "thư mục rỗng",
}


@dataclass(frozen=True)
class Plan:
    """One hand-in to be made; ``trick`` names the decoy, ``signed`` tells it from the same answer of others.

    ``notebook`` is there for a level test, which nobody wrote as a lesson. ``practice_days`` (ISO dates) and
    ``hints`` are what the learner's own machine puts into a receipt; ``told`` is what is written for a person to mark
    instead of the model answer.
    """

    person: Person
    lesson: Lesson
    kind: str
    handed_in_at: datetime
    trick: str = ""
    signed: bool = True
    authored: Authored | None = None
    notebook: NotebookNode | None = field(default=None, compare=False)
    practice_days: tuple[str, ...] = ()
    hints: int = 0
    told: str = ""

    @property
    def assignment(self) -> str:
        """The lesson's name for nbgrader."""
        return self.lesson.assignment


def plan(people: list[Person], lessons: list[Authored], start: datetime, seed: int = 2025) -> list[Plan]:
    """Say who hands in what, one to three lessons each; the same seed gives the same plan."""
    draw, kinds, broken = random.Random(seed), itertools.cycle(_PATTERN), itertools.cycle(BROKEN)
    tricks = {a.lesson.code: itertools.cycle(_tricks(a)) for a in lessons}
    plans = []
    for number, person in enumerate(people):
        for offset in range(min(1 + number % 3, len(lessons))):
            authored, kind = lessons[(number + offset) % len(lessons)], next(kinds)
            kind = next(broken) if kind == "broken" else MODEL if kind == DECOY and not authored.decoys else kind
            trick = next(tricks[authored.lesson.code]) if kind == DECOY else ""
            # One in eleven is later than three days.
            hours = draw.uniform(73, 90) if len(plans) % 11 == 6 else draw.uniform(1, 71)
            plans.append(Plan(person, authored.lesson, kind, start + timedelta(hours=hours), trick, authored=authored))
    return _with_twins(plans)


def _tricks(authored: Authored) -> list[str]:
    # A blank answer is the least telling of all wrong ones.
    return sorted(authored.decoys, key=lambda name: (name == "blank", name))


def _with_twins(plans: list[Plan]) -> list[Plan]:
    """Let the first two right answers to one lesson be the same file, as if one had copied."""
    right = [p for p in plans if p.kind == MODEL]
    pair = next(((a, b) for a, b in itertools.combinations(right, 2) if a.assignment == b.assignment), ())
    return [replace(p, signed=False) if p in pair else p for p in plans]


def write(plan: Plan, course: Course, folder: Path) -> None:
    """Make the hand-in ``plan`` as the folder ``folder``, with its receipt."""
    folder.mkdir(parents=True)
    if plan.kind == "empty folder":
        return
    path = folder / f"{plan.assignment}.ipynb"
    notebook = plan.notebook or _MAKERS[plan.kind](plan, _released(course, plan))
    if plan.signed and plan.kind != STARTER:
        note = f"Bài làm của {plan.person.name}, tổ dân phố {plan.person.group}."
        notebook.cells.append(new_markdown_cell(note, id="ghi-chu-cua-toi"))
    text = nbformat.writes(notebook) + "\n"
    path.write_text(text[: len(text) // 2] if plan.kind == "cut short" else text, encoding="utf-8")
    _seal(plan, folder)


def _seal(plan: Plan, folder: Path) -> None:
    moment = plan.handed_in_at.astimezone(UTC)
    receipt = {"learner": plan.person.code, "lesson": plan.lesson.code}
    receipt |= {"digest": digest(folder), "handed_in_at": moment.isoformat()}
    receipt |= {"hints": plan.hints, "practice_days": list(plan.practice_days)}
    (folder / "timestamp.txt").write_text(moment.strftime(STAMP), encoding="utf-8")
    (folder / "receipt.json").write_text(json.dumps(receipt), encoding="utf-8")


def _released(course: Course, plan: Plan) -> NotebookNode:
    path = course.root / "release" / plan.assignment / f"{plan.assignment}.ipynb"
    return nbformat.read(path, as_version=4)


def _model(plan: Plan, released: NotebookNode) -> NotebookNode:
    written = {block.name: plan.told or block.source for block in plan.authored.blocks if block.role == "answer"}
    return fill(released, solutions(plan.authored) | written)


def _half(plan: Plan, released: NotebookNode) -> NotebookNode:
    answers = list(solutions(plan.authored).items())
    if len(answers) > 1:
        return fill(released, dict(answers[: len(answers) // 2]))
    return fill(released, {name: _beginning(text) for name, text in answers})


def _beginning(text: str) -> str:
    lines = text.split("\n")
    return "\n".join(lines[: max(1, len(lines) // 4)])


def _without_check(plan: Plan, released: NotebookNode) -> NotebookNode:
    notebook = _model(plan, released)
    first = next(i for i, cell in enumerate(notebook.cells) if cell.metadata.get("nbgrader", {}).get("locked"))
    checks = [i for i, cell in enumerate(notebook.cells) if cell.metadata.get("nbgrader", {}).get("grade")]
    del notebook.cells[checks[0] if checks else first]
    return notebook


def _killing(plan: Plan, released: NotebookNode) -> NotebookNode:
    notebook = _model(plan, released)
    name = next(iter(plan.authored.exercises))
    place = next(i for i, cell in enumerate(notebook.cells) if cell.metadata.get("nbgrader", {}).get("grade_id") == name)
    notebook.cells.insert(place + 1, new_code_cell("import os\nos._exit(1)", id="dung-han"))
    return notebook


def _other(plan: Plan, released: NotebookNode) -> NotebookNode:
    return new_notebook(cells=[new_code_cell("print('Chi tiêu tháng này')", id="chi-tieu")])


_MAKERS: dict[str, Callable[[Plan, NotebookNode], NotebookNode]] = {
    MODEL: _model,
    DECOY: lambda plan, released: fill(released, plan.authored.decoys[plan.trick]),
    HALF: _half,
    STARTER: lambda plan, released: released,
    "cut short": _model,
    "check deleted": _without_check,
    "kernel killed": _killing,
    "other notebook": _other,
}


def pack(plans: list[Plan], course: Course, out: Path) -> list[Path]:
    """Make every hand-in below ``out`` the ways they really come; return the sources to collect.

    A third lies in a shared folder, a third in a ZIP a learner, a third on a USB stick. The first
    learner hands in twice: untouched first, then what the plan says.
    """
    shared, zips, usb = out / "thu-muc-chung", out / "zip", out / "usb" / "USB-CUA-TO"
    zips.mkdir(parents=True)
    for number, code in enumerate(dict.fromkeys(p.person.code for p in plans)):
        home = (shared, out / "tam" / code, usb)[number % 3]
        for each in (p for p in plans if p.person.code == code):
            write(each, course, home / "submitted" / code / each.assignment)
        if number % 3 == 1:
            shutil.make_archive(str(zips / code), "zip", home)
    early = replace(plans[0], kind=STARTER, handed_in_at=plans[0].handed_in_at - timedelta(hours=1))
    write(early, course, out / "tam" / "lan-dau" / "submitted" / early.person.code / early.assignment)
    shutil.make_archive(str(zips / f"{early.person.code}-lan-dau"), "zip", out / "tam" / "lan-dau")
    shutil.rmtree(out / "tam")
    return [source for source in (zips, shared, usb.parent) if source.is_dir()]
