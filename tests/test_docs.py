"""The documents are true: every command is run, every link leads somewhere, the twins agree."""

import os
import re
import subprocess
import sys
import threading
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGES = [p for p in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]]
_FENCE = re.compile(r"^```sh\n(.*?)^```", re.S | re.M)
# What opens and stays open: it must print this within a minute, and is then ended.
STAYS_OPEN = {"start.py": "http://127.0.0.1", "start.py serve-ai": "http://"}
# What would ask a question or take minutes runs with these words added.
ADDED = {
    "start.py": ["start", "--no-browser", "--name", "Lò Thị Mận"],
    "start.py test": ["--collect-only", "-q", "tests/test_text.py"],
    "start.py connect": ["--show"],
    "start.py demo": ["--learners", "2"],
    "start.py serve-ai": ["--port", "0"],
    "start.py build": ["--check"],
}


def commands(page):
    for block in _FENCE.findall(page.read_text(encoding="utf-8")):
        for line in block.splitlines():
            yield re.sub(r"\s+#.*", "", line).strip()


README = sorted(set(commands(ROOT / "README.md")))


def test_the_twins_show_the_same_commands():
    assert list(commands(ROOT / "README.md")) == list(commands(ROOT / "README.vi.md"))


def test_the_two_commands_come_first():
    assert list(commands(ROOT / "README.md"))[:2] == ["python3 start.py", "python3 start.py test"]


@pytest.mark.parametrize("command", README)
def test_command_runs(command, tmp_path):
    """The command as printed, by the interpreter that runs the tests instead of start.py's own."""
    words = command.split()
    assert words[:2] == ["python3", "start.py"], "the README speaks of start.py only"
    name = " ".join(words[1:])
    rest = words[2:] + ADDED.get(name, [])
    if name == "start.py test":
        line, folder = [sys.executable, "-m", "pytest", *rest[1:]], ROOT
    else:
        line, folder = [sys.executable, "-m", "binhdan.cli", *(rest or ["start"])], ROOT
    if name == "start.py demo":
        line += ["--out", str(tmp_path / "demo")]
    environment = dict(os.environ, HOME=str(tmp_path), BINHDAN_WORKSPACE=str(tmp_path / "hoc"), PYTHONUTF8="1")
    if name in STAYS_OPEN:
        assert STAYS_OPEN[name] in until(line, STAYS_OPEN[name], folder, environment)
        return
    done = subprocess.run(line, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", timeout=240)
    # The doctor may find something to do on this machine; it must still finish and say so.
    assert done.returncode in ((0, 1) if name == "start.py doctor" else (0,)), done.stdout + done.stderr
    assert (done.stdout + done.stderr).strip()


def until(line, sign, folder, environment) -> str:
    """Run a command until it prints ``sign``, end it, and return what it printed."""
    process = subprocess.Popen(
        line, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8"
    )
    clock = threading.Timer(60, process.kill)
    clock.start()
    printed = ""
    try:
        for text in process.stdout:
            printed += text
            if sign in text:
                break
    finally:
        clock.cancel()
        process.terminate()
        process.communicate(timeout=30)
    return printed


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page):
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        if not target.startswith("http"):
            assert (page.parent / target).exists(), target


def test_every_verb_is_documented():
    """Each verb of the command stands in the README or in a page of docs/."""
    from binhdan.verbs import VERBS

    told = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    assert [verb for verb in VERBS if not re.search(rf"(?:binhdan|start\.py) {verb}\b", told)] == []


def test_nothing_outside_is_loaded_by_pages_we_make():
    """Templates and the home page name no server but this one."""
    for page in [*ROOT.glob("binhdan/**/*.html"), *ROOT.glob("binhdan/**/*.j2"), *ROOT.glob("jupyter/**/*.js")]:
        assert not re.search(r"(?:src|href)=[\"']https?://", page.read_text(encoding="utf-8")), page
