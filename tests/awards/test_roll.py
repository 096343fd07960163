"""Certificates under the names that the records hold, and only for who agreed."""

import pytest
from sqlalchemy import text

from binhdan import cli
from binhdan.awards.register import Register
from binhdan.records import opened
from class_marks import mark

ROSTER = """Họ và tên,Năm sinh,Tổ dân phố,Nhóm đối tượng,Mã học viên,Đồng ý cấp giấy chứng nhận
Lò Thị Mận,1984,Đồi Chanh,CBCCVC,man,có
Hoàng Văn Mơ,1990,Bến Trà,CBCCVC,mo,
Lò Văn Đào 🌱,1979,Gò Mây,CBCCVC,dao,có
"""


@pytest.fixture
def folder(tmp_path, course, monkeypatch):
    """A class where four have passed: one agreed, one did not say, one has an emoji in the name, one is not enrolled."""
    monkeypatch.setenv("BINHDAN_COURSE", str(course.root))
    for name in ("BINHDAN_DB", "BINHDAN_LOCALE"):
        monkeypatch.delenv(name, raising=False)
    made = tmp_path / "lop"
    for code in ("man", "mo", "dao", "la"):
        mark(course, made, code)
    (tmp_path / "ds.csv").write_text(ROSTER, encoding="utf-8-sig")
    assert cli.main(["certify", "init", "--no-passphrase"]) == 0
    return made


@pytest.fixture
def kept(folder, tmp_path, capsys):
    """They are enrolled in the class folder's own records."""
    enrol(folder, tmp_path)
    capsys.readouterr()
    return folder


def enrol(folder, tmp_path, *more):
    cli.main(["enrol", str(tmp_path / "ds.csv"), "--yes", "--class-folder", str(folder), *more])


def certify(folder, *more):
    return cli.main(["certify", "1", "--class-folder", str(folder), *more])


def entries(folder):
    return {e.learner: (e.name, e.birth_year) for e in Register(folder / "certificates").entries}


def test_who_agreed_gets_one_and_the_others_are_named(kept, capsys):
    assert certify(kept) == 3
    out = capsys.readouterr()
    assert entries(kept) == {"man": ("Lò Thị Mận", None)} and "Cấp mới 1 giấy" in out.out and "in mã học viên" not in out.out
    lines = {line.split(":")[1].strip(): line for line in out.err.splitlines() if line.startswith("Để lại")}
    assert set(lines) == {"Hoàng Văn Mơ (mo)", "Lò Văn Đào 🌱 (dao)", "la"}
    assert f'binhdan consent mo certificate --given --evidence "phiếu số …" --class-folder "{kept}"' in lines["Hoàng Văn Mơ (mo)"]
    assert "ký hiệu" in lines["Lò Văn Đào 🌱 (dao)"] and "Mã học viên" in lines["la"]


def test_the_command_it_names_is_the_way_out(kept, capsys):
    certify(kept)
    assert cli.main(["consent", "mo", "certificate", "--given", "--evidence", "phiếu số 3", "--class-folder", str(kept)]) == 0
    capsys.readouterr()
    assert certify(kept) == 3
    out = capsys.readouterr()
    assert "Cấp mới 1 giấy, 1 giấy đã cấp từ trước" in out.out and "man" not in out.err and entries(kept)["mo"] == ("Hoàng Văn Mơ", None)


def test_who_takes_it_back_keeps_the_paper_and_is_not_asked_again(kept, capsys):
    certify(kept)
    cli.main(["consent", "man", "certificate", "--withdrawn", "--evidence", "phiếu số 4", "--class-folder", str(kept)])
    capsys.readouterr()
    certify(kept)
    assert "Mận" not in capsys.readouterr().err and list(entries(kept)) == ["man"]
    number = Register(kept / "certificates").entries[0].number
    cli.main(["certify", "revoke", number, "--why", "sai", "--class-folder", str(kept)])
    capsys.readouterr()
    assert certify(kept, "--again", "man") == 3
    assert "Lò Thị Mận (man): đã đạt nhưng chưa đồng ý" in capsys.readouterr().err and len(Register(kept / "certificates").entries) == 1


def test_a_year_of_birth_only_where_told(kept):
    certify(kept, "--birth-year")
    assert entries(kept) == {"man": ("Lò Thị Mận", 1984)}


def test_a_names_file_stands_above_the_records(kept, tmp_path, capsys):
    (tmp_path / "ten.csv").write_text("code,name\nla,Tên Lạ\n", encoding="utf-8")
    assert certify(kept, "--names", str(tmp_path / "ten.csv")) == 3
    assert entries(kept) == {"la": ("Tên Lạ", None)}


def test_records_elsewhere_and_their_password_is_not_told(folder, tmp_path, capsys):
    db = f"sqlite:///{tmp_path / 'bi-mat.db'}"
    enrol(folder, tmp_path, "--db", db)
    assert certify(folder, "--db", db) == 3
    out = capsys.readouterr()
    assert list(entries(folder)) == ["man"] and "--db … (như lệnh này)" in out.err and "bi-mat" not in out.err
    assert not (folder / "records.db").exists()


def test_without_records_none_are_made(folder, capsys):
    assert certify(folder) == 0
    assert "in mã học viên" in capsys.readouterr().out and not (folder / "records.db").exists() and len(entries(folder)) == 4


def test_damaged_records_are_named_and_nothing_is_issued(folder, capsys):
    (folder / "records.db").write_bytes(b"khong phai so hoc vien" * 100)
    assert certify(folder) == 1
    assert "sổ học viên" in capsys.readouterr().err and not entries(folder)


def test_the_access_log_tells_of_it(kept):
    certify(kept)
    certify(kept)  # nobody new is due but who waits
    with opened(f"sqlite:///{kept / 'records.db'}") as book, book.reading() as session:
        found = session.execute(text("SELECT people, detail FROM access_log WHERE action = 'certify' ORDER BY id")).all()
    assert [tuple(row) for row in found] == [(2, "họ tên để cấp giấy bậc 1"), (1, "họ tên để cấp giấy bậc 1")]
