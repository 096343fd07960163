"""The learner's and the tutor's page in a real JupyterLab."""

import json
import sys
from pathlib import Path

import pytest
from running_course import RunningCourse

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "reports"))
from small_ward import TODAY, Ward  # noqa: E402

from binhdan.classroom import my_page  # noqa: E402
from binhdan.records import opened  # noqa: E402

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    """A course that runs, in whose workspace a trainer's notebook lies beside a class folder."""
    folder = tmp_path_factory.mktemp("trang")
    (folder / "lop").mkdir()
    with opened(f"sqlite:///{folder / 'lop' / 'records.db'}") as book, book.writing() as session:
        ward = Ward(session)
        keeper, stuck, new = ward.learner("Nông Thị Tươi"), ward.learner("Hà <b>Thị</b> Vướng"), ward.learner("Ma Thị Mới")
        for points in (3, 4):
            ward.mark(stuck, "B1.02", points, TODAY - 9 + points)
        ward.tutor(keeper, stuck, new)
    code = f"from binhdan import tutor_page\n\ntutor_page({str(folder / 'lop')!r}, tutor={keeper!r})"
    cell = {"cell_type": "code", "id": "trang", "metadata": {}, "source": code, "outputs": [], "execution_count": None}
    kernel = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    notebook = {"cells": [cell], "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}
    (folder / "hoc").mkdir()
    (folder / "hoc" / "nguoi-kem.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    with RunningCourse(ROOT, folder / "hoc", folder / "log", "--name", "Vi Thị Nương", "--port", "8980") as course:
        course.desk = folder / "hoc"
        yield course


def run_last_cell(page):
    """Put the cursor into the notebook's last cell and run it."""
    # The notebook's own sign says "idle" while the kernel still starts, and what is run then can get lost.
    page.locator("#jp-main-statusbar", has_text="Đang rảnh").wait_for(state="attached", timeout=60_000)
    page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-CodeCell .cm-content").last.click()
    page.keyboard.press("Shift+Enter")
    page.locator(".bd-page h1").first.wait_for(timeout=60_000)


def fits(page):
    """Whether the whole page is seen between the edges of the notebook's outputs."""
    edges = "node => [node.getBoundingClientRect().right, node.closest('.jp-OutputArea-output').getBoundingClientRect().right]"
    own, outer = page.locator(".bd-page").first.evaluate(edges)
    return own <= outer and page.locator(".bd-page").first.evaluate("node => node.scrollWidth <= node.clientWidth + 1")


@pytest.mark.parametrize("width", [1280, 390])
def test_a_learner_opens_their_page_from_home_and_saves_it(open_page, running, width):
    page = open_page(f"{running.address}lab?token={running.token}&reset", width=width)
    page.locator(".bd-own-page a").click(timeout=60_000)
    run_last_cell(page)
    shown = page.locator(".bd-page").first
    assert "Vi Thị Nương" in shown.inner_text() and "Mười ba tuần vừa qua" in shown.inner_text()
    assert fits(page)
    saved = running.desk / my_page.FILE
    saved.unlink(missing_ok=True)
    page.get_by_role("button", name="Lưu ra trang HTML").click()
    page.locator("text=Đã lưu thành").wait_for(timeout=20_000)
    static = open_page(saved.as_uri(), width=width)
    assert static.locator("h1").inner_text() == "Vi Thị Nương"
    assert static.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("width", [1280, 390])
def test_a_tutor_filters_by_need(open_page, running, width):
    page = open_page(f"{running.address}lab/tree/nguoi-kem.ipynb?token={running.token}&reset", width=width)
    run_last_cell(page)
    shown = page.locator(".bd-page").first
    assert "Hà <b>Thị</b> Vướng" in shown.inner_text() and "Ma Thị Mới" in shown.inner_text()
    assert fits(page)
    page.get_by_label("Cần gì:").select_option("đang vướng")
    page.wait_for_function("() => !document.querySelector('.bd-page').innerText.includes('Ma Thị Mới')", timeout=20_000)
    shown.locator("summary", has_text="B1.02").click()
    assert "Giúp mà không mách" in shown.inner_text()
