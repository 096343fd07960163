"""Vietnamese text: folding, sentences, slugs."""

import unicodedata

import pytest

from binhdan import text


def test_fold_drops_every_mark():
    assert text.fold("Đồi Chè, ƯỚC MƠ") == "doi che, uoc mo"
    assert text.fold(unicodedata.normalize("NFD", "Đồi Chè")) == text.fold("Đồi Chè")


@pytest.mark.parametrize(
    ("passage", "count"),
    [
        ("Mưa to. Đường ngập.", 2),
        ("TP. Đồi Chè có 11 tổ. Tổ 3 mất nước.", 2),
        ("Gặp ông Nguyễn V. A. để hỏi.", 1),
        ("Giá 1.250.000 đồng. Rẻ!", 2),
        ("Ông hỏi: “Ai đó?” rồi vào.", 1),
        ("Dòng một\nDòng hai", 2),
        ("", 0),
    ],
)
def test_sentences(passage, count):
    assert len(text.sentences(passage)) == count


def test_sentences_lose_nothing():
    passage = "Sáng 12/5, tổ 3 mất nước… Ai cũng lo! Bao giờ có lại?"
    assert " ".join(text.sentences(passage)) == passage


def test_count_words_counts_what_people_count():
    assert text.count_words("Nước tạm ngừng — từ 8 giờ.") == 6


@pytest.mark.parametrize(
    ("value", "written"),
    [(0.0, "0"), (10.0, "10"), (8.25, "8,25"), (100, "100"), (1234.5, "1.234,5"), (13_800_000, "13.800.000"), (-0.001, "0"), (-7.5, "-7,5"), (33.3333, "33,33")],
)
def test_numbers_are_written_the_vietnamese_way(value, written):
    assert text.number(value) == written


def test_numbers_have_as_many_decimals_as_wanted():
    assert (text.number(66.66, 1), text.number(2.5, 0), text.number(99.96, 1)) == ("66,7", "2", "100")


def test_slug():
    assert text.slug("Bắt lỗi AI bịa!") == "bat-loi-ai-bia"
