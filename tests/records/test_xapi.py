"""Activity as xAPI statements: right by the specification, of nobody by name, the same when it comes again."""

import copy
import json
import re
import signal
import tracemalloc
from datetime import UTC, date, datetime

import pytest
import xapi_rules

from binhdan import records
from binhdan.points.days import EPOCH, week_of

DAY = date(2024, 9, 16).toordinal()  # a Monday
NAMES = ("Nguyễn Thị Lan", "Lò Thị Mận")


def at(day, hour=9):
    """Unix seconds of an hour of a day in Vietnam."""
    return (day - EPOCH) * 86_400 + (hour - 7) * 3600


@pytest.fixture
def activity(binhdan, roster, url):
    """Two learners; one passed a lesson, failed one, took a level test, waits for a person, practised, completed level 1."""
    from sqlalchemy import insert, select

    from binhdan.records.models import Attempt, Completion, Learner, LessonCode, Practice

    status, _, err = binhdan("enrol", roster(*((name, "1990", "Ao Sen", "", f"ma-{i}") for i, name in enumerate(NAMES))), "--yes")
    assert status == 0, err
    with records.opened(url) as book, book.writing() as session:
        lan, man = (session.scalar(select(Learner.number).where(Learner.code == f"ma-{i}")) for i in range(2))
        session.execute(insert(LessonCode), [{"id": i, "code": code} for i, code in enumerate(("B1.07", "B1.12", "B1.00", "B1.13"), 1)])
        row = {"learner": lan, "digest": -7, "hints": 0, "max_points": 10.0}
        marks = [
            row | {"lesson": 1, "at": at(DAY), "points": 9.5, "flags": 1},
            row | {"lesson": 2, "at": at(DAY + 1), "points": 12.0, "max_points": 40.0, "flags": 0},
            row | {"lesson": 3, "at": at(DAY - 1), "points": 2.0, "max_points": 3.0, "flags": 1},
            row | {"lesson": 4, "at": at(DAY + 2, 23), "points": 4.0, "flags": 2},
            row | {"lesson": 1, "at": at(DAY + 2, 8), "points": 11.0, "flags": 1, "learner": man},
        ]
        session.execute(insert(Attempt), marks)
        session.execute(insert(Practice), [{"learner": lan, "week": week_of(DAY), "days": 0b1000101}])
        session.execute(insert(Completion), [{"learner": lan, "level": 1, "day": DAY + 2}, {"learner": man, "level": 1, "day": DAY + 5}])
    return lan, man


@pytest.fixture
def export(binhdan, tmp_path):
    """Run ``binhdan xapi``: the statements."""

    def run(*words):
        to = tmp_path / "xapi.jsonl"
        status, _, err = binhdan("xapi", "--to", to, "--as-is", *words)
        assert status == 0, err
        return [json.loads(line) for line in to.read_text(encoding="utf-8").splitlines()]

    return run


def test_every_statement_is_right_by_the_specification(activity, export):
    statements = export()
    assert len(statements) == 5 + 3 + 2
    assert [found for statement in statements for found in xapi_rules.problems(statement)] == []
    assert len({statement["id"] for statement in statements}) == len(statements)


def test_what_they_say(activity, export):
    lan, man = activity
    told = [(s["actor"]["account"]["name"], s["verb"]["display"]["en"], s["object"]["id"].split("/xapi/")[1], s["timestamp"]) for s in export()]
    assert sorted(told) == sorted(
        [
            (str(lan), "passed", "lesson/B1.07", "2024-09-16T09:00:00.000+07:00"),
            (str(lan), "failed", "lesson/B1.12", "2024-09-17T09:00:00.000+07:00"),
            (str(lan), "completed", "lesson/B1.00", "2024-09-15T09:00:00.000+07:00"),
            (str(lan), "completed", "lesson/B1.13", "2024-09-18T23:00:00.000+07:00"),
            (str(man), "passed", "lesson/B1.07", "2024-09-18T08:00:00.000+07:00"),
            *((str(lan), "experienced", "course", f"2024-09-{day}T00:00:00.000+07:00") for day in (16, 18, 22)),
            (str(lan), "earned", "badge/level-1", "2024-09-18T23:00:00.000+07:00"),
            (str(man), "earned", "badge/level-1", "2024-09-21T00:00:00.000+07:00"),
        ]
    )


