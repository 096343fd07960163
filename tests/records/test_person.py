"""One learner's rights: everything handed over, everything taken out; the log of who looked."""

import json
import sqlite3
from dataclasses import replace

import pytest
from test_attempts import MARK

from binhdan.grading import results

CONSENT_HEADERS = ("Họ và tên", "Năm sinh", "Tổ dân phố", "Nhóm đối tượng", "Mã học viên", "Đồng ý lưu hồ sơ")


@pytest.fixture
def lan(binhdan, roster, class_folder):
    """Somebody about whom everything is known that can be."""
    rows = [("Lê Thị Lan", "1990", "Ao Sen", "HTX", "lan-2", "có"), ("Lê Thị Lam", "1990", "Ao Sen", "HTX", "", "")]
    binhdan("enrol", roster(*rows, headers=CONSENT_HEADERS), "--preview")
    decided = roster(headers=("x",), name="unused.csv").with_name("ds-quyet-dinh.csv")
    text = decided.read_text(encoding="utf-8-sig").splitlines()
    decided.write_text("\n".join([text[0], text[1] + "một người"]), encoding="utf-8-sig")
    assert binhdan("enrol", roster(*rows, headers=CONSENT_HEADERS), "--yes", "--cohort", "Lớp A")[0] == 0
    binhdan("consent", "lan-2", "nickname", "--given", "--evidence", "phiếu số 3")
    results.save(class_folder, MARK)
    results.save(class_folder, replace(MARK, lesson="B1.02", assignment="b1-02-x", points=2.0, passed=False))
    for name in ("submitted", "inbox"):
        (class_folder / name / "lan-2").mkdir(parents=True)
    with sqlite3.connect(class_folder / "gradebook.db") as book:
        book.execute("CREATE TABLE student (id TEXT)")
        book.execute("INSERT INTO student VALUES ('lan-2')")
    return "lan-2"


def exported(binhdan, code, folder):
    status, _, err = binhdan("export", code, "--out", folder)
    assert status == 0, err
    return json.loads((folder / f"ho-so-{code}.json").read_text(encoding="utf-8")), (folder / f"ho-so-{code}.txt").read_text(encoding="utf-8")


def test_everything_is_handed_over(binhdan, lan, tmp_path, class_folder):
    known, page = exported(binhdan, lan, tmp_path / "ra")
    assert known["learner"] | {"enrolled_at": ""} == {
        "code": "lan-2", "name": "Lê Thị Lan", "birth_year": 1990, "residential_group": "Ao Sen",
        "target_group": "Chủ doanh nghiệp, hợp tác xã, hộ kinh doanh", "enrolled_at": "",
        "also_written": [{"name_key": "lê thị lam", "birth_year": 1990, "residential_group": "Ao Sen"}],
    }
    assert [c["name"] for c in known["cohorts"]] == ["Lớp A"]
    assert [(c["purpose"], c["given"], c["evidence"]) for c in known["consents"]] == [("training", True, "ds.csv"), ("nickname", True, "phiếu số 3")]
    assert [(a["lesson"], a["points"], a["passed"]) for a in known["attempts"]] == [("B1.01", 8.0, True), ("B1.02", 2.0, False)]
    assert [a["action"] for a in known["access"]] == ["consent", "export"]
    top = class_folder.resolve()
    assert known["elsewhere"] == [str(top / name) for name in ("inbox/lan-2", "submitted/lan-2", "results/lan-2", "gradebook.db")]
    for word in ("Lê Thị Lan", "Ao Sen", "Lớp A", "bài B1.01, 8/10 điểm, đạt", "bài B1.02, 2/10 điểm, chưa đạt", "biệt danh", "thu-ky (trích hồ sơ)", str(top / "submitted/lan-2")):
        assert word in page


def test_papers_and_reviews_are_found_by_code(tmp_path):
    from binhdan.records.person import elsewhere

    theirs = ["certificates/b1-lan-2-8497e6-00001.pdf", "teach-back/b1-13/packets/lan-2/danh-gia-1.html", "teach-back/b1-13/answers/lan-2.html"]
    others = ["certificates/b1-mai-lan-2-8497e6-00002.pdf", "certificates/b1-lan-2-b-8497e6-00003.pdf", "teach-back/b1-13/answers/lan-21.html"]
    for name in theirs + others:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    found = [str(tmp_path.resolve() / name) for name in (theirs[0], theirs[2], "teach-back/b1-13/packets/lan-2")]
    assert elsewhere(tmp_path, "lan-2") == found


def test_the_export_holds_every_column_that_knows_a_person(binhdan, lan, tmp_path):
    """A new table or column must not be forgotten here."""
    from binhdan.records.models import Base

    known, _ = exported(binhdan, lan, tmp_path)
    about = {name for name, table in Base.metadata.tables.items() if any(key.column.table.name == "learners" for key in table.foreign_keys)}
    assert about == {"aliases", "memberships", "consents", "tutors", "tutoring", "attempts", "practice", "nicknames", "standings", "completions"}
    kept = {
        "learners": {"code", "name", "name_key", "birth_year", "group_id", "target_key", "enrolled_at", "number"},
        "consents": {"id", "learner_code", "purpose", "given", "at", "by_whom", "guardian", "evidence", "recorded_by"},
        "attempts": {"learner", "lesson", "digest", "points", "max_points", "flags", "at", "hints"},
        "practice": {"learner", "week", "days"},
        "nicknames": {"learner", "nickname", "nickname_key"},
        "standings": {
            "learner", "points", "lessons", "levels", "weeks", "run", "badges", "measured", "improved", "distinguished", "first_day", "last_day",
        },
        "completions": {"learner", "level", "day"},
    }
    for name, columns in kept.items():
        assert set(Base.metadata.tables[name].columns.keys()) == columns
    assert set(known["consents"][0]) == kept["consents"] - {"id", "learner_code"}
    assert set(known["attempts"][0]) == kept["attempts"] - {"learner", "flags"} | {"passed", "waits_for_person"}


