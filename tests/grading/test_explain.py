"""The explanation of a mark names what happened to each cell."""

import json

import pytest

from tiny_course import ONE, RIGHT, hand_in, with_answer

from binhdan.cli import main
from binhdan.grading.run import grade

pytestmark = pytest.mark.nbgrader


@pytest.fixture
def explained(tiny_course, tmp_path, monkeypatch, capsys):
    hand_in(tmp_path, "an", with_answer(tiny_course.root, RIGHT.replace("+", "-"), "1/0"))
    hand_in(tmp_path, "binh", b"{")
    grade(tiny_course, tmp_path)
    monkeypatch.setenv("BINHDAN_COURSE", str(tiny_course.root))

    def explain(*words):
        status = main(["explain", *words, "--class-folder", str(tmp_path)])
        return status, capsys.readouterr()

    return explain


def test_every_cell_with_its_reason(explained):
    status, told = explained("an", "B1.01")
    assert status == 0 and "Điểm: 0/10, chưa đạt" in told.out
    assert "cong-check                           0/3  chưa đạt" in told.out and "Cộng chưa đúng." in told.out
    assert "ZeroDivisionError: division by zero" in told.out
    assert told.out.count("sha256:") == 4 and "giây" in told.out and "MB" in told.out


def test_as_data(explained):
    told = json.loads(explained("an", ONE, "--json")[1].out)
    assert told["result"]["points"] == 0 and told["record"]["submission"] == told["result"]["digest"]


def test_what_was_not_graded(explained):
    assert "Chưa chấm được: " in explained("binh", "B1.01")[1].out


def test_nothing_to_explain_names_the_next_step(explained):
    status, told = explained("khong-co", "B1.01")
    assert status == 1 and "binhdan grade" in told.err
