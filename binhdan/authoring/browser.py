"""A Chromium on this machine, and what it is for: HTML to PDF."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "msedge", "brave-browser")
_MAC = ("Google Chrome", "Chromium", "Microsoft Edge")
_WINDOWS = (r"Google\Chrome\Application\chrome.exe", r"Microsoft\Edge\Application\msedge.exe", r"Chromium\Application\chrome.exe")
_FLAGS = (
    "--headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-component-update"
    " --disable-sync --no-pdf-header-footer --virtual-time-budget=20000"
).split()
SECONDS = 180


class PrintFailed(Exception):
    """The browser made no PDF; the message is Vietnamese."""


def find() -> str | None:
    """Return a browser of Chromium's family in the usual places, or None."""
    for name in _NAMES:
        if found := shutil.which(name):
            return found
    if sys.platform == "darwin":
        places = [Path(f"/Applications/{name}.app/Contents/MacOS/{name}") for name in _MAC]
    else:
        roots = filter(None, map(os.environ.get, ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")))
        places = [Path(root, name) for root in roots for name in _WINDOWS]
    return next((str(place) for place in places if place.is_file()), None)


def to_pdf(browser: str, page: Path, target: Path, query: str = "") -> None:
    """Print the HTML file ``page`` into ``target``; PrintFailed says why there is none."""
    # A profile of its own: a browser that is open already would take the page over and print nothing.
    with tempfile.TemporaryDirectory(prefix="binhdan-in-", ignore_cleanup_errors=True) as profile:
        draft = target.with_name(f".{target.name}.part")
        command = [browser, *_FLAGS, f"--user-data-dir={profile}", f"--print-to-pdf={draft}", page.resolve().as_uri() + query]
        try:
            done = subprocess.run(command, capture_output=True, timeout=SECONDS)
            if not (draft.is_file() and draft.stat().st_size):
                last = done.stderr.decode("utf-8", "replace").strip().splitlines()[-1:] or [f"mã {done.returncode}"]
                raise PrintFailed(f"Trình duyệt {browser} không in được ({last[0][:160]}).")
            os.replace(draft, target)
        except subprocess.TimeoutExpired as error:
            raise PrintFailed(f"Trình duyệt {browser} in quá {SECONDS} giây nên bị dừng.") from error
        except OSError as error:
            raise PrintFailed(f"Không in được ra {target} ({error.strerror or error}).") from error
        finally:
            draft.unlink(missing_ok=True)
