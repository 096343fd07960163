"""The brief's checks name the property that failed, and never the answer."""

import json
from pathlib import Path

import pytest

from binhdan import check

ROOT = Path(__file__).resolve().parents[2]
GOOD = """Vai: Bạn là cán bộ phường.
Việc: Viết thông báo cắt nước.
Bối cảnh: khu vực: {khu_vuc}; bắt đầu: {bat_dau}; kết thúc: {ket_thuc}; lý do: {ly_do}; liên hệ: {lien_he}
Ràng buộc: dưới 120 từ, không thêm thông tin.
Mẫu đầu ra: thông báo, khu vực, bắt đầu, kết thúc, lý do, liên hệ"""


@pytest.fixture(autouse=True)
def marker(monkeypatch):
    monkeypatch.setenv("BINHDAN_COURSE", str(ROOT))


@pytest.mark.parametrize("case", ["su-co-mau", "su-co-an-1", "su-co-an-2"])
def test_a_good_brief(case):
    assert check.brief_has_five_slots(GOOD).passed
    assert check.brief_works(GOOD, case=f"B1.01/{case}").passed


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("Vai: Bạn là cán bộ phường.\n", "", "vai"),
        ("Ràng buộc: dưới 120 từ, không thêm thông tin.\n", "", "ràng buộc"),
        ("Mẫu đầu ra: thông báo, khu vực, bắt đầu, kết thúc, lý do, liên hệ", "", "mẫu đầu ra"),
    ],
)
def test_a_missing_slot_is_named(before, after, told):
    assert told in check.brief_has_five_slots(GOOD.replace(before, after)).reason


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("lý do: {ly_do}; ", "", "{ly_do}"),
        ("{ly_do}", "{nguyen_nhan}", "{ly_do}"),
        ("{ly_do}", "{lý do}", "{lý do}: tên chỗ trống không dấu"),
        ("{khu_vuc}", "{khu_vuc} {mau_sac}", "{mau_sac}"),
        ("Viết thông báo cắt nước.", "Viết thông báo cắt nước vì sửa máy bơm.", "ghi cứng"),
    ],
)
def test_blanks(before, after, told):
    assert told in check.brief_leaves_blanks(GOOD.replace(before, after), case="B1.01/su-co-mau").reason


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("lý do: {ly_do}; ", "", "thiếu dữ kiện {ly_do}: chưa có trong câu lệnh"),
        ("Việc: Viết thông báo cắt nước.", "Việc: Viết thư mời họp.", "về việc gì"),
        ("Mẫu đầu ra: thông báo, khu vực", "Mẫu đầu ra:\nKính mời xã viên\nKhu vực: [khu vực]\n", "thư mời họp"),
        ("không thêm thông tin", "lịch sự", "con số không ai cho"),
        ("{lien_he}\n", "{lien_he}\nGhi chú {mau_sac}\n", "sót chỗ trống"),
        ("{khu_vuc};", "{khu_vuc}, cạnh {khu_vuc};", "bị nhắc 2 lần"),
        ("{khu_vuc};", "Tổ dân phố Đồi Chanh và {khu_vuc};", "sự cố khác"),
    ],
)
def test_what_goes_wrong_on_another_incident(before, after, told):
    reason = check.brief_works(GOOD.replace(before, after), case="B1.01/su-co-an-1").reason
    assert told in reason
    hidden = json.loads((ROOT / "lessons/level1/01-giao-viec-cho-ai/hidden/su-co-an-1.json").read_text(encoding="utf-8"))
    assert not any(value in reason for incident in hidden["incidents"] for value in incident.values())

def test_a_fact_the_model_leaves_out_is_not_called_missing_from_the_prompt():
    hidden_away = GOOD.replace("; liên hệ: {lien_he}", "").replace("kết thúc, lý do, liên hệ", "kết thúc… Liên hệ {lien_he}")
    assert "AI bỏ sót" in check.brief_works(hidden_away, case="B1.01/su-co-mau").reason


def test_a_reply_with_an_aimless_opening_passes_and_says_so():
    loose = GOOD.replace("Mẫu đầu ra: thông báo, khu vực, bắt đầu, kết thúc, lý do, liên hệ", "Mẫu đầu ra: thông báo đọc loa")
    told = check.brief_works(loose, case="B1.01/su-co-mau")
    assert told.passed and "lan man" in told.reason
    assert "lan man" not in check.brief_works(GOOD, case="B1.01/su-co-mau").reason
