"""The verification page in a real Chromium, from a file, with no network."""

import shutil
from pathlib import Path

import pytest

from binhdan.awards import payload
from binhdan.awards.holders import Holder

pytestmark = pytest.mark.browser
FLAGS = "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync".split()
NAME = "Ỳ Đỗ Thị Ngữ Uyển"


@pytest.fixture(scope="module")
def chromium():
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: uv sync --group dev")
    path = "/usr/bin/chromium" if Path("/usr/bin/chromium").exists() else shutil.which("chromium")
    if not path:
        pytest.skip("chromium is not installed: apt install chromium")
    with api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def look(chromium, desk, asked, passed):
    """A function (payload) -> an open page that has given its verdict; ``look.codes``: of three, the second revoked."""
    names = {f"hv-{i}": Holder(f"hv-{i}", name, 1984) for i, name in enumerate([NAME, "Lò Thị Mơ", "Ŏn Č'Ře"])}
    entries = desk.issue(asked, passed(*names), names).made
    desk.revoke(entries[1].id, "nhầm")
    errors, contexts = [], []

    def open_page(code, width=390, script="", dark=False):
        contexts.append(chromium.new_context(viewport={"width": width, "height": 844}, offline=True, color_scheme="dark" if dark else "light"))
        page = contexts[-1].new_page()
        page.on("pageerror", lambda error: errors.append(error.stack))
        page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        page.on("request", lambda request: None if request.url.startswith("file:") else errors.append(request.url))
        if script:
            page.add_init_script(script)
        page.goto((desk.folder / "verify.html").as_uri() + (f"#{code}" if code else ""))
        page.wait_for_function("document.getElementById('result').className !== ''")
        return page

    open_page.codes = [desk.qr_text(entry).partition("#")[2] for entry in entries]
    yield open_page
    for context in contexts:
        context.close()
    assert not errors


WITHOUT = "Object.defineProperty(globalThis.crypto, 'subtle', { value: undefined })"
OLD = "SubtleCrypto.prototype.importKey = () => Promise.reject(new Error('Ed25519'))"


@pytest.mark.parametrize("script, engine", [("", "webcrypto"), (WITHOUT, "noble"), (OLD, "noble")])
def test_good_revoked_and_changed(look, script, engine):
    good, revoked, foreign = look.codes
    page = look(good, script=script)
    assert page.get_attribute("#result", "class") == "valid" and page.get_attribute("#result", "data-engine") == engine
    said = page.inner_text("#facts")
    for expected in (NAME, "1984", "1 – Xử lý văn bản cơ bản", "20/11/2026", "UBND phường Đồi Chè", "00001/B1-2026", "Đang có hiệu lực"):
        assert expected in said
    page = look(revoked, script=script)
    assert page.get_attribute("#result", "class") == "revoked" and "Đã bị thu hồi" in page.inner_text("#facts")
    assert "Ŏn Č'Ře" in look(foreign, script=script).inner_text("#facts")
    for at in (3, 60, 90, 110, 125):  # signature, number, date, name
        letter = "A" if good[at] != "A" else "B"
        page = look(good[:at] + letter + good[at + 1 :], script=script)
        assert page.get_attribute("#result", "class") in ("invalid", "unknown"), at
        assert page.inner_text("#facts") == ""


def test_the_page_and_the_program_agree_on_every_changed_byte(look, desk):
    import base64

    raw = base64.urlsafe_b64decode(look.codes[0] + "==="[: -len(look.codes[0]) % 4])
    texts = []
    for at in range(len(raw)):
        changed = bytearray(raw)
        changed[at] ^= 0x41
        texts.append(base64.urlsafe_b64encode(bytes(changed)).rstrip(b"=").decode())
    page = look(look.codes[0])
    states = page.evaluate("texts => Promise.all(texts.map(async text => (await check(text)).state))", [look.codes[0], *texts])
    assert states[0] == "valid" and "valid" not in states[1:] and "revoked" not in states[1:]
    for text, state in zip(texts, states[1:]):
        try:
            unknown = payload.unseal(text, [desk.signer.issuer.current])[1] is None
        except (ValueError, OverflowError):
            unknown = False
        assert (state == "unknown") == unknown


def test_what_is_pasted(look):
    page = look("")
    assert page.get_attribute("#result", "class") == "empty"
    page.fill("#text", f"  https://kiem-tra.doi-che.example/verify.html#{look.codes[0]}\n")
    page.click("button")
    page.wait_for_selector("#result.valid")
    page.fill("#text", "<img src=x onerror=alert(1)>")
    page.click("button")
    page.wait_for_selector("#result.invalid")


@pytest.mark.parametrize("width, dark", [(390, False), (390, True), (320, False), (1280, False)])
def test_it_fits_the_screen(look, width, dark):
    page = look(look.codes[0], width=width, dark=dark)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate("document.querySelector('button').getBoundingClientRect().height") >= 44
    shade = "c => { const v = getComputedStyle(document.querySelector(c)); return [v.color, v.backgroundColor] }"
    ink, card = page.evaluate(shade, ".verdict")
    assert contrast(ink, card) >= 4.5


def contrast(one, other):
    def light(colour):
        parts = [int(part) / 255 for part in colour[4:-1].split(",")]
        red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    bright, dark = sorted((light(one), light(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def test_nothing_outside_is_named(desk, asked, passed):
    desk.issue(asked, passed("hv-0"), {})
    text = (desk.folder / "verify.html").read_text(encoding="utf-8")
    assert "http://" not in text and "https://" not in text.replace(desk.signer.issuer.page, "")
