"""The trainer network by hand: appointed, retired, given learners, shared out; nobody is named who should not be."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from binhdan.cli import main
from binhdan.curriculum import find_root
from binhdan.locale import load_locale
from binhdan.records import enrolment, names, opened
from binhdan.records.models import Learner, ResidentialGroup

PAIRS = "SELECT learner_code, tutor_code FROM tutoring ORDER BY learner_code"


@pytest.fixture
def enrolled(url):
    """Enrol ``count`` people of a group under the codes aa-01, aa-02 …, one a minute."""

    def enrol(prefix, count, group):
        with opened(url) as book, book.writing() as session:
            enrolment.register_ward(session, load_locale(find_root(), "doi-che"))
            place = session.scalar(select(ResidentialGroup.id).where(ResidentialGroup.name == group))
            for number in range(1, count + 1):
                name = f"Vi Thị {prefix} {number}"
                at = datetime(2026, 11, 1, 8, number, tzinfo=UTC)
                person = {"name": name, "name_key": names.key(name), "birth_year": 1950 + number, "group_id": place, "enrolled_at": at}
                session.add(Learner(code=f"{prefix}-{number:02d}", **person))

    return enrol


def loads(query):
    return dict(query("SELECT tutor_code, count(*) FROM tutoring GROUP BY tutor_code"))


def test_groups_tutors_and_gaps_are_listed(enrolled, binhdan, query):
    enrolled("aa", 4, "Ao Sen")
    enrolled("gg", 2, "Gò Mây")
    binhdan("tutors", "appoint", "aa-01")
    binhdan("tutors", "appoint", "aa-01", "--group", "tdp Bến Trà")
    binhdan("tutors", "appoint", "aa-02")
    binhdan("tutors", "assign", "aa-02", "aa-03", "gg-01")
    status, out, _ = binhdan("tutors")
    rows = [" ".join(line.split()) for line in out.splitlines()]
    assert status == 0
    assert "Ao Sen aa-01 · Vi Thị aa 1 0 4 1" in rows and "aa-02 · Vi Thị aa 2 2" in rows
    assert "Gò Mây (chưa có) 2 1" in rows and "Bến Trà aa-01 · Vi Thị aa 1 0 0 0" in rows
    assert "2 trên 11 tổ có người kèm; 2 người kèm đang kèm 2 học viên; 2 học viên chưa ai kèm." in rows
    assert "Gò Mây (2 học viên)" in out and "Có người kèm mà còn học viên chưa ai kèm: Ao Sen (1)." in out
    assert query("SELECT who, people FROM access_log WHERE action = 'list'") == [("thu-ky", 2)]


def test_before_anybody_enrolled_every_group_is_a_gap(binhdan):
    status, out, _ = binhdan("tutors")
    assert status == 0 and "0 trên 11 tổ có người kèm" in out and "Khe Sim (0 học viên)" in out


def test_appointing_again_changes_nothing_and_says_what_is_next(enrolled, binhdan, query):
    enrolled("aa", 3, "Ao Sen")
    status, out, _ = binhdan("tutors", "appoint", " AA-01 ")
    assert status == 0 and "Vi Thị aa 1 (aa-01) nay là người kèm của tổ Ao Sen." in out
    assert "consent aa-01 training" in out and "còn 2 học viên chưa ai kèm" in out and "binhdan tutors share" in out
    binhdan("consent", "aa-01", "training", "--given", "--evidence", "phiếu 1")
    status, out, _ = binhdan("tutors", "appoint", "aa-01")
    assert status == 0 and "đã là người kèm" in out and "consent" not in out
    assert query("SELECT count(*) FROM tutors") == [(1,)]
    assert query("SELECT subject, people FROM access_log WHERE action = 'tutor'") == [("aa-01", 1)]


def test_sharing_is_even_stable_and_names_who_is_over(enrolled, binhdan, query):
    enrolled("aa", 12, "Ao Sen")
    for tutor in ("aa-01", "aa-02", "aa-03"):
        binhdan("tutors", "appoint", tutor)
    binhdan("tutors", "assign", "aa-03", "aa-11", "aa-12")
    status, out, _ = binhdan("tutors", "share")
    assert status == 0 and "Đã chia 7 học viên cho 3 người kèm." in out and "aa-03 · Vi Thị aa 3: nhận thêm 1, đang kèm 3" in out
    assert loads(query) == {"aa-01": 3, "aa-02": 3, "aa-03": 3}
    before = query(PAIRS)
    assert {("aa-11", "aa-03"), ("aa-12", "aa-03")} <= set(before) and not {row[0] for row in before} & {"aa-01", "aa-02", "aa-03"}
    assert binhdan("tutors", "share")[:2] == (0, "Học viên nào cũng đã có người kèm; không có gì phải chia.\n") and query(PAIRS) == before

    enrolled("bb", 4, "Ao Sen")
    status, out, _ = binhdan("tutors", "share", "--most", 4)
    assert status == 3 and "còn 1 học viên chưa có ai kèm (bb-04)" in out and "ít nhất 1 người kèm" in out
    assert loads(query) == {"aa-01": 4, "aa-02": 4, "aa-03": 4} and set(before) <= set(query(PAIRS))
    status, out, _ = binhdan("tutors", "share", "--most", 3)
    assert status == 3 and "Chưa chia thêm được ai." in out and "Đang kèm quá 3 người: aa-01 (4), aa-02 (4), aa-03 (4)" in out
    assert query("SELECT people FROM access_log WHERE action = 'tutor' AND subject = '' ORDER BY id") == [(7,), (3,)]


def test_a_tutor_of_two_groups_is_left_to_the_one_that_has_no_other(enrolled, binhdan, query):
    enrolled("cc", 6, "Đồi Chanh")
    enrolled("gg", 3, "Gò Mây")
    for words in (("cc-01",), ("cc-02",), ("cc-01", "--group", "Gò Mây")):
        binhdan("tutors", "appoint", *words)
    assert binhdan("tutors", "share", "--most", 4)[0] == 0
    assert {tutor for learner, tutor in query(PAIRS) if learner.startswith("gg")} == {"cc-01"}
    assert loads(query) == {"cc-01": 4, "cc-02": 3}


def test_one_group_only_and_groups_without_a_tutor(enrolled, binhdan, query):
    enrolled("aa", 3, "Ao Sen")
    enrolled("gg", 3, "Gò Mây")
    enrolled("kk", 2, "Khe Sim")
    for tutor in ("aa-01", "gg-01"):
        binhdan("tutors", "appoint", tutor)
    assert binhdan("tutors", "share", "--group", "gò mây")[0] == 0
    assert query(PAIRS) == [("gg-02", "gg-01"), ("gg-03", "gg-01")]
    status, out, _ = binhdan("tutors", "share")
    assert status == 3 and "Tổ chưa có người kèm: Khe Sim (2 học viên)." in out and "Gò Mây" not in out


def test_who_retires_leaves_their_learners_free(enrolled, binhdan, query):
    enrolled("aa", 4, "Ao Sen")
    enrolled("gg", 2, "Gò Mây")
    binhdan("tutors", "appoint", "aa-01")
    binhdan("tutors", "appoint", "aa-01", "--group", "Gò Mây")
    binhdan("tutors", "share")
    status, out, _ = binhdan("tutors", "retire", "aa-01", "--group", "Gò Mây")
    assert status == 0 and "đã thôi kèm ở tổ Gò Mây" in out and "2 học viên nay chưa ai kèm: gg-01, gg-02." in out
    assert [learner for learner, _ in query(PAIRS)] == ["aa-02", "aa-03", "aa-04"]
    status, out, _ = binhdan("tutors", "retire", "aa-01")
    assert status == 0 and "ở mọi tổ" in out and "3 học viên nay chưa ai kèm" in out
    assert query(PAIRS) == query("SELECT * FROM tutors") == []
    assert query("SELECT people FROM access_log WHERE detail LIKE 'thôi kèm%' ORDER BY id") == [(3,), (4,)]
    status, _, err = binhdan("tutors", "retire", "aa-01")
    assert status == 1 and "không là người kèm" in err


def test_who_changes_over_is_told_of_and_again_changes_nothing(enrolled, binhdan, query):
    enrolled("aa", 4, "Ao Sen")
    for tutor in ("aa-01", "aa-02"):
        binhdan("tutors", "appoint", tutor)
    binhdan("tutors", "assign", "aa-01", "aa-03", "aa-04")
    status, out, _ = binhdan("tutors", "assign", "aa-02", "aa-03", "AA-03")
    assert status == 0 and "Đã giao 1 học viên. Vi Thị aa 2 (aa-02) đang kèm 1 học viên." in out
    since = query("SELECT since FROM tutoring ORDER BY learner_code")
    assert "Không có gì thay đổi" in binhdan("tutors", "assign", "aa-02", "aa-03")[1]
    assert query("SELECT since FROM tutoring ORDER BY learner_code") == since
    assert query(PAIRS) == [("aa-03", "aa-02"), ("aa-04", "aa-01")]
    assert query("SELECT subject FROM access_log WHERE detail = 'có người kèm mới' ORDER BY id") == [("aa-03",), ("aa-04",), ("aa-03",)]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("appoint", "ai-do"), "Không có học viên mã 'ai-do'"),
        (("appoint", "aa-01", "--group", "Bến Xe"), "Không có tổ «Bến Xe»"),
        (("retire", "aa-02"), "không là người kèm"),
        (("retire", "aa-01", "--group", "Gò Mây"), "không là người kèm của tổ Gò Mây"),
        (("assign", "aa-02", "aa-03"), "binhdan tutors appoint aa-02"),
        (("assign", "aa-01", "aa-03", "aa-01"), "không tự kèm mình được"),
        (("assign", "aa-01", "aa-03", "ai-do"), "Không có học viên mã 'ai-do'"),
        (("share", "--group", "Bến Xe"), "Không có tổ «Bến Xe»"),
    ],
)
def test_what_can_not_be_is_said_and_leaves_nothing(enrolled, binhdan, query, words, said):
    enrolled("aa", 3, "Ao Sen")
    binhdan("tutors", "appoint", "aa-01")
    kept = query("SELECT learner_code, group_id FROM tutors"), query("SELECT count(*) FROM access_log")
    status, out, err = binhdan("tutors", *words)
    assert status == 1 and out == "" and said in err and err.count("\n") == 1
    assert query(PAIRS) == []
    assert (query("SELECT learner_code, group_id FROM tutors"), query("SELECT count(*) FROM access_log")) == kept


@pytest.mark.parametrize("number", ["0", "-3", "nhiều", "1001", "²"])
def test_at_most_how_many_is_a_number(number, capsys):
    with pytest.raises(SystemExit):
        main(["tutors", "share", f"--most={number}"])
    assert "từ 1 đến 1000" in capsys.readouterr().err


def test_the_records_may_be_named_before_the_word(enrolled, class_folder, url, query, capsys):
    enrolled("aa", 1, "Ao Sen")
    assert main(["tutors", "--class-folder", str(class_folder), "--db", url, "appoint", "aa-01"]) == 0
    assert query("SELECT learner_code FROM tutors") == [("aa-01",)]


def test_a_class_folder_that_is_not_there_is_named(tmp_path, capsys):
    assert main(["tutors", "--class-folder", str(tmp_path / "nowhere")]) == 1
    assert "Không có thư mục lớp" in capsys.readouterr().err and not (tmp_path / "nowhere").exists()


def test_an_erased_tutor_leaves_their_learners_free_and_the_log_without_the_code(enrolled, binhdan, query):
    enrolled("aa", 3, "Ao Sen")
    binhdan("tutors", "appoint", "aa-01")
    binhdan("tutors", "share")
    assert binhdan("erase", "aa-01", "--yes")[0] == 0
    assert "2 học viên chưa ai kèm" in binhdan("tutors")[1]
    assert not [row for row in query("SELECT subject, detail FROM access_log") if "aa-01" in "".join(row)]
