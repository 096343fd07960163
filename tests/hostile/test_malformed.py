"""Hand-ins that are no honest notebook: refused with a reason, or marked as they stand; the class goes on."""

import json
import unicodedata

import nbformat
import pytest
import tiny_course as tiny
from attacks import RIGHT

from binhdan.curriculum import load_course
from binhdan.grading import record
from binhdan.grading.box.walls import probe
from binhdan.grading.run import grade

pytestmark = pytest.mark.nbgrader


def raw(root, change) -> bytes:
    """The right answer as JSON, after ``change`` has had its way with it."""
    content = json.loads(nbformat.writes(tiny.with_answer(root, RIGHT)))
    return json.dumps(change(content) or content).encode()


def cell(content, name):
    return next(c for c in content["cells"] if c["metadata"].get("nbgrader", {}).get("grade_id") == name)


def _doubled(content):
    content["cells"].append(json.loads(json.dumps(cell(content, "cong"))))


def _same_ids(content):
    for one in content["cells"]:
        one["id"] = "x"


def _stolen_points(content):
    cell(content, "cong-check")["metadata"]["nbgrader"]["points"] = 100
    cell(content, "cong-check")["source"] = "passed('x')"


def _foreign_grade_cell(content):
    content["cells"].append(
        {
            "cell_type": "code",
            "id": "la",
            "metadata": {"nbgrader": {"grade_id": "thuong", "grade": True, "solution": False, "locked": True, "points": 50}},
            "source": "1",
            "outputs": [],
            "execution_count": None,
        }
    )


def _strange_metadata(content):
    cell(content, "cong")["metadata"] |= {"nbgrader": {"grade_id": "cong", "locked": "có", "points": "nhiều"}, "tags": 5}


def _long_output(content):
    cell(content, "cong")["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "x" * (9 << 20)}]


def _flood(content):
    cell(content, "cong")["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "x" * (50 << 20)}]


def _source_is_a_dict(content):
    cell(content, "cong")["source"] = {"a": 1}


# Name -> (how the JSON is changed, or the bytes themselves; points, or None where it must be refused).
CASES = {
    "nhan-doi": (_doubled, 10),
    "trung-ma": (_same_ids, 10),
    "doi-diem": (_stolen_points, 10),
    "o-la": (_foreign_grade_cell, 10),
    "sieu-du-lieu-la": (_strange_metadata, 10),
    "ket-qua-dai": (_long_output, 10),
    "lut-ket-qua": (_flood, None),
    "nguon-la-bang": (_source_is_a_dict, 0),
    "json-hong": (b'{"cells": [', None),
    "json-sau": (b'{"cells": ' + b"[" * 200_000 + b"]" * 200_000 + b"}", None),
    "khong-phai-utf8": ("{\"cells\": \"đ\"}".encode("utf-16"), None),
    "rong": (b"", None),
    "mot-so": (b"7", None),
}


@pytest.fixture(scope="module")
def marked(tmp_path_factory):
    if not probe().suffice:
        pytest.skip("optional: this machine lacks the walls that strangers' work needs")
    root = tmp_path_factory.mktemp("khoa") / "khoa"
    folder = tmp_path_factory.mktemp("lop")
    tiny.build(root)
    for name, (change, _) in CASES.items():
        tiny.hand_in(folder, name, change if isinstance(change, bytes) else raw(root, change))
    tiny.hand_in(folder, unicodedata.normalize("NFD", "lê-thị-mận"), tiny.with_answer(root, RIGHT))
    shadow = tiny.hand_in(folder, "mo-dun-gia", tiny.with_answer(root, "def cong(a, b):\n    return 0"))
    (shadow / "binhdan.py").write_text("from types import SimpleNamespace as check\n", encoding="utf-8")
    (shadow / "json.py").write_text("raise SystemExit\n", encoding="utf-8")
    tiny.hand_in(folder, "that", tiny.with_answer(root, RIGHT))
    return folder, {r.learner: r for r in grade(load_course(root), folder)}


@pytest.mark.parametrize("name", CASES)
def test_malformed(marked, name):
    _, results = marked
    points = CASES[name][1]
    if points is None:
        assert results[name].state == "not graded" and results[name].why.endswith(".")
    else:
        assert (results[name].points, results[name].max_points) == (points, 10)


def test_what_was_put_right_is_told(marked):
    folder, _ = marked
    told = {name: record.load(folder, name, tiny.ONE).repaired for name in ("nhan-doi", "doi-diem", "o-la")}
    assert "nhân đôi" in told["nhan-doi"][0] and "bị sửa" in told["doi-diem"][0] and "không thuộc bài này" in told["o-la"][0]


def test_a_name_in_another_unicode_form_is_one_learner(marked):
    _, results = marked
    (found,) = [name for name in results if unicodedata.normalize("NFC", name) == "lê-thị-mận"]
    assert results[found].points == 10


def test_a_module_of_the_learners_stands_in_for_nothing(marked):
    _, results = marked
    assert results["mo-dun-gia"].points == 0 and results["that"].points == 10
