"""Wage sheets: which rows a formula misreads, and whether formulas hold on another month."""

import json
import subprocess
import sys

import pytest

from binhdan import check
from binhdan.check import errors, sheets
from binhdan.check.registry import Wrong
from binhdan.curriculum import find_root, load_course

FOLDER = load_course().lesson("B1.10").folder
ROWS = [
    ["1/5", "An Bình", "hái", 1, 10, 10],
    ["1/5", "An  Bình", "hái", 2, 10, "20"],
    ["2/5", "Chi", "hái", None, None, None],
    ["2/5", "Chi", "trả", -1, 10, "-1.000"],
]
SHEET = {"name": "t", "columns": list("ABCDEF"), "rows": ROWS, "totals": sheets.seals("t", {"An Bình": 30, "Chi": -1000})}
GOOD = {"G2": "=TRIM(B2)", "H2": '=IF(F2="";0;VALUE(SUBSTITUTE(F2;".";"")))', "J2": "=SUMIF(G:G;I2;H:H)"}
KINDS = {"số dạng chữ": ["chữ"], "tên lệch": ["tên"]}
FAULTS = {"rows": ROWS, "kinds": KINDS, "key": errors.key("t", [{"answer": "bang", "sentence": n, "kinds": [k]} for n, k in ((3, "tên lệch"), (5, "số dạng chữ"))])}


@pytest.fixture(autouse=True)
def marker(monkeypatch):
    monkeypatch.setenv("BINHDAN_COURSE", str(find_root()))


def table(formulas):
    return [{"ô": cell, "công thức": formula} for cell, formula in formulas.items()]


def marks(text):
    return [dict(zip(("dòng", "loại lỗi"), line.split("|"))) for line in text.splitlines()]


HONEST = {
    "the model answer": GOOD,
    "commas and small letters": {"g2": "=trim(b2)", "h2": '=if(f2="",0,value(substitute(f2,".","")))', "j2": "=sumif(g:g,i2,h:h)"},
    "one function": {**GOOD, "H2": '=NUMBERVALUE(F2;",";".")'},
    "mistakes turned to 0": {**GOOD, "H2": '=IFERROR(VALUE(SUBSTITUTE(F2;".";""));0)'},
    "only words are mended": {**GOOD, "H2": '=IF(ISTEXT(F2);SUBSTITUTE(F2;".";"")*1;F2)'},
    "fixed long ranges": {**GOOD, "J2": "=SUMIF($G$2:$G$500;$I$2;$H$2:$H$500)"},
    "all in one cell": {"J2": '=SUMPRODUCT((TRIM(B2:B300)=I2)*NUMBERVALUE(F2:F300;",";"."))'},
    "cells named in words": {"Ô G2": GOOD["G2"], "ô H2:": GOOD["H2"], "J 2": GOOD["J2"]},
}
WRONG = {
    "the recorded formula": {"J2": '=SUMIFS(F2:F14;B2:B14;I2;F2:F14;">0")'},
    "names as they are": {**GOOD, "G2": "=B2"},
    "the range of May": {**GOOD, "J2": "=SUMIF(G2:G15;I2;H2:H15)"},
    "blanks forgotten": {**GOOD, "H2": '=VALUE(SUBSTITUTE(F2;".";""))'},
    "points taken for decimals": {**GOOD, "H2": '=IF(F2="";0;VALUE(F2))'},
    "returns added": {**GOOD, "H2": '=IF(F2="";0;ABS(VALUE(SUBSTITUTE(F2;".";""))))'},
    "kilos by price": {**GOOD, "H2": "=D2*E2"},
    "everybody's wages": {**GOOD, "J2": "=SUM(H:H)"},
    "totals typed in": {"J2": '=IF(I2="Đàm Thị Bưởi";642000;IF(I2="Lục Văn Toản";252000;IF(I2="Nông Thị Hiên";1614000;1565000)))'},
}


@pytest.mark.parametrize("name", HONEST)
def test_honest_formulas_hold_on_every_month(name):
    for case in (SHEET, "B1.10/thang-5", "B1.10/thang-6", "B1.10/thang-7"):
        said = check.formulas_add_up(table(HONEST[name]), case=case)
        assert said.passed, said.reason


@pytest.mark.parametrize("name", WRONG)
def test_wrong_formulas_fail_on_both_held_out_months(name):
    for case in ("B1.10/thang-6", "B1.10/thang-7"):
        assert not check.formulas_add_up(table(WRONG[name]), case=case).passed


def test_typed_totals_pass_only_what_can_be_seen():
    assert check.formulas_add_up(table(WRONG["totals typed in"]), case="B1.10/thang-5").passed


