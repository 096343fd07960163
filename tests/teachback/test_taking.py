"""Sheets that come back: the newest word counts, nothing counts twice, what is forged or incomplete is refused."""

import json
import os
import re

import pytest
import reviewing
from reviewing import LEARNERS, everybody, send, sheet, told, wrapped


def ones(code, item):
    return [1, 1, 1]


@pytest.fixture
def taken(given, peers, tmp_path):
    """A function (name -> text) -> (status, stdout, stderr, reviews): what ``collect`` makes of a folder of sheets."""
    folder, _ = given

    def run(texts):
        status, out, err = peers("collect", send(tmp_path, texts))
        return status, out, err, folder.load_reviews()

    return run


def test_the_sheets_of_a_class(given, taken):
    _, now = given
    status, out, _, reviews = taken(everybody(now, ones))
    assert status == 0 and "36 lượt chấm mới" in out and "6 trên 6 người đã gửi" in out
    assert {code: set(some) for code, some in reviews.items()} == {c: {i.key for i in r.items} for c, r in now.reviewers.items()}


def test_again_changes_nothing(given, taken):
    folder, now = given
    taken(everybody(now, ones))
    before = (folder.path / "reviews.json").read_bytes()
    status, out, _, _ = taken({})
    assert status == 0 and "0 lượt chấm mới, 0 lượt sửa lại, 36 lượt đã thu" in out
    assert (folder.path / "reviews.json").read_bytes() == before


@pytest.mark.parametrize("names", [("1-cu", "2-moi"), ("2-cu", "1-moi")])
def test_the_newest_counts_whatever_comes_first(given, taken, names):
    _, now = given
    old = sheet(now, "anh", told(now, "anh", lambda item: [0, 0, 0]), saved="2026-11-24T08:00:00Z")
    new = sheet(now, "anh", told(now, "anh", lambda item: [2, 2, 2]), saved="2026-11-25T08:00:00+07:00")
    *_, reviews = taken(dict(zip(names, (old, new))))
    assert {tuple(each.marks) for each in reviews["anh"].values()} == {(2, 2, 2)}


def test_a_clock_that_runs_ahead_does_not_win_for_ever(given, taken):
    _, now = given
    taken({"a": sheet(now, "anh", told(now, "anh", lambda item: [0, 0, 0]), saved=reviewing.in_future().isoformat())})
    *_, reviews = taken({"b": sheet(now, "anh", told(now, "anh", lambda item: [2, 2, 2]), saved=reviewing.in_future().isoformat())})
    assert {tuple(each.marks) for each in reviews["anh"].values()} == {(2, 2, 2)}


def test_text_from_a_chat_will_do(given, taken, tmp_path):
    _, now = given
    line = sheet(now, "anh", told(now, "anh", lambda item: [1, 2, 0])).strip()
    broken_up = "[09:12] Anh: gửi thầy ạ\n" + "\n".join(line[i : i + 60] for i in range(0, len(line), 60)) + "\nCảm ơn thầy"
    (send(tmp_path, {}) / "utf16.txt").write_bytes(sheet(now, "chi", told(now, "chi", lambda item: [1, 2, 0])).encode("utf-16"))
    two = broken_up + sheet(now, "binh", told(now, "binh", lambda item: [0, 0, 1]))
    status, out, _, reviews = taken({"tin-nhan": two, "ghi-chu": "không phải phiếu"})
    assert status == 0 and set(reviews) == {"anh", "binh", "chi"} and "1 tệp khác" in out


def changed(items, **other):
    return {key: other.get(key, said) for key, said in items.items()}


def foreign(now, code):
    """The key of an item that somebody else was given, about the work of ``code``."""
    return next(i.key for c, r in now.reviewers.items() if c != code for i in r.items if i.work == now.newest()[code].id)