def test_erasing_takes_the_person_out_and_keeps_counts(binhdan, lan, tmp_path, query, class_folder, url):
    exported(binhdan, lan, tmp_path)
    status, out, _ = binhdan("erase", lan, "--yes")
    assert status == 0
    for place in ("submitted/lan-2", "results/lan-2", "gradebook.db", "nbgrader db student remove lan-2"):
        assert place in out
    for table in ("learners", "aliases", "memberships", "consents", "attempts", "tutors", "tutoring"):
        assert query(f"SELECT count(*) FROM {table}") == [(0,)], table
    counts = query("SELECT target_key, lesson, learners, attempts, passed FROM erased_counts ORDER BY lesson")
    assert counts == [("owners", "", 1, 0, 0), ("owners", "B1.01", 1, 1, 1), ("owners", "B1.02", 1, 1, 0)]
    log = query("SELECT action, subject FROM access_log WHERE subject <> '' ORDER BY id")
    assert [action for action, _ in log] == ["consent", "export", "erase"]
    receipt = log[0][1]
    assert {subject for _, subject in log} == {receipt} and receipt.startswith("xoa-") and receipt in out
    # Marks that still lie in the class folder bring nobody back.
    binhdan("learners")
    assert query("SELECT count(*) FROM attempts") == [(0,)]
    status, _, err = binhdan("export", lan)
    assert status == 1 and "Không có học viên" in err


def test_nothing_of_an_erased_person_stays_in_the_file(binhdan, lan, url, tmp_path):
    if not url.startswith("sqlite"):
        pytest.skip("optional: a server's files are its own")
    file = tmp_path / "records.db"
    assert "Lê Thị Lan".encode() in file.read_bytes()
    binhdan("erase", lan, "--yes")
    left = b"".join(each.read_bytes() for each in tmp_path.glob("records.db*"))
    for trace in ("Lê Thị Lan", "lê thị lan", "lê thị lam", "phiếu số 3", "lan-2"):
        assert trace.encode() not in left, trace


def test_erasing_asks(binhdan, lan, query, monkeypatch):
    status, _, err = binhdan("erase", lan)
    assert status == 1 and "--yes" in err
    for said, left in (("", 1), ("co", 1), ("LAN-2", 0)):
        monkeypatch.setattr("sys.stdin.isatty", lambda: True)
        monkeypatch.setattr("builtins.input", lambda _, said=said: said)
        binhdan("erase", lan)
        assert query("SELECT count(*) FROM learners") == [(left,)]


def test_every_look_is_logged(binhdan, lan, query, tmp_path):
    binhdan("learners")
    binhdan("learners", "--csv", tmp_path / "x.csv", "--group", "tổ ao sen")
    rows = query("SELECT who, action, people FROM access_log WHERE action IN ('enrol', 'list') ORDER BY id")
    assert rows == [("thu-ky", "enrol", 2), ("thu-ky", "list", 1), ("thu-ky", "list", 1)]


def test_an_export_that_can_not_be_written_is_not_logged(binhdan, lan, query, tmp_path):
    (tmp_path / "chan").write_text("")
    status, _, err = binhdan("export", lan, "--out", tmp_path / "chan")
    assert status == 1 and "--out" in err
    assert query("SELECT count(*) FROM access_log WHERE action = 'export'") == [(0,)]


def test_consent_of_the_young_and_withdrawal(binhdan, roster, query):
    binhdan("enrol", roster(("Lò Thị Đào", "2014", "Gò Mây", "", "dao-1")), "--yes")
    status, _, err = binhdan("consent", "dao-1", "photo", "--given", "--evidence", "phiếu 1")
    assert status == 1 and "--guardian" in err and query("SELECT * FROM consents") == []
    assert binhdan("consent", "dao-1", "photo", "--given", "--guardian", "lò văn pao", "--evidence", "phiếu 1")[0] == 0
    assert binhdan("consent", "dao-1", "photo", "--withdrawn", "--evidence", "gọi điện ngày 3/11")[0] == 0
    rows = query("SELECT given, by_whom, guardian FROM consents ORDER BY id")
    assert [(bool(a), b, bool(c)) for a, b, c in rows] == [(True, "Lò Văn Pao", True), (False, "Lò Thị Đào", False)]


def test_the_list_is_in_vietnamese_order_and_by_cohort(binhdan, roster):
    binhdan("enrol", roster(("Lê Thị Yến", "1990", "Ao Sen"), ("Vũ Văn Đạt", "1980", "Gò Mây"), ("Trần Thị Ánh", "1970", "Gò Mây")), "--yes", "--cohort", "Lớp A")
    binhdan("enrol", roster(("Bùi Văn Ân", "1960", "Bến Trà"), name="b.csv"), "--yes", "--cohort", "Lớp B")
    _, out, err = binhdan("learners")
    assert [line.split()[1:4] for line in out.splitlines()[1:]] == [["Trần", "Thị", "Ánh"], ["Bùi", "Văn", "Ân"], ["Vũ", "Văn", "Đạt"], ["Lê", "Thị", "Yến"]]
    assert "4 học viên" in err
    assert "Bùi" not in binhdan("learners", "--cohort", "lớp A")[1]
    assert "Ánh" in (shown := binhdan("learners", "--group", "go may")[1]) and "Yến" not in shown
    status, _, err = binhdan("learners", "--group", "Bến Xe")
    assert status == 1 and "Bến Xe" in err
