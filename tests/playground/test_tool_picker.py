"""The tool picker: what is called for every request, right or wrong, and why."""

from pathlib import Path

import pytest

from binhdan import cases, playground


@pytest.fixture
def course(monkeypatch):
    monkeypatch.setenv("BINHDAN_COURSE", str(Path(__file__).resolve().parents[2]))


TOOL = {"tên": "lich", "mô tả": "Dùng khi dân muốn <đặt lịch hẹn>", "không dùng khi": "huỷ lịch"}
DAY = {"công cụ": "lich", "tham số": "ngay", "kiểu": "chữ", "giá trị": "", "mô tả": "dạng 2026-11-20"}


def test_hasty_tables_go_wrong_in_the_three_ways(course):
    hasty, requests = cases.load("B3.11/bang-viet-voi"), cases.load("B3.11/yeu-cau-mau")
    page = playground.tools(hasty["cong_cu"], hasty["tham_so"], requests).still()
    assert page.count("✗") >= 6 and "dc 2026 852" in page
    assert page.count("<tr>") == len(requests["requests"]) + 1


def test_a_request_of_one_s_own_is_scored():
    case = {"system": "Hôm nay là thứ hai, 16/11/2026.", "requests": [{"asked": "Cho tôi đặt lịch hẹn 20/11"}]}
    box = playground.tools([TOOL], [DAY], case).widget()
    _, own, page = box.children
    assert "lich(ngay=&#x27;2026-11-20&#x27;)" in page.value
    own.value = "Huỷ lịch hẹn giúp tôi"
    assert "không gọi" in page.value and "bị chặn: huỷ, đổi" in page.value


def test_the_schema_is_shown_escaped_and_problems_are_said():
    page = playground.tool_schema([TOOL], [DAY]).still()
    assert "&lt;đặt lịch hẹn&gt;" in page and "&quot;type&quot;: &quot;object&quot;" in page
    assert "không có kiểu" in playground.tool_schema([TOOL], [DAY | {"kiểu": "ngày"}]).still()
    assert "Chưa có công cụ" in playground.tool_schema([], []).still()
