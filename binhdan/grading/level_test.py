"""A level test as an assignment: one notebook a learner, made from the item bank, marked like any lesson."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from nbgrader.preprocessors import ClearHiddenTests, ClearSolutions, ComputeChecksums, SaveCells

from binhdan import bank
from binhdan.bank import Item, Moment
from binhdan.curriculum import Course, Lesson, LevelTest
from binhdan.grading import gradebook, nbgrader_view
from binhdan.grading.assignment import Assignment, originals
from binhdan.grading.handin_digest import digest
from binhdan.grading.nbgrader_view import cell_metadata

_INTRO = {
    Moment.BEFORE: "Ba câu ngắn, mỗi câu chừng hai phút, làm trước khi vào bậc học. Không biết thì đoán theo cách bạn vẫn làm ở nhà.",
    Moment.AFTER: "Ba câu ngắn, mỗi câu chừng hai phút, cùng loại với ba câu bạn đã làm đầu bậc. So hai lần là thấy mình tiến tới đâu.",
}
_RULES = (
    "Tự làm, không hỏi AI và không hỏi người bên cạnh: mỗi người một đề. Điểm ở đây không tính đạt hay chưa đạt; "
    "nó cho lớp biết bài học có ích thật không. Làm xong bấm **Nộp bài**."
)
_HOW = {
    "choice": "Ghi một chữ cái: {options}.",
    "marks": "Ghi số của các dòng đó, cách nhau bằng dấu phẩy.",
    "number": "Ghi một số tiền, bằng đồng.",
    "date": "Ghi ngày và tháng, ví dụ `31/12`.",
}


def released(course: Course, test: LevelTest, learner: str) -> NotebookNode:
    """Return the notebook that the learner gets: no key, and nothing that names the item."""
    notebook, _ = ClearSolutions(config=nbgrader_view.stubs()).preprocess(_source(test, _drawn(course, test, learner)), {})
    notebook, _ = ClearHiddenTests().preprocess(notebook, {})
    notebook, _ = ComputeChecksums().preprocess(notebook, {})
    # Two learners' untouched notebooks are not the same bytes: a copied one is noticed at collection.
    notebook.metadata.binhdan.learner = learner
    return notebook


def assignment(course: Course, test: LevelTest, learner: str) -> Assignment:
    """Return the test as the marker knows it for one learner: drawn again from the learner's code."""
    notebook = _source(test, _drawn(course, test, learner))
    # Other items, another mark: two learners' equal hand-ins are two jobs.
    named = hashlib.sha256(f"{version(course, test)}/{learner}".encode()).hexdigest()
    return Assignment(test.assignment, originals(notebook), dict(notebook.metadata), {}, f"sha256:{named}")


def version(course: Course, lesson: Lesson) -> str:
    """Return the digest of what a class is marked against: a lesson's source folder, or a level's bank."""
    if isinstance(lesson, LevelTest):
        return "sha256:" + hashlib.sha256(lesson.source.read_bytes()).hexdigest()
    return digest(course.root / "source" / lesson.assignment)


def register(course: Course, class_folder: Path, test: LevelTest) -> None:
    """Tell the gradebook about the test, with the same cells for every learner; RegisterError when it can't be."""
    notebook, _ = ComputeChecksums().preprocess(_source(test, [None] * len(_bank(course, test).strands)), {})
    about = {"notebook": test.assignment, "assignment": test.assignment, "db_url": gradebook.url(class_folder)}
    with gradebook.opened(class_folder) as book:
        book.update_or_create_assignment(test.assignment)
    try:
        SaveCells().preprocess(notebook, {"nbgrader": about})
    except RuntimeError as error:
        raise gradebook.RegisterError(f"Bài đo {test.assignment} đã đổi số câu sau khi có bài nộp. Giữ số mạch như cũ.") from error


def drawn(course: Course, test: LevelTest, learner: str) -> dict[str, Item]:
    """Return the item behind each graded cell of a learner's test."""
    return {_grade_id(number): item for number, item in enumerate(_drawn(course, test, learner), 1)}


def _drawn(course: Course, test: LevelTest, learner: str) -> list[Item]:
    return bank.draw(_bank(course, test), learner, Moment(test.plan.kind))


def _bank(course: Course, test: LevelTest) -> bank.Bank:
    return _loaded(course.root, test.plan.level, version(course, test))


@lru_cache(maxsize=8)
def _loaded(root: Path, level: int, _version: str) -> bank.Bank:
    return bank.load(root, level)


def _grade_id(number: int) -> str:
    return f"cau-{number}-cham"


def _source(test: LevelTest, items: list[Item | None]) -> NotebookNode:
    """The notebook with its keys; None stands for an item that is another one for each learner."""
    plan = test.plan
    head = f"# {plan.title}\n\n{_INTRO[Moment(plan.kind)]}\n\n{_RULES}"
    cells = [
        new_markdown_cell(head, id="dau-bai"),
        new_code_cell("from binhdan import check, texts", id="chuan-bi", metadata=cell_metadata("chuan-bi", locked=True)),
    ]
    for number, item in enumerate(items, 1):
        cells += _question(number, item)
    about = {"lesson": test.code, "title": plan.title, "minutes": 2 * len(items)}
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return new_notebook(cells=cells, metadata={"binhdan": about, "kernelspec": kernel, "language_info": {"name": "python"}})


def _question(number: int, item: Item | None) -> list[NotebookNode]:
    how = _HOW[item.kind].format(options=", ".join(item.options)) if item else ""
    asked = f"## Câu {number} (chừng hai phút)\n\n{item.question if item else ''}\n\n{how}".strip()
    key = ", ".join(str(part) for part in item.right) if item else ""
    options = f", options={item.options!r}" if item and item.options else ""
    visible = f'check.item_readable(texts["cau_{number}"], kind="{item.kind}"{options})' if item else ""
    hidden = f'check.item_right(texts["cau_{number}"], item="{item.name}")' if item else ""
    name, grade = f"cau-{number}", _grade_id(number)
    return [
        new_markdown_cell(asked, id=f"{name}-de", metadata=cell_metadata(f"{name}-de", locked=True, cell_type="markdown")),
        new_code_cell(
            f"%%text cau_{number}\n### BEGIN SOLUTION\n{key}\n### END SOLUTION", id=name, metadata=cell_metadata(name, solution=True)
        ),
        new_code_cell(
            f"{visible}\n### BEGIN HIDDEN TESTS\n{hidden}\n### END HIDDEN TESTS",
            id=grade,
            metadata=cell_metadata(grade, grade=True, locked=True, points=1),
        ),
    ]
