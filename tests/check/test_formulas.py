"""The small spreadsheet language: as Excel reads, counts and makes mistakes, and refuses in words."""

import pytest

from binhdan.check.formula_functions import Error
from binhdan.check.formulas import FormulaError, read_formula, work_out

CELLS = {
    "B": ["Tên", "An  Bình", "An Bình", "an bình", "Chi"],
    "F": ["Tiền", 1000.0, "1.250.000", None, -200.0],
    "K": ["", "85.000", "abc", "1,250", " 7 "],
}


class Cells:
    last_row = 5

    def value(self, column, row):
        if (column, row) == ("I", 2):
            return "An Bình"
        return CELLS.get(column, [None] * 5)[row - 1] if 1 <= row <= 5 else None


def result(text, shift=0):
    return work_out(read_formula(text), Cells(), shift)


@pytest.mark.parametrize(
    "text, expected",
    [
        ("=1+2*3", 7),
        ("=(1+2)*3", 9),
        ("=-F2+-1", -1001),
        ("=10-2-3", 5),
        ('="a"&1&F4', "a1"),
        ("=TRIM(B2)", "An Bình"),
        ("=trim(b2)=I2", True),
        ('=IF(F4="";0;5)', 0),
        ("=F4=0", True),
        ('=VALUE(SUBSTITUTE(F3;".";""))', 1_250_000),
        ('=NUMBERVALUE(F3,",",".")', 1_250_000),
        ("=NUMBERVALUE(F4)", 0),
        ("=VALUE(K2)", 85),
        ("=VALUE(K4)", 1250),
        ("=K5*1", 7),
        ('=SUBSTITUTE(F2;".";"")', "1000"),
        ("=IFERROR(VALUE(F3);7)", 7),
        ("=SUM(F2:F5)", 800),
        ("=SUM(F3)", 0),
        ('=SUM("5";1)', 6),
        ("=SUM(F:F)", 800),
        ('=SUMIF(B2:B5;"An Bình";F2:F5)', 0),
        ('=SUMIF(F2:F5;">0")', 1000),
        ('=SUMIF(B:B;"*bình";F:F)', 1000),
        ('=SUMIFS(F2:F5;B2:B5;"Chi";F2:F5;"<0")', -200),
        ("=SUMPRODUCT((TRIM(B2:B5)=I2)*1)", 3),
        ('=COUNTIF(B2:B5;"<>Chi")', 3),
        ("=COUNT(F2:F5)", 2),
        ("=ROUND(2.567;1)", 2.6),
        ("=ABS(F5)", 200),
        ("=ISTEXT(F3)", True),
        ("=ISNUMBER(F3)", False),
        ("=ISBLANK(F4)", True),
        ("=LEN(TRIM(B2))", 7),
        ("=AND(1>0;2>3)", False),
        ("=IF(F2>5000;1)", False),
    ],
)
def test_what_formulas_give(text, expected):
    assert result(text) == expected


@pytest.mark.parametrize("text", ["=VALUE(F3)", "=VALUE(F4)", "=K3+1", "=TRIM(F3)*1", "=SUMIFS(F2:F5;B2:B4;I2)", "=B2:B5*F2:F4", "=1/0"])
def test_mistakes_come_as_in_a_spreadsheet_and_spread(text):
    assert isinstance(result(text), Error)
    assert isinstance(result(f"=ABS({text.removeprefix('=')})+1"), Error)


def test_rows_move_with_a_filled_down_formula_unless_fixed():
    assert result("=F2", shift=3) == -200
    assert result("=F$2", shift=3) == 1000
    assert result("=SUM(F$2:F2)", shift=3) == 800


@pytest.mark.parametrize(
    "text", ["=SUM( F2 : F5 )", "sum(F2:F5)", "`=SUM(F2:F5)`", "=SUM($F$2:$F$5)", "=SUM(F2;F3;F4,F5)", "=IF(“a”=\"A\";SUM(F2:F5))"]
)
def test_the_same_formula_as_people_type_it(text):
    assert result(text) == 800


@pytest.mark.parametrize(
    "text, told",
    [
        ("", "còn trống"),
        ("=SUM(F2:F5", "thiếu dấu"),
        ("=(1+2", r"thiếu dấu \)"),
        ("=1 2", "thừa chỗ"),
        ("=1+", "dừng giữa chừng"),
        ("=CỘNG(F2)", "không hiểu|không có hàm"),
        ("=VLOOKUP(1;2;3)", "không có hàm VLOOKUP"),
        ("=Chi", "ngoặc kép"),
        ("=TRIM()", "TRIM cần 1 phần"),
        ("=F2:", "kết thúc"),
        ("=ZZ9", "không có cột ZZ"),
        ("(" * 399, "quá nhiều dấu ngoặc"),
        ("=1" + "+1" * 300, "quá 400"),
    ],
)
def test_a_formula_that_cannot_be_read_says_why(text, told):
    with pytest.raises(FormulaError, match=told):
        read_formula(text)


def test_texts_and_stars_stay_small():
    assert isinstance(result("=" + "&".join(['"' + "a" * 30 + '"'] * 11) + "&B2"), str)
    doubled = read_formula("=" + "&".join(["F1"] * 100))

    class Long(Cells):
        def value(self, column, row):
            return "a" * 900

    assert work_out(doubled, Long()) == Error("#VALUE!")
    assert work_out(read_formula('=COUNTIF(F2:F5;"*a*a*a*a*b")'), Long()) == 0
