"""Work that is handed in with a receipt of a time gone by: it is dated after what was handed in before it."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from test_attempts import MARK

from binhdan import records
from binhdan.classroom.collect import collect
from binhdan.curriculum import find_root, load_course
from binhdan.grading import results
from binhdan.grading.handin_digest import digest

FIRST = datetime(2026, 11, 18, 8, tzinfo=UTC)


@pytest.fixture
def course():
    return load_course(find_root())


@pytest.fixture
def hand_in(tmp_path, class_folder, course):
    """Hand in work with a receipt of ``at`` and have it collected; return its digest."""

    def bring(work, at, lesson="B1.00"):
        assignment = next(each.assignment for each in course.assignments if each.code == lesson)
        folder = tmp_path / "usb" / "submitted" / "lan-2" / assignment
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{assignment}.ipynb").write_text(json.dumps({"cells": [], "work": work}))
        value = digest(folder)
        receipt = {"learner": "lan-2", "lesson": lesson, "digest": value, "handed_in_at": at.isoformat(), "hints": 3}
        (folder / "receipt.json").write_text(json.dumps(receipt))
        collect(course, class_folder, [tmp_path / "usb"])
        now_in = digest(class_folder / "submitted" / "lan-2" / assignment)
        mark = replace(MARK, lesson=lesson, assignment=assignment, digest=now_in, graded_at="2026-11-25T08:00:00+00:00")
        results.save(class_folder, mark)
        return value

    return bring


@pytest.fixture
def dated(class_folder, url, query):
    """Take the marks in; return when each version was handed in, in the order of the hand-ins."""

    def ask():
        records.import_results(class_folder, url)
        return [datetime.fromtimestamp(at, UTC) for (at,) in query("SELECT at FROM attempts ORDER BY at")]

    return ask


def test_a_spoilt_first_test_is_not_slipped_in_before_the_honest_one(binhdan, roster, hand_in, dated, query):
    binhdan("enrol", roster(("Lê Thị Lan", "1990", "Ao Sen", "", "lan-2")), "--yes")
    hand_in("honest", FIRST)
    assert dated() == [FIRST]
    hand_in("spoilt", FIRST - timedelta(days=30))
    assert dated() == [FIRST], "an older version is kept and not marked"
    spoilt = hand_in("spoilt", FIRST + timedelta(days=2))
    assert dated() == [FIRST, FIRST + timedelta(days=2)]
    assert records.attempts.short_digest(spoilt) == query("SELECT digest FROM attempts ORDER BY at DESC")[0][0]


def test_the_same_work_again_keeps_its_first_moment(binhdan, roster, hand_in, dated):
    binhdan("enrol", roster(("Lê Thị Lan", "1990", "Ao Sen", "", "lan-2")), "--yes")
    hand_in("honest", FIRST)
    hand_in("honest", FIRST + timedelta(days=2))
    assert dated() == [FIRST]
