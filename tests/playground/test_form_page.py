"""Documents with numbered components, and signs looked up in them."""

import pytest

from binhdan import cases, playground
from binhdan.curriculum import find_root


@pytest.fixture(autouse=True)
def marker(monkeypatch):
    monkeypatch.setenv("BINHDAN_COURSE", str(find_root()))


def test_each_component_has_its_number_in_the_margin():
    page = playground.official_form("B1.03/vi-du").still()
    rows = {row.split("</span>")[1]: row.split(">")[1].split("<")[0] for row in page.split("<div style='white-space")[1:] if "</span>" in row for row in [row.split(">", 1)[1]]}
    assert next(chips for line, chips in rows.items() if "THÔNG BÁO" in line) == "5"
    assert next(chips for line, chips in rows.items() if "Số: 09/TB-TYT" in line) == "3, 4"


def test_a_chosen_sign_is_shown_where_it_is_seen():
    case = cases.load("B1.03/cap-thu")
    chosen, page = playground.form_signs("B1.03/cap-thu").widget().children
    before, seen = page.value, "background:#cdebd8"
    assert all(option["says"] in before for options in case["signs"].values() for option in options.values())
    assert seen not in before and "không thấy" not in before
    chosen.value = "noi-nhan"
    assert page.value.count(": thấy dấu hiệu") == 2 and seen in page.value
    chosen.value = "noi-nhan-va-luu"
    assert page.value.count(": thấy dấu hiệu") == 1 and page.value.count("không thấy dấu hiệu") == 1
