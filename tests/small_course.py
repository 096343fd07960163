"""A small course with two released lessons, written for tests."""

import json
import shutil
from pathlib import Path

from binhdan.curriculum import load_course

ROOT = Path(__file__).resolve().parents[1]
FIRST, SECOND = "b1-01-giao-viec-cho-ai", "b1-07-bat-loi-ai-bia"


def cell(source, grade_id="", kind="code", tags=(), **nbgrader):
    """Return one notebook cell as JSON; ``nbgrader`` holds grade, solution and points."""
    metadata = {"tags": list(tags)} if tags else {}
    if grade_id:
        defaults = {"grade": False, "solution": False, "locked": False, "task": False, "schema_version": 3}
        metadata["nbgrader"] = {**defaults, "grade_id": grade_id, **nbgrader}
    made = {"cell_type": kind, "id": grade_id or f"c{sum(source.encode()) % 10**6}", "metadata": metadata, "source": source}
    return made | ({"outputs": [], "execution_count": None} if kind == "code" else {})


def notebook(code, *extra):
    """Return a released lesson's notebook as text."""
    cells = [
        cell(f"# Bài {code}", kind="markdown"),
        cell("from binhdan.check.verdict import failed, not_attempted, passed"),
        cell("cau_lenh = ''", "cau-lenh", solution=True),
        cell(
            "not_attempted() if not cau_lenh else passed('Đủ vai trò.') if 'Bạn là' in cau_lenh"
            " else failed('Câu lệnh chưa nói AI đóng vai ai. Thử thêm một câu về vai trò.')",
            "cau-lenh-check", grade=True, locked=True, points=6,
        ),
        cell("# Phần chấm riêng", "cau-lenh-hidden", grade=True, locked=True, points=4),
        *extra,
    ]
    kernel = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    body = {"cells": cells, "metadata": {"binhdan": {"lesson": code}, "kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(body, ensure_ascii=False, indent=1) + "\n"


def write_course(root):
    """Write the small course below ``root``."""
    root.mkdir(parents=True)
    shutil.copy(ROOT / "curriculum.toml", root)
    for assignment, code in ((FIRST, "B1.01"), (SECOND, "B1.07")):
        (root / "lessons" / "level1" / assignment.removeprefix("b1-")).mkdir(parents=True)
        release = root / "release" / assignment
        (release / "data").mkdir(parents=True)
        (release / f"{assignment}.ipynb").write_text(notebook(code), encoding="utf-8")
        (release / "data" / "vi-du.json").write_text("{}\n", encoding="utf-8")
    return load_course(root)


def lesson_notebook(desk, assignment=FIRST):
    """Return the path of a fetched lesson's notebook."""
    return desk.lessons / assignment / f"{assignment}.ipynb"


def write_cards(course, assignment, *names):
    """Write a lesson's cards.toml; each card's texts are made from its name."""
    rows = "\n".join(f'[[card]]\nname = "{name}"\nfront = "Hỏi {name}?"\nback = "Đáp {name}."\n' for name in names)
    (course.lesson(assignment).folder / "cards.toml").write_text(rows, encoding="utf-8")


def edit(desk, change):
    """Let ``change`` work on the cells of the first lesson's notebook, and save it."""
    path = lesson_notebook(desk)
    content = json.loads(path.read_text(encoding="utf-8"))
    change(content["cells"])
    path.write_text(json.dumps(content), encoding="utf-8")
