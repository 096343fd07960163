"""Rules for figures: how people write them, what each gives on a small book, and the lesson's own months."""

import json

import pytest

from binhdan import cells, check
from binhdan.check.details import unsupported
from binhdan.check.figure_rules import read_rules, slot_name, work_out
from binhdan.check.registry import Wrong
from binhdan.check.sealed import seal
from binhdan.curriculum import find_root, load_course

COLUMNS = ["mã", "ngày", "tổ", "loại", "kênh", "gấp", "tình trạng", "số ngày", "chi phí", "nội dung"]
CASE = {
    "name": "B1.12/thu",
    "columns": COLUMNS,
    "values": {"tổ": ["Gò Mây", "Bến Trà"], "loại": ["nước sạch", "điện"], "tình trạng": ["đã xong", "đang làm"]},
    "rows": [
        ["PA-1", "1/4", "Gò Mây", "điện", "Zalo", "x", "đã xong", 2, "1,2 triệu", "a"],
        ["PA-1", "1/4", "Gò Mây", "điện", "điện thoại", "x", "đã xong", 2, "1,2 triệu", "a"],
        ["PA-2", "2/4", "Bến Trà", "điện", "Zalo", "", "Đã xong ", 9, "350.000đ", "b"],
        ["PA-3", "2/4", "Bến Trà", "điện", "Zalo", "x", "đang làm", 0, "không", "c"],
        ["PA-4", "3/4", "Gò Mây", "điện", "Zalo", "", "đã xong", 4, "", "d"],
        ["PA-5", "3/4", "Gò Mây", "điện", "Zalo", "", "đang làm", "", "", "e"],
    ],
    "sources": [
        {"code": "A", "title": "Biểu", "lines": ["Số hộ nghèo: 31 hộ.", "Tổng số hộ: 2.148 hộ, tính đến 1/5."]},
        {"code": "B", "title": "Kế hoạch", "lines": ["Thời hạn: 7 ngày.", "Tỉ lệ đúng hạn phải đạt: 92,5 %."]},
    ],
}
ONCE = "loc | | bỏ dòng trùng | mã |\n"


def table(rows):
    return cells.table(f"tên | cần gì | cách tính | tính trên | điều kiện\n{rows}")


def worked(row, first=ONCE, case=CASE):
    return work_out(read_rules(table(f"{first}x | | {row}")), "x", case)


@pytest.mark.parametrize(
    "row, value, shown",
    [
        ("đếm | |", "5", "5"),
        ("Đếm số dòng | mã | đã xong", "3", "3"),
        ("count | | loại là nước sạch", "0", "0"),
        ("tổng số | | ", "5", "5"),
        ("tổng | chi phí |", "1550000", "1.550.000"),
        ("CỘNG | kinh phí | tất cả", "1550000", "1.550.000"),
        ("trung bình | số ngày | đã xong", "5", "5"),
        ("bình quân | số ngày |", "3.8", "3,8"),
        ("lâu nhất | số ngày |", "9", "9"),
        ("nhiều nhất | thời gian xử lý |", "9", "9"),
        ("nhỏ nhất | số ngày | đã xong", "2", "2"),
        ("nhiều nhất | tổ |", "go may", "Gò Mây"),
        ("lớn nhất | tổ |", "go may", "Gò Mây"),
        ("tỉ lệ | | số ngày từ 7 trở xuống trong số tình trạng là đã xong", "66.7", "66,7 %"),
        ("tỷ lệ % | số ngày | ≤ 7 trong tổng số đã xong", "66.7", "66,7 %"),
        ("ti le | so ngay | khong qua 7 trong so da xong", "66.7", "66,7 %"),
        ("tỉ lệ | | đã xong", "60", "60 %"),
        ("tỉ lệ | | đã xong trong số loại là nước sạch", "0", "0 %"),
        ("lấy số | văn bản A | sau chữ: tổng số hộ", "2148", "2.148"),
        ("lấy số | A | tổng số hộ", "2148", "2.148"),
        ("lay so | van ban B | dung sau chu “phai dat”", "92.5", "92,5 %"),
    ],
)
def test_what_a_rule_gives(row, value, shown):
    figure = worked(row)
    assert (figure.value, figure.shown) == (value, shown)


@pytest.mark.parametrize("first", ["loc | | bỏ các dòng bị trùng | cột mã |\n", "Lọc | | chỉ giữ một lần | mã phản ánh |\n", "{loc} | | bo dong lap | | ma\n"])
def test_lines_entered_twice_are_dropped_as_people_say_it(first):
    assert worked("đếm | |", first).value == "5"


def test_without_the_first_row_lines_entered_twice_count():
    assert worked("đếm | |", "").value == "6"


