"""The cards of every written lesson: few, short, Vietnamese, and silent about exercises and level tests."""

import re
import unicodedata
from pathlib import Path

import pytest

from binhdan import bank, cards
from binhdan.authoring.leaks import leaks
from binhdan.authoring.parse import load
from binhdan.curriculum import CourseError, Lesson, load_course
from binhdan.terms import AVOID
from binhdan.text import count_words, fold, one_tone_style, words

ROOT = Path(__file__).resolve().parents[1]
COURSE = load_course(ROOT)
CARDS = [card for lesson in COURSE.lessons for card in cards.load(lesson)]


@pytest.mark.parametrize("lesson", COURSE.lessons, ids=lambda lesson: lesson.code)
def test_a_lesson_has_two_to_four_cards_and_they_give_nothing_away(lesson):
    found = cards.load(lesson)
    assert 2 <= len(found) <= 4
    secret, public = of_lesson(lesson)
    for card in found:
        assert not given_away(card, secret, public), card.id
    assert not [problem for problem in leaks(COURSE, load(lesson)) if "cards.toml" in problem]


def of_lesson(lesson):
    """What a card must not repeat (solutions, held-out checks, the level's items), and what the lesson says to everybody."""
    blocks = load(lesson).blocks
    secret = [exercise.solution for exercise in load(lesson).exercises.values()]
    secret += [block.source for block in blocks if block.role in ("hidden", "answer")]
    if any(test.plan.level == lesson.plan.level for test in COURSE.tests):
        families = bank.load(ROOT, lesson.plan.level).families.values()
        secret += [item.question for items in families for item in items]
    return secret, [block.source for block in blocks if block.role in ("prose", "demo", "check", "hint")]


def given_away(card, secret, public):
    """Runs of six words that a card shares with what is secret and not public."""
    def runs(texts):
        return {tuple(w[i : i + 6]) for w in map(words, texts) for i in range(len(w) - 5)}

    return runs([card.front, card.back]) & (runs(secret) - runs(public))


def test_a_card_with_an_answer_on_it_would_be_found():
    secret, public = of_lesson(COURSE.lesson("B1.02"))
    told = cards.Card("B1.02/x", "Tóm tắt thế nào?", "Phường rà từng hộ, lập danh sách và gửi Sở Y tế.")
    asked = cards.Card("B1.02/y", "Thư viện phường nhận sách cũ vào chiều thứ Sáu?", "Đúng.")
    assert given_away(told, secret, public) and given_away(asked, secret, public)


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.id)
def test_a_card_is_a_short_question_in_good_vietnamese(card):
    text = f"{card.front} {card.back}"
    assert card.front.endswith("?") and card.back.endswith(".")
    assert 4 <= count_words(card.front) <= 40 and 6 <= count_words(card.back) <= 40
    assert unicodedata.is_normalized("NFC", text) and one_tone_style(text) == text
    assert not [bad for bad in AVOID if bad in text]
    # A sentence typed without its marks would read the same folded.
    for sentence in re.split(r"(?<=[.?!:])\s+", text):
        marked = sum(fold(word) != word.lower() for word in sentence.split())
        assert marked >= len(sentence.split()) * 0.3 or len(sentence.split()) < 4, sentence


def test_every_card_has_a_name_and_a_question_of_its_own():
    assert len({card.id for card in CARDS}) == len({card.front for card in CARDS}) == len(CARDS) >= 2 * len(COURSE.lessons)
    assert all(card.id.startswith(f"{card.lesson}/") for card in CARDS)


def lesson_with(tmp_path, text):
    lesson = Lesson(COURSE.lesson("B1.01").plan, tmp_path)
    (tmp_path / "cards.toml").write_bytes(text.encode("utf-8") if isinstance(text, str) else text)
    return lesson


GOOD = '[[card]]\nname = "mot"\nfront = "Hỏi?"\nback = "Đáp."\n'


def test_texts_are_kept_in_one_form(tmp_path):
    text = unicodedata.normalize("NFD", GOOD + GOOD.replace("mot", "hai").replace('"Đáp."', '"""\nĐáp\n  dài.\n"""'))
    first, second = cards.load(lesson_with(tmp_path, text))
    assert (first.id, first.front, first.back) == ("B1.01/mot", "Hỏi?", "Đáp.") and second.back == "Đáp dài."


def test_a_lesson_without_the_file_has_no_cards(tmp_path):
    assert cards.load(Lesson(COURSE.lesson("B1.01").plan, tmp_path)) == ()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "thiếu hoặc sai mục 'card'"),
        ("[[card]\n", "thiếu hoặc sai mục"),
        ("card = 3\n", "thiếu hoặc sai mục"),
        (GOOD, "có 1 thẻ"),
        (GOOD * 2, "trùng name"),
        ("".join(GOOD.replace("mot", f"so-{n}") for n in range(5)), "có 5 thẻ"),
        (GOOD + GOOD.replace("mot", "Hai Ba"), "name = 'Hai Ba'"),
        (GOOD + '[[card]]\nfront = "Hỏi?"\nback = "Đáp."\n', "'name'"),
        (GOOD + '[[card]]\nname = "hai"\nfront = "Hỏi?"\n', "'back'"),
        (GOOD + '[[card]]\nname = "hai"\nfront = "Hỏi?"\nback = 3\n', "back của thẻ hai"),
        (GOOD + '[[card]]\nname = "hai"\nfront = " "\nback = "Đáp."\n', "front của thẻ hai"),
        (GOOD + f'[[card]]\nname = "hai"\nfront = "Hỏi?"\nback = "{"dài " * 41}"\n', "từ 1 đến 40 chữ"),
        (GOOD.encode("utf-16"), "không phải UTF-8"),
    ],
)
def test_what_is_wrong_is_told_with_the_file(tmp_path, text, says):
    with pytest.raises(CourseError, match=re.escape(says)) as told:
        cards.load(lesson_with(tmp_path, text))
    assert "cards.toml" in str(told.value)
