"""The figures of the game, and what somebody who edits them is told."""

import re

import pytest

from binhdan.curriculum import Course, CourseError
from binhdan.points import rules
from binhdan.points.game import Game, game


def changed(course, text):
    """The course with other figures: ``text`` stands for the lines below [game]."""
    import tomllib

    return Course(course.root, course.settings | {"game": tomllib.loads(text)})


def test_the_course_says_what_is_the_default_too(course):
    assert game(course) == Game() == game(changed(course, ""))


def test_a_course_without_the_section_keeps_the_defaults(course):
    settings = {key: value for key, value in course.settings.items() if key != "game"}
    assert game(Course(course.root, settings)) == Game()


@pytest.mark.parametrize("line, says", [
    ("daily_cap = 0", "daily_cap = 0 .*lớn hơn 0"), ("daily_cap = true", "daily_cap"), ('daily_cap = "40"', "daily_cap"),
    ("daily_cap = inf", "daily_cap"), ("daily_cap = nan", "daily_cap"), ("hint_cost = -1", "từ 0"), ("practice_days = 8", "1 đến 7"),
    ("practice_days = 4.5", "1 đến 7"), ("distinction = 90", "0.9"), ("opened = 1", "2025-01-01"), ("opened = 2026-01-01T00:00:00", "2025-01-01"),
    ("daily_kap = 40", "daily_kap.*daily_cap"),
])
def test_a_wrong_figure_is_named_with_the_right_form(course, line, says):
    with pytest.raises(CourseError, match=f"curriculum.toml.*{says}"):
        game(changed(course, line))


def test_game_must_be_a_section(course):
    with pytest.raises(CourseError, match=re.escape("[game]")):
        game(Course(course.root, course.settings | {"game": 5}))


def test_every_figure_names_the_rules_anew(course, asked):
    lines = ("daily_cap = 41", "hint_cost = 2", "practice_days = 4", "distinction = 0.8", "opened = 2025-02-01")
    digests = {asked.digest(), *(rules.of(changed(course, line)).digest() for line in lines)}
    other = course.settings | {"pass": {"share": 0.6, "challenge": 24}}
    assert len(digests | {rules.of(Course(course.root, other)).digest()}) == len(lines) + 2
    assert re.fullmatch(r"[0-9a-f]{16}", asked.digest())
