"""The paper: one page, PDF/A with the badge inside, letters that are there, a code that a scanner reads."""

import re
import shutil
import subprocess

import pytest

from binhdan.awards import document, guilloche
from binhdan.awards.holders import Holder
from binhdan.awards.sheet import _HOME

TONES = "Ằng Ễ Ộc Ở Ữ Ỳ Đỗ Ngữ Uyển Hoẵng Quặc"


def tool(name, package):
    if not shutil.which(name):
        pytest.skip(f"{name} is not installed: apt install {package}")
    return name


@pytest.fixture
def paper(desk, asked, passed):
    """A function (name, year) -> (PDF file, entry)."""

    def make(name="Lò Thị Mận", year=1984):
        code = f"hv-{desk.register.next_serial()}"
        entry = desk.issue(asked, passed(code), {code: Holder(code, name, year)}).made[0]
        return desk.folder / f"{entry.stem}.pdf", entry

    return make


def test_the_same_entry_gives_the_same_bytes(paper, desk, asked):
    file, entry = paper()
    before = file.read_bytes()
    file.unlink()
    desk.make(entry, asked)
    assert file.read_bytes() == before


def test_it_is_pdf_a_and_whole(paper):
    file, _ = paper()
    data = file.read_bytes()
    assert b"<pdfaid:part>3</pdfaid:part>" in data and b"<pdfaid:conformance>B</pdfaid:conformance>" in data
    assert b"/AFRelationship" in data
    done = subprocess.run([tool("qpdf", "qpdf"), "--check", str(file)], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_badge_is_inside(paper, desk):
    file, entry = paper()
    shown = subprocess.run([tool("qpdf", "qpdf"), "--show-attachment=badge.json", str(file)], capture_output=True)
    assert shown.stdout == (desk.folder / f"{entry.stem}.json").read_bytes()
    assert document.read(str(file)).badge["id"] == entry.urn


@pytest.mark.parametrize("how", ["--linearize", "--object-streams=generate", "--stream-data=uncompress", "--recompress-flate"])
def test_the_badge_is_found_in_a_copy_that_another_program_saved(paper, tmp_path, how):
    file, entry = paper()
    subprocess.run([tool("qpdf", "qpdf"), how, str(file), str(tmp_path / "ban-sao.pdf")], check=True)
    assert document.read(str(tmp_path / "ban-sao.pdf")) == document.read(str(file))


def test_every_font_is_embedded(paper):
    file, _ = paper()
    rows = subprocess.run([tool("pdffonts", "poppler-utils"), str(file)], capture_output=True, text=True).stdout.splitlines()[2:]
    assert len(rows) >= 6 and all(re.search(r"\byes yes yes\b", row) for row in rows), rows
    assert {name for row in rows for name in ("Tinos", "BeVietnamPro", "CertificateDisplay") if name in row} == {"Tinos", "BeVietnamPro", "CertificateDisplay"}


@pytest.mark.parametrize("name", ["Lò Thị Mận", TONES, "Công Tằng Tôn Nữ Đặng Thị Huỳnh Ngữ Uyển", "W" * 60, "I"])
def test_a_name_stands_on_one_line_inside_the_frame(paper, name):
    file, _ = paper(name)
    line = [tool("pdftotext", "poppler-utils"), "-bbox-layout", str(file), "-"]
    text = subprocess.run(line, capture_output=True, text=True, encoding="utf-8").stdout
    boxes = [(float(a), float(b), w) for a, b, w in re.findall(r'<word xMin="([\d.]+)"[^>]*xMax="([\d.]+)"[^>]*>([^<]*)</word>', text)]
    assert boxes and all(43 < left and right < 799 for left, right, _ in boxes), boxes  # points: the inner frame of A4
    lines = [" ".join(re.findall(r">([^<]+)</word>", row)) for row in re.findall(r"<line .*?</line>", text, re.S)]
    assert name in lines
    assert text.count("<page ") == 1


def test_markup_in_the_register_stays_text(desk, asked, passed, monkeypatch):
    """Names are checked when they come in; here one gets past that."""
    evil = {"hv-0": Holder("hv-0", '#panic("x") *b* <script> $x$ \\ "'), "hv-1": Holder("hv-1", '</script><img src=x>')}
    batch = desk.issue(asked, passed("hv-0", "hv-1"), evil)
    assert len(batch.made) == 2
    text = subprocess.run([tool("pdftotext", "poppler-utils"), "-layout", str(desk.folder / f"{batch.made[0].stem}.pdf"), "-"], capture_output=True, text=True)
    assert '#panic("x") *b*' in text.stdout
    assert "<img" not in (desk.folder / "verify.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["Lò Thị Mận", TONES, "Ỵ" * 40])
def test_a_scanner_reads_the_code_from_the_page(paper, desk, tmp_path, name):
    file, entry = paper(name)
    subprocess.run([tool("pdftoppm", "poppler-utils"), "-r", "150", "-png", "-singlefile", str(file), str(tmp_path / "trang")], check=True)
    if not shutil.which("zbarimg"):
        pytest.skip("zbarimg is not installed: apt install zbar-tools")
    read = document.read(str(tmp_path / "trang.png"))
    assert f"#{read.qr}" in desk.qr_text(entry) and len(read.qr) <= 240


def test_the_code_is_at_least_30_mm_wide():
    widths = re.findall(r"image\(bytes\(d\.qr\).*?width: (\d+)mm", (_HOME / "sheet.typ").read_text(encoding="utf-8"))
    assert [int(width) >= 30 for width in widths] == [True]


def test_ornaments_are_the_same_every_time():
    assert guilloche.rosette("#000") == guilloche.rosette("#000")
    assert len(guilloche.band(100, "#000")) < 20_000
