"""Enrolment: a roster compared and written, near-duplicates decided about, the same roster twice."""

import csv
import re

import pytest

from binhdan.records import decisions

PEOPLE = [("Lò Thị Mận", "1985", "Gò Mây", "cán bộ"), ("Trần Văn Bình", "1978", "Bến Trà", "HTX"), ("Lê Thị Lan", "1990", "Ao Sen", "")]
NAMES = "SELECT name, birth_year FROM learners ORDER BY name, birth_year"


def decide(file, answers):
    """Fill in the last column as Excel would save it: with semicolons."""
    rows = list(csv.reader(file.read_text(encoding="utf-8-sig").splitlines()))
    assert len(rows) == len(answers) + 1, rows
    for row, answer in zip(rows[1:], answers):
        row[9] = answer
    with file.open("w", encoding="utf-8-sig", newline="") as out:
        csv.writer(out, delimiter=";").writerows(rows)


def test_a_roster_is_enrolled_and_a_second_time_changes_nothing(binhdan, roster, query):
    file = roster(*PEOPLE)
    status, out, _ = binhdan("enrol", file, "--cohort", "Lớp A", "--yes")
    assert status == 0 and "3 người mới" in out and "Đã ghi danh 3 người mới" in out
    tables = ("learners", "memberships", "cohorts", "residential_groups", "target_groups", "consents", "aliases")
    before = {table: sorted(query(f"SELECT * FROM {table}"), key=str) for table in tables}
    status, out, _ = binhdan("enrol", file, "--cohort", " lớp a", "--yes")
    assert status == 0 and "0 người mới, 3 đã có" in out
    assert {table: sorted(query(f"SELECT * FROM {table}"), key=str) for table in tables} == before
    assert len(before["learners"]) == len(before["memberships"]) == 3 and len(before["residential_groups"]) == 11
    codes = [row[0] for row in before["learners"]]
    assert all(re.fullmatch(r"[2-9a-z]{3}-[2-9a-z]{3}", code) for code in codes) and len(set(codes)) == 3
    assert set(query("SELECT name, target_key FROM learners")) == {("Lê Thị Lan", None), ("Lò Thị Mận", "officials"), ("Trần Văn Bình", "owners")}


def test_other_spellings_are_the_same_person(binhdan, roster, query):
    binhdan("enrol", roster(("Nguyễn Thị Hoà", "1985", "Gò Mây")), "--yes")
    for name in ("NGUYỄN THỊ HÒA", "Nguyê\u0303n Thi\u0323 Hoa\u0300", "Nguyễn\u00a0Thị Hoà\u200b"):
        status, out, _ = binhdan("enrol", roster((name, "12/3/1985", "Tổ gò mây")), "--yes")
        assert status == 0 and "0 người mới, 1 đã có" in out
    assert query(NAMES) == [("Nguyễn Thị Hoà", 1985)]


def test_preview_writes_nothing_into_the_records(binhdan, roster, query):
    status, out, _ = binhdan("enrol", roster(*PEOPLE), "--preview")
    assert status == 0 and "3 người mới" in out and "Chưa ghi gì" in out
    assert query(NAMES) == [] and query("SELECT count(*) FROM residential_groups") == [(0,)]


def test_without_a_yes_nothing_is_written(binhdan, roster, query):
    status, _, err = binhdan("enrol", roster(*PEOPLE))
    assert status == 1 and "--yes" in err and query(NAMES) == []


def test_the_preview_is_followed_by_a_question(binhdan, roster, query, monkeypatch):
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    for said, there in (("", 0), ("k", 0), ("c", 3)):
        monkeypatch.setattr("builtins.input", lambda _, said=said: said)
        status, out, _ = binhdan("enrol", roster(*PEOPLE))
        assert (status == 0) == bool(there) and out.count("3 người mới, 0 đã có") == 1
        assert len(query(NAMES)) == there


def test_who_was_not_asked_about_their_data_is_counted(binhdan, roster):
    headers = ("Họ tên", "Năm sinh", "Tổ", "Đồng ý lưu hồ sơ")
    _, out, _ = binhdan("enrol", roster(("Lê Thị Lan", "1990", "Ao Sen", "không"), ("Vũ Văn An", "1980", "Ao Sen", ""), headers=headers), "--yes")
    assert "1 người chưa trả lời có đồng ý" in out


