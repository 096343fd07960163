"""The log of what a learner did: days, weeks, what is forgotten, and what a power cut leaves behind."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest

from binhdan.classroom import activity
from binhdan.classroom.activity import What
from binhdan.points.days import week_of
from binhdan.records.days import KEPT

MONDAY = datetime(2026, 11, 23, 5, tzinfo=UTC)  # noon in Vietnam
TODAY = date(2026, 11, 29).toordinal()
NEED = 5


def days(desk, today=TODAY):
    return [date.fromordinal(day).isoformat() for day in activity.practice_days(desk, today)]


def hand_ins(desk, *offsets, begin=MONDAY):
    for offset in offsets:
        activity.append(desk, What.HAND_IN, begin + timedelta(days=offset), lesson="B1.01")


def test_a_day_ends_at_midnight_in_vietnam(desk):
    for hour, minute in ((16, 59), (17, 0)):
        activity.append(desk, What.HAND_IN, datetime(2026, 11, 24, hour, minute, tzinfo=UTC), lesson="B1.01")
    assert days(desk) == ["2026-11-24", "2026-11-25"]


def review(desk, at, *cards, left=9):
    for card in cards:
        activity.append(desk, What.REVIEW, at, card=card, grade="good", left=left)


def test_three_different_cards_make_a_day_and_fewer_do_when_none_is_left(desk):
    review(desk, MONDAY, "a", "b", "b", "a")
    assert days(desk) == []
    review(desk, MONDAY, "c")
    assert days(desk) == ["2026-11-23"]
    review(desk, MONDAY + timedelta(days=1), "a", left=0)
    assert days(desk) == ["2026-11-23", "2026-11-24"]


def test_a_saved_lesson_makes_a_day_once_a_cell_ran_and_a_hint_never_does(desk):
    activity.append(desk, What.SAVE, MONDAY, lesson="B1.01", text="x", passed=0, ran=False)
    activity.append(desk, What.HINT, MONDAY, lesson="B1.01", hint="x-goi-y-2")
    assert days(desk) == []
    activity.append(desk, What.SAVE, MONDAY, lesson="B1.01", text="y", passed=0, ran=True)
    assert days(desk) == ["2026-11-23"]


def test_five_days_of_a_week_make_a_practice_week_and_rest_loses_nothing(desk):
    hand_ins(desk, -14, -13, -12, -11, -10, 0, 1, 2, 3)
    practised = activity.practice_days(desk, TODAY)
    assert activity.practice_weeks(desk, practised, NEED) == {week_of(TODAY) - 2}
    hand_ins(desk, 6)
    practised = activity.practice_days(desk, TODAY)
    assert activity.practice_weeks(desk, practised, NEED) == {week_of(TODAY) - 2, week_of(TODAY)}


def test_a_clock_that_was_ahead_makes_no_day_in_the_future(desk):
    hand_ins(desk, 0, 300)
    assert days(desk) == ["2026-11-23"]
    assert activity.sent_days(desk, MONDAY) == ("2026-11-23",)


def test_a_hand_in_takes_sixty_days_along_and_its_own(desk):
    hand_ins(desk, -61, -60, -59, -1)
    sent = activity.sent_days(desk, MONDAY)
    assert sent == ("2026-09-25", "2026-11-22", "2026-11-23")
    hand_ins(desk, *range(-100, 0))
    assert len(activity.sent_days(desk, MONDAY)) == 60


def test_old_months_are_forgotten_and_their_weeks_stay_counted(desk):
    hand_ins(desk, -434, -433, -432, -431, -430, 0)
    files = sorted(file.name for file in (desk.state / "activity").iterdir())
    assert files == ["2025-09.jsonl", "2026-11.jsonl"]
    weeks = activity.practice_weeks(desk, activity.practice_days(desk, TODAY), NEED)
    assert len(weeks) == 1
    activity.tidy(desk, TODAY, NEED)
    assert days(desk) == ["2026-11-23"]
    assert activity.practice_weeks(desk, activity.practice_days(desk, TODAY), NEED) == weeks
    kept = [event["day"] for event in activity.events(desk)]
    assert kept and min(kept) >= TODAY - KEPT


def test_nothing_is_forgotten_before_its_weeks_are_written(desk, monkeypatch):
    hand_ins(desk, -434, -433, -432, -431, -430)
    before = activity.practice_weeks(desk, activity.practice_days(desk, TODAY), NEED)

    def full(*_):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as disk, pytest.raises(OSError):
        disk.setattr(activity, "write_json", full)
        activity.tidy(desk, TODAY, NEED)
    assert len(activity.practice_days(desk, TODAY)) == 5
    activity.tidy(desk, TODAY, NEED)
    activity.tidy(desk, TODAY, NEED)
    assert activity.practice_weeks(desk, [], NEED) == before


def test_half_a_line_spoils_only_itself(desk):
    hand_ins(desk, 0)
    file = desk.state / "activity" / "2026-11.jsonl"
    file.write_bytes(file.read_bytes() + b'{"at": "2026-11-24T05:0')
    hand_ins(desk, 2)
    assert days(desk) == ["2026-11-23", "2026-11-25"]


@pytest.mark.parametrize(
    "line",
    [b"\xff\xfe", b"null", b"[]", b'{"at": 3, "what": "save"}', b'{"what": "save"}', b'{"at": "2026-11-24", "what": "sing"}',
     b'{"at": "9999-99-99", "what": "save"}', b"[" * 100_000],
)
def test_lines_nobody_can_read_are_left_out(desk, line):
    hand_ins(desk, 0)
    file = desk.state / "activity" / "2026-11.jsonl"
    file.write_bytes(line + b"\n" + file.read_bytes())
    (desk.state / "activity" / "2026-13.jsonl").write_bytes(line)
    (desk.state / "activity" / "weeks.json").write_bytes(line)
    assert days(desk) == ["2026-11-23"] and activity.practice_weeks(desk, [], NEED) == set()


def test_the_log_says_what_was_done_and_not_what_was_written(desk):
    hand_ins(desk, 0)
    line = json.loads((desk.state / "activity" / "2026-11.jsonl").read_text(encoding="utf-8"))
    assert line == {"at": "2026-11-23T05:00:00+00:00", "what": "hand-in", "lesson": "B1.01"}
