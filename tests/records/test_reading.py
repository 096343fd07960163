"""Rosters as clerks have them: headers in many spellings, odd cells, wrong rows, damaged files."""

import csv
import re
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from binhdan.locale import load_locale
from binhdan.records import births, entries, sheets
from binhdan.records.database import RecordsError
from binhdan.records.ward import Ward

ROOT = Path(__file__).resolve().parents[2]
TODAY = date(2026, 11, 26)


@pytest.fixture(scope="module")
def ward():
    return Ward(load_locale(ROOT))


def workbook(file, *tables):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, table in enumerate(tables, 1):
        sheet = book.create_sheet(f"Tờ {number}")
        for row in table:
            sheet.append(row)
    book.save(file)
    return file


@pytest.mark.parametrize(
    "headers",
    [
        ("Họ và tên", "Năm sinh", "Tổ"),
        ("HỌ TÊN", "NGÀY SINH", "TỔ DÂN PHỐ"),
        ("Tên", "Ngày, tháng, năm sinh", "TDP"),
        ("Họ và tên học viên", "Sinh năm", "Tổ dân phố số"),
        ("họ tên (viết hoa)", "Ngày sinh (dd/mm/yyyy)", "Thôn"),
        ("ho va ten", "nam sinh", "to dan pho"),
        ("Full name", "Birth year", "Group"),
    ],
)
def test_headers_in_many_spellings(roster, ward, headers):
    found = entries.read(roster(("Lò Thị Mận", "1985", "Gò Mây"), headers=headers), ward, TODAY)
    assert [(e.name, e.year, e.group) for e in found.entries] == [("Lò Thị Mận", 1985, "Gò Mây")]


def test_letterhead_numbers_and_a_name_in_two_columns(tmp_path, ward):
    file = workbook(
        tmp_path / "ds.xlsx",
        [
            ("UBND PHƯỜNG ĐỒI CHÈ",),
            ("DANH SÁCH HỌC VIÊN THÁNG 11",),
            (),
            ("STT", "Họ và tên", None, "Năm sinh", None, "Tổ dân phố", "Đối tượng"),
            (None, None, None, "Nam", "Nữ"),
            (1, "Lò Thị", "Mận", None, 1985, "Tổ Gò Mây", "CBCCVC"),
            (2, "Trần Văn", "Bình", datetime(1990, 3, 12), None, "tdp bến trà", "Chủ hộ kinh doanh"),
        ],
    )
    found = entries.read(file, ward, TODAY)
    assert [(e.name, e.year, e.group, e.target, e.row.number) for e in found.entries] == [
        ("Lò Thị Mận", 1985, "Gò Mây", "officials", 6),
        ("Trần Văn Bình", 1990, "Bến Trà", "owners", 7),
    ]
    assert not found.refused


def test_family_and_given_name_with_headers_of_their_own(roster, ward):
    file = roster(("Lò Thị", "Mận", "1985", "Gò Mây"), headers=("Họ và tên đệm", "Tên", "Năm sinh", "Tổ"))
    assert entries.read(file, ward, TODAY).entries[0].name == "Lò Thị Mận"


def test_every_sheet_with_headers_is_read_and_the_others_are_named(tmp_path, ward):
    head = ("Họ tên", "Năm sinh", "Tổ")
    file = workbook(tmp_path / "ds.xlsx", [head, ("Lò Thị Mận", 1985, "Gò Mây")], [head, ("Lê Văn An", 1990, "Ao Sen")], [("ghi chú", "gì đó")])
    found = entries.read(file, ward, TODAY)
    assert [e.row.label for e in found.entries] == ["dòng 2 tờ «Tờ 1»", "dòng 2 tờ «Tờ 2»"]
    assert found.notes == ["Tờ «Tờ 3» không có dòng tiêu đề nên không đọc."]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_csv_as_excel_saves_it(tmp_path, ward, encoding, separator):
    file = tmp_path / "ds.csv"
    rows = [("Họ và tên", "Năm sinh", "Tổ"), ("Lò Thị Mận", "1985", "Gò Mây")]
    file.write_bytes("\r\n".join(separator.join(row) for row in rows).encode(encoding))
    assert entries.read(file, ward, TODAY).entries[0].name == "Lò Thị Mận"


@pytest.mark.parametrize(
    ("cell", "year"),
    [("1985", 1985), (1985, 1985), (1985.0, 1985), ("12/03/1985", 1985), ("1.3.1985", 1985), ("1985-03-12", 1985), (datetime(1985, 3, 12), 1985), (31118, 1985), ("3/1985", 1985)],
)
def test_years_of_birth(cell, year):
    assert births.birth(cell, TODAY)[0] == year


