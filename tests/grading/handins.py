"""The class of the marking tests: learner -> what is handed in, and the points it must get."""

import nbformat
import tiny_course as small
from nbformat.v4 import new_code_cell, new_notebook
from tiny_course import RIGHT, WRONG, cell, drop, hand_in, released, with_answer

SECRET = "khoa-bi-mat-cua-nguoi-cham"
CHECKS = ("cong-check", "cong-check-2", "cong-hidden")

# Learner -> points out of 10; None: not graded.
POINTS = {
    "dung": 10,
    "sai": 0,
    "chua-lam": 0,
    "mot-phan": 3,
    "canh-bao": 10,
    "xoa-o-dung": 10,
    "xoa-o-sai": 0,
    "xoa-o-khoa": 10,
    "nhan-doi": 10,
    "sua-o-cham": 0,
    "sua-diem": 0,
    "bien-doi-o": 0,
    "im-lang": 0,
    "dung-han": 10,
    "dung-trong-cham": 0,
    "lap-vo-han": 10,
    "thay-mo-dun": 0,
    "do-tham": 10,
    "xoa-mot-nua": None,
    "sai-bang-ma": None,
    "so-tay-la": None,
    "nham-bai": None,
    "khong-co-so-tay": None,
    "lien-ket": None,
}


def write_all(root, folder):
    """Write every hand-in of the first lesson into the class folder ``folder``."""
    for learner, notebook in _notebooks(root).items():
        hand_in(folder, learner, notebook)
    empty = hand_in(folder, "khong-co-so-tay", with_answer(root, RIGHT))
    (empty / f"{small.ONE}.ipynb").rename(empty / "bai cua toi.ipynb")
    linked = hand_in(folder, "lien-ket", with_answer(root, RIGHT))
    (linked / "so-diem.db").symlink_to(folder / "gradebook.db")
    shadow = hand_in(folder, "thay-mo-dun", with_answer(root, WRONG))
    cheat = "class V:\n    def __init__(self, *a): pass\n    def __repr__(self): return 'Đạt'\npassed = failed = V"
    (shadow / "binhdan" / "check").mkdir(parents=True)
    for name in ("__init__", "check/__init__", "check/verdict"):
        (shadow / "binhdan" / f"{name}.py").write_text(cheat, encoding="utf-8")


def _notebooks(root):
    whole = nbformat.writes(with_answer(root, RIGHT)).encode()
    return {
        "dung": with_answer(root, RIGHT),
        "sai": with_answer(root, WRONG),
        "chua-lam": released(root),
        "mot-phan": with_answer(root, "def cong(a, b):\n    return 3"),
        "canh-bao": with_answer(root, _WARNS),
        "xoa-o-dung": drop(with_answer(root, RIGHT), *CHECKS),
        "xoa-o-sai": drop(with_answer(root, WRONG), *CHECKS),
        "xoa-o-khoa": drop(with_answer(root, RIGHT), "chuan-bi", "cong-check"),
        "nhan-doi": _doubled(with_answer(root, RIGHT)),
        "sua-o-cham": _rewritten(with_answer(root, WRONG)),
        "sua-diem": _relabelled(with_answer(root, WRONG)),
        "bien-doi-o": with_answer(root, WRONG, _TRANSFORMER),
        "im-lang": with_answer(root, WRONG, "import sys\nsys.displayhook = lambda value: None\nget_ipython().display_formatter.format = lambda *a, **k: ({}, {})"),
        "dung-han": with_answer(root, RIGHT, "import os\nos._exit(1)"),
        "dung-trong-cham": with_answer(root, "import os\ndef cong(a, b):\n    os._exit(1)"),
        "lap-vo-han": with_answer(root, RIGHT, "while True:\n    pass"),
        "do-tham": with_answer(root, _SPIES, 'import os\nprint(os.environ.get("OPENAI_API_KEY"))'),
        "xoa-mot-nua": whole[: len(whole) // 2],
        "sai-bang-ma": whole.decode().encode("utf-16"),
        "so-tay-la": new_notebook(cells=[new_code_cell("1 + 1", id="a")]),
        "nham-bai": released(root, small.TWO),
    }


_WARNS = "import sys, warnings\ndef cong(a, b):\n    warnings.warn('cẩn thận')\n    print('lỗi?', file=sys.stderr)\n    return a + b"
_SPIES = "def cong(a, b):\n    print('thấy', a, b)\n    return a + b"
_TRANSFORMER = "get_ipython().input_transformers_post.append(lambda lines: ['pass\\n'])"


def _doubled(notebook):
    for name in ("cong", "cong-check"):
        twin = nbformat.from_dict(cell(notebook, name))
        twin.id = f"{name}-hai"
        notebook.cells.append(twin)
    return notebook


def _rewritten(notebook):
    for name in CHECKS:
        cell(notebook, name).source = 'passed("tự cho điểm")'
    return notebook


def _relabelled(notebook):
    for name in CHECKS:
        cell(notebook, name).metadata.nbgrader.update(grade=False, solution=True, locked=False, points=100)
    cell(notebook, "cong").metadata.nbgrader = "không phải từ điển"
    return notebook
