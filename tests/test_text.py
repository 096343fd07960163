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


def test_slug():
    assert text.slug("Bắt lỗi AI bịa!") == "bat-loi-ai-bia"