@pytest.mark.parametrize("cell", ["85", "12/3/85", "không nhớ", "1885", "2025", "31/02/1985", "198", "0", "-1985"])
def test_years_that_are_refused(cell):
    with pytest.raises(ValueError, match="năm sinh|ngày sinh"):
        births.birth(cell, TODAY)


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("Cán bộ", "officials"), ("CBCCVC", "officials"), ("công chức", "officials"), ("cán bộ, công chức, viên chức", "officials"),
        ("Chủ hộ kinh doanh", "owners"), ("HTX", "owners"), ("hkd", "owners"), ("Chủ doanh nghiệp", "owners"),
        ("Người lao động", "working-age"), ("người trong độ tuổi lao động", "working-age"), ("working-age", "working-age"), ("khách", None),
    ],
)
def test_target_groups(ward, said, key):
    assert ward.target(said) == key


@pytest.mark.parametrize("said", ["Gò Mây", "tổ Gò Mây", "TDP Gò Mây", "go may", "TỔ DÂN PHỐ GÒ MÂY", "Tổ dân phố số Gò Mây"])
def test_residential_groups(ward, said):
    assert ward.group(said) == "Gò Mây"


def test_a_mistyped_group_gets_a_proposal(ward):
    assert ward.group("Gò Mâyy") is None and ward.proposal("Gò Mâyy") == "Gò Mây"


def test_ten_kinds_of_wrong_rows_are_refused_by_row_with_the_reason(tmp_path, ward, synthetic):
    wrong = synthetic.write(tmp_path / "ds.xlsx", 400, 40, ward.locale.groups)
    found = entries.read(tmp_path / "ds.xlsx", ward, TODAY)
    assert len(found.entries) == 360 and len(set(wrong.values())) == 10
    assert {one.row.number for one in found.refused} == set(wrong)
    for one in found.refused:
        assert synthetic.WRONG[wrong[one.row.number]][1] in one.why, one


def test_all_that_is_wrong_with_a_row_is_said_at_once(roster, ward):
    (one,) = entries.read(roster(("", "85", "", "khách", "Mã 1"), ("Lò Thị Mận", "1985", "Gò Mây")), ward, TODAY).refused
    assert len(one.reasons) == 5 and one.row.label == "dòng 2"


def test_below_sixteen_needs_a_guardian(roster, ward):
    headers = ("Họ tên", "Ngày sinh", "Tổ", "Đồng ý lưu hồ sơ", "Người giám hộ")
    found = entries.read(
        roster(
            ("Lò Thị Mận", "27/11/2010", "Gò Mây", "có", ""),
            ("Lò Thị Nhãn", "26/11/2010", "Gò Mây", "có", ""),
            ("Lò Thị Đào", "2012", "Gò Mây", "x", "Lò Văn Pao"),
            ("Lò Thị Lê", "2012", "Gò Mây", "không", ""),
            ("Lò Thị Cam", "2012", "Gò Mây", "", ""),
            headers=headers,
        ),
        ward,
        TODAY,
    )
    assert [one.name for one in found.refused] == ["Lò Thị Mận"] and "người giám hộ" in found.refused[0].why
    answers = {e.name: [(a.purpose, a.given, a.by_whom, a.guardian) for a in e.answers] for e in found.entries}
    assert answers == {
        "Lò Thị Nhãn": [("training", True, "Lò Thị Nhãn", False)],
        "Lò Thị Đào": [("training", True, "Lò Văn Pao", True)],
        "Lò Thị Lê": [("training", False, "Lò Thị Lê", False)],
        "Lò Thị Cam": [],
    }


@pytest.mark.parametrize(("codec", "text", "word"), [("latin-1", "Hä tªn,N¨m sinh,Tæ\nNguyÔn V¨n An,1985,Gß M©y\nTrÇn ThÞ B×nh,1985,Gß M©y\n", "TCVN3"), ("latin-1", "Hoï teân,Naêm sinh,Toå\nNguyeãn Vaên An,1985,Goø Maây\n", "VNI"), ("cp1258", "Họ tên,Năm sinh,Tổ\n", "không phải UTF-8")])
def test_files_in_old_encodings_are_refused_with_the_way_out(tmp_path, ward, codec, text, word):
    import unicodedata

    file = tmp_path / "cu.csv"
    file.write_bytes(unicodedata.normalize("NFD", text).encode(codec, errors="replace") if codec == "cp1258" else text.encode(codec))
    with pytest.raises(RecordsError, match=f"cu.csv.*{word}.*(UniKey|UTF-8)"):
        entries.read(file, ward, TODAY)