def test_an_open_sheet_names_the_cell_or_the_person_and_a_held_out_one_neither():
    told = check.formulas_add_up(table(WRONG["blanks forgotten"]), case=SHEET).reason
    assert "H4" in told and "#VALUE!" in told
    told = check.formulas_add_up(table(WRONG["names as they are"]), case=SHEET).reason
    assert "An Bình" in told and "1/2 người" in told
    told = check.formulas_add_up(table(WRONG["names as they are"]), case="B1.10/thang-6").reason
    assert not any(c.isdigit() for c in told) and "Nhội" not in told


@pytest.mark.parametrize(
    "formulas, told",
    [
        ({"G2": "=TRIM(B2)", "H2": "=F2", "J2": "=SUMIF(G:G;K1;H:H)"}, "ô I2"),
        ({"G2": "=TRIM(B2)"}, "ô J2"),
        ({"A2": "=1", "J2": "=1"}, "không dùng"),
        ({"G2": "=TRIM(B2", "J2": "=1"}, "Ô G2"),
        ({"G2": "=G2", "J2": "=SUM(H:H)"}, "đi vòng"),
        ({"H2": "=H1*1E9", "J2": "=1"}, "Ô H2"),
    ],
)
def test_what_cannot_be_worked_out_is_named(formulas, told):
    assert told in check.formulas_add_up(table(formulas), case=SHEET).reason


def test_cells_without_a_formula_are_not_attempted():
    assert check.formulas_add_up(table({"G2": "", "H2": "", "J2": ""}), case=SHEET).state == "not_attempted"


def test_growing_numbers_and_long_chains_do_no_harm():
    rows = [["1/5", "An", "hái", 1, 10, 10]] * 400
    case = {"name": "t", "columns": list("ABCDEF"), "rows": rows, "totals": sheets.seals("t", {"An": 4000})}
    running = {"G2": "=N(G1)+F2", "J2": "=G401"}
    assert check.formulas_add_up(table(running), case=case).passed
    assert not check.formulas_add_up(table({"G2": "=(N(G1)+9)*(N(G1)+9)", "J2": "=SUM(G:G)"}), case=case).passed


@pytest.mark.parametrize("text", ["3|tên lệch\n5|số dạng chữ", "dòng 3 | TEN\n 5 | so dang chu", "3|tên\n5|chữ\n|"])
def test_faulty_rows_as_people_write_them(text):
    assert sheets.rows_misread(marks(text), FAULTS).passed
    assert sheets.rows_misread(marks(text), FAULTS, kinds=True).passed


@pytest.mark.parametrize(
    "text, told",
    [
        ("2-5|tên", "nghi tất cả"),
        ("3|tên", "Bắt trúng 1 dòng, bắt oan 0, bỏ sót 1"),
        ("9|tên", "không có dòng 9"),
        ("ba|tên", "ghi số dòng"),
        ("3 - tên lệch", "ghi số dòng"),
        ("3|lạ", "loại lỗi phải là một trong"),
        ("3|tên\n3|chữ", "ghi hai lần"),
    ],
)
def test_faulty_rows_that_fail(text, told):
    assert told in sheets.rows_misread(marks(text), FAULTS).reason


def test_the_right_rows_with_wrong_kinds_fail_only_the_kinds():
    swapped = marks("3|chữ\n5|tên")
    assert sheets.rows_misread(swapped, FAULTS).passed
    assert "0 dòng" in sheets.rows_misread(swapped, FAULTS, kinds=True).reason


def test_a_formula_for_an_unknown_cell_raises_wrong():
    with pytest.raises(Wrong):
        sheets.read_formulas(table({"K9": "=1"}))


@pytest.mark.parametrize("number", [6, 7])
def test_held_out_months_hold_every_kind_of_mess(number):
    (sheet,) = json.loads((FOLDER / f"hidden/thang-{number}.json").read_text(encoding="utf-8"))["sheets"]
    money, names = [row[5] for row in sheet["rows"]], [row[1] for row in sheet["rows"]]
    assert None in money and any(isinstance(m, int) and m < 0 for m in money)
    assert any(isinstance(m, str) and m.startswith("-") for m in money)
    assert any(isinstance(m, str) and m.count(".") == 2 for m in money)
    assert any(name != " ".join(name.split()) for name in names)


def test_the_data_is_what_its_script_writes():
    before = {file: file.read_bytes() for file in FOLDER.rglob("*.json")}
    try:
        subprocess.run([sys.executable, FOLDER / "make_data.py"], check=True, cwd=find_root(), env={"PYTHONPATH": str(find_root())})
        assert {file: file.read_bytes() for file in FOLDER.rglob("*.json")} == before
    finally:
        for file, content in before.items():
            file.write_bytes(content)
