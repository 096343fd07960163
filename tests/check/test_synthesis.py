"""The synthesis table: reading it, its answers and proofs, its flags, and the short cuts that must not pay."""

import pytest

from binhdan import cases, check
from binhdan.check import synthesis
from binhdan.curriculum import find_root


@pytest.fixture(autouse=True)
def marker(monkeypatch):
    monkeypatch.setenv("BINHDAN_COURSE", str(find_root()))


SHOWN = {
    "rows": 3,
    "sources": [
        {"code": "A", "title": "Quyết định", "lines": ["Hỗ trợ giống không quá 8 triệu đồng. Tiền phân không quá 3 triệu đồng một hộ."]},
        {"code": "B", "title": "Kế hoạch", "lines": ["Tiền phân không quá 2 triệu đồng một hộ. Nộp đơn chậm nhất ngày 5/9/2026."]},
    ],
}
ROWS = {
    1: {"A": ("8 triệu", [["không quá 8 triệu đồng"], ["giống"]])},
    2: {"B": ("5/9", [["ngày 5/9"], ["nộp đơn"]])},
    3: {"A": ("3 triệu", [["3 triệu đồng"], ["phân"]]), "B": ("2 triệu", [["2 triệu đồng"], ["phân"]])},
}
CASE = SHOWN | {"conflicts": [3], "key": synthesis.key("thu", ROWS)}
HELD_OUT = CASE | {"held_out": True}
GOOD = """1 | giống | 8 triệu đồng | A | Hỗ trợ giống không quá 8 triệu đồng |
2 | hạn | 5/9/2026 | B | Nộp đơn chậm nhất ngày 5/9/2026. |
3 | phân | 3 triệu | A | Tiền phân không quá 3 triệu đồng một hộ | x
3 | phân | 2 triệu | B | Tiền phân không quá 2 triệu đồng một hộ | x"""
ALL = (check.table_is_sourced, check.cells_match, check.cells_are_proven, check.conflicts_flagged)


def rows(text):
    return [dict(zip(("dòng", "hỏi gì", "trả lời", "nguồn", "câu trích", "cờ"), line.split("|"))) for line in text.splitlines()]


@pytest.mark.parametrize("property_", ALL)
@pytest.mark.parametrize(
    "before, after",
    [
        ("", ""),
        ("8 triệu đồng | A", "8.000.000đ | văn bản a"),
        ("8 triệu đồng | A", "tối đa 8tr/hộ | A – Quyết định"),
        ("5/9/2026 | B", "ngày 05 tháng 9 năm 2026 | B."),
        ("5/9/2026 | B", "trước 5-9-2026 | B"),
        ("| x", "| Mâu thuẫn với văn bản kia"),
        ("| x", "| Có"),
        ("ngày 5/9/2026. |", "ngày 5/9/2026. | không"),
        ("\n3 | phân | 2 triệu", "\n | phân | 2 triệu"),
        ("Hỗ trợ giống không quá 8 triệu đồng", "“hỗ trợ giống  KHÔNG QUÁ 8 triệu đồng…”"),
        ("1 | giống |", "1 | giống? | | | |\n1 | giống |"),
        ("không quá 3 triệu đồng một hộ | x", "không quá 3 triệu | x\nđồng một hộ | | | | |"),
    ],
)
def test_honest_ways_of_writing_pass(property_, before, after):
    assert property_(rows(GOOD.replace(before, after) if before else GOOD), case=CASE).passed


@pytest.mark.parametrize("property_", ALL)
def test_nothing_is_not_attempted_and_strange_values_do_not_pass(property_):
    assert property_([], case=CASE).state == "not_attempted"
    for strange in (7, "1 | giống", object(), [1], [{}], [{"dòng": "1"}]):
        assert property_(strange, case=CASE).state == "failed"


@pytest.mark.parametrize(
    "before, after, said",
    [
        ("1 | giống", "bốn | giống", "số từ 1 đến 3"),
        ("1 | giống", "4 | giống", "số từ 1 đến 3"),
        ("triệu đồng | A |", "triệu đồng | A và B |", "đúng một trong A, B"),
        ("triệu đồng | A |", "triệu đồng | |", "đúng một trong A, B"),
        ("một hộ | x", "một hộ | ba", "cột “cờ”"),
    ],
)
def test_a_line_that_cannot_be_read_is_named(before, after, said):
    for property_ in ALL:
        assert said in property_(rows(GOOD.replace(before, after, 1)), case=CASE).reason


@pytest.mark.parametrize(
    "before, after, said",
    [
        ("2 | hạn | 5/9/2026 | B | Nộp đơn chậm nhất ngày 5/9/2026. |\n", "", "Còn trống dòng 2"),
        ("8 triệu đồng | A", " | A", "Dòng 1, nguồn A: chưa có câu trả lời"),
        ("Hỗ trợ giống không", "Cho tiền giống không", "Dòng 1, nguồn A: câu trích"),
        ("một hộ | x", "một hộ |", "chưa gắn cờ đủ"),
        ("ngày 5/9/2026. |", "ngày 5/9/2026. | x", "mới ghi một nguồn"),
        ("2 triệu | B | Tiền phân không quá 2", "3 triệu | A | Tiền phân không quá 3", "cùng một nguồn"),
    ],
)
def test_a_table_without_sources_or_with_loose_flags_is_told(before, after, said):
    assert said in check.table_is_sourced(rows(GOOD.replace(before, after, 1)), case=CASE).reason


