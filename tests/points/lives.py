"""Marks and practice of learners, written by hand or drawn from a seed."""

import random
from datetime import UTC, date, datetime, timedelta

from binhdan.points.marks import Mark

MONDAY = date(2026, 3, 2)


def day(number=0):
    """The number of a day; 0 is a Monday."""
    return MONDAY.toordinal() + number


def moment(number=0, hour=9):
    """Unix seconds of an hour in Vietnam."""
    return int((datetime(2026, 3, 2, tzinfo=UTC) + timedelta(days=number, hours=hour - 7)).timestamp())


def mark(lesson, on=0, points=10.0, *, passed=None, person=False, hints=0, most=10.0, hour=9):
    """A mark on day ``on``; passed from 7 of 10 on."""
    return Mark(lesson, moment(on, hour), points, most, points >= 0.7 * most if passed is None else passed, person, hints)


def whole_level(level=1, on=0, share=0.8, hints=0, person=False):
    """A mark for each lesson of a level on one day."""
    last = 13 if level == 1 else 14
    found = [mark(f"B{level}.{n:02d}", on, 10 * share, hints=hints) for n in range(1, last - 1)]
    found.append(mark(f"B{level}.{last - 1:02d}", on, 40 * share, most=40.0, passed=40 * share >= 24, hints=hints))
    return [*found, mark(f"B{level}.{last:02d}", on, 20 * share, most=20.0, person=person, hints=hints)]


def random_life(asked, seed):
    """Marks in any order, with equal moments, wrong clocks, codes nobody knows; and practice weeks with stray bits."""
    draw = random.Random(seed)
    codes = [*[code for code in asked.table if code[:2] in ("B1", "B2")], "B9.01"]
    marks = []
    for _ in range(draw.randrange(60)):
        code = draw.choice(codes)
        most = asked.table[code].most or 3.0 if code in asked.table else 10.0
        points = round(most * draw.choice((0, 0.3, 0.5, 0.7, 0.85, 1, 1, 1.2)), 2)
        on = draw.choice((draw.randrange(120), draw.randrange(12), -20_000))
        passed = points >= (asked.table[code].line if code in asked.table else 7)
        marks.append(Mark(code, moment(on, draw.choice((0, 9, 9, 23))), points, most, passed, draw.random() < 0.2, draw.choice((0, 0, 0, 1, 3))))
    if draw.random() < 0.5:  # a level, a piece a day, in some order
        pieces = whole_level(draw.choice((1, 2)), share=draw.choice((0.7, 0.75, 0.95)))
        marks += [m._replace(at=moment(draw.randrange(60))) for m in pieces]
    first = (day() - 1) // 7
    practice = {first + week: draw.choice((0, 1, 31, 124, 255, draw.randrange(256))) for week in range(-3, 20) if draw.random() < 0.7}
    return marks, practice, day(draw.choice((30, 60, 119, 130)))
