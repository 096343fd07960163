"""Receipts: when something was handed in, hints and practice days, believed as far as they can be."""

import json
import os
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from test_attempts import MARK, MARKED

from binhdan import records
from binhdan.grading import results
from binhdan.records.days import EPOCH, day_of, end_of, week_of, weekday

DIGEST = "sha256:" + "8f" * 32
HANDED_IN = "2026-11-18T20:15:00+07:00"
HOUR = 3600


@pytest.fixture
def lan(binhdan, roster):
    binhdan("enrol", roster(("Lê Thị Lan", "1990", "Ao Sen", "", "lan-2")), "--yes")


@pytest.fixture
def hand_in(class_folder):
    """Leave a mark, and a receipt of its version in the inbox or in submitted/."""

    def leave(at=HANDED_IN, step="inbox", digest=DIGEST, mark=MARK, content=None, **more):
        results.save(class_folder, replace(mark, digest=digest))
        home = class_folder / step / mark.learner / mark.assignment
        home = home / f"20261118T131500Z-{digest[7:15]}" if step == "inbox" else home
        home.mkdir(parents=True, exist_ok=True)
        receipt = {"learner": mark.learner, "lesson": mark.lesson, "digest": digest, "handed_in_at": at, **more}
        (home / "receipt.json").write_text(content or json.dumps(receipt), encoding="utf-8")
        return home / "receipt.json"

    return leave


@pytest.fixture
def take_in(class_folder, url):
    return lambda: records.import_results(class_folder, url)


@pytest.fixture
def kept(query):
    """Moments and hints of the attempts, and the days of practice."""

    def ask():
        days = [date.fromordinal(7 * week + 1 + place) for week, mask in query("SELECT week, days FROM practice") for place in range(7) if mask >> place & 1]
        return query("SELECT at, hints FROM attempts ORDER BY at"), sorted(days)

    return ask


def moment(text):
    return int(datetime.fromisoformat(text).timestamp())


def test_a_day_is_vietnams_and_a_week_begins_on_monday():
    assert day_of(0) == EPOCH == date(1970, 1, 1).toordinal()
    assert day_of(moment("2026-11-19T00:00:00+07:00")) == day_of(moment("2026-11-19T23:59:59+07:00")) == date(2026, 11, 19).toordinal()
    monday = date(2026, 11, 16)
    assert [weekday(monday.toordinal() + more) for more in range(7)] == list(range(7)) == [(monday + timedelta(more)).weekday() for more in range(7)]
    assert week_of(monday.toordinal() - 1) + 1 == week_of(monday.toordinal()) == week_of(monday.toordinal() + 6)
    assert end_of(monday.toordinal()) == moment("2026-11-17T00:00:00+07:00")


@pytest.mark.parametrize("step", ["inbox", "submitted"])
def test_the_receipt_says_when_and_how(lan, hand_in, take_in, kept, step):
    hand_in(step=step, hints=2, practice_days=["2026-11-16", "2026-11-18"])
    found = take_in()
    assert (found.new, found.practised, found.receipts) == (1, 2, ())
    assert kept() == ([(moment(HANDED_IN), 2)], [date(2026, 11, 16), date(2026, 11, 18)])
    again = take_in()
    assert (again.new, again.changed, again.same, again.practised) == (0, 0, 1, 0)


def test_a_day_counts_once_however_often_it_is_told(lan, hand_in, take_in, kept, query):
    hand_in(practice_days=["2026-11-16", "2026-11-17"])
    other = replace(MARK, lesson="B1.02", assignment="b1-02-x")
    hand_in(mark=other, practice_days=["2026-11-17", "2026-11-18", "2026-11-18"])
    assert take_in().practised == 3 and len(kept()[1]) == 3
    assert query("SELECT code FROM lessons ORDER BY id") == [("B1.01",), ("B1.02",)]


@pytest.mark.parametrize(
    ("said", "believed"),
    [
        ("2027-03-01T08:00:00+07:00", MARKED),  # a clock that is ahead
        ("2019-01-01T00:00:00+07:00", MARKED),  # a clock that stood still
        ("0001-01-01T00:00:00+07:00", MARKED),
        ("2026-01-05T08:00:00+07:00", moment("2026-01-05T08:00:00+07:00")),  # long on a USB stick
        ("2026-11-20T01:00:00", moment("2026-11-20T01:00:00+00:00")),  # without a zone
    ],
)
def test_a_clock_that_lies_moves_nothing_out_of_reason(lan, hand_in, take_in, kept, said, believed):
    hand_in(at=said)
    take_in()
    assert kept() == ([(believed, 0)], [])


