"""The demo class on the real course: every mark is the one that its hand-in deserves."""

import json
import re
from pathlib import Path

import pytest

from binhdan.classroom import demo_handins
from binhdan.classroom.demo_people import people
from binhdan.curriculum import load_course
from binhdan.locale import load_locale

REPO = Path(__file__).resolve().parents[2]
WARD = load_locale(REPO)
# What a hand-in of each kind must get, out of all points that no person has to give.
ALL, NOTHING = {"model", "check deleted", "kernel killed"}, {"starter"}
NO_MARK = {"cut short", "other notebook", "empty folder"}


@pytest.fixture(scope="module")
def played(tmp_path_factory):
    import contextlib
    import io

    from binhdan.cli import main

    out, shown = tmp_path_factory.mktemp("lop") / "lớp mẫu", io.StringIO()
    with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stdout(shown):
        patch.setenv("BINHDAN_COURSE", str(REPO))
        assert main(["demo", "--out", str(out), "--learners", "5", "--json"]) == 0
    return out, json.loads(shown.getvalue())


@pytest.mark.nbgrader
def test_marks_are_what_the_hand_ins_deserve(played):
    kinds = [row["handed_in"] for row in played[1]]
    assert len(kinds) >= 5 and {"model", "decoy"} <= set(kinds)
    for row in played[1]:
        kind, points = row["handed_in"], row["points"]
        if kind in NO_MARK:
            assert (row["state"], points, row["passed"]) == ("not graded", 0, False) and row["why"], row
            continue
        assert row["state"] == "graded", row
        if kind in ALL and row["status"] != "chờ người chấm":
            assert points == row["max_points"] == 10 and row["passed"], row
        elif kind in NOTHING:
            assert points == 0, row
        elif kind in ("decoy", "half"):
            assert points < 7 and not row["passed"], row


@pytest.mark.nbgrader
def test_the_page_stands_alone_and_links_every_feedback(played):
    out, rows = played
    page = (out / "index.html").read_text(encoding="utf-8")
    links = re.findall(r'href="([^"]+)"', page)
    assert sorted(links) == sorted(f"lop/{row['feedback']}" for row in rows if row["feedback"])
    assert all((out / link).is_file() for link in links)
    assert '<html lang="vi">' in page and not re.search(r"<script|https?://|<link|@import", page)
    for row in rows:
        assert row["name"] in page and row["status"] in page
    for word in ("đạt", "chưa đạt", "chờ người chấm", "chưa chấm được"):
        assert f">{word}</span><p>" in page


@pytest.mark.nbgrader
def test_the_first_learner_handed_in_twice(played):
    out, rows = played
    versions = list((out / "lop" / "inbox" / rows[0]["learner"] / rows[0]["assignment"]).iterdir())
    assert len(versions) == 2


def test_a_folder_with_something_in_it_is_left_alone(tmp_path, monkeypatch, capsys):
    from binhdan.cli import main

    monkeypatch.setenv("BINHDAN_COURSE", str(REPO))
    (tmp_path / "quan-trong.txt").write_text("x")
    assert main(["demo", "--out", str(tmp_path)]) == 1
    assert "Chọn một thư mục mới" in capsys.readouterr().err
    assert main(["demo", "--learners", "0"]) == 1


def test_people_are_the_same_every_time_and_cover_all_groups():
    crowd = people(24, WARD)
    assert crowd == people(24, WARD) and len({p.code for p in crowd}) == 24
    assert {p.group for p in crowd} == set(WARD.groups) and len(WARD.groups) == 11
    assert all(re.fullmatch(r"[a-z0-9][a-z0-9-]{1,39}", p.code) for p in crowd)


def test_the_plan_has_every_kind_of_hand_in():
    from datetime import UTC, datetime

    from binhdan.authoring.parse import load

    course = load_course(REPO)
    lessons = [load(course.lessons[0])] * 3
    plans = demo_handins.plan(people(24, WARD), lessons, datetime(2026, 1, 1, tzinfo=UTC))
    assert {p.kind for p in plans} == {"model", "decoy", "half", "starter", *demo_handins.BROKEN}
    assert 40 <= len(plans) <= 48
    assert plans == demo_handins.plan(people(24, WARD), lessons, datetime(2026, 1, 1, tzinfo=UTC))
