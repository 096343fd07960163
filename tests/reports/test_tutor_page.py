"""The tutor's page: who needs what, by hand on a small ward."""

import csv
import os

import pytest
from small_ward import COURSE, LOCALE, TODAY, Ward
from sqlalchemy import select

import binhdan
from binhdan.cli import main
from binhdan.grading import results
from binhdan.points.rules import of
from binhdan.records import models, opened
from binhdan.records.database import RecordsError
from binhdan.reports import tutor_page, tutor_page_files, tutor_page_html
from binhdan.reports.tutor_page import Need
from binhdan.reports.tutor_page_reading import gather

RULES = of(COURSE)


@pytest.fixture
def book(url, monkeypatch):
    monkeypatch.setenv("BINHDAN_USER", "bà Tươi")
    with opened(url) as book:
        yield book


def read(book, **asked):
    with book.writing() as session:
        return gather(session, LOCALE, RULES, TODAY, **asked)


def needs(page):
    return {pupil.name: pupil.needs(TODAY) for pupil in page.pupils}


@pytest.fixture
def ward(book):
    """Bà Tươi looks after five people of Đồi Chanh; two more people are nobody's."""
    with book.writing() as session:
        ward = Ward(session)
        keeper = ward.learner("Nông Thị Tươi")
        even = ward.learner("Lý Văn Đều")
        stuck = ward.learner("Hà Thị Vướng")
        away = ward.learner("Đào Văn Xa")
        new = ward.learner("Ma Thị Mới", group="Bến Trà")
        teach = ward.learner("Vi Văn Giỏi")
        ward.learner("Quách Văn Lẻ")
        ward.learner("Sầm Thị Một", group="Gò Mây")
        ward.mark(even, "B1.01", 9, TODAY - 3)
        ward.practised(even, TODAY - 1)
        ward.mark(stuck, "B1.01", 8, TODAY - 9)
        ward.mark(stuck, "B1.02", 3, TODAY - 8)
        ward.mark(stuck, "B1.02", 5, TODAY - 7)
        ward.mark(stuck, "B1.99", 1, TODAY - 6)
        ward.mark(stuck, "B1.99", 1, TODAY - 5)
        ward.mark(away, "B1.01", 2, TODAY - 14)
        ward.mark(teach, "B1.13", 14, TODAY - 30, passed=True, person=True)
        ward.mark(teach, "B1.13", 19, TODAY - 20, passed=True)
        ward.mark(teach, "B1.12", 20, TODAY - 2, person=True)
        ward.tutor(keeper, even, stuck, away, new, teach)
        ward.codes = {"keeper": keeper, "teach": teach}
    return ward


def test_each_learner_shows_what_they_need(ward, book):
    page = read(book, tutor=ward.codes["keeper"])
    assert needs(page) == {
        "Lý Văn Đều": (Need.NONE,),
        "Hà Thị Vướng": (Need.STUCK,),
        "Đào Văn Xa": (Need.FAILED, Need.AWAY),
        "Ma Thị Mới": (Need.NEW,),
        "Vi Văn Giỏi": (Need.WAITING,),
    }
    stuck = next(pupil for pupil in page.pupils if pupil.stuck)
    assert stuck.stuck == ("B1.02",) and stuck.passed == {"B1.01"}, "a level test keeps nobody stuck"
    assert [pupil.name for pupil in page.pupils if pupil.can_teach] == []


def test_who_practised_thirteen_days_ago_is_not_away_and_fourteen_is(book):
    with book.writing() as session:
        ward = Ward(session)
        for days in (13, 14):
            ward.practised(ward.learner(f"Lê Văn {days}"), TODAY - days)
    assert needs(read(book)) == {"Lê Văn 13": (Need.NONE,), "Lê Văn 14": (Need.AWAY,)}


def test_who_failed_once_is_no_steady_learner(book):
    """The first failure is when a word helps most; "đang học đều" would hide it."""
    with book.writing() as session:
        ward = Ward(session)
        ward.mark(ward.learner("Lê Thị Trượt"), "B1.09", 2, TODAY - 3)
    page = read(book)
    assert needs(page) == {"Lê Thị Trượt": (Need.FAILED,)}
    [told] = tutor_page.to_do(page.pupils[0], TODAY, COURSE)
    assert "B1.09 «Biên bản họp → việc phải làm»" in told and "nộp một lần, chưa đạt" in told
    assert tutor_page.lesson_of(page.pupils[0], TODAY, COURSE) == "B1.09"


def test_who_passed_later_or_waits_for_a_person_is_not_stuck(book):
    with book.writing() as session:
        ward = Ward(session)
        one, two = ward.learner("Lê Thị Qua"), ward.learner("Lê Thị Chờ")
        for points in (2, 4, 8):
            ward.mark(one, "B1.03", points, TODAY - 10 + points)
        ward.mark(two, "B1.13", 9, TODAY - 3, passed=False, person=True)
        ward.mark(two, "B1.13", 10, TODAY - 2, passed=False, person=True)
    assert needs(read(book)) == {"Lê Thị Qua": (Need.NONE,), "Lê Thị Chờ": (Need.WAITING,)}