def test_scores(activity, export):
    _, man = activity
    found = {(s["actor"]["account"]["name"] == str(man), s["object"]["id"][-5:]): s["result"] for s in export() if "/lesson/" in s["object"]["id"]}
    assert found[False, "B1.07"] == {"completion": True, "score": {"scaled": 0.95, "raw": 9.5, "min": 0, "max": 10.0}, "success": True}
    assert found[False, "B1.12"]["success"] is False and found[False, "B1.12"]["score"]["scaled"] == 0.3
    assert "success" not in found[False, "B1.00"] and found[False, "B1.00"]["score"]["scaled"] == 0.6667
    assert found[False, "B1.13"] == {"completion": True}, "a mark that is not final must not look like one"
    assert found[True, "B1.07"]["score"]["raw"] == 10.0, "extra points would be above the most there are"


def test_nobody_is_named(activity, export, tmp_path):
    export()
    text = (tmp_path / "xapi.jsonl").read_text(encoding="utf-8")
    assert not any(word in text for word in (*NAMES, "Lan", "Mận", "ma-0", "ma-1", "Ao Sen"))
    # Drawn numbers and ids may hold these digits by chance; a year of birth would stand alone.
    assert not re.search(r"(?<![0-9a-f])1990(?![0-9a-f])", text)


def test_the_same_again_and_a_changed_mark_is_a_new_statement(activity, export, url, tmp_path):
    from sqlalchemy import update

    from binhdan.records.models import Attempt

    first = export()
    bytes_before = (tmp_path / "xapi.jsonl").read_bytes()
    assert export() == first and (tmp_path / "xapi.jsonl").read_bytes() == bytes_before
    with records.opened(url) as book, book.writing() as session:
        session.execute(update(Attempt).where(Attempt.flags == 2).values(flags=1, points=8.0))
    second = export()
    before, after = {s["id"] for s in first}, {s["id"] for s in second}
    assert len(before - after) == len(after - before) == 1
    assert next(s for s in second if s["id"] not in before)["verb"]["display"]["en"] == "passed"


def test_since_goes_on_where_the_last_one_ended(activity, export):
    everything = {s["id"]: s for s in export()}
    earlier = {key for key, s in everything.items() if s["timestamp"] < "2024-09-18"}
    later = {s["id"] for s in export("--since", "18/09/2024")}
    assert later == set(everything) - earlier and 0 < len(later) < len(everything)
    assert export("--since", "2024-10-01") == []


def test_millions_fit(url, roster, binhdan, monkeypatch):
    """Memory does not grow with the rows: what is held is one piece of them."""
    from sqlalchemy import insert, select

    from binhdan.curriculum import load_course
    from binhdan.records.models import Attempt, Learner, LessonCode
    from binhdan.reports import xapi

    monkeypatch.setattr(xapi, "_AT_ONCE", 100)
    assert binhdan("enrol", roster((NAMES[0], "1990", "Ao Sen")), "--yes")[0] == 0
    with records.opened(url) as book:
        with book.writing() as session:
            number = session.scalar(select(Learner.number))
            session.execute(insert(LessonCode), [{"id": 1, "code": "B1.07"}])
            row = {"learner": number, "lesson": 1, "points": 9.0, "max_points": 10.0, "flags": 1, "hints": 0}
            session.execute(insert(Attempt), [row | {"digest": i, "at": at(DAY) + i} for i in range(3000)])
        with book.reading() as session:
            statements = xapi.Statements(load_course(), "https://doi-che.example")
            size = sum(len(line) for line in statements.lines(session))  # and whatever is made only once
            tracemalloc.start()
            count = sum(1 for _ in statements.lines(session))
            _, peak = tracemalloc.get_traced_memory()
            tracemalloc.stop()
    assert count == 3000 and size > 2_500_000
    assert peak < size / 5


@pytest.mark.parametrize("home", ["doi-che.example", "ftp://x.example", "https://a b.example", "https://x.example/?q=1", "https://[", "javascript:alert(1)"])
def test_a_home_page_that_is_none(binhdan, tmp_path, home):
    status, _, err = binhdan("xapi", "--to", tmp_path / "x.jsonl", "--as-is", "--home-page", home)
    assert status == 1 and "Ghi như https://" in err and not (tmp_path / "x.jsonl").exists()


def test_a_day_that_is_none(binhdan, tmp_path):
    status, _, err = binhdan("xapi", "--to", tmp_path / "x.jsonl", "--as-is", "--since", "31/02/2026")
    assert status == 1 and "--since" in err


