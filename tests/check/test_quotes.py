"""Quotations: what counts as verbatim, what is said where it is not, and whether the answer is in it."""

import pytest

from binhdan.check import quotes

PAGE = "Thông báo số 7\nTừ tháng 3, hộ gia đình nộp 5.000 đồng một tháng. Hộ nghèo được miễn, “có xác nhận” của tổ trưởng.\nHoà bình, khoẻ mạnh."
PARTS = quotes.sealed_parts([["5.000 đồng", "5 nghìn đồng"], ["hộ gia đình"]], "thu", "1")


@pytest.mark.parametrize(
    "quote",
    [
        "hộ gia đình nộp 5.000 đồng một tháng",
        "“Hộ gia đình nộp 5.000 đồng một tháng.”",
        "  HỘ GIA ĐÌNH   nộp 5.000\u00a0đồng một tháng",
        "hộ gia đình nộp 5.000 đồng một tháng.",
        "…hộ gia đình nộp 5.000 đồng một tháng...",
        'được miễn, "có xác nhận" của tổ trưởng',
        "một tháng. Hộ nghèo được miễn",
        "tổ trưởng. Hòa bình, khỏe mạnh",
        "Từ tháng 3 […] 5.000 đồng một tháng",
        "Từ tháng 3 (...) Hộ nghèo được miễn",
    ],
)
def test_spaces_quotes_capitals_and_left_out_words_are_forgiven(quote):
    assert quotes.problem(quote, PAGE) == ""


@pytest.mark.parametrize(
    "quote, said",
    [
        ("", "chưa có câu trích"),
        ("“…”", "chưa có câu trích"),
        ("5.000 đồng", "mới có 2 từ"),
        ("ho gia dinh nop 5.000 dong", "sai dấu"),
        ("hộ gia đình nộp 5.000 đồng mỗi tháng", "từ chữ thứ 8 (“mỗi”)"),
        ("hộ gia đình đóng 5.000 đồng một tháng", "từ chữ thứ 4 (“đóng”)"),
        ("bà con đóng 5.000 đồng một tháng", "không có trong nguồn này"),
        ("Hộ nghèo được miễn … Từ tháng 3", "theo đúng thứ tự"),
        ("hộ gia … 5.000 đồng một tháng", "cắt vụn"),
        ("Từ tháng 3 … hộ gia đình … một tháng. Hộ … của tổ trưởng", "cắt vụn"),
        (f"{PAGE} {PAGE}", "quá 40"),
    ],
)
def test_what_is_no_quotation_is_named(quote, said):
    assert said in quotes.problem(quote, PAGE)


@pytest.mark.parametrize(
    "quote, holds",
    [
        ("hộ gia đình nộp 5.000 đồng một tháng", True),
        ("Hộ Gia Đình nộp 5 nghìn đồng", True),
        ("Từ tháng 3, hộ gia đình … 5.000 đồng một tháng", True),
        ("nộp 5.000 đồng một tháng", False),
        ("Từ tháng 3, hộ gia đình nộp", False),
        ("hộ gia đình nộp 15.000 đồng", False),
        ("hộ gia đình nộp 5.000 … đồng", False),
        ("", False),
    ],
)
def test_a_quotation_bears_the_answer_when_every_part_is_in_it(quote, holds):
    assert quotes.bears(quote, PARTS, "thu", "1") is holds


def test_parts_are_sealed_to_their_place():
    assert not quotes.bears("hộ gia đình nộp 5.000 đồng", PARTS, "thu", "2")
    assert "đồng" not in str(PARTS)