def test_a_roster_mostly_in_an_old_font_is_refused_whole(roster, ward):
    """«Hoà» typed for VNI is Hồ: some rows look right and are wrong."""
    rows = [("Nguyeãn Vaên An", "1985", "Gò Mây"), ("Traàn Thò Hoaø", "1985", "Gò Mây"), ("Hoà Thò Lan", "1985", "Gò Mây")]
    with pytest.raises(RecordsError, match="VNI.*UniKey"):
        entries.read(roster(*rows), ward, TODAY)


def damaged(tmp_path):
    good = workbook(tmp_path / "tot.xlsx", [("Họ tên", "Năm sinh", "Tổ")] + [("Lò Thị Mận", 1985, "Gò Mây")] * 500).read_bytes()
    yield "cut.xlsx", good[: len(good) // 2], "không phải tệp Excel còn nguyên"
    yield "zeros.xlsx", good[:600] + b"\0" * 400 + good[1000:], "hỏng|không phải tệp Excel"
    yield "old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, r"\.xls.*mật khẩu"
    yield "nothing.csv", b"", "tiêu đề"
    yield "no-headers.csv", "Lò Thị Mận,1985,Gò Mây\n".encode(), "tiêu đề.*Họ và tên"
    yield "no-year.csv", "Họ tên,Tổ\nLò Thị Mận,Gò Mây\n".encode(), "thiếu cột «Năm sinh»"


def test_damaged_files_are_named_with_the_next_step(tmp_path, ward):
    for name, content, word in damaged(tmp_path):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(RecordsError, match=word) as told:
            entries.read(tmp_path / name, ward, TODAY)
        assert name in str(told.value)
    with pytest.raises(RecordsError, match="Không có tệp"):
        entries.read(tmp_path / "khong-co.xlsx", ward, TODAY)


def test_rows_of_a_csv_are_counted_as_excel_counts_them(roster, ward):
    rows = [("Lò Thị Mận", "1985", "Gò Mây", "cán\nbộ"), ("", "", "", ""), ("Lê Văn An", "199", "Ao Sen", "cán bộ")]
    found = entries.read(roster(*rows), ward, TODAY)
    assert [e.row.number for e in found.entries] == [2] and [r.row.number for r in found.refused] == [4]


def test_a_workbook_that_unpacks_to_too_much_is_refused(tmp_path, ward, monkeypatch):
    monkeypatch.setattr(sheets, "MOST_BYTES", 1000)
    with pytest.raises(RecordsError, match="quá lớn.*Chia"):
        entries.read(workbook(tmp_path / "to.xlsx", [("Họ tên", "Năm sinh", "Tổ")]), ward, TODAY)


def test_control_characters_are_refused_in_names_and_dropped_elsewhere(roster, ward):
    found = entries.read(roster(("Lò\x1b[2J Mận", "1985", "Gò Mây"), ("Lê Văn An", "1990", "Ao\x00 Sen")), ward, TODAY)
    assert [(e.name, e.group) for e in found.entries] == [("Lê Văn An", "Ao Sen")]
    assert "ký tự điều khiển" in found.refused[0].why and "\x1b" not in found.refused[0].name + found.refused[0].why


def test_csv_for_excel_runs_nothing_and_comes_back(tmp_path):
    cells = ["=cmd|'/c calc'!A1", "+84", "-1", "@SUM(A1)", "Lò Thị Mận", 'a "b", c', "<b>", "'quoted"]
    sheets.write_csv(tmp_path / "x.csv", [cells])
    (row,) = sheets.rows(tmp_path / "x.csv")
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row.cells)
    assert [sheets.as_typed(cell) for cell in row.cells] == cells
    assert (tmp_path / "x.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert sheets.harmless("\t=1") == "'\t=1"


@pytest.mark.parametrize("cell", ["An;=1+1", "An; @x", "An;;-1 Bé", "An\n+1", "＝1+1", "a;b;=c;＋d", "-", "=", "An; - Bé", "An-Bé; ca"])
def test_a_formula_behind_a_semicolon_is_text_too(tmp_path, cell):
    sheets.write_csv(tmp_path / "x.csv", [["mã", cell, 1]])
    text = (tmp_path / "x.csv").read_text(encoding="utf-8-sig")
    for separator in ",;":
        for line in text.splitlines():
            for found in next(csv.reader([line], delimiter=separator)):
                assert not re.match(r" *[=+\-@＝＋－＠].", found), (separator, found)
    assert sheets.as_typed(sheets.harmless(cell)) == cell