NEAR = [
    (("Trần Văn Bỉnh", "1978", "Bến Trà"), "cùng tên, khác dấu"),
    (("Tran Van Binh", "1978", "Bến Trà"), "cùng tên, khác dấu"),
    (("Trần Văn Bìnhh", "1978", "Bến Trà"), "lệch một chữ cái"),
    (("Trần Bình", "1978", "Bến Trà"), "thiếu chữ đệm"),
    (("Bình Trần Văn", "1978", "Bến Trà"), "khác thứ tự"),
    (("Trần Văn Bình", "1979", "Bến Trà"), "lệch một năm sinh"),
    (("Trần Văn Bình", "1987", "Bến Trà"), "đảo chữ số"),
    (("Trần Văn Bình", "1978", "Bến Trà"), "cùng tên, năm sinh và tổ"),
]


@pytest.mark.parametrize(("row", "why"), NEAR, ids=[why for _, why in NEAR])
def test_near_duplicates_wait_and_are_shown_side_by_side(binhdan, roster, query, row, why):
    file = roster(("Trần Văn Bình", "1978", "Bến Trà"), row)
    status, out, _ = binhdan("enrol", file, "--yes")
    assert status == 3 and "1 chờ quyết định" in out and why in out
    assert re.search(r"dòng 3 .*\n  dòng 2 +Trần Văn Bình +1978", out)
    assert query(NAMES) == [("Trần Văn Bình", 1978)]


@pytest.mark.parametrize("row", [("Trần Văn Bình", "1978", "Ao Sen"), ("Trần Văn Bình", "1960", "Bến Trà"), ("Trần Văn Dũng", "1978", "Bến Trà"), ("Lê An", "1978", "Bến Trà")])
def test_namesakes_elsewhere_are_other_people(binhdan, roster, row):
    status, out, _ = binhdan("enrol", roster(("Trần Văn Bình", "1978", "Bến Trà"), ("Lê Anh", "1978", "Bến Trà"), row), "--yes")
    assert status == 0 and "3 người mới" in out


def test_a_clerk_decides_in_excel_and_runs_again(binhdan, roster, query, tmp_path):
    file = roster(("Trần Văn Bình", "1978", "Bến Trà"), *(row for row, _ in NEAR[:2]), NEAR[7][0])
    assert binhdan("enrol", file, "--preview")[0] == 3
    book = tmp_path / "ds-quyet-dinh.csv"
    decide(book, ["người khác", "Một người", "trùng"])
    status, out, err = binhdan("enrol", file, "--yes")
    assert status == 0 and str(book) in err
    assert query(NAMES) == [("Trần Văn Bình", 1978), ("Trần Văn Bỉnh", 1978)]
    # What was decided is remembered: the same roster asks nothing, even when the file is gone.
    book.unlink()
    aliases = query("SELECT name_key FROM aliases ORDER BY name_key")
    assert aliases == [("tran van binh",), ("trần văn bình",)]
    status, out, _ = binhdan("enrol", file, "--yes")
    assert status == 0 and "0 người mới, 4 đã có" in out and query("SELECT name_key FROM aliases ORDER BY name_key") == aliases


def test_two_people_with_the_same_data_get_two_codes(binhdan, roster, query, tmp_path):
    file = roster(("Trần Văn Bình", "1978", "Bến Trà"), ("Trần Văn Bình", "1978", "Bến Trà"))
    binhdan("enrol", file, "--preview")
    decide(tmp_path / "ds-quyet-dinh.csv", ["khác"])
    assert binhdan("enrol", file, "--yes")[0] == 0
    assert query(NAMES) == [("Trần Văn Bình", 1978)] * 2
    (tmp_path / "ds-quyet-dinh.csv").unlink()
    assert "0 người mới, 2 đã có" in binhdan("enrol", file, "--yes")[1]
    # One of them alone: which one? Only a person or the code can say.
    status, out, _ = binhdan("enrol", roster(("Trần Văn Bình", "1978", "Bến Trà")), "--yes", "--cohort", "Lớp B")
    assert status == 3 and "1 chờ quyết định" in out and query("SELECT * FROM memberships") == []
    code = query("SELECT code FROM learners")[1][0]
    status, out, _ = binhdan("enrol", roster(("Trần Văn Bình", "1978", "Bến Trà", "", code)), "--yes", "--cohort", "Lớp B")
    assert status == 0 and query("SELECT learner_code FROM memberships") == [(code,)]


