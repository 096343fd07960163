"""Make a new lesson's folder from the template, which is itself a lesson on writing lessons."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from pathlib import Path

from binhdan.curriculum import Course, CourseError, PlannedLesson
from binhdan.text import slug

_TEMPLATE_POINTS = 10


def create(course: Course, code: str) -> Path:
    """Create ``lessons/levelN/NN-slug`` for a planned lesson; CourseError where it exists or is unknown."""
    plan = next((p for level in course.levels for p in level.lessons if p.code == code.upper()), None)
    if plan is None:
        raise CourseError(f"Không có bài {code} trong curriculum.toml. Thêm một mục [[level.lesson]] trước.")
    parent = course.root / "lessons" / f"level{plan.level}"
    if taken := sorted(parent.glob(f"{plan.number:02d}-*")):
        raise CourseError(f"{taken[0]} đã có. Mở bài đó ra sửa, hoặc xoá đi trước.")
    folder = parent / f"{plan.number:02d}-{slug(plan.title, 30)}"
    for name in ("data", "hidden"):
        (folder / name).mkdir(parents=True)
    worth = course.points(plan) // _TEMPLATE_POINTS
    for file in files("binhdan.authoring.template").iterdir():
        if not file.name.startswith("_") and file.is_file():
            target = folder / _place(file.name)
            target.write_text(_filled(file.read_text(encoding="utf-8"), plan, worth), encoding="utf-8", newline="\n")
    return folder


def _place(name: str) -> Path:
    """Template files named data__x.json and hidden__x.json belong into those folders."""
    return Path(*name.split("__"))


def _filled(text: str, plan: PlannedLesson, worth: int) -> str:
    """Put the plan's values in; where a name stands in quotes, so does its value."""
    for name, value in (("TITLE_EN", plan.title_en), ("TITLE", plan.title)):
        text = text.replace(f'"{name}"', json.dumps(value, ensure_ascii=False)).replace(name, value)
    text = re.sub(r"points=(\d+)", lambda match: f"points={int(match[1]) * worth}", text)
    return (
        text.replace("LEVEL", str(plan.level))
        .replace("NUMBER", str(plan.number))
        .replace("CODE", plan.code)
        .replace("STRAND", plan.strand or "C")
    )
