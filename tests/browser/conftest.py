"""A real Chromium, and the screens of JupyterLab as a learner meets them."""

import shutil
from pathlib import Path

import pytest

CHROMIUM = "/usr/bin/chromium"
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run"
    " --disable-background-networking --disable-component-update --disable-sync"
).split()


@pytest.fixture(scope="module")
def browser():
    """Chromium, closed after each file: two Playwrights at once do not go in one process. Each test opens pages of its own."""
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: uv sync --group dev")
    path = CHROMIUM if Path(CHROMIUM).exists() else shutil.which("chromium")
    if not path:
        pytest.skip("chromium is not installed: apt install chromium")
    with api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def open_page(browser):
    """A function (address, width, height) -> page; fails the test when a script of the page fails."""
    contexts, errors = [], []

    def open_page(address, width=1280, height=800):
        contexts.append(browser.new_context(viewport={"width": width, "height": height}, locale="vi-VN"))
        page = contexts[-1].new_page()
        page.on("pageerror", lambda error: errors.append(error.stack))
        page.goto(address)
        return page

    open_page.errors = errors
    yield open_page
    for context in contexts:
        context.close()
    assert not errors
