"""The Vietnamese language pack: JupyterLab merges it, and every string in it can be shown."""

import json
import re
import sys
import unicodedata
from importlib.metadata import entry_points, version
from pathlib import Path

import pytest
from jupyterlab_server.translation_utils import get_language_pack, merge_locale_data
from packaging.version import Version

import binhdan.classroom.language as language

FOLDER = Path(language.__file__).parent / "locale" / "vi_VN" / "LC_MESSAGES"
DOMAINS = ("jupyterlab", "jupyterlab_widgets", "notebook")
CONTEXT = "\x04"

# %1 is the file type here, and JupyterLab names it before it knows the language: "Lưu Notebook" without this.
FILE_TYPE_LEFT_OUT = {
    "Are you sure you want to reload the %1 from the disk?",
    "Are you sure you want to revert the %1 to checkpoint? ",
    "Delete %1",
    "Duplicate %1",
    "New View for %1",
    "No checkpoints are available for this %1.",
    "Reload %1 from Disk",
    "Rename%1…",
    "Revert %1 to Checkpoint…",
    "Revert %1 to checkpoint",
    "Save %1",
    "Save %1 As…",
}

MUST_HAVE = {
    "menus": "Edit|File|Help|New|Run|Settings|Tabs|View|Appearance|Language|Theme|Kernel",
    "buttons": "Cancel|Choose|Close|Close without saving|Delete|Discard|Dismiss|No|OK|Ok|Open|Overwrite|Reload|Rename"
    "|Restart|Revert|Run|Save|Select|Shut Down|Trust|Upload|Yes",
    "notebook": "Code|Copy Cell|Copy this cell|Cut Cell|Cut this cell|Delete Cell|Insert Cell Above|Insert Cell Below"
    "|Insert a cell above|Insert a cell below|Merge Cell Above|Merge Cell Below|Move Cell Down|Move Cell Up"
    "|Paste Cell Below|Raw|Redo Cell Operation|Restart the kernel|Restart the kernel and run all cells|Run All Cells"
    "|Run Selected Cell|Run this cell and advance|Save and create checkpoint|Select All Cells|Split Cell|Switch kernel"
    "|Undo Cell Operation|Interrupt the kernel|Clear Outputs of All Cells|Create a duplicate of this cell below",
    "kernel": "Busy|Connecting|Dead|Idle|Initializing|Kernel Restarting|Kernel status: %1|No Kernel|Restart Kernel?"
    "|Restart Kernel…|Restarting|Select Kernel|Starting|The kernel for %1 appears to have died. It will restart automatically."
    "|Do you want to restart the kernel of %1? All variables will be lost.",
    "saving": "Autosave Documents|File Changed|File Save Error for %1|Last Saved: %1\n|Save All|Save Failed|Save your work"
    "|Save changes in \"%1\" before closing?|Saving completed|Saving failed|Saving started|Read-only",
    "files": "Copy Path|Download|Duplicate|File Browser|File Size|Filter files by name|Last Modified|Modified|Move to Trash"
    "|Name|New Folder|Notebook|Open from Path…|Paste|Rename File|Sort Notebooks Above Files|Upload Files"
    "|Are you sure you want to permanently delete: %1?|\"%1\" already exists. Do you want to replace it?",
    "panels": "Command Palette|Contextual Help|Keyboard Shortcuts|Kernels|Launcher|Log Console|No Headings|Open Tabs"
    "|Property Inspector|Running Terminals and Kernels|Search settings…|Settings Editor|Show Status Bar|Table of Contents",
    "search": "Find and Replace…|Find…|Match Case|Match Whole Word|Next Match|Replace|Replace All|Show Replace|Use Regular Expression",
    "trust": "Notebook trusted: %1 of %2 code cells trusted.|Trust Notebook|Trust this notebook?|Trust HTML",
    "messages": "Error|Loading…|No notifications|Server Connection Error|Server stopped|Warning|Upload Error|Directory not found",
}


def load(domain: str) -> dict:
    return json.loads((FOLDER / f"{domain}.json").read_text(encoding="utf-8"))


