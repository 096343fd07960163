"""Teams ranked by the shrunk pass rate; and the figures that speak for the rules."""

import pytest

from binhdan.points.teams import Team, ranking, risers


def test_by_hand():
    found = ranking([Team("A", 100, 60), Team("B", 20, 14), Team("C", 80, 26)])
    mean = 100 / 200
    assert [(place, team.name) for place, team, _ in found] == [(1, "A"), (2, "B"), (3, "C")]
    assert [rate for _, _, rate in found] == pytest.approx([(k + 80 * mean) / (n + 80) for k, n in ((60, 100), (14, 20), (26, 80))])


def test_a_tiny_team_with_everybody_through_is_not_first_by_chance():
    assert ranking([Team("nhỏ", 5, 5), Team("to", 300, 260), Team("kém", 200, 40)])[0][1].name == "to"


def test_equal_teams_share_a_place_and_the_next_one_is_left_out():
    found = ranking([Team("b", 40, 20), Team("a", 40, 20), Team("c", 40, 10)])
    assert [(place, team.name) for place, team, _ in found] == [(1, "a"), (1, "b"), (3, "c")]


def test_below_five_nobody_is_shown_nor_counted():
    few = Team("vài người", 4, 4)
    assert ranking([few]) == [] and ranking([]) == [] and ranking([Team("trống", 0, 0)], shown_from=0) == []
    rest = [Team("A", 30, 10), Team("B", 30, 20)]
    assert ranking([*rest, few]) == ranking(rest)


def test_more_passed_than_members_is_a_mistake():
    with pytest.raises(ValueError, match="A"):
        ranking([Team("A", 5, 6)])


def test_the_most_improved_team():
    before = [Team("A", 50, 40), Team("B", 50, 5), Team("nhỏ", 4, 0)]
    assert [t.name for t in risers(before, [Team("A", 50, 41), Team("B", 50, 12), Team("nhỏ", 4, 4)])] == ["B"]
    assert risers(before, before) == [] == risers(before, [Team("A", 30, 20), Team("B", 50, 5)])
    assert [t.name for t in risers([], [Team("A", 50, 3), Team("B", 50, 3)])] == ["A", "B"]


def test_point_farmers_win_nothing(bench):
    found = bench.teams(60)
    fit = {name: row[0] for name, row in found.items()}
    assert fit["shrunk pass rate"] > 0.8 > fit["mean of points"] + 0.01 and fit["sum of points"] < 0.3
    assert found["shrunk pass rate"][1] == 0 and found["sum of points"][1] > 2 and found["mean of points"][1] > 7


def test_a_week_forgives_what_a_daily_streak_does_not(bench, asked):
    days, weeks = bench.streaks(asked, 0.85, 250)
    assert days > 7 and weeks < 1.2
