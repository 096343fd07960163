"""Sources to read: the still page holds every word, the live one opens a page and finds words in all of them."""

import html

import pytest

from binhdan import cases, playground
from binhdan.curriculum import find_root


@pytest.fixture(autouse=True)
def marker(monkeypatch):
    monkeypatch.setenv("BINHDAN_COURSE", str(find_root()))


@pytest.mark.parametrize("name", ["B1.06/bo-1", "B1.06/bo-2", "B1.08/che"])
def test_the_still_page_holds_all(name):
    case, page = cases.load(name), playground.sources(name).still()
    said = [case["question"], case["origin"], *(s[k] for s in case["sources"] for k in ("title", "site", "date"))]
    for line in [*said, *(line for s in case["sources"] for line in s["lines"])]:
        assert html.escape(line) in page


def test_opening_one_shows_its_page_only():
    opened, _, page = playground.sources("B1.06/bo-1").widget().children
    listed = page.value
    assert "thay thế Quyết định số 18/2023" not in listed
    opened.value = "2"
    assert "thay thế Quyết định số 18/2023" in page.value and "muatrua_72" not in page.value
    opened.value = None
    assert page.value == listed


def test_words_are_found_without_diacritics_and_counted_in_the_list():
    opened, wanted, page = playground.sources("B1.06/bo-1").widget().children
    wanted.value = "THAY the"
    assert "Trong trang: 1 chỗ có “THAY the”" in page.value and "Trong trang: 0 chỗ" in page.value
    opened.value = "2"
    assert "<span style='background:#ffe0a3;color:#1c1c1c'>thay thế</span>" in page.value
    wanted.value = "thay thể"
    assert "#ffe0a3" not in page.value
    wanted.value = "<b>"
    assert "<b>&lt;" not in page.value and "#ffe0a3" not in page.value