def test_decisions_survive_rows_that_move_and_a_second_preview(binhdan, roster, query, tmp_path):
    rows = [("Trần Văn Bình", "1978", "Bến Trà"), ("Trần Văn Bỉnh", "1978", "Bến Trà")]
    binhdan("enrol", roster(*rows), "--preview")
    book = tmp_path / "ds-quyet-dinh.csv"
    decide(book, ["bỏ qua"])
    file = roster(("Lê Thị Lan", "1990", "Ao Sen"), *rows)
    binhdan("enrol", file, "--preview")
    assert "bỏ dòng" in book.read_text(encoding="utf-8-sig").splitlines()[1]
    status, out, _ = binhdan("enrol", file, "--yes")
    assert status == 0 and "1 bỏ theo quyết định" in out and len(query(NAMES)) == 2


def test_a_decision_that_is_none_of_the_words_is_named(binhdan, roster, query, tmp_path):
    file = roster(("Trần Văn Bình", "1978", "Bến Trà"), NEAR[0][0])
    binhdan("enrol", file, "--preview")
    decide(tmp_path / "ds-quyet-dinh.csv", ["chắc thế"])
    status, _, err = binhdan("enrol", file, "--yes")
    assert status == 1 and "dòng 2" in err and "chắc thế" in err and decisions.SAME in err and query(NAMES) == []
    status, _, err = binhdan("enrol", file, "--yes", "--decisions", tmp_path / "khong-co.csv")
    assert status == 1 and "khong-co.csv" in err


def test_codes_in_a_roster(binhdan, roster, query, tmp_path):
    """Learners who began by themselves keep the code their work is filed under."""
    rows = [("Lò Thị Mận", "1985", "Gò Mây", "", "lo-thi-man-7k3x"), ("Lê Thị Lan", "1990", "Ao Sen", "", "LAN-2")]
    assert binhdan("enrol", roster(*rows), "--yes")[0] == 0
    assert query("SELECT code FROM learners ORDER BY code") == [("lan-2",), ("lo-thi-man-7k3x",)]
    # Somebody else's code, a code twice, and a correction of who has the code.
    status, out, _ = binhdan("enrol", roster(("Trần Văn Bình", "1978", "Bến Trà", "", "lan-2")), "--yes")
    assert status == 3 and "mã lan-2 là của Lê Thị Lan" in out
    status, out, _ = binhdan("enrol", roster(("Vũ Văn An", "1978", "Bến Trà", "", "an-1"), ("Đỗ Thị Yến", "1979", "Ao Sen", "", "an-1")), "--yes")
    assert status == 3 and "mã an-1 đã dùng ở dòng 2" in out
    file = roster(("Lê Thị Lan", "1991", "Gò Mây", "", "lan-2"))
    assert binhdan("enrol", file, "--preview")[0] == 3
    decide(tmp_path / "ds-quyet-dinh.csv", ["một người"])
    status, out, _ = binhdan("enrol", file, "--yes")
    assert status == 0 and "đổi 1 người" in out
    assert query("SELECT birth_year, name FROM learners WHERE code = 'lan-2'") == [(1991, "Lê Thị Lan")]


def test_two_codes_tell_two_people_with_the_same_data_apart(binhdan, roster, query):
    rows = [("Lê Thị Lan", "1990", "Ao Sen", "", "lan-1"), ("Lê Thị Lan", "1990", "Ao Sen", "", "lan-2")]
    status, out, _ = binhdan("enrol", roster(*rows), "--yes")
    assert status == 0 and len(query(NAMES)) == 2


