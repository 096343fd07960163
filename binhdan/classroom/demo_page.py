"""The demo class's table as one HTML file."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from binhdan.classroom.demo_handins import WORDS
from binhdan.grading import summary
from binhdan.grading.feedback_page import TEMPLATES, points

_LOOK = {summary.PASSED: "good", summary.BELOW: "low", summary.WAITING: "wait", summary.UNMARKED: "none"}


def write(rows: list, target: Path) -> None:
    """Write the page; feedback links are relative to it, below lop/."""
    folders = [Path(__file__).parent / "templates", TEMPLATES / "feedback_vi"]
    environment = Environment(loader=FileSystemLoader(folders), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.filters["points"] = points
    learners = {row.plan.person.code: [] for row in rows}
    for row in rows:
        learners[row.plan.person.code].append(row)
    text = environment.get_template("demo.html.j2").render(
        learners=list(learners.values()),
        counts=Counter(row.status for row in rows),
        meaning=summary.MEANING,
        look=_LOOK,
        words=WORDS,
        total=len(rows),
        lessons=len({row.plan.assignment for row in rows}),
    )
    target.write_text(text, encoding="utf-8")
