"""Spaced review: which cards come when, five a day at most, the same each time, and a book that survives damage."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from small_course import FIRST, SECOND, lesson_notebook, write_cards

from binhdan.classroom import activity, review
from binhdan.classroom.handin import hand_in
from binhdan.classroom.review import Grade, Reviews
from binhdan.classroom.workspace import WorkspaceError

NOW = datetime(2026, 11, 23, 5, tzinfo=UTC)


@pytest.fixture
def cards(desk, course):
    """Eight cards in two lessons, neither handed in yet."""
    write_cards(course, FIRST, "mot", "hai", "ba", "bon")
    write_cards(course, SECOND, "nam", "sau", "bay", "tam")


def later(days, hours=0):
    return NOW + timedelta(days=days, hours=hours)


def ids(today):
    return [card.id for card in today.waiting]


def answer(desk, course, now, grade=Grade.GOOD):
    """Answer everything that waits; return the day as it stands then."""
    reviews = Reviews(desk, course)
    for card in reviews.today(now).waiting:
        reviews.rate(card.id, grade, now)
    return reviews.today(now)


def test_cards_come_with_the_hand_in(desk, course, cards):
    assert Reviews(desk, course).today(NOW).next_day is None
    hand_in(desk, course, lesson_notebook(desk, SECOND))
    assert ids(Reviews(desk, course).today(NOW)) == ["B1.07/nam", "B1.07/sau", "B1.07/bay", "B1.07/tam"]
    hand_in(desk, course, lesson_notebook(desk, FIRST))
    assert ids(Reviews(desk, course).today(NOW)) == ["B1.01/mot", "B1.01/hai", "B1.01/ba", "B1.01/bon", "B1.07/nam"]


@pytest.fixture
def handed_in(desk, course, cards):
    for assignment in (FIRST, SECOND):
        hand_in(desk, course, lesson_notebook(desk, assignment))


def test_five_a_day_and_the_rest_tomorrow(desk, course, handed_in):
    done = answer(desk, course, NOW)
    assert done.done == 5 and not done.waiting
    assert (done.next_day - done.day, done.next_count) == (1, 3)
    assert not Reviews(desk, course).today(later(0, 11)).waiting, "the same evening"
    tomorrow = Reviews(desk, course).today(later(0, 12.5))
    assert ids(tomorrow) == ["B1.07/sau", "B1.07/bay", "B1.07/tam"], "after midnight in Vietnam"


def test_what_is_due_comes_before_what_is_new(desk, course, handed_in):
    answer(desk, course, NOW, Grade.AGAIN)
    assert ids(Reviews(desk, course).today(later(1)))[:5] == sorted(["B1.01/mot", "B1.01/hai", "B1.01/ba", "B1.01/bon", "B1.07/nam"])


def test_the_better_it_was_known_the_later_it_comes(desk, course, handed_in):
    reviews = Reviews(desk, course)
    days = reviews.outlook("B1.01/mot", NOW)
    assert 1 == days[Grade.AGAIN] <= days[Grade.HARD] < days[Grade.GOOD] < days[Grade.EASY]
    reviews.rate("B1.01/mot", Grade.EASY, NOW)
    for day in range(1, days[Grade.EASY]):
        assert "B1.01/mot" not in ids(Reviews(desk, course).today(later(day)))
    assert "B1.01/mot" in ids(Reviews(desk, course).today(later(days[Grade.EASY])))


def test_intervals_grow_while_a_card_is_known(desk, course, handed_in):
    gaps, day = [], 0
    for _ in range(5):
        reviews = Reviews(desk, course)
        gap = reviews.outlook("B1.01/mot", later(day))[Grade.GOOD]
        reviews.rate("B1.01/mot", Grade.GOOD, later(day))
        gaps, day = [*gaps, gap], day + gap
    assert gaps == sorted(set(gaps)) and gaps[-1] > 30


def test_the_hour_makes_no_difference_and_no_dice_are_thrown(desk, course, handed_in, tmp_path):
    books = []
    for hours in (0, 11.9):
        (desk.state / review.FILE).unlink(missing_ok=True)
        for day in (0, 3, 9, 30):
            reviews = Reviews(desk, course)
            if "B1.01/mot" in ids(reviews.today(later(day, hours))):
                reviews.rate("B1.01/mot", Grade.GOOD, later(day, hours))
        books.append((desk.state / review.FILE).read_text(encoding="utf-8"))
    assert books[0] == books[1] and "B1.01/mot" in books[0]


def test_a_card_is_rated_once_a_day_and_only_when_it_is_asked(desk, course, handed_in):
    reviews = Reviews(desk, course)
    reviews.rate("B1.01/mot", Grade.GOOD, NOW)
    saved = (desk.state / review.FILE).read_bytes()
    for card in ("B1.01/mot", "B1.07/tam", "B9.99/la", ""):
        reviews.rate(card, Grade.AGAIN, NOW)
    assert (desk.state / review.FILE).read_bytes() == saved
    assert [event["card"] for event in activity.events(desk) if event["what"] == "review"] == ["B1.01/mot"]


def test_all_reviews_are_logged_with_what_is_left(desk, course, handed_in):
    answer(desk, course, NOW)
    logged = [(event["grade"], event["left"]) for event in activity.events(desk) if event["what"] == "review"]
    assert logged == [("good", left) for left in (4, 3, 2, 1, 0)]
    assert activity.practice_days(desk, NOW.date().toordinal()) == [NOW.date().toordinal()]


@pytest.mark.parametrize("content", ["", "{", "[]", '{"cards": 3}', '{"cards": {"B1.01/mot": {"due": "', "\0" * 300])
def test_a_damaged_book_is_set_aside_named_and_made_again(desk, course, handed_in, content):
    answer(desk, course, NOW)
    good = json.loads((desk.state / review.FILE).read_text(encoding="utf-8"))["cards"]
    (desk.state / review.FILE).write_text(content, encoding="utf-8")
    today = Reviews(desk, course).today(NOW)
    aside, = desk.state.glob("review-hong-*.json")
    assert aside.read_text(encoding="utf-8") == content
    assert today.done == 5 and not today.waiting and aside.name in today.notes[0]
    assert json.loads((desk.state / review.FILE).read_text(encoding="utf-8"))["cards"] == good
    assert aside.name in Reviews(desk, course).today(NOW).notes[0], "told until the next review"
    answer(desk, course, later(1))
    assert not Reviews(desk, course).today(later(1)).notes


@pytest.mark.parametrize(
    "change",
    [{"stability": 0}, {"stability": None}, {"stability": float("nan")}, {"stability": 1e300}, {"difficulty": 99}, {"state": 9},
     {"due": "hôm nay"}, {"due": "2026-11-24T05:00:00"}, {"last_review": None}, {"last_review": 5}, {"stability": "x"}],
)
def test_one_card_that_cannot_be_right_is_asked_anew(desk, course, handed_in, change):
    answer(desk, course, NOW)
    saved = json.loads((desk.state / review.FILE).read_text(encoding="utf-8"))
    saved["cards"]["B1.01/mot"].update(change)
    saved["cards"]["B1.01/hai"] = []
    (desk.state / review.FILE).write_text(json.dumps(saved), encoding="utf-8")
    reviews = Reviews(desk, course)
    assert reviews.today(NOW).done == 3 and ids(reviews.today(NOW))[:2] == ["B1.01/mot", "B1.01/hai"]
    assert reviews.rate("B1.01/mot", Grade.GOOD, NOW).done == 4


def test_a_kill_while_saving_leaves_the_book_before_or_after(desk, course, handed_in, monkeypatch):
    answer(desk, course, NOW)
    before = (desk.state / review.FILE).read_bytes()

    def killed(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as power, pytest.raises(KeyboardInterrupt):
        power.setattr("os.replace", killed)
        Reviews(desk, course).rate("B1.07/sau", Grade.GOOD, later(1))
    assert (desk.state / review.FILE).read_bytes() == before
    assert Reviews(desk, course).rate("B1.07/sau", Grade.GOOD, later(1)).done == 1


def test_a_lesson_whose_cards_are_wrong_is_named_and_the_others_come(desk, course, handed_in):
    (course.lesson(FIRST).folder / "cards.toml").write_text("[[card]]\n", encoding="utf-8")
    today = Reviews(desk, course).today(NOW)
    assert ids(today) == ["B1.07/nam", "B1.07/sau", "B1.07/bay", "B1.07/tam"]
    assert "B1.01" in today.notes[0] and "cards.toml" in today.notes[0]


def test_a_card_that_was_taken_out_is_not_asked_and_not_forgotten(desk, course, handed_in):
    answer(desk, course, NOW, Grade.AGAIN)
    write_cards(course, FIRST, "mot", "hai")
    assert not {"B1.01/ba", "B1.01/bon"} & set(ids(answer(desk, course, later(1), Grade.AGAIN)))
    write_cards(course, FIRST, "mot", "hai", "ba")
    assert "B1.01/ba" in Reviews(desk, course).known


def test_a_grade_nobody_knows_is_refused():
    assert review.grade("hard") is Grade.HARD
    with pytest.raises(WorkspaceError, match="Quên, Khó, Nhớ, Dễ"):
        review.grade("so-so")
