"""The demo class's table, and the page that links everything, as HTML files."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from binhdan.demo.handins import WORDS
from binhdan.demo.ward import Ward
from binhdan.grading import summary
from binhdan.grading.feedback_page import TEMPLATES
from binhdan.text import number

TABLE = "bang-diem.html"
_LOOK = {summary.PASSED: "good", summary.BELOW: "low", summary.WAITING: "wait", summary.UNMARKED: "none"}


def write_table(rows: list, target: Path) -> None:
    """Write the table; feedback links are relative to it, below lop/."""
    learners = {row.plan.person.code: [] for row in rows}
    for row in rows:
        learners[row.plan.person.code].append(row)
    text = _template("table.html.j2").render(
        learners=list(learners.values()),
        counts=Counter(row.status for row in rows),
        meaning=summary.MEANING,
        look=_LOOK,
        words=WORDS,
        total=len(rows),
        lessons=len({row.plan.assignment for row in rows}),
    )
    target.write_text(text, encoding="utf-8")


def write_hub(rows: list, ward: Ward, issuer: str, out: Path) -> None:
    """Write out/index.html; all of its links are relative."""
    counts = Counter(row.status for row in rows)
    text = _template("hub.html.j2").render(
        issuer=issuer,
        learners=len({row.plan.person.code for row in rows}),
        hand_ins=len(rows),
        counts={word: counts[word] for word in summary.MEANING if counts[word]},
        ward=ward,
        links={"table": TABLE, **ward.links},
        folder=out / "lop",
    )
    (out / "index.html").write_text(text, encoding="utf-8")


def _template(name: str):
    folders = [Path(__file__).parent / "templates", TEMPLATES / "feedback_vi"]
    environment = Environment(loader=FileSystemLoader(folders), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.filters["points"] = number
    return environment.get_template(name)
