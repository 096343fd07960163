"""The playgrounds of the store and of the eval set show what happened, live and still."""

from pathlib import Path

import pytest

from binhdan import playground

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = {"cat_theo": "de_muc", "so_tu": 100, "goi_dau": 0, "gan_nhan": ["ten", "de_muc"]}


@pytest.fixture(autouse=True)
def course(monkeypatch):
    monkeypatch.setenv("BINHDAN_COURSE", str(ROOT))


def test_the_store_shows_both_ways_and_marks_shared_words():
    page = playground.retrieval(SETTINGS, {"khai sinh": ["mới đẻ"]}, case="B4.10/so-truc").still()
    assert page.count("điểm gần") == 6 and "<mark" in page and "/34 câu" in page


def test_a_typed_question_is_searched():
    summary, picked, typed, page = playground.retrieval(SETTINGS, {"tạm trú": ["ở trọ"]}, case="B4.10/so-truc").widget().children
    typed.value = "cháu <b>ở trọ</b>"
    assert "<b>ở trọ</b>" not in page.value and "Máy thêm chữ giấy tờ: <b>tạm trú</b>" in page.value
    picked.value = picked.options[1]
    assert picked.options[1] in page.value


@pytest.mark.parametrize("settings, synonyms", [({"cat_theo": "x"}, {}), (SETTINGS, {"a": 3}), (SETTINGS, [])])
def test_wrong_settings_are_one_line(settings, synonyms):
    shown = playground.retrieval(settings, synonyms, case="B4.10/so-truc")
    if settings is SETTINGS and not synonyms:
        assert "/34 câu" in shown.still()
    else:
        assert "điểm gần" not in shown.still() and shown.widget().value == shown.still()


def test_the_matrix_names_what_is_caught_and_what_slips():
    rows = [{"hoi": "Lệ phí đăng ký tạm trú?", "so": 15000}]
    page = playground.bots(lambda reply, row: reply != "Không biết.", rows, case="B5.02/bot-mo").still()
    assert page.count("<tr>") == 7 and "bắt được" in page and "lọt lưới" in page and "nhận, đúng" in page


def test_a_scorer_that_breaks_is_one_line():
    rows = [{"hoi": "Lệ phí đăng ký tạm trú?", "so": 15000}]
    assert "KeyError" in playground.bots(lambda reply, row: row["x"], rows, case="B5.02/bot-mo").still()


def test_bots_answer_what_is_typed():
    typed, page = playground.bot_says("Lệ phí đăng ký tạm trú?", case="B5.02/bot-mo").widget().children
    typed.value = "<i>Đăng ký tạm trú mất bao lâu?"
    assert "3 ngày" in page.value and "<i>" not in page.value
