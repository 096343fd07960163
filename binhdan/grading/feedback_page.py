"""The feedback page of a hand-in: Vietnamese, one file, no hidden check and nothing from outside."""

from __future__ import annotations

import os
import re
from pathlib import Path

import bleach
from nbconvert.exporters import HTMLExporter
from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor
from nbgrader.utils import is_grade, is_solution
from traitlets.config import Config

from binhdan.curriculum import CourseError, load_course
from binhdan.text import number

TEMPLATES = Path(__file__).parent / "templates"
_REGION = re.compile(r"[^\n]*BEGIN HIDDEN TESTS.*?(?:END HIDDEN TESTS[^\n]*\n?|\Z)", re.DOTALL)

_TAGS = set(bleach.ALLOWED_TAGS) | set(
    "h1 h2 h3 h4 h5 h6 p br hr div span pre kbd s u sub sup del ins mark small img details summary figure figcaption "
    "dl dt dd table caption colgroup col thead tbody tfoot tr th td".split()
)
_KINDS = {"check": "Tự kiểm tra", "hidden": "Phần chấm riêng", "answer": "Câu trả lời do người chấm"}
_SETTINGS = {
    "template_name": "feedback_vi",
    "extra_template_basedirs": [str(TEMPLATES)],
    "language_code": "vi",
    "sanitize_html": True,
    "exclude_input_prompt": True,
    "exclude_output_prompt": True,
}


class HideChecks(NbGraderPreprocessor):
    """Takes held-out checks and what they showed out of the page, and adds the lesson's name and pass mark."""

    def preprocess(self, nb, resources):
        """Prepare ``nb`` in place for the feedback template."""
        for cell in nb.cells:
            hide(cell)
        resources["binhdan"] = _about(nb, resources)
        return nb, resources


def hide(cell: NotebookNode) -> None:
    """Empty a cell with a held-out check; nothing that it showed stays, not even an error."""
    if cell.cell_type == "code" and "HIDDEN TESTS" in cell.source:
        cell.source = _REGION.sub("", cell.source).strip()
        cell.outputs = []
        cell.metadata["held_out"] = True


def _about(nb: NotebookNode, resources: dict) -> dict:
    where, graded = resources["nbgrader"], [cell for cell in nb.cells if is_grade(cell)]
    about = {"learner": where["student"], "parts": _parts(graded)}
    about["waiting"] = any(part["points"] is None for part in about["parts"])
    try:
        course = load_course(Path(os.environ["BINHDAN_COURSE"]) if "BINHDAN_COURSE" in os.environ else None)
        plan = course.lesson(where["assignment"]).plan
        mark = course.pass_mark(plan)  # 0: nobody passes or fails a level test
        about |= {"title": f"{plan.code} {plan.title}", "passed": where["score"] >= mark if mark else None}
    except CourseError:
        about |= {"title": where["notebook"], "passed": None}
    return about


def _parts(cells: list[NotebookNode]) -> list[dict]:
    parts, seen = [_part(cell) for cell in cells], {kind: 0 for kind in _KINDS}
    for part in parts:
        seen[part["kind"]] += 1
        part["label"] = f"{_KINDS[part['kind']]} {seen[part['kind']]}"
    return parts


def _part(cell: NotebookNode) -> dict:
    meta = cell.metadata.nbgrader
    kind = "answer" if is_solution(cell) else "hidden" if cell.metadata.get("held_out") else "check"
    score = None if kind == "answer" and meta.get("score") is None else float(meta.get("score") or 0)
    return {"name": meta.grade_id, "kind": kind, "points": score, "max_points": float(meta.points)}


class FeedbackExporter(HTMLExporter):
    """HTML without scripts: a hand-in's own HTML is cleaned, so that it can't act on who reads it."""

    def __init__(self, config=None, **kwargs):
        # nbgrader's GenerateFeedback names its own template for every HTMLExporter; this class is more specific.
        own = Config(FeedbackExporter=_SETTINGS)
        if config:
            own = Config(config)
            own.FeedbackExporter.update(_SETTINGS)
        super().__init__(config=own, **kwargs)

    def default_filters(self):
        """Add the filter that writes points the Vietnamese way, and clean HTML without losing tables."""
        yield from super().default_filters()
        yield "points", number
        yield "clean_html", clean


def clean(html: object) -> str:
    """Return ``html`` without anything that runs, loads or posts: plain markup and inline pictures stay."""
    return bleach.clean(
        str(html), tags=_TAGS, attributes=_may_stay, protocols={"http", "https", "mailto", "data"}, strip=True
    )


def _may_stay(tag: str, name: str, value: str) -> bool:
    if name == "src":
        return tag == "img" and value.startswith("data:image/")
    if name == "href":
        return tag == "a" and not value.strip().lower().startswith("data:")
    return name in ("class", "alt", "colspan", "rowspan", "title", "start", "data-state")
