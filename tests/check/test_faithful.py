"""A text keeps to its source: its details, its own words, its sentences."""

import pytest

from binhdan import check
from binhdan.check import faithful
from binhdan.check.registry import Wrong

LINES = ["Hộ trồng chè đăng ký với tổ trưởng trước ngày 29/5 và mang theo căn cước để được hỗ trợ phân bón.", "Mức hỗ trợ là 40 kg mỗi sào."]
CASE = {"source": {"title": "THÔNG BÁO số 58/TB-UBND", "lines": LINES}, "longest_run": 6, "fewest_details": 2}
GOOD = "Muốn nhận phân, bà con báo tổ trưởng trước 29/5, nhớ cầm căn cước. Mỗi sào được 40 kg."


def test_details_of_the_source_pass_and_others_are_named_in_an_open_case_only():
    assert check.details_are_in_source(GOOD, case=CASE).passed
    wrong = GOOD.replace("29/5", "25/9")
    assert "“25/9”" in check.details_are_in_source(wrong, case=CASE).reason
    assert not any(c.isdigit() for c in check.details_are_in_source(wrong, case=CASE | {"held_out": True}).reason)


def test_saying_nothing_is_not_faithful():
    assert not check.details_are_in_source("Bà con nhớ đến tổ trưởng để được nhận phân nhé.", case=CASE).passed


def test_copied_runs():
    copied = "Xin nhắc: " + LINES[0]
    assert len(faithful.longest_copied(copied, "\n".join(LINES))) == 22
    with pytest.raises(Wrong, match="chép 22 từ liền"):
        faithful.require_own_words(copied, CASE)
    faithful.require_own_words(GOOD, CASE)


def test_lifted_runs_count_together_and_shared_phrases_do_not():
    source = "\n".join(LINES)
    assert faithful.lifted_share(LINES[0].replace(" và mang", ". Nhớ mang"), source) > 0.8
    assert faithful.lifted_share(GOOD, source) == 0.0 == faithful.lifted_share("", source)


@pytest.mark.parametrize("source", ["", "một câu khác hẳn"])
def test_nothing_in_common_is_an_empty_run(source):
    assert faithful.longest_copied("Bà con nhớ nhé", source) == []


@pytest.mark.parametrize(
    "text, lengths",
    [
        ("Bà con nhớ nhé. Mang căn cước!", [4, 3]),
        ("Bà con nhớ\nmang căn cước.", [6]),
        ("Cần mang:\n- căn cước;\n- thẻ cũ.", [2, 2, 2]),
        ("Nộp 1.250.000 đồng. Xong.", [3, 1]),
        ("", []),
    ],
)
def test_sentences_are_measured_in_syllables(text, lengths):
    assert faithful.sentence_lengths(text) == lengths


@pytest.mark.parametrize(
    "text, case, said",
    [
        ("Quá ngắn.", {"fewest_words": 5}, "ngắn quá"),
        (LINES[0] * 30, {}, "bà con không đọc hết"),
        ("phân bón căn cước " * 6, {}, "lặp đi lặp lại"),
        ("phân bón căn cước tổ trưởng sào chè hạn nộp giấy tờ", {}, "cụm từ rời"),
        (LINES[0], CASE | {"most_copied": 0.5}, "chép lại văn bản gốc"),
        (LINES[0].replace(" và mang", ". Nhớ mang"), CASE | {"most_copied": 0.9, "most_lifted": 0.5}, "chép lại văn bản gốc"),
    ],
)
def test_what_is_no_rewriting_is_refused(text, case, said):
    with pytest.raises(Wrong, match=said):
        faithful.require_rewritten(text, case)
