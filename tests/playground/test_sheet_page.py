"""The wage sheet on the screen: what a person must see to find the faults, and the formulas worked out."""

import pytest

from binhdan import playground
from binhdan.curriculum import find_root


@pytest.fixture(autouse=True)
def marker(monkeypatch):
    monkeypatch.setenv("BINHDAN_COURSE", str(find_root()))


def test_the_still_page_shows_spaces_sides_and_where_the_formula_is_from():
    page = playground.sheet("B1.10/thang-5").still()
    assert "Nông Thị ·Hiên" in page and "Đàm Thị Bưởi·" in page
    assert "text-align:left;'>1.250.000" in page and "text-align:right;'>1250000" in page
    assert "SUMIFS(F2:F14" in page and "không phải lời của một AI thật" in page
    assert "<b>308000</b>" in page and "642000" not in page


def test_the_learners_formulas_are_laid_over_and_another_person_can_be_chosen():
    rows = [{"ô": "G2", "công thức": "=TRIM(B2)"}, {"ô": "H2", "công thức": "=VALUE(F2)"}, {"ô": "J2", "công thức": "=SUMIF(G:G;I2;H:H)"}]
    chosen, page = playground.sheet("B1.10/thang-5", rows).widget().children
    assert "#VALUE!" in page.value and "SUMIFS" not in page.value
    before = page.value
    chosen.value = "Vi Thị Chắp"
    assert page.value != before and "Vi Thị Chắp → " in page.value


@pytest.mark.parametrize("rows, told", [([], "Chưa có công thức ở ô J2"), ([{"ô": "J2", "công thức": "=SUM("}], "Ô J2")])
def test_formulas_that_cannot_be_read_leave_the_sheet_and_say_so(rows, told):
    page = playground.sheet("B1.10/thang-5", rows).still()
    assert told in page and "1.250.000" in page