def test_a_full_disk_leaves_the_old_file(activity, export, binhdan, tmp_path, monkeypatch):
    import errno
    import os

    export()
    before = (tmp_path / "xapi.jsonl").read_bytes()
    monkeypatch.setattr(os, "fsync", lambda _: (_ for _ in ()).throw(OSError(errno.ENOSPC, "No space left on device")))
    status, _, err = binhdan("xapi", "--to", tmp_path / "xapi.jsonl", "--as-is", "--since", "2024-09-18")
    assert status == 1 and "Không ghi được" in err and "còn nguyên" in err
    assert (tmp_path / "xapi.jsonl").read_bytes() == before and not list(tmp_path.glob(".*.part"))


def test_the_log_says_that_activity_went_out(activity, export, query):
    export()
    assert query("SELECT action, people FROM access_log ORDER BY id DESC LIMIT 1") == [("export", 2)]


_KILLED = """
import sys, time
from binhdan.cli import main
from binhdan.reports.xapi import Statements
lines = Statements.lines
def slow(self, *words):
    for line in lines(self, *words):
        yield line * 2000  # more than what waits in memory
        print("here", flush=True)
        time.sleep(600)
Statements.lines = slow
main(sys.argv[1:])
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="optional: POSIX signals")
def test_killed_in_the_middle_the_old_file_stays(activity, export, class_folder, url, spawn, tmp_path):
    export()
    before = (tmp_path / "xapi.jsonl").read_bytes()
    words = ("xapi", "--to", tmp_path / "xapi.jsonl", "--as-is", "--class-folder", class_folder, "--db", url)
    child = spawn("-c", _KILLED, *words)
    assert child.stdout.readline() == "here\n", child.communicate()
    child.kill()
    child.wait(30)
    assert (tmp_path / "xapi.jsonl").read_bytes() == before and list(tmp_path.glob(".*.part"))
    assert len(export()) == 10 and not list(tmp_path.glob(".*.part"))


def right():
    """One statement that keeps every rule."""
    lesson = {"objectType": "Activity", "id": "https://x.example/1", "definition": {"name": {"vi": "Bài"}, "type": "https://x.example/t"}}
    return {
        "id": "12345678-1234-5678-9234-567812345678",
        "actor": {"objectType": "Agent", "account": {"homePage": "https://x.example", "name": "7"}},
        "verb": {"id": "https://x.example/v", "display": {"vi": "đạt"}},
        "object": lesson,
        "result": {"success": True, "score": {"scaled": 0.5, "raw": 5, "min": 0, "max": 10}},
        "context": {"contextActivities": {"grouping": [copy.deepcopy(lesson)]}, "language": "vi"},
        "timestamp": datetime(2024, 9, 1, tzinfo=UTC).isoformat(timespec="milliseconds"),
    }


BREAKS = [
    lambda s: s.pop("verb"),
    lambda s: s.update(id="7"),
    lambda s: s.update(extra=1),
    lambda s: s["actor"].update(name="Lan"),
    lambda s: s["actor"].update(mbox="mailto:a@x.example"),
    lambda s: s["actor"]["account"].update(name=7),
    lambda s: s["actor"]["account"].update(homePage="x.example"),
    lambda s: s["verb"].update(id="passed"),
    lambda s: s["verb"].update(display={"Tiếng Việt": "đạt"}),
    lambda s: s["object"].update(id="bai 1"),
    lambda s: s["object"]["definition"].update(name={}),
    lambda s: s["result"].update(success="true"),
    lambda s: s["result"].update(score=None),
    lambda s: s["result"]["score"].update(scaled=1.1),
    lambda s: s["result"]["score"].update(raw=11),
    lambda s: s["result"]["score"].update(raw="5"),
    lambda s: s["context"]["contextActivities"].update(others=[]),
    lambda s: s["context"]["contextActivities"].update(grouping=s["object"]),
    lambda s: s["context"].update(extensions={"self": True}),
    lambda s: s.update(timestamp="2024-09-01T00:00:00"),
    lambda s: s.update(timestamp="2024-09-01"),
    lambda s: s.update(timestamp="9999-09-01T00:00:00.000Z"),
]


def test_the_rules_notice_what_is_wrong():
    assert xapi_rules.problems(right()) == []
    for number, spoil in enumerate(BREAKS):
        statement = right()
        spoil(statement)
        assert xapi_rules.problems(statement), number