def test_the_tutor_sees_their_own_learners_and_the_cover_of_the_groups(ward, book):
    page = read(book, tutor=ward.codes["keeper"])
    assert page.tutor == "Nông Thị Tươi" and len(page.pupils) == 5
    # Đồi Chanh: six enrolled, a tutor, four looked after: Quách Văn Lẻ is alone. Nobody teaches in Bến Trà.
    assert [(g.group, g.learners, g.tutors, g.alone) for g in page.groups] == [
        ("Đồi Chanh", 6, ("Nông Thị Tươi",), 1),
        ("Bến Trà", 1, (), 0),
    ]
    everybody = read(book)
    assert len(everybody.pupils) == 8 and len(everybody.groups) == 11
    assert [p.name for p in read(book, group="Gò Mây").pupils] == ["Sầm Thị Một"]


def test_every_look_is_in_the_access_log(ward, book):
    read(book, tutor=ward.codes["keeper"])
    read(book, group="Gò Mây", why="lưu ra tệp")
    with book.reading() as session:
        lines = session.scalars(select(models.Access).order_by(models.Access.id)).all()
    assert [(line.who, line.people, line.subject) for line in lines] == [("bà Tươi", 5, ward.codes["keeper"]), ("bà Tươi", 1, "")]
    assert "Gò Mây" in lines[1].detail and "lưu ra tệp" in lines[1].detail


def test_a_refusal_names_the_way_out_and_logs_nothing(ward, book):
    with pytest.raises(RecordsError, match="chưa là người kèm"):
        read(book, tutor=ward.codes["teach"])
    with pytest.raises(RecordsError, match="Đồi Chanh, Bến Trà"):
        read(book, group="Đồi Gió")
    with book.reading() as session:
        assert session.scalars(select(models.Access)).all() == []


def test_filters_by_group_and_need_and_the_most_urgent_first(ward, book):
    page = read(book)
    assert [p.name for p in page.chosen(group="Bến Trà")] == ["Ma Thị Mới"]
    assert [p.name for p in page.chosen(need=Need.STUCK)] == ["Hà Thị Vướng"]
    assert [p.name for p in page.chosen()][:2] == ["Vi Văn Giỏi", "Hà Thị Vướng"]
    assert page.counts("Đồi Chanh") == {Need.WAITING: 1, Need.STUCK: 1, Need.FAILED: 1, Need.NEW: 2, Need.AWAY: 1, Need.NONE: 1}


def test_the_next_step_names_the_lesson(ward, book):
    able = {ward.codes["teach"], ward.codes["keeper"]}
    by_name = {pupil.name: tutor_page.to_do(pupil, TODAY, COURSE) for pupil in read(book, able=able).pupils}
    assert by_name["Hà Thị Vướng"] == ["Ngồi cùng làm lại bài B1.02 «Tóm tắt công văn dài»: đã nộp 2 lần chưa đạt."]
    assert "bài B1.01 «Giao việc cho AI: năm ô rõ ràng»" in by_name["Đào Văn Xa"][1] and "không mất điểm" in by_name["Đào Văn Xa"][1]
    assert by_name["Lý Văn Đều"] == ["Học đều. Bài tới: B1.02 «Tóm tắt công văn dài»."]
    assert by_name["Vi Văn Giỏi"][-1] == "Dạy lại xuất sắc: mời làm người kèm của tổ."
    assert not [step for step in by_name["Nông Thị Tươi"] if "xuất sắc" in step], "is a tutor already"


def test_distinction_is_read_from_the_marks_of_the_class_folder(folder, url, ward):
    """As ``binhdan peers tutors`` reads it: nine tenths of what people give, and the level completed."""
    from binhdan.teachback import rubric

    for code, given in ((ward.codes["teach"], 6.0), (ward.codes["keeper"], 5.0)):
        for lesson in (one for one in COURSE.lessons if one.plan.level == 1):
            most, cells = float(COURSE.points(lesson.plan)), ()
            if lesson.plan.kind == "teach-back":
                asked = rubric.load(lesson)
                cells = (results.Cell(asked.answer, given, float(asked.most)),)
            at = "2026-11-20T03:00:00+00:00"
            mark = results.Result(code, lesson.code, lesson.assignment, "", most, most, True, False, 0.0, "0" * 64, at, cells=cells)
            results.save(folder, mark)
    page = tutor_page_files.read(folder, COURSE, db=url, as_is=True)
    assert [pupil.name for pupil in page.pupils if pupil.can_teach] == ["Vi Văn Giỏi"]


