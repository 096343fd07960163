"""Tutors of the residential groups: distinction, consent, coverage, and nothing twice."""

import csv

import pytest

from binhdan.grading import results
from binhdan.teachback import proposals

LESSON = "b1-13-ai-bia-la-gi"


@pytest.fixture
def level(course, class_folder):
    """A function (code, points by people, …) -> a learner with marks of the whole level."""

    def mark(code, by_people, share=0.9, challenge=30.0, waits=False):
        for lesson in course.lessons:
            if lesson.plan.level != 1:
                continue
            most = float(course.points(lesson.plan))
            got = challenge if lesson.plan.kind == "challenge" else most * share
            cells = ()
            if lesson.assignment == LESSON:
                got, cells = 12 + by_people, (results.Cell("giang-thu", by_people, 6.0, waits),)
            results.save(
                class_folder,
                results.Result(
                    code, lesson.code, lesson.assignment, lesson.plan.title, got, most, True, waits, 0.0, "sha256:0", "2026-11-20T08:00:00+00:00", cells=cells
                ),
            )

    return mark


@pytest.fixture
def enrolled(class_folder, tmp_path):
    from binhdan.cli import main

    rows = [("Họ và tên", "Năm sinh", "Tổ dân phố", "Mã học viên", "Đồng ý lưu hồ sơ")]
    rows += [("Trần Thị Lan", "1960", "Ao Sen", "lan", "có"), ("Lê Thị Hoa", "1970", "Ao Sen", "hoa-2", "có")]
    rows += [("Ngô Văn Sơn", "1980", "Gò Mây", "son", ""), ("Lý Thị Mai", "1990", "Bến Trà", "mai", "có")]
    roster = tmp_path / "ds.csv"
    with roster.open("w", encoding="utf-8-sig", newline="") as out:
        csv.writer(out).writerows(rows)
    assert main(["enrol", str(roster), "--yes", "--class-folder", str(class_folder)]) == 0


def test_distinction_is_nine_tenths_of_what_people_give_and_the_whole_level(course, class_folder, rubric, level):
    level("lan", 5.5)
    level("gan", 5.0)
    level("yeu", 6.0, share=0.5)
    level("thieu", 6.0, challenge=10.0)
    level("cho", 6.0, waits=True)
    assert proposals.distinguished(course, course.lesson("B1.13"), class_folder, rubric) == {"lan": 5.5}


def test_proposals_then_appointments(peers, class_folder, level, enrolled, capsys):
    for code in ("lan", "son", "la"):
        level(code, 6.0)
    level("hoa-2", 3.0)
    capsys.readouterr()
    status, out, _ = peers("tutors", "B1.13")
    assert status == 0 and "3 người" in out and "0 trên 11 tổ đã có" in out and "share" not in out
    assert "lan · Trần Thị Lan · tổ Ao Sen · 6 điểm: đề cử." in out
    assert "chưa đồng ý lưu hồ sơ" in out and "la · ? · tổ ? · 6 điểm: chưa ghi danh" in out and "--appoint" in out
    status, out, _ = peers("tutors", "B1.13", "--appoint")
    assert status == 0 and "lan · Trần Thị Lan · tổ Ao Sen · 6 điểm: vừa ghi là người kèm." in out
    assert "binhdan tutors share" in out, "hoa-2 has no tutor yet"
    assert "1 trên 11 tổ đã có" in out and "Ao Sen: 1 người kèm, 2 học viên\n" in out and "Gò Mây: 0 người kèm, 1 học viên · CÒN TRỐNG" in out
    status, out, _ = peers("tutors", "B1.13", "--appoint")
    assert "lan · Trần Thị Lan · tổ Ao Sen · 6 điểm: đã là người kèm." in out and "vừa ghi" not in out


def test_appointments_are_in_the_access_log_once(peers, class_folder, level, enrolled):
    from sqlalchemy import text

    from binhdan import records

    level("lan", 6.0)
    for _ in range(2):
        peers("tutors", "B1.13", "--appoint")
    with records.opened(records.address(class_folder)) as book, book.reading() as session:
        found = [tuple(row) for row in session.execute(text("SELECT who, subject, people FROM access_log WHERE action = 'tutor'"))]
        assert found == [("thu-ky", "lan", 1)]
        assert session.scalar(text("SELECT count(*) FROM tutors")) == 1