def entries() -> list[tuple[str, list[str]]]:
    return [entry for domain in DOMAINS for entry in load(domain).items() if entry[0]]


def plain(key: str) -> str:
    """Return what is shown of a key: the message without its context."""
    return key.rpartition(CONTEXT)[2]


def frame(text: str) -> tuple:
    """Return what a translation must keep: whitespace at the ends, ellipsis, CodeMirror's $ and names in backticks."""
    return (
        re.match(r"\s*", text)[0],
        re.search(r"\s*$", text)[0],
        text.rstrip().endswith("…"),
        sorted(re.findall(r"\$|`[^`]+`", text)),
    )


def test_the_folder_holds_these_domains_and_nothing_else():
    assert sorted(path.name for path in FOLDER.iterdir()) == [f"{domain}.json" for domain in DOMAINS]


@pytest.mark.parametrize("domain", DOMAINS)
def test_a_file_is_nfc_and_sorted_with_one_entry_a_line(domain):
    text = (FOLDER / f"{domain}.json").read_text(encoding="utf-8")
    pack = load(domain)
    lines = [f"  {json.dumps(key, ensure_ascii=False)}: {json.dumps(pack[key], ensure_ascii=False)}" for key in sorted(pack)]
    assert unicodedata.is_normalized("NFC", text)
    assert text == "{\n" + ",\n".join(lines) + "\n}\n"


@pytest.mark.parametrize("domain", DOMAINS)
def test_the_header_names_domain_language_and_one_plural_form(domain):
    header = load(domain)[""]
    assert header["domain"] == domain
    assert header["language"] == "vi-VN"
    assert header["plural_forms"] == "nplurals=1; plural=0;"


@pytest.mark.parametrize("domain", DOMAINS)
def test_jupyterlab_merges_our_version(domain):
    # A number, not the official packs' word "jupyterlab": the server parses it, and a package's own older or equal
    # strings must not push ours aside.
    installed = ".".join(map(str, Version(version(domain)).release[:2]))
    theirs = {"": {"domain": domain, "version": installed}, "Dismiss": ["theirs"]}
    ours = {**load(domain), "Dismiss": ["ours"]}
    assert merge_locale_data(ours, theirs)["Dismiss"] == ["ours"]


def test_no_other_pack_answers_for_vietnamese():
    packs = [entry.value for entry in entry_points(group="jupyterlab.languagepack") if entry.name == "vi_VN"]
    found, problems = get_language_pack("vi_VN")
    assert packs == ["binhdan.classroom.language"]
    assert not problems
    assert {domain: found[domain] for domain in DOMAINS} == {domain: load(domain) for domain in DOMAINS}


def test_every_translation_is_filled_and_differs_from_its_message():
    wrong = [key for key, forms in entries() if not forms or any(not form.strip() or form == plain(key) for form in forms)]
    assert not wrong


def test_placeholders_and_frame_are_kept():
    wrong = []
    for key, forms in entries():
        wanted = [] if key in FILE_TYPE_LEFT_OUT else sorted(re.findall(r"%\d", plain(key)))
        for form in forms:
            if sorted(re.findall(r"%\d", form)) != wanted or frame(form) != frame(plain(key)):
                wrong.append((key, form))
    assert not wrong


def test_plurals_have_two_equal_forms_and_all_others_one():
    # JupyterLab takes a plural message only from a list of two or more, a plain one only from a list of one.
    scripts = (Path(sys.prefix) / "share" / "jupyter" / "lab" / "static").glob("*.js")
    plurals = {match for path in scripts for match in re.findall(r'\._n\("((?:[^"\\]|\\.)*)"', path.read_text(encoding="utf-8"))}
    assert "Run Selected Cell" in plurals
    pack = load("jupyterlab")
    assert plurals <= pack.keys()
    assert {key for key, forms in pack.items() if key and len(forms) != 1} == plurals
    assert all(len(pack[key]) == 2 and len(set(pack[key])) == 1 for key in plurals)


@pytest.mark.parametrize("place", MUST_HAVE)
def test_what_learners_meet_is_translated(place):
    known = {plain(key) for key in load("jupyterlab")}
    assert not set(MUST_HAVE[place].split("|")) - known
