"""Names that programs might run, from the roster to every paper, page and table: they come out as text, or are refused."""

import csv
import html
import io
import json
import re
import shutil
import subprocess
import time
import unicodedata
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

import hostile_ward as ward
import pytest

from binhdan.curriculum import load_course
from binhdan.records.names import shown
from binhdan.records.sheets import as_typed
from binhdan.reports import quarters

_FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠].", re.S)
OWN_PAGES = ("script-5", "img-6", "jinja-7", "js-13")


@dataclass
class Rooms:
    """What every verb left, and (status, stdout, stderr) of each."""

    folder: Path
    told: dict = field(default_factory=dict)


@pytest.fixture(scope="module")
def rooms(tmp_path_factory):
    """The hostile ward, through every verb once."""
    import contextlib

    from binhdan.cli import main

    top = tmp_path_factory.mktemp("rooms")
    made = Rooms(top / "lớp & <1>")
    made.folder.mkdir()
    course = load_course()
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("BINHDAN_DB", raising=False)
        patch.setenv("BINHDAN_USER", "<script>window.owned=1</script>")
        patch.setenv("BINHDAN_LOCALE", str(ward.write_locale(top / "locale.toml")))
        patch.chdir(top)

        def run(key, *words):
            out, err = io.StringIO(), io.StringIO()
            with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
                status = main([*map(str, words), "--class-folder", str(made.folder)])
            made.told[key] = (status, out.getvalue(), err.getvalue())

        run("enrol", "enrol", ward.write_roster(top / "ds.csv"), "--yes")
        ward.mark_all(course, made.folder)
        ward.make_gradebook(course, made.folder)
        _nickname(made.folder)
        run("recompute", "recompute")
        run("learners", "learners", "--csv", made.folder / "hoc-vien.csv")
        run("tutor-html", "tutor-page", "--to", made.folder / "nguoi-kem.html")
        run("tutor-csv", "tutor-page", "--to", made.folder / "nguoi-kem.csv")
        run("board", "board")
        _own_pages(course, made.folder)
        run("kpi", "report", "kpi", "--to", made.folder / "kpi.html")
        run("quarter", "report", "quarter", str(quarters.of(quarters.moment().date())), "--to", made.folder / "bao-cao.docx")
        run("moodle", "grades", "moodle", "--to", made.folder / "moodle.csv")
        run("canvas", "grades", "canvas", "--to", made.folder / "canvas.csv")
        run("xapi", "xapi", "--to", made.folder / "xapi.jsonl")
        keys = ("--keys", top / "khoa")
        assert main(["certify", "init", "--no-passphrase", "--locale", str(top / "locale.toml"), *map(str, keys)]) == 0
        run("certify", "certify", "1", *keys)
    return made


def _nickname(folder):
    """A nickname that no verb takes, as if an older program had left it."""
    from sqlalchemy import select

    from binhdan import records
    from binhdan.records.models import Learner, Nickname

    with records.opened(records.address(folder)) as book, book.writing() as session:
        for place, number in enumerate(session.scalars(select(Learner.number).order_by(Learner.code))):
            session.add(Nickname(learner=number, nickname=f"<script>window.owned=1</script>{place}", nickname_key=f"k{place}"))


def _own_pages(course, folder):
    """The pages of some learners, between neighbours with such nicknames."""
    from binhdan.points import rules
    from binhdan.points.days import day_of
    from binhdan.reports import learner_page, learner_page_html

    near = learner_page.Neighbours("<script>window.owned=1</script>", "{{1337*7}} #(1337*7)")
    for code in OWN_PAGES:
        model = learner_page.build(course, rules.of(course), (shown(ward.NAMES[code]), code), (), {}, day_of(time.time()), near)
        (folder / f"trang-{code}.html").write_text(learner_page_html.page(model), encoding="utf-8")


def pages(rooms):
    """Every page that a browser may open."""
    return sorted(rooms.folder.rglob("*.html"))


# Each ends well: what can't be taken is a matter of the certificate alone.
VERBS = ("enrol", "recompute", "learners", "tutor-html", "tutor-csv", "board", "kpi", "quarter", "moodle", "canvas", "xapi")


@pytest.mark.parametrize("verb", VERBS)
def test_nobody_is_in_the_way(rooms, verb):
    status, out, err = rooms.told[verb]
    assert status == 0, out + err
    assert "Traceback" not in err


