"""The model answer opens after two hand-ins, and not before."""

from pathlib import Path

import pytest

from binhdan.classroom import fetching, handin, third_hint, workspace
from binhdan.classroom.home import render
from binhdan.classroom.workspace import WorkspaceError
from binhdan.curriculum import load_course

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def desk(tmp_path):
    made = workspace.make(tmp_path / "hoc", workspace.Settings(ROOT))
    made.name_learner("Lò Thị Mận", "man-7k3f")
    fetching.fetch(made, load_course(ROOT))
    return made


def hand_in(desk, times):
    course = load_course(ROOT)
    lesson = course.lesson("B1.01")
    notebook = desk.lessons / lesson.assignment / f"{lesson.assignment}.ipynb"
    for number in range(times):
        text = notebook.read_text(encoding="utf-8")
        notebook.write_text(text.replace("\n }", f"\n }}{' ' * number}", 1), encoding="utf-8")
        handin.hand_in(desk, course, notebook)
    return lesson


@pytest.mark.parametrize("times", [0, 1])
def test_closed_before_two_hand_ins(desk, times):
    lesson = hand_in(desk, times)
    with pytest.raises(WorkspaceError, match=f"đã nộp {times} lần"):
        third_hint.page(desk, lesson)
    assert "solution" not in render(desk, load_course(ROOT), None, "/")


def test_open_after_two(desk):
    lesson = hand_in(desk, 2)
    page = third_hint.page(desk, lesson)
    assert "Bối cảnh:\n- Khu vực: {khu_vuc}" in page and "<script" not in page
    assert f"/binhdan/solution/{lesson.assignment}" in render(desk, load_course(ROOT), None, "/")
