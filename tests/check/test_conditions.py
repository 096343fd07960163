"""Conditions on a book's rows in many people's words: which rows they choose, and what can't be read."""

import pytest

from binhdan.check.conditions import ConditionError, condition
from binhdan.check.month_book import Book

VALUES = {
    "tổ": ["Gò Mây", "Bến Trà"],
    "loại": ["nước sạch", "thoát nước", "điện"],
    "tình trạng": ["đã xong", "đang làm", "chuyển thành phố", "chờ bổ sung"],
}
ROWS = (
    {"mã": "1", "tổ": "Gò Mây", "loại": "nước sạch", "gấp": "x", "tình trạng": "đã xong", "số ngày": 7, "chi phí": "1,2 triệu", "nội dung": "Mất nước."},
    {"mã": "2", "tổ": "Bến Trà", "loại": "thoát nước", "gấp": "", "tình trạng": "Đã xong ", "số ngày": 8, "chi phí": "", "nội dung": "Cống tắc."},
    {"mã": "3", "tổ": "Gò Mây", "loại": "điện", "gấp": "X", "tình trạng": "đang làm", "số ngày": "", "chi phí": "", "nội dung": "Đèn cháy."},
    {"mã": "4", "tổ": "Bến Trà", "loại": "nước sạch", "gấp": "", "tình trạng": "chuyển thành phố", "số ngày": 0, "chi phí": "350.000", "nội dung": "Nước đục."},
    {"mã": "5", "tổ": "Bến Trà", "loại": "nước sạch", "gấp": "", "tình trạng": "chờ bổ sung", "số ngày": 0, "chi phí": "không", "nội dung": "Nước yếu."},
)
BOOK = Book(ROWS, VALUES)


def chosen(said, column=""):
    return "".join(row["mã"] for row in ROWS if condition(said, BOOK, column)(row))


@pytest.mark.parametrize("said", ["", "-", "tất cả", "cả sổ", "không có"])
def test_no_words_are_no_condition(said):
    assert chosen(said) == "12345"


@pytest.mark.parametrize("said", ["tình trạng là đã xong", "đã xong", "Trạng thái = Đã Xong", "tinh trang la da xong", "xong", "chỉ những dòng đã giải quyết", "tình trạng: hoàn thành"])
def test_done(said):
    assert chosen(said) == "12"


@pytest.mark.parametrize(
    "said",
    ["tình trạng khác đã xong", "chưa xong", "tình trạng không phải là đã xong", "tình trạng ≠ đã xong", "tình trạng <> đã xong", "tình trạng chưa xong",
     "tình trạng là chưa xong", "đang làm, chuyển thành phố, chờ bổ sung", "tình trạng là đang làm hoặc chuyển thành phố hoặc chờ bổ sung", "đang làm và chờ bổ sung và chuyển thành phố"],
)  # fmt: skip
def test_not_done(said):
    assert chosen(said) == "345"


@pytest.mark.parametrize("said, codes", [("gấp", "13"), ("gấp có dấu x", "13"), ("gấp là x", "13"), ("có gấp", "13"), ("không gấp", "245"), ("gấp để trống", "245")])
def test_the_mark(said, codes):
    assert chosen(said) == codes


@pytest.mark.parametrize("said", ["gấp và chưa xong", "gấp, tình trạng khác đã xong", "tình trạng khác đã xong; gấp có dấu x", "gấp nhưng chưa xong", "gấp mà chưa xong"])
def test_two_clauses_must_both_hold(said):
    assert chosen(said) == "3"


@pytest.mark.parametrize(
    "said, codes",
    [("số ngày từ 7 trở xuống", "145"), ("số ngày không quá 7", "145"), ("số ngày ≤ 7 ngày", "145"), ("số ngày trong 7 ngày", "145"), ("trong vòng 7 ngày", "145"),
     ("số ngày dưới 7", "45"), ("số ngày quá 7", "2"), ("số ngày từ 7 trở lên", "12"), ("số ngày > 7", "2"), ("thời gian xử lý ít nhất 8 ngày", "2"), ("số ngày = 8", "2"),
     ("chi phí trên 1 triệu", "1"), ("chi phí trên 1.000.000", "1"), ("chi phí từ 350.000 đồng trở lên", "14"), ("số ngày để trống", "3"), ("số ngày không trống", "1245")],
)  # fmt: skip
def test_numbers_are_compared_and_empty_cells_never_are(said, codes):
    assert chosen(said) == codes


def test_the_column_of_the_row_is_meant_where_a_clause_names_none():
    assert chosen("từ 7 trở xuống", "số ngày") == "145"
    assert chosen("không quá 7 và đã xong", "số ngày") == "1"


def test_words_of_a_report_can_be_looked_for():
    assert chosen("nội dung có chữ không ai viết") == ""
    assert chosen("nội dung là mất nước") == "1"


@pytest.mark.parametrize("said, codes", [("tổ Gò Mây", "13"), ("tổ là gò mây", "13"), ("loại là nước sạch", "145"), ("về nước sạch", "145"), ("loại khác điện", "1245")])
def test_values_are_known_however_they_are_written(said, codes):
    assert chosen(said) == codes


@pytest.mark.parametrize(
    "said, told",
    [("loại là nước", "nước sạch hoặc thoát nước"), ("loại là xăng dầu", "chỉ có: nước sạch"), ("kêu ca nhiều", "cột nào"), ("loại là điện hoặc tổ là Gò Mây", "“hoặc”"),
     ("tình trạng từ 7 trở lên", "không phải là số"), ("gấp chưa xong", "nối bằng chữ “và”"), ("mã là 99", "không có ô nào")],
)  # fmt: skip
def test_what_cannot_be_read_is_said(said, told):
    with pytest.raises(ConditionError, match=told):
        chosen(said)
