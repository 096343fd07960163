"""The two verbs, as somebody at the desk types them."""

import json

import pytest

from binhdan import cli
from binhdan.awards import document
from binhdan.grading import results
from class_marks import mark


@pytest.fixture
def classroom(tmp_path, course, monkeypatch):
    """A class folder with three who have passed and one who has not, and a key in the default place."""
    monkeypatch.setenv("BINHDAN_COURSE", str(course.root))
    monkeypatch.delenv("BINHDAN_DB", raising=False)
    folder = tmp_path / "lop"
    for code in ("man", "mo", "dao"):
        mark(course, folder, code)
    mark(course, folder, "quy", {12: 3})
    assert cli.main(["certify", "init", "--no-passphrase"]) == 0
    return folder


def test_a_key_without_passphrase_is_said_to_be_one(classroom, tmp_path, monkeypatch, capsys):
    capsys.readouterr()
    assert cli.main(["certify", "init", "--no-passphrase", "--keys", str(tmp_path / "k1")]) == 0
    assert "Khoá không có mật khẩu" in capsys.readouterr().out
    monkeypatch.setenv("BINHDAN_KEY_PASSPHRASE", "chè xanh")
    assert cli.main(["certify", "init", "--keys", str(tmp_path / "k2")]) == 0
    assert "không có mật khẩu" not in capsys.readouterr().out


def names(tmp_path, text="code,name\nman,Lò Thị Mận\nmo,Lò Thị Mơ\ndao,Lò Văn Đào\n"):
    (tmp_path / "ten.csv").write_text(text, encoding="utf-8")
    return str(tmp_path / "ten.csv")


def certify(classroom, *rest):
    return cli.main(["certify", "1", "--class-folder", str(classroom), *rest])


def test_from_marks_to_a_checked_certificate(classroom, tmp_path, capsys):
    assert certify(classroom, "--names", names(tmp_path)) == 0
    out = capsys.readouterr()
    assert "4 học viên, 3 người đạt" in out.out and "Cấp mới 3 giấy" in out.out
    assert "Chưa đạt: quy: thử thách B1.12 được 3, cần 24 điểm" in out.out and "[3/3]" in out.err
    pdf = next((classroom / "certificates").glob("b1-man-*.pdf"))
    for source in (pdf, pdf.with_suffix(".json")):
        assert cli.main(["verify-certificate", str(source)]) == 0
        assert "HỢP LỆ.\n" in (said := capsys.readouterr().out) and "Lò Thị Mận" in said
    assert certify(classroom, "--names", names(tmp_path)) == 0
    assert "Cấp mới 0 giấy, 3 giấy đã cấp từ trước" in capsys.readouterr().out


def test_without_a_names_file_the_code_is_printed_and_said(classroom, capsys):
    assert certify(classroom) == 0
    assert "in mã học viên" in capsys.readouterr().out


def test_who_has_no_name_in_the_file_waits(classroom, tmp_path, capsys):
    assert certify(classroom, "--names", names(tmp_path, "code,name\nman,Lò Thị Mận\nmo,Mơ 🌱\n")) == 3
    out = capsys.readouterr()
    assert "Cấp mới 1 giấy" in out.out and "ten.csv dòng 3" in out.err and "dao: đã đạt nhưng chưa có họ tên" in out.err
    assert certify(classroom, "--names", names(tmp_path)) == 0
    assert "Cấp mới 2 giấy" in capsys.readouterr().out


