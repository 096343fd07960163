"""Attempts: marks of a class folder taken into the records, once."""

import json
from dataclasses import replace

import pytest

from binhdan import records
from binhdan.grading import results
from binhdan.grading.results import Cell, Result

MARK = Result(
    "lan-2", "B1.01", "b1-01-giao-viec-cho-ai", "Giao việc cho AI", 8.0, 10.0, True, False, 0.0,
    "sha256:aa", "2026-11-20T09:30:00+07:00", cells=(Cell("a", 8.0, 10.0),),
)
COLUMNS = (
    "SELECT learners.code, lessons.code, points, max_points, flags, at FROM attempts JOIN learners ON number = learner JOIN lessons ON id = lesson "
    "ORDER BY learners.code, points"
)
MARKED = 1_795_141_800  # 2026-11-20, 9:30 in Vietnam


@pytest.fixture
def enrolled(binhdan, roster):
    binhdan("enrol", roster(("Lê Thị Lan", "1990", "Ao Sen", "", "lan-2"), ("Lò Thị Mận", "1985", "Gò Mây", "", "man-1")), "--yes")


@pytest.fixture
def take_in(class_folder, url):
    return lambda: records.import_results(class_folder, url)


def test_marks_come_in_once(class_folder, enrolled, take_in, query):
    results.save(class_folder, MARK)
    results.save(class_folder, replace(MARK, learner="man-1", points=3.0, passed=False))
    assert take_in().new == 2
    again = take_in()
    assert (again.new, again.changed, again.same) == (0, 0, 2)
    rows = query(COLUMNS)
    assert rows == [("lan-2", "B1.01", 8.0, 10.0, 1, MARKED), ("man-1", "B1.01", 3.0, 10.0, 0, MARKED)]
    assert query("SELECT action, people FROM access_log WHERE action = 'import'") == [("import", 2)]


def test_a_new_version_is_an_attempt_more_and_a_mark_given_again_is_not(class_folder, enrolled, take_in, query):
    results.save(class_folder, replace(MARK, points=5.0, passed=False))
    take_in()
    results.save(class_folder, replace(MARK, graded_at="2026-11-25T09:30:00+07:00"))
    found = take_in()
    assert (found.new, found.changed) == (0, 1)
    assert [(row[2], row[4], row[5]) for row in query(COLUMNS)] == [(8.0, 1, MARKED)]
    results.save(class_folder, replace(MARK, digest="sha256:bb", points=9.0))
    assert take_in().new == 1 and [row[2] for row in query(COLUMNS)] == [8.0, 9.0]


def test_who_is_not_enrolled_is_named_and_comes_in_later(binhdan, class_folder, take_in, roster, query):
    results.save(class_folder, MARK)
    found = take_in()
    assert found.unknown == ("lan-2",) and query(COLUMNS) == []
    _, _, err = binhdan("learners")
    assert "lan-2" in err and "Mã học viên" in err
    binhdan("enrol", roster(("Lê Thị Lan", "1990", "Ao Sen", "", "lan-2")), "--yes")
    _, out, err = binhdan("learners")
    assert "lan-2" not in err and [line.split()[-2:] for line in out.splitlines() if "lan-2" in line] == [["1", "1"]]


def test_what_has_no_mark_is_counted_and_what_is_damaged_is_named(class_folder, enrolled, take_in, query):
    results.save(class_folder, replace(MARK, state=results.NOT_GRADED, why="hỏng"))
    broken = {
        "b1-02-x": "{",
        "b1-03-x": "[]",
        "b1-04-x": json.dumps({"state": "graded"}),
        "b1-05-x": json.dumps({"state": "graded", "lesson": "B1.05", "digest": "d", "points": -1, "max_points": 1, "passed": True, "needs_person": False, "graded_at": "2026-11-20T09:30:00Z"}),
        "b1-06-x": json.dumps({"state": "graded", "lesson": "B1.06", "digest": "d", "points": 1, "max_points": 1, "passed": True, "needs_person": False, "graded_at": "hôm qua"}),
        "b1-07-x": '{"state": "graded", "lesson": "\\ud800", "digest": "d", "points": 1, "max_points": 1, "passed": true, "needs_person": false, "graded_at": "2026-11-20T09:30:00Z"}',
        "b1-08-x": '{"state": "graded", "lesson": "B1.08", "digest": "d", "points": NaN, "max_points": 1, "passed": true, "needs_person": false, "graded_at": "2026-11-20T09:30:00Z"}',
    }
    for name, content in broken.items():
        (class_folder / "results" / "lan-2" / f"{name}.json").write_text(content, encoding="utf-8")
    found = take_in()
    assert found.unmarked == 1 and found.damaged == tuple(f"lan-2/{name}.json" for name in broken) and query(COLUMNS) == []
