"""A deck and a handout in a real Chromium: nothing is cut, nothing is fetched, the PDF has every slide."""

import re
from pathlib import Path

import pytest

from binhdan.authoring import browser as printing
from binhdan.authoring import handout, reading, slides
from binhdan.authoring.exporters import DeckExporter, HandoutExporter
from binhdan.curriculum import load_course

pytestmark = pytest.mark.browser
COURSE = load_course(Path(__file__).resolve().parents[2])
CODES = ["B1.01", "B1.07"]


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """The files of both lessons: (deck, handout)."""
    folder = tmp_path_factory.mktemp("in")
    lessons = [reading.read(COURSE, COURSE.lesson(code)) for code in CODES]
    made = DeckExporter().convert(slides.assemble(COURSE, lessons, COURSE.levels[0]))
    sheet = HandoutExporter().convert(handout.assemble(COURSE, lessons, COURSE.levels[0], True))
    for name, html in (("chieu.html", made), ("giay.html", sheet)):
        (folder / name).write_text(html, encoding="utf-8")
    return folder / "chieu.html", folder / "giay.html"


def test_every_slide_fits_and_can_be_read(pages, open_page):
    page = open_page(pages[0].as_uri() + "?print-pdf", 1280, 720)
    page.wait_for_function("document.querySelector('.page').style.fontSize")
    seen = page.evaluate(
        "[...document.querySelectorAll('.page')].map(p => [p.scrollHeight, p.scrollWidth, parseFloat(getComputedStyle(p).fontSize), p.className])"
    )
    assert len(seen) >= 25
    for height, width, size, style in seen:
        assert height <= 720 and width <= 1280 and 16 <= size <= 44 and "cut" not in style, (height, width, size, style)


def test_the_deck_turns_its_pages_without_a_network(pages, open_page):
    page = open_page("about:blank", 1280, 720)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(pages[0].as_uri())
    page.wait_for_selector(".reveal.ready")
    assert page.locator("section.present h1").inner_text() == "Bậc 1\nXử lý văn bản cơ bản"
    page.keyboard.press("ArrowRight")
    page.locator("section.present >> text=Bắt lỗi AI bịa").click()
    assert page.locator("section.present h1").inner_text() == "Bắt lỗi AI bịa"
    assert page.evaluate("document.fonts.check('34px \"Be Vietnam Pro\"', 'ữ')")
    assert [url[:60] for url in asked if not url.startswith(("file:", "data:"))] == []
    assert len([url for url in asked if url.startswith("file:")]) == 1


def test_the_speaker_sees_notes(pages, open_page):
    page = open_page(pages[0].as_uri(), 1280, 720)
    page.wait_for_selector(".reveal.ready")
    with page.expect_popup() as popup:
        page.keyboard.press("s")
    assert popup.value.locator("body").count() == 1


def test_pdfs_have_every_page_and_the_font(pages, tmp_path, browser):
    deck, sheet = pages
    program = printing.find()
    printing.to_pdf(program, deck, tmp_path / "chieu.pdf", "?print-pdf")
    printing.to_pdf(program, sheet, tmp_path / "giay.pdf")
    count = deck.read_text(encoding="utf-8").count('<div class="page')
    shown = (tmp_path / "chieu.pdf").read_bytes()
    assert shown.startswith(b"%PDF") and shown.count(b"/Type /Page\n") == count
    assert re.search(rb"/MediaBox \[0 0 9(60|59\.\d+) 5(40|39\.\d+)\]", shown), "1280 x 720"
    paper = (tmp_path / "giay.pdf").read_bytes()
    assert b"BeVietnamPro" in paper and paper.count(b"/Type /Page\n") >= 10
    assert re.search(rb"/MediaBox \[0 0 59[45][.\d]* 84[12][.\d]*\]", paper), "A4"
    assert not list(tmp_path.glob(".*.part"))