@pytest.mark.parametrize(
    "row, told",
    [
        ("120 | |", "chưa hiểu cách tính “120”"),
        (" | số ngày |", "chưa có cách tính"),
        ("đếm | | loại là xăng", "Dòng x: cột loại không có “xang”"),
        ("trung bình | |", "tính trên"),
        ("trung bình | tổ |", "không phải là số"),
        ("tỉ lệ | |", "đếm dòng nào, trong số dòng nào"),
        ("lấy số | văn bản Z | sau chữ: hộ", "đúng một văn bản"),
        ("lấy số | A | sau chữ: tổng số người", "không có số nào sau chữ"),
        ("lấy số | A |", "đứng sau chữ gì"),
    ],
)
def test_a_row_that_cannot_be_used_is_named(row, told):
    with pytest.raises(Wrong, match=told):
        worked(row)


def test_a_row_twice_too_few_columns_and_a_first_row_that_says_nothing():
    with pytest.raises(Wrong, match="có hai lần"):
        read_rules(table("x | | đếm | |\nx | | tổng | chi phí |"))
    with pytest.raises(Wrong, match="năm cột"):
        read_rules([{"tên": "x", "cách tính": "đếm"}])
    with pytest.raises(Wrong, match="Dòng loc"):
        worked("đếm | |", "loc | | bỏ hết đi | mã |\n")


def test_an_empty_row_is_not_a_second_one():
    assert set(read_rules(table("x | hỏi gì | | |\nx | | đếm | |"))) == {"x"}


@pytest.mark.parametrize("typed", ["con_lai", "{con_lai}", "Con lai", " Còn_lại "])
def test_names_are_known_however_they_are_typed(typed):
    assert slot_name(typed) == "con_lai"


LESSON = load_course().lesson("B1.12").folder
OPEN = json.loads((LESSON / "data/thang-4.json").read_text(encoding="utf-8"))
HIDDEN = json.loads((LESSON / "hidden/thang-khac.json").read_text(encoding="utf-8"))
RIGHT = {
    "loc": "bỏ dòng trùng | mã |", "tong": "đếm | |", "da_xong": "đếm | | tình trạng là đã xong", "con_lai": "đếm | | tình trạng khác đã xong",
    "gap_con": "đếm | | gấp và chưa xong", "nuoc": "đếm | | loại là nước sạch", "dung_han": "tỉ lệ | số ngày | không quá 7 trong số đã xong",
    "tb_ngay": "trung bình | số ngày | đã xong", "lau_nhat": "lớn nhất | số ngày |", "to_nhieu": "nhiều nhất | tổ |", "chi_phi": "tổng | chi phí |",
    "so_ho": "lấy số | A | tổng số hộ", "chi_tieu": "lấy số | C | phải đạt",
}  # fmt: skip


@pytest.fixture(autouse=True)
def marker(monkeypatch):
    monkeypatch.setenv("BINHDAN_COURSE", str(find_root()))


def right_but(**other):
    return table("\n".join(f"{name} | | {rule}" for name, rule in (RIGHT | other).items() if rule))


def test_the_right_rules_hold_in_every_month():
    for group in ("đếm", "đo", ""):
        assert check.figures_match(right_but(), case=OPEN, group=group).passed
    assert check.figures_match(right_but(), case=HIDDEN).passed


HANDS = {
    "short": {
        "loc": "bỏ các dòng bị trùng | cột mã |", "con_lai": "Đếm | | chưa xong", "gap_con": "đếm số dòng | mã | gấp, chưa xong", "nuoc": "đếm | loại | nước sạch",
        "dung_han": "tỷ lệ | số ngày | ≤ 7 trong số đã xong", "tb_ngay": "bình quân | số ngày | đã xong", "lau_nhat": "lâu nhất | số ngày | đã xong",
        "chi_phi": "cộng | chi phí |", "chi_tieu": "lấy số | C | phải đạt",
    },
    "no tone marks": {
        "loc": "chi giu mot dong neu trung | ma |", "con_lai": "dem | | tinh trang khac da xong", "gap_con": "dem | | gap va tinh trang chua xong", "nuoc": "dem | | loai = nuoc sach",
        "dung_han": "ti le | | so ngay khong qua 7 trong so tinh trang la da xong", "tb_ngay": "trung binh | so ngay | tinh trang = da xong", "lau_nhat": "lon nhat | so ngay |",
        "chi_phi": "tong | chi phi |", "chi_tieu": "lay so | van ban C | sau chu: phai dat",
    },
    "used to spreadsheets": {
        "loc": "bỏ dòng lặp | mã |", "con_lai": "COUNT | | tình trạng là đang làm, chuyển thành phố, chờ bổ sung", "gap_con": "đếm | | gấp là x; tình trạng <> đã xong", "nuoc": "COUNTIF | | về nước sạch",
        "dung_han": "phần trăm | | tình trạng là đã xong và số ngày <= 7 trong số tình trạng đã xong", "tb_ngay": "AVERAGE | số ngày xử lý | chỉ những dòng đã xong", "lau_nhat": "max | số ngày |",
        "chi_phi": "SUM | cột chi phí | tất cả", "chi_tieu": "lấy số | văn bản C | sau chữ \"đúng hạn phải đạt\"",
    },
    "wordy": {
        "loc": "bỏ dòng trùng nhau | mã phản ánh |", "con_lai": "đếm | | tình trạng không phải là đã xong", "gap_con": "đếm | | tình trạng không phải là đã xong, có gấp", "nuoc": "đếm | mã | loại: nước sạch",
        "dung_han": "tỉ lệ % | số ngày | từ 7 ngày trở xuống trong tổng số đã xong", "tb_ngay": "tính trung bình | thời gian xử lý | trạng thái đã xong", "lau_nhat": "nhiều nhất | số ngày |",
        "chi_phi": "tổng cộng | kinh phí | không có", "chi_tieu": "lấy số | văn bản c (kế hoạch) | đứng sau chữ Tỉ lệ giải quyết đúng hạn phải đạt",
    },
}  # fmt: skip