def test_a_target_group_that_comes_later_is_taken_over(binhdan, roster, query):
    binhdan("enrol", roster(("Lê Thị Lan", "1990", "Ao Sen", "")), "--yes")
    status, out, _ = binhdan("enrol", roster(("Lê Thị Lan", "1990", "Ao Sen", "hợp tác xã")), "--yes")
    assert status == 0 and "đổi 1 người" in out and query("SELECT target_key FROM learners") == [("owners",)]
    binhdan("enrol", roster(("Lê Thị Lan", "1990", "Ao Sen", "")), "--yes")
    assert query("SELECT target_key FROM learners") == [("owners",)]


def test_consents_are_kept_as_a_history(binhdan, roster, query):
    headers = ("Họ tên", "Năm sinh", "Tổ", "Đồng ý lưu hồ sơ", "Đồng ý hiện biệt danh", "Ngày đồng ý")
    for said in ("có", "có", "không"):
        status, _, _ = binhdan("enrol", roster(("Lê Thị Lan", "1990", "Ao Sen", said, "", "03/11/2026"), headers=headers), "--yes")
        assert status == 0
    rows = query("SELECT purpose, given, by_whom, evidence, recorded_by, at FROM consents ORDER BY id")
    assert [(row[0], bool(row[1]), *row[2:5]) for row in rows] == [
        ("training", True, "Lê Thị Lan", "ds.csv", "thu-ky"),
        ("training", False, "Lê Thị Lan", "ds.csv", "thu-ky"),
    ]
    assert all("2026-11-03" in str(row[5]) for row in rows)


def test_refused_rows_are_all_named_and_the_rest_is_enrolled(binhdan, tmp_path, synthetic, query):
    from binhdan.curriculum import find_root
    from binhdan.locale import load_locale

    wrong = synthetic.write(tmp_path / "ds.xlsx", 1000, 50, load_locale(find_root()).groups)
    status, out, _ = binhdan("enrol", tmp_path / "ds.xlsx", "--yes")
    named = [int(number) for number in re.findall(r"^  dòng (\d+)  .*\n    - ", out, re.M)]
    assert status == 3 and named == sorted(wrong) and len(named) == 50
    new = int(re.search(r"Đã ghi danh (\d+) người mới", out)[1])
    waiting = int(re.search(r"(\d+) chờ quyết định", out)[1])
    assert new == query("SELECT count(*) FROM learners")[0][0] and new + waiting == 950 and new > 850
    binhdan("enrol", tmp_path / "ds.xlsx", "--preview")
    refused = list(csv.reader((tmp_path / "ds-bi-tu-choi.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert [row[0] for row in refused[1:]] == [f"dòng {number}" for number in sorted(wrong)]


def test_markup_and_formulas_stay_text(binhdan, roster, query, tmp_path):
    names = ["=HYPERLINK(\"x\") Lan", "Lê <script>alert(1)</script>", "Lò Mận 🌸", "Robert'); DROP TABLE learners;--"]
    status, _, _ = binhdan("enrol", roster(*((name, str(1970 + i), "Ao Sen") for i, name in enumerate(names))), "--yes")
    assert status == 0 and {row[0] for row in query(NAMES)} == set(names)
    assert binhdan("learners", "--csv", tmp_path / "out.csv")[0] == 0
    cells = [row[1] for row in csv.reader((tmp_path / "out.csv").read_text(encoding="utf-8-sig").splitlines())]
    assert "'=HYPERLINK(\"x\") Lan" in cells and "Lê <script>alert(1)</script>" in cells and "Lò Mận 🌸" in cells


def test_two_who_enrol_at_once_enrol_everybody_once(roster, class_folder, url, spawn, query):
    file = roster(*((f"Trần Văn {chr(65 + i // 26)}{chr(97 + i % 26)}nh", str(1970 + i % 35), "Bến Trà") for i in range(300)))
    words = ["-m", "binhdan.cli", "enrol", file, "--class-folder", class_folder, "--db", url, "--yes"]
    both = [spawn(*words), spawn(*words)]
    told = [process.communicate(timeout=120) for process in both]
    assert {process.returncode for process in both} <= {0, 3}, told
    people = query("SELECT name_key, birth_year, group_id FROM learners")
    assert len(people) == len(set(people)) > 100
    new = [int(re.search(r"Đã ghi danh (\d+)", out)[1]) for out, _ in told]
    assert sorted(new) == [0, len(people)]
