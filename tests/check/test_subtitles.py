"""Subtitles: the form, the words as they are said, the times, and the lesson's own file."""

import json
import random
from pathlib import Path

import pytest

from binhdan import check
from binhdan.check import spoken
from binhdan.check.registry import Wrong
from binhdan.check.srt import parse

ROOT = Path(__file__).resolve().parents[2]
HIDDEN = "B2.04/loi-goc"
OPEN = "B2.04/loa"
LOOSE = {"seconds": 20, "words": 2}
ONE_WORD = {"seconds": 20, "words": 1}


@pytest.fixture(autouse=True)
def marker(monkeypatch):
    monkeypatch.setenv("BINHDAN_COURSE", str(ROOT))


def lesson_case(name: str) -> dict:
    return json.loads((ROOT / "lessons/level2/04-boc-bang-va-phu-de" / name).read_text(encoding="utf-8"))


def clock(seconds: float) -> str:
    return f"00:00:{int(seconds):02d},{round(seconds * 1000) % 1000:03d}"


def written(cues) -> str:
    """SRT of (start, end, text) triples."""
    return "\n\n".join(f"{n}\n{clock(start)} --> {clock(end)}\n{text}" for n, (start, end, text) in enumerate(cues, 1))


def phrases() -> list[tuple[float, float, str]]:
    return [(p["start"] - 0.1, p["end"] + 0.2, p["text"]) for p in lesson_case("hidden/loi-goc.json")["phrases"]]


def every_check(srt: str) -> list[bool]:
    verdicts = [check.srt_valid(srt, case=OPEN), check.srt_readable(srt, case=OPEN), check.srt_key_phrases(srt, case=OPEN)]
    return [v.passed for v in [*verdicts, check.srt_words_right(srt, case=HIDDEN), check.srt_in_time(srt, case=HIDDEN)]]


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("7h30", "bảy giờ ba mươi"),
        ("7:30", "7 giờ 30"),
        ("9 giờ 15", "chín giờ mười năm"),
        ("ngày 14/11", "ngày mười bốn tháng mười một"),
        ("0200 555 162", "không hai không không năm năm năm một sáu hai"),
        ("0200555162", "0200 555 162"),
        ("120.000 đồng", "120 nghìn đồng"),
        ("120 ngàn", "một trăm hai mươi nghìn"),
        ("Thứ 7, HOÀ BÌNH!", "thứ bảy hòa bình"),
        ("21", "hai mươi mốt"),
        ("105", "một trăm linh năm"),
        ("1005", "một nghìn không trăm lẻ năm"),
    ],
)
def test_ways_of_writing_what_is_said_are_one(text, same):
    assert spoken.spoken_words(text) == spoken.spoken_words(same)


@pytest.mark.parametrize(("one", "other"), [("Chanh", "Tranh"), ("dành", "giành"), ("mây", "may"), ("60", "16"), ("Đồi", "đôi")])
def test_what_sounds_or_looks_alike_is_not_the_same(one, other):
    assert spoken.spoken_words(one) != spoken.spoken_words(other)


@pytest.mark.parametrize(
    ("said", "heard", "wrong"),
    [
        ("a b c d", "a b c d", []),
        ("a b c d", "a x c d", [1]),
        ("a b c d", "a c d", [1]),
        ("a b c", "a b b c", [1]),
        ("a b", "", [0, 1]),
    ],
)
def test_wrong_words_are_found_where_they_are(said, heard, wrong):
    found = spoken.word_errors(said.split(), heard.split())
    assert len(found) == len(wrong) and all(abs(a - b) <= 1 for a, b in zip(found, wrong))


@pytest.mark.parametrize(
    ("srt", "told"),
    [
        ("Xin chào bà con", "dòng đầu phải là số thứ tự"),
        ("1\n00:00:01.000 --> 00:00:03.000\nXin chào", "dòng giờ phải viết như"),
        ("1\n00:00:01,000 -> 00:00:03,000\nXin chào", "dòng giờ phải viết như"),
        ("1\n00:00:61,000 --> 00:01:03,000\nXin chào", "dòng giờ phải viết như"),
        ("1\n00:00:01,000 --> 00:00:03,000", "chưa có chữ"),
        ("1", "dòng giờ phải viết như"),
        ("1\n00:00:01,000 --> 00:00:03,000\nXin\n2\n00:00:03,000 --> 00:00:04,000\nchào", "có hai dòng giờ"),
    ],
)
def test_a_block_that_is_no_subtitle_is_named(srt, told):
    with pytest.raises(Wrong, match=told):
        parse(srt)


def test_windows_line_ends_and_spare_blank_lines_are_fine():
    first, second = "1\n00:00:01,000 --> 00:00:03,250\n<i>Xin chào</i>\nbà con", "2\n00:00:04,000 --> 00:00:05,000\nHết"
    cues = parse(f"\n{first}\n\n\n{second}\n".replace("\n", "\r\n"))
    assert [(c.number, c.start, c.end, c.text) for c in cues] == [(1, 1.0, 3.25, "Xin chào bà con"), (2, 4.0, 5.0, "Hết")]