def test_revoke_and_issue_again(classroom, tmp_path, capsys):
    certify(classroom, "--names", names(tmp_path))
    pdf = next((classroom / "certificates").glob("b1-mo-*.pdf"))
    number = document.read(str(pdf)).badge["name"].split()[-1]
    assert cli.main(["certify", "revoke", number, "--why", "sai họ tên", "--class-folder", str(classroom)]) == 0
    capsys.readouterr()
    assert cli.main(["verify-certificate", str(pdf), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["state"] == "revoked"
    # The list counts wherever the paper lies.
    lone = tmp_path / "lone.pdf"
    lone.write_bytes(pdf.read_bytes())
    assert cli.main(["verify-certificate", str(lone), "--status", str(classroom / "certificates")]) == 1
    assert cli.main(["verify-certificate", str(lone)]) == 0 and "Không có danh sách thu hồi" in capsys.readouterr().out
    assert certify(classroom, "--names", names(tmp_path)) == 0 and "--again mo" in capsys.readouterr().out
    assert certify(classroom, "--names", names(tmp_path), "--again", "mo") == 0 and "Cấp mới 1 giấy" in capsys.readouterr().out


def test_a_machine_that_does_not_know_the_issuer(classroom, tmp_path, capsys, monkeypatch):
    certify(classroom, "--names", names(tmp_path))
    pdf = next((classroom / "certificates").glob("*.pdf"))
    monkeypatch.setenv("BINHDAN_CONFIG_DIR", str(tmp_path / "may-khac"))
    assert cli.main(["verify-certificate", str(pdf)]) == 1 and "CHƯA RÕ NƠI CẤP" in capsys.readouterr().out
    assert cli.main(["verify-certificate", str(pdf), "--issuer", str(classroom / "certificates/issuer.json")]) == 0


def test_one_page_for_several_classes(classroom, tmp_path, capsys):
    certify(classroom)
    folder = classroom / "certificates"
    assert cli.main(["certify", "page", str(folder), "--to", str(tmp_path / "chung.html")]) == 0
    assert "3 giấy" in capsys.readouterr().out and "<title>" in (tmp_path / "chung.html").read_text(encoding="utf-8")
    assert cli.main(["certify", "page", str(tmp_path), "--to", str(tmp_path / "x.html")]) == 1
    assert not (tmp_path / "x.html").exists()


def test_rotate(classroom, tmp_path, capsys):
    certify(classroom)
    assert cli.main(["certify", "rotate"]) == 0
    assert cli.main(["verify-certificate", str(next((classroom / "certificates").glob("*.pdf")))]) == 0


@pytest.mark.parametrize("line, says", [
    (["certify", "2", "--class-folder", "."], "Bậc 2"), (["certify", "init"], "rotate"),
    (["certify", "1", "--class-folder", "khong-co"], "binhdan grade"), (["certify", "1", "--keys", "khong-co"], ""),
    (["certify", "revoke", "1", "--why", "x", "--out", "khong-co"], "khong-co"),
    (["verify-certificate", "khong-co.pdf"], "khong-co.pdf"), (["verify-certificate", "x.html#abc"], "KHÔNG HỢP LỆ"),
    (["verify-certificate", "a\x00b"], "Không có tệp"), (["verify-certificate", "A" * 5000], "KHÔNG HỢP LỆ"),
])
def test_a_wrong_call_says_what_to_do(classroom, line, says, capsys):
    assert cli.main(line) == 1
    out = capsys.readouterr()
    assert says in out.out + out.err and "Traceback" not in out.err


FILES = {
    "rong.json": b"", "hai.json": b'{"a": 1, "a": 2}', "nan.json": b'{"a": NaN}', "danh-sach.json": b"[1]", "sau.json": b'{"a":' * 100_000,
    "khong.pdf": b"%PDF-1.7\n", "hong.pdf": b"%PDF-1.7\n<< /Type /EmbeddedFile /Filter /FlateDecode >> stream\nxyz", "hong.png": b"\x89PNG\r\n\x1a\n",
    "nua.png": b"\x89PNG\r\n\x1a\n\x00\x00\xff\xffiTXtopenbadgecredential\0", "la.bin": bytes(range(256)), "chuoi.txt": "không phải mã".encode(),
    "bad.json": b'{"@context": {"a": {"b": []}}, "proof": [[], 1, {"type": "DataIntegrityProof", "cryptosuite": [], "proofValue": 5}], "type": [{}]}',
}


@pytest.mark.parametrize("name", FILES)
def test_whatever_is_brought_gets_an_answer(classroom, tmp_path, name, capsys):
    (tmp_path / name).write_bytes(FILES[name])
    assert cli.main(["verify-certificate", str(tmp_path / name)]) == 1
    out = capsys.readouterr()
    assert (out.out + out.err).strip() and "Traceback" not in out.err


def test_a_second_attachment_is_not_looked_through(classroom, tmp_path, capsys):
    certify(classroom)
    pdf = next((classroom / "certificates").glob("*.pdf"))
    data = pdf.read_bytes() + b"<< /Type /EmbeddedFile /Length 2 >>\nstream\n{}\nendstream"
    (tmp_path / "hai.pdf").write_bytes(data)
    assert cli.main(["verify-certificate", str(tmp_path / "hai.pdf")]) == 1 and "nhiều tệp" in capsys.readouterr().err


def test_results_are_only_read(classroom):
    before = {p: p.read_bytes() for p in (classroom / "results").rglob("*.json")}
    certify(classroom)
    assert {p: p.read_bytes() for p in (classroom / "results").rglob("*.json")} == before and results.load_all(classroom)
