"""What a learner has earned: by hand, against a slow reckoning of every day, and as a cheat would have it."""

import pickle
import random
from collections import Counter
from datetime import date

import pytest

from binhdan.points import batch, levels, standing, standings
from binhdan.points.badges import BADGES
from binhdan.points.days import day_of, days_of, week_of
from binhdan.points.levels import level_standing
from binhdan.points.standing import Standing, reckon, worth
from lives import day, mark, moment, random_life, whole_level

EMPTY = Standing(0.0, 0, {}, 0, 0, (), frozenset(), frozenset(), None, None)
SEEDS = range(100)


def test_nothing_is_nothing(asked):
    assert reckon((), {}, asked, day()) == EMPTY


def test_a_life_by_hand(asked):
    marks = [
        mark("B1.01", 0, 5), mark("B1.01", 1, 8), mark("B1.01", 2, 10, hints=1),  # 5, then 8, then 9 of the game
        mark("B1.02", 2, 7, hints=3), mark("B1.00", 0, 1, most=3.0), mark("B1.99", 9, 2, most=3.0),
        mark("B1.03", 3, 6, hints=2),  # not passed: 4
    ]
    found = reckon(marks, {(day() - 1) // 7: 0b0110000}, asked, day(9))
    assert (found.points, found.lessons, found.weeks, found.run) == (9 + 7 + 4, 2, 1, 1)
    assert found.badges == ("first-lesson", "put-right", "week-1", "improved")
    assert found.measured == found.improved == {1} and (found.first_day, found.last_day) == (day(), day(9))


def test_a_level_by_hand(asked):
    found = reckon([*whole_level(1, 0), *whole_level(2, 40, hints=1)], {}, asked, day(60))
    assert found.levels == {1: day(), 2: day(40)} and found.distinguished == frozenset()
    assert {"challenge", "teach-back", "level", "no-hints", "ten-lessons"} <= set(found.badges)
    assert reckon(whole_level(1, 0, share=0.9), {}, asked, day()).distinguished == {1}
    aided = reckon(whole_level(1, 0, hints=1), {}, asked, day())
    assert "level" in aided.badges and "no-hints" not in aided.badges


@pytest.mark.parametrize("change, completed", [
    ([], {1: day(3)}),
    ([mark("B1.12", 5, 24, most=40.0)], {1: day(3)}),  # a worse second try takes nothing away
])
def test_the_day_of_the_last_piece(asked, change, completed):
    marks = [m for m in whole_level(1, 0) if m.lesson != "B1.12"] + [mark("B1.12", 3, 30, most=40.0), *change]
    assert reckon(marks, {}, asked, day(9)).levels == completed
    assert reckon(marks, {}, asked, day(2)).levels == {}


def test_teach_back_waits_for_a_person(asked):
    marks = whole_level(1, 0, person=True)
    waits = reckon(marks, {}, asked, day(9))
    assert waits.levels == {} and "teach-back" not in waits.badges
    assert reckon([*marks, mark("B1.13", 4, 9, most=20.0)], {}, asked, day(9)).levels == {1: day(4)}


def test_a_level_that_is_not_written_is_not_completed(asked):
    assert set(asked.goals) == {1, 2}
    assert reckon([mark("B3.13", 0, 40, most=40.0), mark("B3.14", 0, 20, most=20.0)], {}, asked, day()).levels == {}


def test_practice_weeks(asked):
    week = (day() - 1) // 7
    five, four = 0b0011111, 0b1111000
    assert reckon((), {week: five, week + 1: five, week + 3: four}, asked, day(13)).run == 2
    found = reckon((), {week: five, week + 2: five, week + 3: five}, asked, day(28))
    assert (found.weeks, found.run) == (3, 2)  # the week that has begun breaks nothing; a week of rest takes no week away
    assert reckon((), {week: five}, asked, day(15)).run == 0
    by_marks = [mark("B1.01", n, 0) for n in range(3)]
    assert reckon(by_marks, {week: 0b0011000}, asked, day(6)).weeks == 1
    assert reckon(by_marks, {week: 0b0011000}, asked, day(3)).weeks == 0  # Friday has not come


# What a slow and plain reckoning says, day by day.


def slowly(marks, practice, asked, rules, today):
    first = asked.game.opened.toordinal()
    dated = [(max(day_of(m.at), first), m) for m in marks if day_of(m.at) <= today]
    values: dict[str, float] = {}
    credited = 0.0
    begin = min((d for d, _ in dated), default=today + 1)
    for now in range(begin, today + 1):
        for m in (m for when, m in dated if when == now):
            if (row := asked.table.get(m.lesson)) and row.most:
                points = min(m.points, row.most)
                worth = points - m.hints * asked.game.hint_cost
                worth = max(worth, min(points, row.line)) if m.passed else max(worth, 0)
                values[m.lesson] = max(values.get(m.lesson, 0.0), worth)
        credited = min(sum(values.values()), credited + asked.game.daily_cap)
    lived = {d for w, bits in practice.items() for d in days_of(w, bits)} | {day_of(m.at) for _, m in dated}
    lived = {d for d in lived if first <= d <= today}
    counted = Counter(date.fromordinal(d).isocalendar()[:2] for d in lived)
    full = {date.fromisocalendar(*week, 1).toordinal() for week, n in counted.items() if n >= 5}
    run, monday = 0, today - date.fromordinal(today).weekday()
    if monday not in full:
        monday -= 7
    while monday - 7 * run in full:
        run += 1
    completed = {}
    for rule in rules:
        for now in sorted({when for when, _ in dated}):
            if not level_standing(rule, [m for when, m in dated if when <= now]).missing:
                completed[rule.level.number] = now
                break
    passed = {m.lesson for _, m in dated if m.passed and m.lesson in asked.table and asked.table[m.lesson].most}
    return round(credited, 6), len(passed), completed, len(full), run, min(lived, default=None), max(lived, default=None)


@pytest.mark.parametrize("seed", SEEDS)
def test_as_a_slow_reckoning_says(course, asked, seed):
    marks, practice, today = random_life(asked, seed)
    found = reckon(marks, practice, asked, today)
    said = (found.points, found.lessons, found.levels, found.weeks, found.run, found.first_day, found.last_day)
    assert said == slowly(marks, practice, asked, levels.level_rules(course), today)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_order_of_marks_does_not_matter(asked, seed):
    marks, practice, today = random_life(asked, seed)
    mixed = random.Random(seed + 1).sample(marks, len(marks))
    assert reckon(mixed, practice, asked, today) == reckon(marks, practice, asked, today)


@pytest.mark.parametrize("seed", SEEDS)
def test_one_mark_more_and_one_day_more_take_nothing_away(asked, seed):
    marks, practice, today = random_life(asked, seed)
    more = [*marks, *random_life(asked, seed + 1000)[0][:1]]
    first, second, later = reckon(marks, practice, asked, today), reckon(more, practice, asked, today), reckon(marks, practice, asked, today + 9)
    for after in (second, later):
        assert after.points >= first.points and after.lessons >= first.lessons and after.weeks >= first.weeks
        assert after.levels.keys() >= first.levels.keys() and after.distinguished >= first.distinguished
        assert set(after.badges) - {"improved"} >= set(first.badges) - {"improved"}


@pytest.mark.parametrize("seed", SEEDS)
def test_what_came_later_does_not_change_an_earlier_day(asked, seed):
    """Reckoned today as of a month ago, or a month ago: the same."""
    marks, practice, today = random_life(asked, seed)
    then = today - 30
    known = [m for m in marks if day_of(m.at) <= then]
    past = {w: sum(1 << (d - 1) % 7 for d in days_of(w, bits) if d <= then) for w, bits in practice.items()}
    assert reckon(marks, practice, asked, then) == reckon(known, past, asked, then)


@pytest.mark.parametrize("seed", SEEDS)
def test_repeating_earns_nothing(asked, seed):
    marks, practice, today = random_life(asked, seed)
    again = [m._replace(at=m.at + 60) for m in marks]
    assert reckon(marks * 3, practice, asked, today) == reckon(marks, practice, asked, today)
    assert reckon(marks + again, practice, asked, today).points == reckon(marks, practice, asked, today).points


def test_many_at_once_are_as_each_alone(asked):
    """Nothing of one learner gets into what another has, whatever stands between them."""
    lives, today = [random_life(asked, seed) for seed in SEEDS] + [((), {}, 0)] * 3, day(119)
    random.Random(7).shuffle(lives)
    found = standings.reckon(batch.of((batch.Person(n, 0, ""), marks, weeks) for n, (marks, weeks, _) in enumerate(lives)), asked, today)
    assert [standing.of(found, who) for who in range(len(lives))] == [reckon(marks, weeks, asked, today) for marks, weeks, _ in lives]


@pytest.mark.parametrize("seed", SEEDS)
def test_what_each_lesson_brings_is_what_all_bring_once_the_cap_is_past(asked, seed):
    marks, _, today = random_life(asked, seed)
    brings = worth(marks, asked, today)
    old = [m._replace(at=min(m.at, moment(-300))) for m in marks if day_of(m.at) <= today]
    assert round(sum(brings.values()), 6) == reckon(old, {}, asked, today).points
    for code in {m.lesson for m in marks} & brings.keys():
        assert brings[code] == worth([m for m in marks if m.lesson == code], asked, today)[code]


# As a cheat.


def test_a_hundred_versions_on_one_day_are_one_practice_day(asked):
    many = [mark("B1.01", 0, 3 + n % 2, hour=9) for n in range(100)]
    found = reckon(many, {}, asked, day(6))
    assert (found.points, found.weeks, found.lessons) == (4.0, 0, 0)


def test_ten_lessons_in_one_day_come_in_over_the_next_days(asked):
    rush = [mark(f"B1.{n:02d}", 0) for n in range(1, 11)]
    assert [reckon(rush, {}, asked, day(n)).points for n in range(4)] == [40, 80, 100, 100]
    assert reckon(rush, {}, asked, day()).lessons == 10  # what is known is known at once
    # From a stick, each with its own day in the receipt: nothing to wait for.
    assert reckon([mark(f"B1.{n:02d}", n) for n in range(1, 11)], {}, asked, day(10)).points == 100


def test_an_allowance_is_not_saved_up(asked):
    late = [mark("B1.01", 0), *(mark(f"B1.{n:02d}", 30) for n in range(2, 12))]
    assert reckon(late, {}, asked, day(30)).points == 10 + 40


def test_a_clock_that_stands_wrong(asked):
    old = mark("B1.01")._replace(at=0)
    found = reckon([old], {}, asked, day())
    assert (found.points, found.lessons, found.first_day, found.weeks) == (10, 1, None, 0)
    opened = asked.game.opened.toordinal()
    assert reckon([m._replace(at=0) for m in whole_level()], {}, asked, day()).levels == {1: opened}
    # The course opened on a Wednesday: its first week has five days, and what lies before them is no day.
    assert reckon((), {week_of(opened): 127}, asked, day()).first_day == opened
    assert reckon((), {week_of(opened): 0b1111011}, asked, day()).weeks == 0
    ahead = mark("B1.01", 400)
    assert reckon([ahead], {}, asked, day()) == EMPTY and reckon([ahead], {}, asked, day(400)).points == 10
    assert reckon((), {0: 127, week_of(day(400)): 127}, asked, day()).weeks == 0


def test_level_tests_and_strangers_earn_nothing(asked):
    found = reckon([mark("B1.00", 0, 3, most=3.0), mark("B1.99", 0, 3, most=3.0), mark("B7.01"), mark("nhầm")], {}, asked, day())
    assert (found.points, found.lessons, found.badges) == (0, 0, ()) and found.measured == {1} and not found.improved


@pytest.mark.parametrize("before, after, improved", [
    ([(0, 2), (1, 0)], [(9, 2)], False),  # failing the first test once more on purpose changes nothing
    ([(0, 1)], [(9, 0), (12, 2)], True), ([(0, 1)], [], None), ([], [(9, 3)], None),
])
def test_better_after_than_before(asked, before, after, improved):
    marks = [mark("B1.00", on, p, most=3.0) for on, p in before] + [mark("B1.99", on, p, most=3.0) for on, p in after]
    found = reckon(marks, {}, asked, day(20))
    assert (found.improved == {1}) is bool(improved) and (found.measured == {1}) is (improved is not None)


@pytest.mark.parametrize("points, hints, worth", [
    (10, 0, 10), (10, 2, 8), (10, 3, 7), (10, 9, 7), (7, 4, 7), (7.5, 1, 7), (6.5, 1, 5.5), (2, 9, 0), (10, -5, 10), (99, 0, 10),
])
def test_a_hint_costs_a_point_and_never_the_pass(asked, points, hints, worth):
    assert reckon([mark("B1.01", 0, points, hints=hints)], {}, asked, day()).points == worth


def test_put_right_needs_a_real_try_before(asked):
    def has(*marks):
        return "put-right" in reckon(marks, {}, asked, day(9)).badges

    assert has(mark("B1.01", 0, 3), mark("B1.01", 1)) and not has(mark("B1.01", 0, 0), mark("B1.01", 1))
    assert not has(mark("B1.01", 0), mark("B1.01", 1, 3)) and not has(mark("B1.01", 0, 3), mark("B1.01", 0))


def test_every_badge_can_be_had(asked):
    everything = [mark("B1.01", 0, 3), *whole_level(1, 1), mark("B1.00", 0, 1, most=3.0), mark("B1.99", 9, 3, most=3.0)]
    found = reckon(everything, {(day() - 1) // 7 + n: 31 for n in range(50)}, asked, day(360))
    assert found.badges == tuple(badge.key for badge in BADGES) and (found.weeks, found.run) == (50, 0)


def test_rules_go_to_a_worker_and_back(asked):
    again = pickle.loads(pickle.dumps(asked))
    assert again == asked and again.digest() == asked.digest()
    assert reckon(whole_level(), {}, again, day()) == reckon(whole_level(), {}, asked, day())


def test_the_drawn_lives_hold_what_they_should(asked):
    """Else the properties above would say little."""
    found = [reckon(*random_life(asked, seed)[:2], asked, random_life(asked, seed)[2]) for seed in SEEDS]
    assert sum(bool(each.levels) for each in found) > 10 and sum(bool(each.improved) for each in found) > 5
    assert sum(each.run > 0 for each in found) > 3 and {badge for each in found for badge in each.badges} > {"put-right", "challenge", "teach-back"}


def test_midnight_is_vietnams():
    assert day_of(moment(0, 0)) == day() and day_of(moment(0, 0) - 1) == day() - 1
