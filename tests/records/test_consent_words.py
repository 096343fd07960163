"""What a clerk may write for a purpose, and what the command says is left to do after a no."""

import pytest

from binhdan.cli import main
from binhdan.records.consents import PURPOSES, purpose_of


@pytest.fixture
def lan(binhdan, roster):
    binhdan("enrol", roster(("Lê Thị Lan", "1990", "Ao Sen", "", "lan-2")), "--yes")
    return "lan-2"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("nickname", "nickname"), ("Biệt danh", "nickname"), ("hiện  biệt danh", "nickname"), ("cấp giấy chứng nhận", "certificate"),
        ("ảnh", "photo"), ("nhận tin nhắn", "contact"), ("lưu hồ sơ", "training"), *((purpose.name, key) for key, purpose in PURPOSES.items()),
    ],
)  # fmt: skip
def test_vietnamese_words_name_a_purpose(text, key):
    assert purpose_of(text) == key


@pytest.mark.parametrize("text", ["", "danh", "bán dữ liệu cho ai đó", "giấy"])
def test_other_words_name_none(text):
    with pytest.raises(ValueError):
        purpose_of(text)


def test_the_command_takes_them_and_lists_them_otherwise(binhdan, lan, query, capsys):
    assert binhdan("consent", lan, "biệt danh", "--given", "--evidence", "phiếu 1")[0] == 0
    assert query("SELECT purpose, given FROM consents") in ([("nickname", True)], [("nickname", 1)])
    with pytest.raises(SystemExit):
        binhdan("consent", lan, "bán", "--given", "--evidence", "phiếu 1")
    assert "không có việc «bán». Chọn một trong: certificate (cấp giấy chứng nhận có tên)" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("purpose", "step"),
    [("nickname", "binhdan board"), ("certificate", "certify revoke"), ("training", "binhdan erase lan-2"), ("photo", "Gỡ ảnh"), ("contact", "tin")],
)
def test_after_a_no_the_next_step_is_said(binhdan, lan, purpose, step):
    assert step not in binhdan("consent", lan, purpose, "--given", "--evidence", "phiếu 1")[1].partition("\n")[2]
    for _ in range(2):  # also where it was recorded before, and the step forgotten
        assert step in binhdan("consent", lan, purpose, "--withdrawn", "--evidence", "đơn")[1].partition("\n")[2]


def test_who_is_in_no_target_group_can_still_be_enrolled(binhdan, roster):
    """A retired person must not be stuck between three groups that are not theirs."""
    out = binhdan("enrol", roster(("Lò Thị Mận", "1950", "Ao Sen", "hưu trí", "")), "--preview")[1]
    assert "không thuộc nhóm nào thì để trống" in out
    assert "1 người mới" in binhdan("enrol", roster(("Lò Thị Mận", "1950", "Ao Sen", "", "")), "--preview")[1]


def test_a_class_folder_that_is_not_there_is_named(tmp_path, monkeypatch, capsys):
    monkeypatch.delenv("BINHDAN_DB", raising=False)
    assert main(["export", "lan-2", "--class-folder", str(tmp_path / "khong-co")]) == 1
    told = capsys.readouterr().err
    assert f"Không có thư mục {tmp_path / 'khong-co'}." in told and "Errno" not in told


def test_erasing_tells_of_pages_that_are_out(binhdan, lan):
    assert "bảng tin và trang người kèm đã làm" in binhdan("erase", lan, "--yes")[1]