def test_only_days_up_to_the_hand_in_and_not_long_before_are_believed(lan, hand_in, take_in, kept):
    day = date(2026, 11, 18)
    told = [day + timedelta(more) for more in (-400, -61, -60, -1, 0, 1, 30)]
    hand_in(practice_days=[each.isoformat() for each in told])
    assert take_in().practised == 3 and kept()[1] == told[2:5]


def test_a_mark_given_again_keeps_its_moment_and_hints(lan, hand_in, take_in, kept, class_folder):
    receipt = hand_in(hints=1)
    take_in()
    receipt.unlink()
    results.save(class_folder, replace(MARK, digest=DIGEST, points=9.0, graded_at="2026-12-24T09:30:00+07:00"))
    assert take_in().changed == 1 and kept()[0] == [(moment(HANDED_IN), 1)]


def test_a_receipt_about_something_else_is_none(lan, hand_in, take_in, kept, class_folder):
    receipt = hand_in(step="submitted", digest="sha256:" + "ab" * 32, practice_days=["2026-11-18"])
    results.save(class_folder, replace(MARK, digest=DIGEST))
    found = take_in()
    assert (found.new, found.receipts) == (1, ()) and kept() == ([(MARKED, 0)], [])
    hand_in(learner="man-1", practice_days=["2026-11-18"])
    receipt.unlink()
    assert take_in().practised == 0 and kept() == ([(MARKED, 0)], [])


BROKEN = {
    "half": '{"digest": "sha',
    "a list": "[]",
    "no moment": json.dumps({"digest": DIGEST, "learner": "lan-2"}),
    "no such day": json.dumps({"digest": DIGEST, "learner": "lan-2", "handed_in_at": HANDED_IN, "practice_days": ["hôm qua"]}),
    "hints that are none": json.dumps({"digest": DIGEST, "learner": "lan-2", "handed_in_at": HANDED_IN, "hints": True}),
    "days that are none": json.dumps({"digest": DIGEST, "learner": "lan-2", "handed_in_at": HANDED_IN, "practice_days": {"a": 1}}),
    "too deep": "[" * 90_000,
    "too long": json.dumps({"digest": DIGEST, "learner": "lan-2", "handed_in_at": HANDED_IN, "x": "x" * 100_000}),
}


def test_damaged_receipts_are_named_and_stop_nothing(lan, hand_in, take_in, kept, class_folder, binhdan):
    names = []
    for number, content in enumerate(BROKEN.values(), 2):
        mark = replace(MARK, lesson=f"B1.{number:02}", assignment=f"b1-{number:02}-x")
        names.append(hand_in(mark=mark, content=content).relative_to(class_folder).as_posix())
    hand_in(practice_days=["2026-11-18"])
    found = take_in()
    assert found.receipts == tuple(names) and found.new == len(BROKEN) + 1
    moments, days = kept()
    assert moments.count((MARKED, 0)) == len(BROKEN) and days == [date(2026, 11, 18)]
    _, _, err = binhdan("learners")
    assert names[0] in err and "vẫn vào sổ" in err


@pytest.mark.skipif(os.name != "posix", reason="optional: POSIX links and pipes")
def test_links_and_pipes_are_not_followed(lan, hand_in, take_in, kept, class_folder, tmp_path):
    receipt = hand_in(practice_days=["2026-11-18"])
    receipt.rename(tmp_path / "elsewhere.json")
    receipt.symlink_to(tmp_path / "elsewhere.json")
    pipe = hand_in(mark=replace(MARK, assignment="b1-02-x", lesson="B1.02"))
    pipe.unlink()
    os.mkfifo(pipe)
    found = take_in()
    assert found.new == 2 and len(found.receipts) == 2 and kept() == ([(MARKED, 0)] * 2, [])
    whole = class_folder / "inbox" / "lan-2"
    whole.rename(tmp_path / "moved")
    whole.symlink_to(tmp_path / "moved")
    assert take_in().receipts == ()
