"""``binhdan report``: both kinds through the command, and what it says when something is in the way."""

import pytest
from docx import Document
from quarter_ward import fill, reckoned

from binhdan.cli import main
from binhdan.records import opened
from binhdan.reports import quarter_report


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.delenv("BINHDAN_DB", raising=False)
    monkeypatch.delenv("BINHDAN_LOCALE", raising=False)
    folder = tmp_path / "lop"
    folder.mkdir()
    return folder


@pytest.fixture
def ward(place):
    with opened(f"sqlite:///{place / 'records.db'}") as book:
        reckoned(book, fill)
    return place


def run(capsys, *words):
    status = main(["report", *map(str, words)])
    told = capsys.readouterr()
    return status, told.out, told.err


def test_both_papers(ward, tmp_path, capsys):
    page, paper = tmp_path / "moi" / "kpi.html", tmp_path / "giay" / "bao-cao.docx"
    status, out, _ = run(capsys, "kpi", "--quarter", "2026-Q4", "--until", "2026-11-20", "--as-is", "--class-folder", ward, "--to", page, "--sample")
    assert status == 0 and "trang chỉ tiêu quý IV năm 2026 (số liệu đến hết ngày 20/11/2026)" in out
    assert "Số liệu minh hoạ" in page.read_text(encoding="utf-8")
    status, out, _ = run(capsys, "quarter", "2026-Q3", "--as-is", "--class-folder", ward, "--to", paper)
    assert status == 0 and str(paper) in out
    assert any("quý III năm 2026" in paragraph.text for paragraph in Document(paper).paragraphs)


def test_it_reckons_first_unless_told_not_to(place, tmp_path, capsys):
    asked = ("kpi", "--quarter", "2025-Q1", "--class-folder", place, "--to", tmp_path / "kpi.html")
    status, _, err = run(capsys, *asked, "--as-is")
    assert status == 1 and "binhdan recompute" in err and not (tmp_path / "kpi.html").exists()
    assert run(capsys, *asked)[0] == 0
    assert run(capsys, *asked, "--as-is")[0] == 0


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("quarter", "quý trước"), "Không hiểu quý «quý trước»"),
        (("quarter", "2100-Q1"), "chưa, chọn quý trước"),
        (("kpi", "--quarter", "2026-Q4", "--until", "2026-12-32"), "năm-tháng-ngày"),
        (("kpi", "--quarter", "2026-Q4", "--until", "2026-09-30"), "không thuộc quý IV năm 2026"),
        (("quarter", "2026-Q4", "--class-folder", "/khong/co"), "Không có thư mục lớp"),
    ],
)
def test_what_is_asked_wrong(ward, tmp_path, capsys, words, told):
    try:
        status = main(["report", *words[:1], "--class-folder", str(ward), *words[1:], "--to", str(tmp_path / "x"), "--as-is"])
    except SystemExit as ended:
        status = ended.code
    assert status in (1, 2) and told in capsys.readouterr().err
    assert not (tmp_path / "x").exists()


def test_where_it_can_not_be_written_the_old_one_stays(ward, tmp_path, capsys):
    taken = tmp_path / "bao-cao.docx"
    taken.mkdir()
    (tmp_path / "tep").write_text("đây là tệp", encoding="utf-8")
    for kind, to in (("quarter", taken), ("quarter", tmp_path / "tep" / "x.docx")):
        status, _, err = run(capsys, kind, "2026-Q4", "--as-is", "--class-folder", ward, "--to", to)
        assert status == 1 and f"Không ghi được {to}" in err and "chạy lại" in err
    status, _, err = run(capsys, "kpi", "--quarter", "2026-Q4", "--as-is", "--class-folder", ward, "--to", taken)
    assert status == 1 and f"Không ghi được {taken}" in err
    assert not list(tmp_path.glob(".*part"))


def test_stopped_in_the_middle_the_old_report_stays(ward, tmp_path, capsys, monkeypatch):
    old = tmp_path / "bao-cao.docx"
    old.write_bytes("bản cũ".encode())

    def stopped(figures):
        raise KeyboardInterrupt

    monkeypatch.setattr(quarter_report, "content", stopped)
    status, _, err = run(capsys, "quarter", "2026-Q4", "--as-is", "--class-folder", ward, "--to", old)
    assert status == 130 and "Đã dừng" in err
    assert old.read_text(encoding="utf-8") == "bản cũ"
