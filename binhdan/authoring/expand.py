"""Blocks -> nbgrader's source notebook, with ids that never change."""

from __future__ import annotations

import re

from nbformat import NotebookNode, validate
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from binhdan.authoring.parse import Authored, Block
from binhdan.grading.nbgrader_view import cell_metadata
from binhdan.text import slug

HIDDEN_LINE = "# Phần chấm riêng: khi bạn nộp bài, máy chấm thêm trên dữ liệu bạn chưa thấy."


def expand(authored: Authored) -> NotebookNode:
    """Return the source notebook of a lesson: a pure function of its text."""
    cells, counter, setup_seen = [], _Counter(), False
    for block in authored.blocks:
        if block.role == "demo" and not setup_seen:
            setup_seen = True
            cells.append(_code("chuan-bi", block, cell_metadata("chuan-bi", locked=True)))
        else:
            cells.append(_cell(block, counter))
    notebook = new_notebook(cells=cells, metadata=_metadata(authored))
    validate(notebook)
    return notebook


class _Counter:
    """Ids for cells without a name: heading slug + counter; named ones counted by role."""

    def __init__(self):
        self.section, self.seen = "dau-bai", {}

    def prose(self, source: str) -> str:
        if heading := re.match(r"#+ (.+)", source):
            self.section = slug(heading[1])
        return self.next(self.section, always=True)

    def next(self, name: str, always: bool = False) -> str:
        self.seen[name] = number = self.seen.get(name, 0) + 1
        return f"{name}-{number}" if always or number > 1 else name


def _cell(block: Block, counter: _Counter) -> NotebookNode:
    return _MAKERS[block.role](block, counter)


def _prose(block: Block, counter: _Counter) -> NotebookNode:
    return new_markdown_cell(block.source, id=counter.prose(block.source))


def _demo(block: Block, counter: _Counter) -> NotebookNode:
    return _code(counter.next(counter.section, always=True), block)


def _hint(block: Block, counter: _Counter) -> NotebookNode:
    name = counter.next(f"{block.name}-goi-y", always=True)
    title = "Gợi ý 1" if name.endswith("-1") else "Gợi ý 2"
    return new_markdown_cell(f"<details><summary>{title}</summary>\n\n{block.source}\n\n</details>", id=name)


def _exercise(block: Block, counter: _Counter) -> NotebookNode:
    starter, solution = re.split(r"^# solution[ \t]*\n", block.source, flags=re.M)
    source = "\n".join(filter(None, [starter.rstrip("\n"), _fence(solution, "SOLUTION")]))
    return new_code_cell(source, id=block.name, metadata=cell_metadata(block.name, solution=True))


def _check(block: Block, counter: _Counter) -> NotebookNode:
    name = counter.next(f"{block.name}-check")
    return _code(name, block, cell_metadata(name, grade=True, points=block.points, locked=True))


def _hidden(block: Block, counter: _Counter) -> NotebookNode:
    name = counter.next(f"{block.name}-hidden")
    source = f"{HIDDEN_LINE}\n{_fence(block.source, 'HIDDEN TESTS')}"
    return new_code_cell(source, id=name, metadata=cell_metadata(name, grade=True, points=block.points, locked=True))


def _answer(block: Block, counter: _Counter) -> NotebookNode:
    metadata = cell_metadata(block.name, grade=True, solution=True, points=block.points, cell_type="markdown")
    return new_markdown_cell(_fence(block.source, "SOLUTION"), id=block.name, metadata=metadata)


_MAKERS = {
    "prose": _prose,
    "demo": _demo,
    "hint": _hint,
    "exercise": _exercise,
    "check": _check,
    "hidden": _hidden,
    "answer": _answer,
}


def _code(name: str, block: Block, metadata: dict | None = None) -> NotebookNode:
    tags = {"tags": list(block.tags)} if block.tags else {}
    return new_code_cell(block.source, id=name, metadata=(metadata or {}) | tags)


def _fence(text: str, name: str) -> str:
    return f"### BEGIN {name}\n{text.strip()}\n### END {name}"


def _metadata(authored: Authored) -> dict:
    lesson = {"lesson": authored.lesson.code, "title": authored.front["title"], "minutes": authored.front["minutes"]}
    return {
        "binhdan": lesson,
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
