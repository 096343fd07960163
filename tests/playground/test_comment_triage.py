"""The sorting playground shows what a prompt does to the open comments, live and still."""

from pathlib import Path

import pytest

from binhdan.playground.comment_triage import triage

PROMPT = "Phân loại.\nNhãn:\n- khiếu nại/sức khoẻ: hàng mốc, <rách>\n- khen: ngon, thơm\nVí dụ:\n- hộp méo mó → khiếu nại/sức khoẻ\n{binh_luan}"


@pytest.fixture(autouse=True)
def course(monkeypatch):
    monkeypatch.setenv("BINHDAN_COURSE", str(Path(__file__).resolve().parents[2]))


def test_the_still_page_marks_the_words_that_decided():
    page = triage(PROMPT).still()
    assert page.count("<tr>") == 25 and "2 nhãn, 1 ví dụ" in page and "<b>mốc</b>" in page
    assert "không thấy dấu hiệu nào" in page and "<rách>" not in page


def test_no_prompt_no_table():
    assert "<table" not in triage("").still()


def test_the_widget_sorts_what_is_typed_and_shows_one_label():
    box = triage(PROMPT).widget()
    (label, own), page = box.children[0].children, box.children[1]
    assert page.value.count("<tr>") == 25
    label.value = "khen"
    assert 1 < page.value.count("<tr>") < 25
    own.value = "Hộp méo mó, <b>chán</b>"
    assert "thử" in page.value and "<b>chán</b>" not in page.value and "ví dụ “hộp méo mó”" in page.value


def test_an_empty_prompt_has_a_widget_too():
    assert "bấm ▶" in triage("  ").widget().value
