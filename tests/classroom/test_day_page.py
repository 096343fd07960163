"""The learner's day on the home page: seven days in words, the card to review, and nothing that breaks the rest."""

import html
import re
from datetime import UTC, datetime, timedelta

import pytest
from small_course import FIRST, lesson_notebook, write_cards

from binhdan.classroom import activity, day_page, home
from binhdan.classroom.activity import What
from binhdan.classroom.handin import hand_in
from binhdan.classroom.review import Grade, Reviews

MONDAY = datetime(2026, 11, 23, 5, tzinfo=UTC)
THURSDAY = MONDAY + timedelta(days=3)


def text(section):
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", section)).split())


def hand_ins(desk, *offsets):
    for offset in offsets:
        activity.append(desk, What.HAND_IN, MONDAY + timedelta(days=offset), lesson="B1.01")


def test_a_week_says_each_day_in_words(desk, course):
    hand_ins(desk, 0, 2)
    shown = text(day_page.week(desk, course, THURSDAY))
    assert "2/5 ngày · chưa có tuần luyện tập nào" in shown
    days = re.findall(r"(?:Thứ \w+|Chủ nhật): \S (có học|nghỉ|chưa học|chưa tới)", shown)
    assert days == ["có học", "nghỉ", "có học", "chưa học", "chưa tới", "chưa tới", "chưa tới"]
    assert day_page.week(desk, course, THURSDAY).count("aria-current") == 1


def test_five_days_are_a_week_and_it_is_said(desk, course):
    hand_ins(desk, -7, -6, -5, -4, -3, 0, 1, 2, 3, 4)
    sunday = MONDAY + timedelta(days=6)
    assert "5/5 ngày · đã có 2 tuần luyện tập" in text(day_page.week(desk, course, sunday))
    assert "Tuần này đã thành một tuần luyện tập." in text(day_page.week(desk, course, sunday))
    next_monday = text(day_page.week(desk, course, MONDAY + timedelta(days=7)))
    assert "0/5 ngày · đã có 2 tuần luyện tập" in next_monday and "không mất gì" in next_monday


def test_the_course_says_how_many_days_it_takes(desk, course):
    hand_ins(desk, 0, 1, 2)
    course.settings["game"] = {"practice_days": 3}
    shown = text(day_page.week(desk, course, THURSDAY))
    assert "3/3 ngày · đã có 1 tuần luyện tập" in shown and "Tuần này đã thành một tuần" in shown


@pytest.fixture
def cards(desk, course):
    write_cards(course, FIRST, "mot", "hai")
    hand_in(desk, course, lesson_notebook(desk))


def test_before_the_first_hand_in_it_says_how_cards_come(desk, course):
    assert "Nộp xong bài đầu tiên" in text(day_page.review(desk, course, MONDAY))


def test_the_answer_is_folded_and_has_four_named_buttons(desk, course, cards):
    section = day_page.review(desk, course, MONDAY)
    assert "Thẻ 1/2 · từ bài B1.01 Hỏi mot? Xem trả lời Đáp mot." in text(section)
    assert re.search(r'<div id="bd-answer" class="bd-answer" hidden>', section) and 'aria-controls="bd-answer"' in section
    buttons = re.findall(r'data-grade="(\w+)" aria-keyshortcuts="(\d)"><b>(\w+)</b>', section)
    assert buttons == [("again", "1", "Quên"), ("hard", "2", "Khó"), ("good", "3", "Nhớ"), ("easy", "4", "Dễ")]
    assert "Quên không nhớ ra ôn lại mai" in text(section) and "ôn lại sau 8 ngày" in text(section)


def test_after_the_last_card_it_says_when_to_come_again(desk, course, cards):
    reviews = Reviews(desk, course)
    reviews.rate("B1.01/mot", Grade.AGAIN, MONDAY)
    reviews.rate("B1.01/hai", Grade.EASY, MONDAY)
    assert "Ôn hôm nay Xong. Mai ôn tiếp 1 thẻ." == text(day_page.review(desk, course, MONDAY))
    reviews.rate("B1.01/mot", Grade.EASY, MONDAY + timedelta(days=1))
    shown = text(day_page.review(desk, course, MONDAY + timedelta(days=1)))
    assert re.fullmatch(r"Ôn hôm nay Xong\. Lần ôn tới: (Thứ \w+|Chủ nhật) \d+/\d+, 1 thẻ\.", shown)
    assert "Hôm nay không có thẻ nào đến hạn. Lần ôn tới:" in text(day_page.review(desk, course, MONDAY + timedelta(days=2)))


def test_a_card_is_shown_and_never_run(desk, course, cards):
    file = course.lesson(FIRST).folder / "cards.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("Hỏi mot", "<script>1</script> {0}"), encoding="utf-8")
    assert "<script" not in day_page.review(desk, course, MONDAY) and "<script>1</script> {0}?" in text(day_page.review(desk, course, MONDAY))


def test_a_disk_that_fails_is_told_and_the_rest_of_the_page_stands(desk, course, cards, monkeypatch):
    (desk.state / "review.json").write_text("{", encoding="utf-8")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.replace", full)
    page = text(home.render(desk, course, None, now=MONDAY))
    assert "không đọc hay ghi được sổ ôn bài" in page and "Bài hôm nay" in page and "Tuần này" in page


def test_wrong_cards_are_told_and_the_rest_of_the_page_stands(desk, course, cards):
    (course.lesson(FIRST).folder / "cards.toml").write_text("<i>", encoding="utf-8")
    page = home.render(desk, course, None, now=MONDAY)
    assert "Thẻ của bài B1.01 chưa đọc được" in page and "Đường học năm bậc" in page