@pytest.mark.parametrize(
    "before, after, said",
    [
        ("8 triệu đồng", "3 triệu đồng", "chưa khớp"),
        ("8 triệu đồng", "8, 3, 2, 5 triệu đồng", "chưa khớp"),
        ("5/9/2026 | B", "9/5/2026 | B", "chưa khớp"),
        ("5/9/2026 | B", "5/9/2026 | A", "chưa đúng nguồn"),
        ("3 | phân | 2 triệu | B | Tiền phân không quá 2 triệu đồng một hộ | x", "", "Dòng 3: có 1 câu trả lời"),
        ("1 | giống | 8 triệu đồng | A | Hỗ trợ giống không quá 8 triệu đồng |\n", "", "Dòng 1 còn trống"),
    ],
)
def test_a_wrong_cell_is_told_by_its_row(before, after, said):
    verdict = check.cells_match(rows(GOOD.replace(before, after, 1)), case=CASE)
    assert verdict.state == "failed" and said in verdict.reason
    held_out = check.cells_are_proven(rows(GOOD.replace(before, after, 1)), case=HELD_OUT)
    assert held_out.state == "failed" and not any(c.isdigit() for c in held_out.reason)


@pytest.mark.parametrize("quote", ["Nộp đơn chậm nhất ngày", "một hộ. Nộp đơn chậm nhất", "chậm nhất ngày 5/9/2026", "Phải nộp đơn trước ngày 5/9", ""])
def test_a_quotation_that_proves_nothing(quote):
    assert "Dòng 2" in check.cells_are_proven(rows(GOOD.replace("Nộp đơn chậm nhất ngày 5/9/2026.", quote)), case=CASE).reason


@pytest.mark.parametrize(
    "text, said",
    [
        (GOOD.replace("| x", "|"), "Chưa gắn cờ dòng nào"),
        (GOOD.replace("đồng |\n", "đồng | x\n").replace("2026. |\n", "2026. | x\n"), "chưa đúng chỗ"),
        ("\n".join(line for line in GOOD.splitlines() if "| B | Tiền" not in line), "chưa đúng chỗ"),
        (GOOD.replace("| x", "|") + "\n1 | giống | 2 triệu | B | Tiền phân không quá 2 triệu đồng | x", "chưa đúng chỗ"),
    ],
)
def test_flagging_nothing_everything_or_elsewhere_fails(text, said):
    verdict = check.conflicts_flagged(rows(text), case=HELD_OUT)
    assert said in verdict.reason and not any(c.isdigit() for c in verdict.reason)


def test_one_flag_on_a_pair_is_a_flag():
    assert check.conflicts_flagged(rows(GOOD.replace("| x", "|", 1)), case=HELD_OUT).passed


@pytest.mark.parametrize("figure", ["", "60 %", "9 triệu", "1, 2, 3, 4 triệu"])
def test_a_flag_on_a_guess_fails(figure):
    for told in ("3 triệu", "2 triệu"):
        verdict = check.conflicts_flagged(rows(GOOD.replace(f"{told} |", f"{figure} |")), case=HELD_OUT)
        assert "con số của chính nó" in verdict.reason and not any(c.isdigit() for c in verdict.reason)


@pytest.mark.parametrize("source", ["A, B", "", "Nộp đơn chậm nhất", "QĐ 45"])
def test_a_row_that_cannot_be_read_costs_only_its_own_points(source):
    unread = rows(GOOD.replace("3 triệu | A |", f"3 triệu | {source} |"))
    others = CASE | {"key": synthesis.key("thu", {row: ROWS[row] for row in (1, 2)})}
    assert check.cells_match(unread, case=others).passed and check.cells_are_proven(unread, case=others).passed
    for property_ in ALL:
        assert f"đang là “{source}”" in property_(unread, case=CASE).reason or not source


def test_a_quotation_in_other_words_is_told_as_such():
    reworded = rows(GOOD.replace("chậm nhất ngày 5/9", "chậm nhất hôm 5/9"))
    assert "Dòng 2: câu trích khác nguồn từ chữ thứ 5" in check.cells_are_proven(reworded, case=CASE).reason


def test_the_key_shows_no_answer():
    assert not {"triệu", "giống", "5/9"} & set(str(CASE["key"]).split())


def test_in_the_lesson_documents_are_long_and_every_right_quotation_stands_in_its_own():
    shown, marked = cases.load("B1.08/che"), cases.load("B1.08/che-dap-an")
    assert [source["code"] for source in shown["sources"]] == ["A", "B", "C", "D"]
    assert all(200 <= len(" ".join(source["lines"]).split()) <= 400 for source in shown["sources"])
    assert set(shown["key"]["rows"]) | set(marked["key"]["rows"]) == {"3", "4", "5", "6"}
    assert [row for row, sources in marked["key"]["rows"].items() if len(sources) > 1] == [str(n) for n in marked["conflicts"]]
