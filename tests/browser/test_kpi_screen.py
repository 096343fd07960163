"""The KPI page in a real browser: it fits a desktop and a phone, in light and dark, and prints."""

import pytest
from made_figures import made

from binhdan.reports import kpi_page

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [390, 1280])
def test_it_fits_and_nothing_is_asked_of_the_network(open_page, tmp_path, width):
    (tmp_path / "kpi.html").write_text(kpi_page.html(made()), encoding="utf-8")
    page = open_page((tmp_path / "kpi.html").as_uri(), width=width)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert page.evaluate("performance.getEntriesByType('resource').filter(e => !e.name.startsWith('data:')).length") == 0
    page.evaluate("document.fonts.ready")
    assert page.evaluate("document.fonts.check('16px \"Be Vietnam Pro\"', 'Đồi Chè')")
    beyond = """[...document.querySelectorAll('.figure b, .groups tbody > tr > *, .tag, .tiles dd')]
        .filter(e => e.getBoundingClientRect().right > innerWidth || e.getBoundingClientRect().left < 0).map(e => e.textContent)"""
    assert page.evaluate(beyond) == []
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.emulate_media(color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != light
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