def test_the_page_brings_the_trainers_advice_for_the_lesson(ward, book):
    html = tutor_page_html.page(read(book), COURSE)
    assert html.count("<details") == 2, "B1.01 for who has not begun or stays away, B1.02 for who is stuck there: each once"
    assert html.count('href="#B1.02"') == 1 and html.count('href="#B1.01"') == 5
    assert "href=" not in tutor_page_html.body(read(book), COURSE), "JupyterLab would take the link for one of its own"
    assert "Giúp mà không mách" in html and "Chỗ hay vướng" in html


def test_an_empty_ward_says_what_to_do(book):
    with book.writing() as session:
        Ward(session)
    html = tutor_page_html.page(read(book), COURSE)
    assert "Chưa giao học viên nào" in html and "<tr><th scope=\"row\">Đồi Chanh" in html


def test_names_stay_text(book):
    with book.writing() as session:
        ward = Ward(session)
        ward.learner("<img src=x onerror=alert(1)> Hoà 🌱")
        ward.learner("Nguye\u0302\u0303n Thi\u0323 " + "Rất " * 20 + "Dài")
    html = tutor_page_html.page(read(book), COURSE)
    assert "<img" not in html and "&lt;img src=x onerror=alert(1)&gt; Hoà 🌱" in html
    assert "Nguyễn Thị Rất" in html


@pytest.fixture
def folder(ward, tmp_path):
    """The class folder of the ward, as of the day it is looked at."""
    return tmp_path


def test_the_command_writes_a_page_for_its_owner_only(folder, url, ward, capsys):
    target = folder / "trang.html"
    asked = ["tutor-page", "--class-folder", str(folder), "--db", url, "--to"]
    assert main([*asked, str(target), "--tutor", ward.codes["keeper"]]) == 0
    assert "5 học viên" in capsys.readouterr().err
    html = target.read_text(encoding="utf-8")
    assert "Hà Thị Vướng" in html and "Quách Văn Lẻ" not in html and "<script" not in html and "src=" not in html
    assert os.name == "nt" or target.stat().st_mode & 0o077 == 0
    assert main([*asked, str(target), "--tutor", "khong-co"]) == 1
    assert "chưa là người kèm" in capsys.readouterr().err and target.read_text(encoding="utf-8") == html


def test_the_table_for_excel_runs_no_formula(book, url, tmp_path):
    with book.writing() as session:
        Ward(session).learner("=Cmd|x")
    target = tmp_path / "ds.csv"
    assert main(["tutor-page", "--class-folder", str(tmp_path), "--db", url, "--as-is", "--to", str(target)]) == 0
    rows = list(csv.reader(target.read_text(encoding="utf-8-sig").splitlines()))
    assert tuple(rows[0]) == tutor_page_files.HEADERS and rows[1][1] == "'=Cmd|x" and rows[1][4] == "chưa bắt đầu"


def test_the_notebooks_filters_choose_and_its_buttons_save(folder, url, ward, monkeypatch):
    monkeypatch.chdir(folder)
    page = binhdan.tutor_page(folder, db=url)
    shown = page._repr_mimebundle_()["text/html"]
    assert "Hà Thị Vướng" in shown and "Sầm Thị Một" in shown
    box = page.widget()
    group, need = box.children[0].children
    told, inner = box.children[2], box.children[3]
    group.value = "Đồi Chanh"
    assert "Sầm Thị Một" not in inner.value and "Đào Văn Xa" in inner.value
    need.value = Need.STUCK
    assert "Đào Văn Xa" not in inner.value and "Hà Thị Vướng" in inner.value
    again, save_html, save_csv = box.children[1].children
    save_csv.click()
    assert "trang-nguoi-kem-ca-lop.csv" in told.value
    rows = list(csv.reader((folder / "trang-nguoi-kem-ca-lop.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert [row[1] for row in rows[1:]] == ["Hà Thị Vướng"]
    save_html.click()
    assert "Hà Thị Vướng" in (folder / "trang-nguoi-kem-ca-lop.html").read_text(encoding="utf-8")
    again.click()
    assert "Hà Thị Vướng" in inner.value


def test_opening_once_is_one_line_in_the_access_log(folder, url, ward, book):
    page = binhdan.tutor_page(folder, db=url, tutor=ward.codes["keeper"])
    page._repr_mimebundle_()
    page.widget()
    with book.reading() as session:
        looks = [line for line in session.scalars(select(models.Access)).all() if line.subject == ward.codes["keeper"]]
    assert len(looks) == 1


def test_a_notebook_says_what_is_in_the_way(tmp_path):
    assert "Không có thư mục lớp" in binhdan.tutor_page(tmp_path / "khong-co").still()
    assert "chưa là người kèm" in binhdan.tutor_page(tmp_path, tutor="abc-def", db=f"sqlite:///{tmp_path / 'r.db'}").widget().value


def test_more_people_than_shown_at_once_are_counted(folder, url, ward):
    page = tutor_page_files.read(folder, COURSE, db=url, as_is=True)
    html = tutor_page_html.body(page, COURSE, most=3)
    assert "Còn 5 người nữa" in html and html.count('class="who"') == 3