@pytest.mark.parametrize(
    ("cues", "told"),
    [
        ([(1, 3, "xin chào"), (2.9, 5, "bà con")], "chưa tắt"),
        ([(3, 3, "xin chào bà con")], "giờ tắt phải sau"),
        ([(18, 22, "xin chào bà con")], "quá cuối bản ghi"),
    ],
)
def test_times_that_cannot_be_are_told(cues, told):
    assert told in check.srt_valid(written(cues), case=LOOSE).reason


def test_numbers_must_follow_one_another():
    assert "Đánh số" in check.srt_valid(written([(1, 3, "xin chào")]).replace("1\n", "2\n", 1), case=LOOSE).reason


@pytest.mark.parametrize(
    ("text", "seconds", "told"),
    [("a" * 43, 9, "dòng dài 43"), ("a b\nc\nd", 9, "3 dòng chữ"), ("a" * 17 + "\n" + "b" * 18, 2, "17,5 ký tự mỗi giây")],
)
def test_what_nobody_can_read_in_time_is_told(text, seconds, told):
    assert told in check.srt_readable(written([(1, 1 + seconds, text)]), case=ONE_WORD).reason


def test_the_limits_themselves_are_allowed():
    assert check.srt_readable(written([(1.1, 3.1, "a" * 17 + "\n" + "b" * 17)]), case=ONE_WORD).passed
    assert check.srt_readable(written([(1, 9, "a" * 42)]), case=ONE_WORD).passed


def test_one_subtitle_a_phrase_passes_everything():
    assert every_check(written(phrases())) == [True] * 5


def test_numbers_in_words_and_phrases_joined_pass_too():
    text = written(phrases()).replace("7 giờ 30", "bảy giờ ba mươi").replace("120 nghìn", "120.000").replace("thứ bảy", "thứ 7")
    assert every_check(text) == [True] * 5


@pytest.mark.parametrize("seed", range(5))
def test_a_person_s_imprecise_times_pass(seed):
    rng = random.Random(seed)
    times = [(start + rng.uniform(-0.25, 0.05), end + rng.uniform(-0.05, 0.25), text) for start, end, text in phrases()]
    assert check.srt_in_time(written([(max(0, a), b, text) for a, b, text in times]), case=HIDDEN).passed


def test_a_few_wrong_words_pass_but_a_wrong_name_does_not():
    text = written(phrases())
    assert check.srt_words_right(text.replace("dành", "giành").replace("suất", "xuất"), case=HIDDEN).passed
    assert "tên" in check.srt_words_right(text.replace("Suối Bạc", "Suối Bạt"), case=HIDDEN).reason


def raw() -> str:
    return (ROOT / "lessons/level2/04-boc-bang-va-phu-de/data/bang-tho.srt").read_text(encoding="utf-8")


def test_the_raw_transcript_earns_nothing():
    assert every_check(raw()) == [False] * 5


def shifted(seconds: float) -> str:
    return written([(max(0, start + seconds), end + seconds, text) for start, end, text in phrases()])


def evenly() -> str:
    parts = phrases()
    step = 42.2 / len(parts)
    return written([(n * step, (n + 1) * step, text) for n, (_, _, text) in enumerate(parts)])


@pytest.mark.parametrize(
    "srt",
    [
        shifted(1.5),
        shifted(-1.5),
        evenly(),
        written([(0, 42.2, " ".join(text for _, _, text in phrases()))]),
        written([(a, b, text) for (a, b, _), (_, _, text) in zip(phrases(), phrases()[1:] + phrases()[:1])]),
    ],
    ids=["late", "early", "evenly", "one block", "words one subtitle too soon"],
)
def test_right_words_at_wrong_times_are_out_of_time(srt):
    assert not check.srt_in_time(srt, case=HIDDEN).passed


def test_key_phrases_count_only_near_their_time():
    names = "Gò Mây Đồi Chanh từ 9 giờ 15 " * 4
    stuffed = written([(0, 14, names), (36, 42, " ".join(text for _, _, text in phrases()))])
    assert not check.srt_key_phrases(stuffed, case=OPEN).passed


def test_no_line_gives_a_word_away():
    said = lesson_case("hidden/loi-goc.json")["names"]
    for srt in (raw(), evenly(), written(phrases()).replace("Gò Mây", "Gò Mai")):
        verdicts = [check.srt_key_phrases(srt, case=OPEN), check.srt_words_right(srt, case=HIDDEN)]
        for verdict in [*verdicts, check.srt_in_time(srt, case=HIDDEN)]:
            assert not any(name in verdict.reason for name in said)


def test_wrong_words_are_told_by_minute_and_subtitle():
    reason = check.srt_words_right(raw(), case=HIDDEN).reason
    assert "Nghe lại quãng 0:" in reason and "phụ đề số" in reason


def test_the_recording_is_small_and_gives_nothing_away():
    sound = (ROOT / "lessons/level2/04-boc-bang-va-phu-de/data/loa-phuong.wav").read_bytes()
    assert len(sound) <= 700_000
    assert sound[36:40] == b"data" and "Chè".encode() not in sound