def test_everybody_is_enrolled_by_a_name_without_hidden_marks(rooms):
    with (rooms.folder / "hoc-vien.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {row[0]: row[1] for row in list(csv.reader(file))[1:]}
    assert {code: as_typed(name) for code, name in rows.items()} == {code: shown(name) for code, name in ward.NAMES.items()}
    assert all(unicodedata.is_normalized("NFC", name) and "\u202e" not in name for name in rows.values())


@pytest.mark.parametrize("name", ["hoc-vien.csv", "nguoi-kem.csv", "moodle.csv", "canvas.csv"])
@pytest.mark.parametrize("separator", [",", ";"])
def test_no_table_holds_a_formula(rooms, name, separator):
    """However a spreadsheet separates the cells."""
    text = (rooms.folder / name).read_text(encoding="utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator) for cell in row]
    assert len(cells) > len(ward.NAMES) and [cell for cell in cells if _FORMULA.match(cell)] == []


def test_tables_hold_every_name(rooms):
    for name in ("nguoi-kem.csv", "moodle.csv", "canvas.csv"):
        with (rooms.folder / name).open(encoding="utf-8-sig", newline="") as file:
            text = "\n".join(" ".join(map(as_typed, row)) for row in csv.reader(file))
        for full in map(shown, ward.NAMES.values()):
            family, _, given = full.partition(" ")
            assert full in text or (family in text and given in text), (name, full)


def test_pages_hold_names_as_text_only(rooms):
    found = pages(rooms)
    assert len(found) == 4 + len(OWN_PAGES)
    for page in found:
        text = page.read_text(encoding="utf-8")
        assert ward.RUN not in text, page
        scripts = re.findall(r"<script\b[^>]*>(.*?)</script>", text, re.S | re.I)
        assert not any(re.search(r"<(?:img|script|b|w:p)\b", script) for script in scripts), page
        assert not re.search(r"<img[^>]+onerror|<w:p|<\?xml?>", text), page
        assert "&amp;amp;lt;" not in text, page  # nothing is escaped twice


def test_the_tutor_reads_every_name(rooms):
    text = html.unescape(re.sub(r"<[^>]*>", " ", (rooms.folder / "nguoi-kem.html").read_text(encoding="utf-8")))
    flat = " ".join(text.split())
    for name in map(shown, ward.NAMES.values()):
        assert " ".join(name.split()) in flat, name


def test_the_report_holds_names_of_places_as_text(rooms):
    with zipfile.ZipFile(rooms.folder / "bao-cao.docx") as packed:
        parts = {name: packed.read(name) for name in packed.namelist() if name.endswith((".xml", ".rels"))}
    for name, data in parts.items():
        ElementTree.fromstring(data)
        assert ward.RUN.encode() not in data, name
    text = "".join(ElementTree.fromstring(parts["word/document.xml"]).itertext())
    assert "{{1337*7}}" in text and "<script>" in text and "{% raise %}" in text
    assert b"HYPERLINK" not in parts["word/document.xml"] or b"<w:instrText" not in parts["word/document.xml"]
    assert not any(b'TargetMode="External"' in data for data in parts.values())


def test_statements_hold_nobody(rooms):
    text = (rooms.folder / "xapi.jsonl").read_text(encoding="utf-8")
    assert all(json.loads(line) for line in text.splitlines()) and len(text.splitlines()) > len(ward.NAMES)
    assert not any(word in text for word in ("owned", "1337*7", *ward.NAMES, *map(shown, ward.NAMES.values())))


def test_a_certificate_carries_the_name_or_says_why_not(rooms):
    status, out, err = rooms.told["certify"]
    made = list((rooms.folder / "certificates").glob("b1-*.pdf"))
    assert status == 3 and len(made) == len(ward.PLAIN), out + err
    for code in ward.NAMES:
        if code not in ward.PLAIN:
            line = next((line for line in err.splitlines() if code in line), "")
            assert "không in được" in line and ("Sửa" in line or "sửa" in line), code


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="optional: needs poppler-utils")
def test_the_paper_says_the_name_in_whole_letters(rooms):
    texts = []
    for file in sorted((rooms.folder / "certificates").glob("b1-*.pdf")):
        done = subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, check=True)
        texts.append(unicodedata.normalize("NFC", done.stdout.decode("utf-8")))
    everything = "\n".join(texts)
    for code in ward.PLAIN:
        assert shown(ward.NAMES[code]) in " ".join(everything.split()), code
    assert ward.RUN not in everything and "root:" not in everything


def test_the_badge_says_the_name(rooms):
    badges = [file.read_text(encoding="utf-8") for file in (rooms.folder / "certificates").glob("b1-*.json")]
    everything = "\n".join(badges)
    assert len(badges) == len(ward.PLAIN) and all(shown(ward.NAMES[code]) in everything for code in ward.PLAIN)
    assert ward.RUN not in everything


@pytest.mark.browser
def test_no_page_runs_anything(rooms):
    """Every page in a real browser: no dialog, no error, nothing owned, nothing asked of a server."""
    from playwright.sync_api import sync_playwright

    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=flags)
        try:
            for page_file in pages(rooms):
                page = browser.new_page(viewport={"width": 390, "height": 844})
                seen = []
                page.on("dialog", lambda dialog, seen=seen: (seen.append(f"dialog {dialog.message}"), dialog.dismiss()))
                page.on("pageerror", lambda error, seen=seen: seen.append(f"error {error}"))
                page.on("console", lambda line, seen=seen: seen.append(line.text) if line.type in ("error", "warning") else None)
                page.on("request", lambda request, seen=seen: seen.append(request.url) if not request.url.startswith(("file:", "data:", "blob:")) else None)
                page.goto(page_file.as_uri())
                page.emulate_media(media="print")
                assert seen == [], page_file
                assert page.evaluate("typeof window.owned") == "undefined", page_file
                page.close()
        finally:
            browser.close()