@pytest.mark.parametrize("hand", HANDS)
def test_the_same_rules_in_other_hands_hold_in_every_month(hand):
    for case in (OPEN, HIDDEN):
        verdict = check.figures_match(right_but(**HANDS[hand]), case=case)
        assert verdict.passed, verdict.reason


# Each of these is what a hurried person would write; each must be told in the open month, not only after handing in.
HURRIED = {
    "loc": "", "con_lai": "đếm | | đang làm", "gap_con": "đếm | | gấp", "nuoc": "đếm | | ", "dung_han": "tỉ lệ | | số ngày từ 7 trở xuống", "tb_ngay": "trung bình | số ngày |",
    "chi_tieu": "lấy số | B | phải đạt", "so_ho": "lấy số | A | số hộ", "chi_phi": "tổng | số ngày |", "to_nhieu": "nhiều nhất | loại |", "lau_nhat": "trung bình | số ngày | đã xong",
}  # fmt: skip


@pytest.mark.parametrize("name", HURRIED)
def test_a_hurried_rule_is_told_in_the_open_month_with_its_name(name):
    hurried = right_but(**{name: HURRIED[name]})
    told = [check.figures_match(hurried, case=OPEN, group=group) for group in ("đếm", "đo")]
    assert not all(verdict.passed for verdict in told)
    assert any(f"{name}" in verdict.reason for verdict in told if not verdict.passed)
    assert not check.figures_match(hurried, case=HIDDEN).passed


def test_a_held_out_month_gives_no_figure_away():
    said = check.figures_match(right_but(tong="đếm | | đã xong", so_ho="lấy số | A | không có chữ này"), case=HIDDEN).reason
    assert not any(character.isdigit() for character in said)


@pytest.mark.parametrize(
    "row, passes",
    [
        ("người quyết | {0}, {1} | trẻ con và người qua đường có thể bị nạn mà chưa ai dừng", True),
        (" | {1} và {0} | trẻ con và người qua đường có thể bị nạn mà chưa ai dừng", True),
        ("người quyết | {0} | trẻ con và người qua đường có thể bị nạn mà chưa ai dừng", False),
        ("người quyết | {0}, {1}, {2} | trẻ con và người qua đường có thể bị nạn mà chưa ai dừng", False),
        ("người quyết | {0}, {2} | trẻ con và người qua đường có thể bị nạn mà chưa ai dừng", False),
        ("người quyết | {0}, {1} | gấp gấp gấp gấp gấp gấp gấp", False),
        ("người quyết | {0}, {1} |", False),
        ("người quyết | | trẻ con có thể bị nạn", False),
        ("người quyết | PA-999 | trẻ con có thể bị nạn", False),
    ],
)
def test_what_goes_to_the_chairman(row, passes):
    codes = [row[0] for row in OPEN["rows"] if row[9].startswith(("Bờ kè", "Cột điện", "GẤP"))]
    assert check.person_decided(table(f"trinh | | {row.format(*codes)}"), case="B1.12/trinh").passed is passes


def test_the_open_month_seals_its_figures_and_the_documents_do_not_tell_them():
    assert all(len(value) == 16 for value in OPEN["key"].values())
    assert OPEN["key"]["tong"] == seal(OPEN["name"], "tong", "120")
    papers = "\n".join(line for source in OPEN["sources"] for line in source["lines"])
    rules = read_rules(right_but())
    for name in ("tong", "da_xong", "con_lai", "nuoc", "dung_han", "chi_phi"):
        shown = work_out(rules, name, OPEN).shown
        assert unsupported(shown, papers) == [shown]
