"""The demo class on the real course: every mark is the one that its hand-in deserves, and everything a ward makes of them is there."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from binhdan.curriculum import load_course
from binhdan.demo import handins
from binhdan.demo.people import people
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
        assert main(["demo", "--out", str(out), "--learners", "6", "--json"]) == 0
    return out, json.loads(shown.getvalue())


@pytest.mark.nbgrader
def test_marks_are_what_the_hand_ins_deserve(played):
    kinds = [row["handed_in"] for row in played[1]]
    assert {"model", "decoy", "test"} <= set(kinds)
    for row in played[1]:
        kind, points = row["handed_in"], row["points"]
        if kind in NO_MARK:
            assert (row["state"], points, row["passed"]) == ("not graded", 0, False) and row["why"], row
            continue
        assert row["state"] == "graded", row
        if kind in ALL and row["lesson"] == "B1.13":
            assert 14 < points <= row["max_points"] == 20, row  # the rest is what peers thought of it
        elif kind in ALL:
            assert points == row["max_points"] and row["passed"], row
        elif kind in NOTHING:
            assert points == 0, row
        elif kind in ("decoy", "half"):
            assert points < 0.7 * row["max_points"] and not row["passed"], row


@pytest.mark.nbgrader
def test_the_table_stands_alone_and_links_every_feedback(played):
    out, rows = played
    page = (out / "bang-diem.html").read_text(encoding="utf-8")
    links = re.findall(r'href="([^"]+)"', page)
    assert sorted(links) == sorted(f"lop/{row['feedback']}" for row in rows if row["feedback"])
    assert all((out / link).is_file() for link in links)
    assert '<html lang="vi">' in page and not re.search(r"<script|https?://|<link|@import", page)
    for row in rows:
        assert row["name"] in page and row["status"] in page
    for word in ("đạt", "chưa đạt", "chờ người chấm", "chưa chấm được"):
        assert f">{word}</span><p>" in page


@pytest.mark.nbgrader
def test_one_page_leads_to_all_that_a_ward_has(played):
    out, rows = played
    page = (out / "index.html").read_text(encoding="utf-8")
    links = re.findall(r'href="([^"]+)"', page)
    assert all((out / link).is_file() for link in links) and not re.search(r"<script|https?://", page)
    wanted = {"bang-diem.html", "lop/published/bang-tin.html", "nguoi-kem.html", "lop/certificates/verify.html", "chi-tieu.html", "bao-cao-quy.docx"}
    assert wanted < set(links)
    assert "số liệu minh hoạ" in (out / "chi-tieu.html").read_text(encoding="utf-8").lower()
    done = {row["name"] for row in rows if row["lesson"] == "B1.12" and row["passed"] and row["handed_in"] == "model"}
    for name in done:
        assert name in page
    papers = sorted((out / "lop" / "certificates").glob("*.pdf"))
    assert 1 <= len(papers) == page.count("thật</span>") == len([link for link in links if link.endswith(".pdf")])


@pytest.mark.nbgrader
def test_certificates_verify_and_forged_ones_do_not(played, tmp_path, capsys):
    from binhdan.cli import main

    out = played[0]
    issuer = ["--issuer", str(out / "khoa-ky" / "issuer.json")]
    badge = next(p for p in (out / "lop" / "certificates").glob("b1-*.json"))
    assert main(["verify-certificate", str(badge), *issuer]) == 0
    forged = tmp_path / badge.name
    forged.write_text(badge.read_text(encoding="utf-8").replace("B1-20", "B2-20"), encoding="utf-8")
    assert main(["verify-certificate", str(forged), *issuer]) == 1
    assert "HỢP LỆ" in capsys.readouterr().out


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
    crowd = people(66, WARD)
    assert crowd == people(66, WARD) and len({p.code for p in crowd}) == len({p.name for p in crowd}) == 66
    assert min(Counter(p.group for p in crowd).values()) >= 5 and sum(p.ahead for p in crowd) == 12
    assert {p.group for p in crowd} == set(WARD.groups) and len(WARD.groups) == 11
    assert all(re.fullmatch(r"[a-z0-9][a-z0-9-]{1,39}", p.code) for p in crowd)


def test_the_plan_has_every_kind_of_hand_in():
    from datetime import UTC, datetime

    from binhdan.authoring.parse import load

    course = load_course(REPO)
    lessons = [load(course.lessons[0])] * 3
    plans = handins.plan(people(24, WARD), lessons, datetime(2026, 1, 1, tzinfo=UTC))
    assert {p.kind for p in plans} == {"model", "decoy", "half", "starter", *handins.BROKEN}
    assert 40 <= len(plans) <= 48
    assert plans == handins.plan(people(24, WARD), lessons, datetime(2026, 1, 1, tzinfo=UTC))
