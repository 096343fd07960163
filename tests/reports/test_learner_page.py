"""The learner's page: figures counted by hand."""

import re

import pytest
from small_ward import COURSE, TODAY, noon

from binhdan.points.marks import Mark
from binhdan.points.rules import of
from binhdan.reports import learner_page, learner_page_html
from binhdan.reports.learner_page import Neighbours

RULES = of(COURSE)
MONDAY = TODAY - 3


def mark(lesson, points, day, most=10, passed=None, person=False, hints=0):
    return Mark(lesson, noon(day), points, most, points >= 7 if passed is None else passed, person, hints)


def build(marks=(), practice=None, near=None, name="Vi Thị Nương"):
    return learner_page.build(COURSE, RULES, (name, "vi-thi-nuong-2abc"), marks, practice or {}, TODAY, near)


def week_of(day):
    return (day - 1) // 7


def test_points_show_the_best_of_each_lesson_its_hints_and_its_tries():
    page = build([
        mark("B1.01", 5, TODAY - 9), mark("B1.01", 9, TODAY - 8, hints=1), mark("B1.01", 8, TODAY - 7, hints=1),
        mark("B1.02", 7, TODAY - 3, hints=2),
        mark("B1.00", 1, TODAY - 20, most=3, passed=False),
    ])
    lines = {line.plan.code: line for line in page.lessons}
    assert list(lines) == ["B1.01", "B1.02"], "a level test brings no points"
    assert (lines["B1.01"].best, lines["B1.01"].tries, lines["B1.01"].hints, lines["B1.01"].worth) == (9, 3, 1, 8)
    assert lines["B1.02"].worth == 7, "a hint never takes the pass mark from who passed"
    assert page.standing.points == 15 and page.pending == 0


def test_what_is_over_the_cap_of_a_day_is_said_to_come():
    marks = [mark(f"B1.{number:02d}", 10, TODAY) for number in range(1, 7)]
    page = build(marks)
    assert page.standing.points == 40 and page.pending == 20
    assert "20 điểm nữa đã có" in learner_page_html.body(page)


def test_thirteen_weeks_end_with_this_one_and_hold_hand_ins_and_practice():
    page = build([mark("B1.01", 9, MONDAY)], {week_of(TODAY): 0b0000110, week_of(TODAY) - 12: 0b1111111, week_of(TODAY) - 13: 1})
    assert len(page.weeks) == 13 and page.weeks[-1].week == week_of(TODAY)
    assert page.weeks[-1].days == (MONDAY, MONDAY + 1, MONDAY + 2)
    assert len(page.weeks[0].days) == 7 and page.standing.weeks == 1
    html = learner_page_html.body(page)
    assert "Tuần này 3/5 ngày, còn 2 ngày nữa" in html and html.count('class="did"') == 10


def test_the_days_to_come_are_neither_practised_nor_rest():
    page = build([], {week_of(TODAY): 0b1111111})
    assert page.weeks[-1].days == tuple(range(MONDAY, TODAY + 1)), "a clock that runs ahead earns nothing"
    assert learner_page_html.body(page).count('<td class="later"></td>') == 3


def test_levels_say_what_is_missing_and_when_one_was_completed():
    page = build([mark("B1.01", 9.5, TODAY - 2)])
    first = page.levels[0]
    assert first.completed is None and first.standing.points == 9.5 and len(first.standing.missing) == 3
    html = learner_page_html.body(page)
    assert "9,5/" in html and "Được 9,5 trên " in html and "Thử thách B1.12 được 0, cần 24 điểm." in html and "Bài dạy lại B1.13 chưa nộp." in html and "bài thử thách và bài dạy lại đang soạn" in html
    marks = [mark(plan.code, 9, TODAY - 4) for plan in COURSE.levels[0].lessons if plan.kind == "lesson"]
    marks += [mark("B1.12", 40, TODAY - 3, most=40), mark("B1.13", 20, TODAY - 2, most=20)]
    done = build(marks)
    assert done.levels[0].completed == TODAY - 2 and done.rank == "Mầm chè"
    assert "Bạn được cấp giấy chứng nhận của bậc này." in learner_page_html.body(done)


def test_a_teach_back_that_was_handed_in_waits_for_people():
    page = build([mark("B1.13", 14, TODAY - 2, most=20, person=True)])
    assert "bài dạy lại B1.13 chưa có người chấm" in page.levels[0].standing.missing


def test_every_heading_of_a_table_says_something():
    html = learner_page_html.body(build())
    assert all(re.sub(r"<[^>]+>", "", inner).strip() for inner in re.findall(r"<th\b[^>]*>(.*?)</th>", html))


def test_badges_earned_and_to_come_say_how_far():
    page = build([mark("B1.01", 9, TODAY), mark("B1.02", 9, TODAY)], {week_of(TODAY) - at: 0b11111 for at in range(2, 5)})
    lines = {line.badge.key: line for line in page.badges}
    assert {key for key, line in lines.items() if line.earned} == {"first-lesson", "week-1"}
    assert lines["ten-lessons"].so_far == (2, 10) and lines["weeks-5"].so_far == (3, 5) and lines["challenge"].so_far is None
    html = learner_page_html.body(page)
    assert "Đã được 2/10." in html and "Đã được 3/5." in html


def test_before_and_after_take_the_first_test_before_and_the_best_after():
    page = build([
        mark("B1.00", 1, TODAY - 30, most=3), mark("B1.00", 3, TODAY - 29, most=3),
        mark("B1.99", 1, TODAY - 3, most=3), mark("B1.99", 2, TODAY - 2, most=3), mark("B2.00", 2, TODAY - 1, most=3),
    ])
    assert [(m.level, m.before, m.after) for m in page.measured] == [(1, 1, 2), (2, 2, None)]
    html = learner_page_html.body(page)
    assert "Tiến bộ: thêm 1 điểm." in html and "Làm đủ hai bài đo để so." in html


def test_only_the_two_neighbours_are_shown_and_only_to_who_asked():
    assert "Quanh bạn" not in learner_page_html.body(build())
    html = learner_page_html.body(build(near=Neighbours("Chè <b>Xanh</b>", "")))
    assert "Ngay trên bạn: Chè &lt;b&gt;Xanh&lt;/b&gt;" in html and "Dưới bạn chưa có ai" in html


def test_somebody_without_a_mark_is_told_how_to_begin():
    html = learner_page_html.page(build())
    assert "Nộp bài đầu tiên là có điểm" in html and "Cái đầu tiên đến cùng bài học đầu tiên" in html
    assert html.count("<main>") == 1 and "http://" not in html.replace("http://www.w3.org/2000/svg", "") and "<script" not in html


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "Hoà 🌱", "Nguye\u0302\u0303n", "Rất" + "dài" * 60])
def test_a_name_stays_text(name):
    html = learner_page_html.page(build(name=name))
    assert "<script" not in html and name.replace("<", "&lt;").replace(">", "&gt;") in html


def test_marks_of_lessons_that_are_no_longer_in_the_course_break_nothing():
    assert build([mark("B9.44", 9, TODAY)]).lessons == ()
