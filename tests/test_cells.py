"""What learners write in cells."""

import pytest

from binhdan import cells, slots


def test_body_drops_the_stub_and_keeps_headings():
    written = "# ✏️ Viết câu trả lời của bạn dưới dòng này\n# Vai\nBạn là cán bộ\n### BEGIN SOLUTION\nx\n### END SOLUTION\n"
    assert cells.body(written) == "# Vai\nBạn là cán bộ\nx"


def test_table_reads_pipes_tabs_and_outer_bars():
    assert cells.table("câu | lỗi\n1 | ngày") == [{"câu": "1", "lỗi": "ngày"}]
    assert cells.table("| câu | lỗi |\n|---|---|\n| 1 | ngày |") == [{"câu": "1", "lỗi": "ngày"}]
    assert cells.table("câu\tlỗi\n1\tngày") == [{"câu": "1", "lỗi": "ngày"}]


def test_a_mark_in_front_is_a_border_or_an_empty_cell():
    assert cells.table("a | b | c\n | 2 | 3") == [{"a": "", "b": "2", "c": "3"}]
    assert cells.table("a | b\n| 1 | 2") == cells.table("a | b\n| 1 | 2 |") == [{"a": "1", "b": "2"}]
    assert cells.table("| a | b |\n| 1") == [{"a": "1", "b": ""}]
    assert cells.table("| a | b |\n| | 2 |") == [{"a": "", "b": "2"}]


def test_table_fills_short_rows_and_names_long_ones():
    assert cells.table("a | b\n1") == [{"a": "1", "b": ""}]
    with pytest.raises(ValueError, match="Dòng 2 của bảng có 3 ô"):
        cells.table("a | b\n1 | 2\n1 | 2 | 3")


def test_an_unwritten_name_reads_as_empty():
    cells.clear()
    assert cells.prompts["chua-co"] == "" and cells.tables["chua-co"] == []


def test_slots():
    assert slots.names("Từ {bat_dau} đến {ket_thuc}, lại {bat_dau}") == ["bat_dau", "ket_thuc"]
    assert slots.fill("{khu_vuc} và {la}", {"khu_vuc": "Tổ 3"}) == "Tổ 3 và {la}"
