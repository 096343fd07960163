"""The book of a month: columns and values by the names people give them, numbers in cells, what is urgent and open."""

import pytest

from binhdan.check.month_book import Book, book_of, column_named, number_in, urgent_open

CASE = {
    "columns": ["mã", "gấp", "tình trạng"],
    "values": {"tình trạng": ["đã xong", "đang làm"], "loại": ["nước sạch", "thoát nước"]},
    "rows": [["PA-1", "x", "Đã xong "], ["PA-2", "X", "đang làm"], ["PA-2", "X", "đang làm"], ["PA-3", "", "đang làm"], ["PA-4", "x", "chờ bổ sung"]],
}


@pytest.mark.parametrize(
    "said, column, rest",
    [("so ngay qua 7", "số ngày", "qua 7"), ("ngay nhan", "ngày", ""), ("cot chi phi", "chi phí", ""), ("to go may", "tổ", "go may"), ("tong", "", "tong"), ("trang thai xong", "tình trạng", "xong")],
)
def test_columns_by_the_names_people_give_them(said, column, rest):
    assert column_named(said) == (column, rest)


@pytest.mark.parametrize(
    "said, values",
    [("Đã xong", ["đã xong"]), ("xong", ["đã xong"]), ("giải quyết xong", ["đã xong"]), ("đang xử lý", ["đang làm"]), ("dang lam", ["đang làm"]), ("hủy", [])],
)
def test_values_by_what_people_say(said, values):
    assert book_of(CASE).values_of("tình trạng", said) == values


def test_a_word_of_two_values_means_both_and_a_whole_one_means_itself():
    book = Book((), CASE["values"])
    assert book.values_of("loại", "nước") == ["nước sạch", "thoát nước"]
    assert book.values_of("loại", "NUOC SACH") == ["nước sạch"]


@pytest.mark.parametrize("cell, number", [("1,2 triệu", 1200000), ("350.000đ", 350000), ("480000", 480000), (7, 7), (0, 0), ("", None), ("không", None)])
def test_numbers_as_clerks_write_them(cell, number):
    assert number_in(cell) == number


def test_urgent_and_open_reports_stand_once():
    assert [row["mã"] for row in urgent_open(CASE)] == ["PA-2", "PA-4"]