REFUSED = {
    "oneself": (lambda now, items: sheet(now, "anh", items | {foreign(now, "anh"): [[2, 2, 2], "Bài này hay quá đi thôi."]}), "không giao cho người này"),
    "an unassigned work": (lambda now, items: sheet(now, "anh", items | {"t01": [[2, 2, 2], "Bài này hay quá đi thôi."]}), "không giao cho người này"),
    "another's name": (lambda now, items: sheet(now, "anh", items, token=now.reviewers["binh"].token), "không giao cho người này"),
    "a secret of nobody": (lambda now, items: sheet(now, "anh", items, token="xin-chao"), "mã bí mật"),
    "an empty secret": (lambda now, items: sheet(now, "anh", items, token=""), "mã bí mật"),
    "letters that are none": (lambda now, items: sheet(now, "anh", items, token="\ud800é"), "mã bí mật"),
    "another class": (lambda now, items: sheet(now, "anh", items, round="0" * 16), "lớp khác"),
    "cut short": (lambda now, items: sheet(now, "anh", items)[:-8], "cắt mất"),
    "NaN": (lambda now, items: sheet(now, "anh", items | {next(iter(items)): [[float("nan"), 1, 1], "Bài này hay quá đi thôi."]}), "hỏng"),
    "a doubled review": (
        lambda now, items: wrapped(json.dumps({"round": now.id, "token": now.reviewers["anh"].token, "saved": "2026-11-25T08:00:00Z", "items": items}).replace('"items": {', '"items": {"%s": [[2,2,2], "Bài này hay quá đi thôi."], ' % next(iter(items)))),
        "hỏng",
    ),
    "a list for the works": (lambda now, items: sheet(now, "anh", list(items)), "hỏng"),
    "no moment": (lambda now, items: sheet(now, "anh", items, saved="hôm qua"), "hỏng"),
    "no round": (lambda now, items: sheet(now, "anh", items, round=None), "hỏng"),
    "deep nesting": (lambda now, items: wrapped("[" * 100_000), "hỏng"),
    "letters of another alphabet": (lambda now, items: "DANHGIA1.AAA=.HET DANHGIA1.AAAAA.HET", "cắt mất|hỏng"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_a_sheet_that_is_not_right_is_refused_whole(given, taken, what):
    folder, now = given
    make, reason = REFUSED[what]
    good = sheet(now, "binh", told(now, "binh", lambda item: [1, 1, 1]))
    status, _, err, reviews = taken({"xau": make(now, told(now, "anh", lambda item: [2, 2, 2])), "tot": good})
    assert status == 3 and "xau.txt: " in err
    assert re.search(reason, err), err
    assert not reviews.get("anh") and len(reviews["binh"]) == 6


INCOMPLETE = {
    "out of range": ([[3, 1, 1], "Nên kể rõ hôm nào AI nói."], "phải từ 0 đến 2"),
    "below zero": ([[-1, 1, 1], "Nên kể rõ hôm nào AI nói."], "phải từ 0 đến 2"),
    "a fraction": ([[1.5, 1, 1], "Nên kể rõ hôm nào AI nói."], "phải từ 0 đến 2"),
    "a whole number with a point": ([[1.0, 1, 1], "Nên kể rõ hôm nào AI nói."], "phải từ 0 đến 2"),
    "a truth value": ([[True, 1, 1], "Nên kể rõ hôm nào AI nói."], "phải từ 0 đến 2"),
    "huge": ([[10**30, 1, 1], "Nên kể rõ hôm nào AI nói."], "phải từ 0 đến 2"),
    "text": ([["2", 1, 1], "Nên kể rõ hôm nào AI nói."], "phải từ 0 đến 2"),
    "a criterion not marked": ([[1, None, 1], "Nên kể rõ hôm nào AI nói."], "chưa cho điểm «Chuyện của mình»"),
    "two criteria": ([[1, 1], "Nên kể rõ hôm nào AI nói."], "chưa đủ điểm"),
    "no sentence": ([[1, 1, 1], ""], "chưa viết câu"),
    "a sentence of spaces": ([[1, 1, 1], " \u200b\u00a0. . . ."], "chưa viết câu"),
    "one word": ([[1, 1, 1], "Hay."], "chưa viết câu"),
    "no text": ([[1, 1, 1], 7], "chưa viết câu"),
    "marks alone": ([1, 1, 1], "chưa đủ điểm"),
}


@pytest.mark.parametrize("what", INCOMPLETE)
def test_a_review_that_is_not_whole_is_refused_and_the_others_taken(given, taken, what):
    _, now = given
    said, reason = INCOMPLETE[what]
    items = told(now, "anh", lambda item: [1, 1, 1])
    key = list(items)[3]
    status, out, err, reviews = taken({"anh": sheet(now, "anh", changed(items, **{key: said}))})
    assert status == 3 and reason in err and "bài 4" in err and "5 lượt chấm mới" in out
    assert set(reviews["anh"]) == set(items) - {key}


def test_a_sentence_is_kept_as_text_only(given, taken):
    _, now = given
    said = told(now, "anh", lambda item: [1, 1, 1], sentence="Nên kể\x00 rõ\u202e hôm\n\nnào, cô ạ 👵 \ud83d " + "x" * 2000)
    *_, reviews = taken({"anh": sheet(now, "anh", said)})
    sentences = {each.sentence for each in reviews["anh"].values()}
    assert len(sentences) == 1 and len(text := sentences.pop()) == 600
    assert text.startswith("Nên kể rõ hôm nào, cô ạ 👵 xxx")


def test_files_that_are_no_sheets(given, peers, tmp_path):
    folder, _ = given
    huge, picture = tmp_path / "to.txt", tmp_path / "anh.jpg"
    huge.write_bytes(b"x" * 2_000_000)
    picture.write_bytes(b"\xff\xd8\xff")
    status, _, err = peers("collect", huge, picture, tmp_path / "khong-co.txt")
    assert status == 3
    for line in ("to.txt: tệp quá lớn (2000 kB)", "anh.jpg: không có phiếu", "khong-co.txt: không có tệp"):
        assert line in err


def test_links_in_a_folder_are_not_followed(given, peers, tmp_path):
    folder, now = given
    outside = tmp_path / "ngoai"
    outside.mkdir()
    (outside / "anh.txt").write_text(sheet(now, "anh", told(now, "anh", lambda item: [1, 1, 1])), encoding="utf-8")
    inside = send(tmp_path, {})
    os.symlink(outside, inside / "lien-ket")
    os.symlink(outside / "anh.txt", inside / "anh.txt")
    assert peers("collect", inside)[0] == 0
    assert folder.load_reviews() == {}


def test_a_kill_while_taking_in_leaves_the_old_state(given, peers, tmp_path, monkeypatch):
    folder, now = given
    peers("collect", send(tmp_path, {"anh": sheet(now, "anh", told(now, "anh", lambda item: [0, 0, 0]))}))
    before = (folder.path / "reviews.json").read_bytes()
    source = send(tmp_path, everybody(now, ones))
    with monkeypatch.context() as patch:
        patch.setattr("os.replace", lambda *paths: (_ for _ in ()).throw(SystemExit(9)))
        with pytest.raises(SystemExit):
            peers("collect", source)
    assert (folder.path / "reviews.json").read_bytes() == before
    assert peers("collect", source)[0] == 0
    assert sum(map(len, folder.load_reviews().values())) == 36
    assert len(LEARNERS) == 6 and not list(folder.path.glob(".*.part"))
