"""A reviewer fills in the packet in a browser, on a desk and on a phone, with no network."""

from pathlib import Path

import pytest
from reviewing import LEARNERS

pytestmark = pytest.mark.browser
SENTENCE = "Nên kể rõ hôm ấy “AI” nói câu gì, cô ạ 👵 <b>nhé</b>."


@pytest.fixture
def open_packet(given):
    """A function (width, …) -> the packet of a learner in a page that reports its errors."""
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: uv sync --group dev")
    folder, now = given
    chromium = Path("/usr/bin/chromium")
    if not chromium.exists():
        pytest.skip("chromium is not installed: apt install chromium")
    flags = "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking".split()
    errors = []
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(chromium), args=flags)

        def open_(width, **more):
            context = browser.new_context(viewport={"width": width, "height": 800}, locale="vi-VN", offline=True, accept_downloads=True, **more)
            page = context.new_page()
            page.on("pageerror", lambda error: errors.append(str(error)))
            page.on("console", lambda message: errors.append(message.text))
            page.goto((folder.path / f"packets/{LEARNERS[0]}/danh-gia-1.html").as_uri())
            return page

        yield open_
        browser.close()
    assert not errors


def fill(page, number, marks, sentence=SENTENCE):
    work = page.locator(".work").nth(number)
    for criterion, mark in enumerate(marks):
        work.locator("fieldset").nth(criterion).locator("input").nth(mark).check()
    work.locator("textarea").fill(sentence)


@pytest.mark.parametrize("width", [1280, 390])
def test_a_packet_is_filled_in_saved_and_taken_in(open_packet, given, peers, tmp_path, width):
    folder, now = given
    page = open_packet(width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.click("#save")
    assert page.inner_text("#status") == "Bài 1 còn thiếu điểm «Dễ hiểu»." and not page.is_visible("#part")
    for number in range(5):
        fill(page, number, (number % 3, 1, 2))
    page.reload()  # what was done is still there
    assert page.inner_text("#status") == "Đã xong 5 trong 6 bài."
    fill(page, 5, (0, 0, 0), "Hay.")
    page.click("#save")
    assert "Bài 6 còn thiếu câu giúp người viết" in page.inner_text("#status") and page.is_visible("#part")
    page.locator(".work").nth(5).locator("textarea").fill(SENTENCE)
    with page.expect_download() as download:
        page.click("#save")
    saved = tmp_path / download.value.suggested_filename
    download.value.save_as(saved)
    assert saved.name == f"danh-gia-{LEARNERS[0]}-1.txt" and page.input_value("#copy") in saved.read_text(encoding="utf-8")
    assert peers("collect", saved)[0] == 0
    reviews, items = folder.load_reviews()[LEARNERS[0]], now.reviewers[LEARNERS[0]].items
    assert [reviews[item.key].marks for item in items] == [[0, 1, 2], [1, 1, 2], [2, 1, 2], [0, 1, 2], [1, 1, 2], [0, 0, 0]]
    assert {each.sentence for each in reviews.values()} == {SENTENCE}
    page.context.close()


def test_what_is_done_can_be_sent_and_pasted(open_packet, given, peers, tmp_path):
    folder, _ = given
    page = open_packet(390)
    fill(page, 2, (2, 0, 1))
    page.click("#save")
    with page.expect_download():
        page.click("#part")
    message = tmp_path / "tin-nhan.txt"
    message.write_text("Cô gửi thầy nhé:\n" + page.input_value("#copy"), encoding="utf-8")
    status, out, _ = peers("collect", message)
    assert status == 0 and "1 lượt chấm mới" in out
    page.context.close()


LUMINANCE = """node => {
  const light = colour => {
    const [r, g, b] = colour.match(/[\\d.]+/g).map(value => { const part = value / 255; return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4; });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  let behind = node;
  while (getComputedStyle(behind).backgroundColor === 'rgba(0, 0, 0, 0)') behind = behind.parentElement;
  const [low, high] = [light(getComputedStyle(node).color), light(getComputedStyle(behind).backgroundColor)].sort((a, b) => a - b);
  return [(high + 0.05) / (low + 0.05), light(getComputedStyle(behind).backgroundColor)];
}"""
PARTS = ("h1", ".muted", ".text", "legend", ".asks", ".choice span", "textarea", ".tag", "#status", "#save")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_part_can_be_read_by_day_and_at_night(open_packet, scheme):
    page = open_packet(390, color_scheme=scheme)
    for step in ("empty", "missing", "done"):
        if step == "missing":
            page.click("#save")
        if step == "done":
            fill(page, 0, (1, 1, 2))
            page.mouse.move(0, 0)
        for part in PARTS:
            contrast, behind = page.locator(f".work {part}, {part}").first.evaluate(LUMINANCE)
            assert contrast >= 4.5, (step, part)
            assert scheme == "light" or behind < 0.15, (step, part, "a bright patch in the dark")


def test_the_bar_never_lies_over_what_the_keyboard_is_on(open_packet):
    page = open_packet(390)
    for _ in range(8):
        page.keyboard.press("Tab")
        bottom = page.evaluate("document.activeElement.getBoundingClientRect().bottom")
        assert bottom <= page.locator(".bar").bounding_box()["y"] or page.evaluate("document.activeElement.closest('.bar') !== null")
