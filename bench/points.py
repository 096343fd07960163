"""The figures behind the rules of points: python bench/points.py [--people 4000] [--wards 400]

Streaks: how often somebody who practises on most days loses a strict daily streak, and how often a run of practice weeks.
Teams: how well a rule finds the true pass rate of eleven groups, and how many places three point farmers win the worst of
them. Reckoning: microseconds a learner. Simulated with a fixed seed.
"""

import argparse
import random
import statistics
import time
from datetime import date
from itertools import pairwise

from binhdan.curriculum import load_course
from binhdan.points import batch, rules
from binhdan.points.calendar import Calendar
from binhdan.points.days import day_of, monday, week_of
from binhdan.points.marks import Mark
from binhdan.points.standings import reckon
from binhdan.points.teams import Team, ranking

START = week_of(date(2026, 1, 5).toordinal())
DAYS, WEEKS = 90, 12


def broken_streaks(practised):
    """How many streaks of three days and more end in a list of booleans, one a day."""
    lost = run = 0
    for today in practised:
        lost += not today and run >= 3
        run = run + 1 if today else 0
    return lost


def broken_weeks(lives, asked):
    """How many runs of practice weeks end, for each life, by the rules themselves: the run is asked for on the Monday after each."""
    practice = [{START + week: sum(life[week * 7 + day] << day for day in range(7)) for week in range(WEEKS)} for life in lives]
    people = batch.of([(batch.Person(number, 0, ""), (), weeks) for number, weeks in enumerate(practice)])
    runs = [Calendar(people, asked, monday(START + week + 1).toordinal()).run() for week in range(WEEKS)]
    return sum((before > 0) & (after == 0) for before, after in pairwise(runs))


def streaks(asked, share, people, seed=0):
    """Return the mean of broken streaks and of broken runs of weeks in 90 days of who practises on ``share`` of them."""
    draw = random.Random(seed)
    lives = [[draw.random() < share for _ in range(DAYS)] for _ in range(people)]
    return statistics.mean(map(broken_streaks, lives)), broken_weeks(lives, asked).mean()


def _shrunk(teams, _points):
    rates = {team.name: rate for _, team, rate in ranking(teams)}
    return [rates[team.name] for team in teams]


# Rule -> what a team is worth by it, from the teams and the sums of their members' points.
TEAM_RULES = {
    "sum of points": lambda teams, points: points,
    "mean of points": lambda teams, points: [p / t.members for p, t in zip(points, teams)],
    "raw pass rate": lambda teams, points: [t.passed / t.members for t in teams],
    "shrunk pass rate": _shrunk,
}


def teams(wards, seed=3):
    """Return rule -> (mean rank correlation with the true pass rate, places that three farmers win the worst team)."""
    draw = random.Random(seed)
    found = {name: ([], []) for name in TEAM_RULES}
    for _ in range(wards):
        truth = [min(0.8, max(0.2, draw.gauss(0.5, 0.08))) for _ in range(11)]
        sizes = [draw.randrange(25, 400) for _ in truth]
        groups = [Team(f"Tổ {i}", n, sum(draw.random() < p for _ in range(n))) for i, (n, p) in enumerate(zip(sizes, truth))]
        points = [t.passed * 100 + (t.members - t.passed) * 35 * draw.uniform(0.8, 1.2) for t in groups]
        worst = truth.index(min(truth))
        farmed = [p + 3 * 4000 * (place == worst) for place, p in enumerate(points)]
        for name, worth in TEAM_RULES.items():
            plain = worth(groups, points)
            found[name][0].append(correlation(plain, truth))
            found[name][1].append(_place(plain, worst) - _place(worth(groups, farmed), worst))
    return {name: (statistics.mean(fit), statistics.mean(won)) for name, (fit, won) in found.items()}


def _place(worth, which):
    return sum(other > worth[which] for other in worth)


def correlation(left, right):
    """Spearman's: the correlation of the places."""
    return statistics.correlation([_place(left, i) for i in range(len(left))], [_place(right, i) for i in range(len(right))])


def busy_learner(asked, draw, count=100, weeks=40):
    """Marks in the order of the records (by lesson, not by time) and practice weeks of somebody who tries, fails and mends."""
    codes = [code for code, row in asked.table.items() if row.most]
    begin, marks = 1_767_600_000, []
    while len(marks) < count:
        row = asked.table[code := draw.choice(codes)]
        points = row.most * draw.choice((0.5, 0.8, 0.9, 1.0))
        at = begin + draw.randrange(weeks * 7 * 86_400)
        marks.append(Mark(code, at, points, row.most, points >= row.line, False, draw.choice((0, 0, 0, 1))))
    first = week_of(day_of(begin))
    return sorted(marks), {first + week: draw.randrange(128) for week in range(weeks)}


def microseconds(asked, people, rounds=15):
    """CPU time of reckoning a learner with 100 marks and 40 practice weeks, among so many at once; the least of several rounds."""
    draw = random.Random(1)
    some = batch.of([(batch.Person(number, 0, ""), *busy_learner(asked, draw)) for number in range(people)])
    least, today = float("inf"), date(2026, 12, 1).toordinal()
    for _ in range(rounds):
        start = time.process_time()
        reckon(some, asked, today)
        least = min(least, time.process_time() - start)
    return least / people * 1e6


def main():
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=4000)
    parser.add_argument("--wards", type=int, default=400)
    args = parser.parse_args()
    asked = rules.of(load_course())
    for share in (0.95, 0.85, 0.7):
        days, weeks = streaks(asked, share, args.people)
        print(f"practises {share:.0%} of the days: strict streak broken {days:.1f} times, practice weeks {weeks:.1f}")
    for name, (fit, won) in teams(args.wards).items():
        print(f"{name:17} correlation with the true rate {fit:.2f}, places won by farming {won:.1f}")
    for count in (1, 30, 1000):
        print(f"reckon, {count} at once: {microseconds(asked, count):.0f} µs a learner with 100 marks and 40 practice weeks")


if __name__ == "__main__":
    main()
