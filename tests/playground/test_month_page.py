"""A month on the screen: everything to read, what the rules give, and no citizen's data before a rule hides it."""

import pytest

from binhdan import playground
from binhdan.curriculum import find_root

CASE = "B1.12/thang-4"


@pytest.fixture(autouse=True)
def marker(monkeypatch):
    monkeypatch.setenv("BINHDAN_COURSE", str(find_root()))


def rows(*lines):
    return [dict(zip(("tên", "cần gì", "cách tính", "tính trên", "điều kiện"), line.split("|"))) for line in lines]


def test_the_still_page_has_the_papers_the_book_and_the_draft_and_says_where_they_are_from():
    page = playground.month(CASE).still()
    assert "Phiếu cấp số của văn thư" in page and "Sổ phản ánh: 124 dòng" in page and "PA-301" in page
    assert "Bản nháp AI soạn" in page and "không phải lời của một AI thật" in page


@pytest.mark.parametrize("typed, codes", [("gấp và chưa xong", 6), ("0200555245", 1), ("pa-349", 1), ("", 124), ("không có chữ này đâu", 0)])
def test_a_condition_or_some_words_narrow_the_book(typed, codes):
    _, wanted, book, _ = playground.month(CASE).widget().children
    wanted.value = typed
    assert f"Sổ phản ánh: {codes} dòng" in book.value and book.value.count("<tr>") - 1 == codes


def test_figures_and_report_are_shown_and_what_cannot_be_worked_out_is_said():
    table = rows("tong| |đếm| |", "nuoc| |đếm| |loại là nước", "trich| |che| |họ tên, số điện thoại, căn cước, địa chỉ")
    page = playground.month_report(table, "Phường nhận {tong} phản ánh.\n{trich_gap}", CASE).still()
    assert ">124<" in page and "Phường nhận 124 phản ánh." in page
    assert "nước sạch hoặc thoát nước" in page and "còn trống" in page
    assert "[TÊN]" in page and "0200555245" not in page


def test_before_a_rule_hides_them_no_words_of_citizens_are_handed_on():
    assert playground.month_report([], "", CASE).quotes == ""
    assert playground.month_report(rows("trich| |che| |họ tên, số máy, căn cước, địa chỉ"), "", CASE).quotes.count("PA-") == 6
    assert "Chép bản nháp" in playground.month_report([], "", CASE).still()
