"""Sixty learners with marks and practice, put into the records in bulk, and what the standings then hold."""

import random
from datetime import date

from sqlalchemy import insert, select

from binhdan.records.days import end_of, week_of, weekday
from binhdan.records.models import Attempt, Base, Learner, LessonCode, Practice, ResidentialGroup, TargetGroup

TODAY = date(2026, 11, 20).toordinal()
TABLES = ("standings", "completions", "group_weeks", "group_days", "reckoning")
LEARNERS = 60


def people(session, count=LEARNERS, first=1):
    """Enrol: of two groups and a target group for one in three; number and code go together."""
    from datetime import UTC, datetime

    session.merge(TargetGroup(key="owners", name="Chủ hộ"))
    if session.get(ResidentialGroup, 1) is None:
        session.add_all(ResidentialGroup(name=name) for name in ("Ao Sen", "Gò Mây"))  # they get 1 and 2
    session.flush()
    now = datetime(2026, 1, 1, tzinfo=UTC)
    rows = [
        {"code": f"c-{n}", "name": "Lò Thị Mận", "name_key": "lò thị mận", "birth_year": 1980, "group_id": 1 + n % 2, "enrolled_at": now, "number": 7 * n}
        | {"target_key": None if n % 3 else "owners"}
        for n in range(first, first + count)
    ]
    session.execute(insert(Learner.__table__), rows)


def log(course, seed=1945):
    """Marks and practice of many learners, some with none: rows for the two tables, and lesson id -> code."""
    draw = random.Random(seed)
    codes = [lesson.code for level in course.levels[:2] for lesson in level.lessons] + ["B1.00", "B1.99"]
    marks, practice = [], []
    for learner in range(7, 7 * (LEARNERS - 2), 7):
        weeks = {}
        for place in range(draw.randrange(0, 60)):
            day = TODAY - draw.randrange(0, 200)
            at = end_of(day) - draw.randrange(1, 86_400)
            most = draw.choice((10.0, 40.0))
            points = draw.randrange(0, 41) * most / 40
            flags = (points >= 0.7 * most) + 2 * draw.randrange(2)
            marks.append((learner, draw.randrange(len(codes)) + 1, draw.randrange(-(2**63), 2**63), at, points, most, flags, draw.randrange(3)))
            weeks[week_of(day)] = weeks.get(week_of(day), 0) | 1 << weekday(day)
        practice += [(learner, week, draw.randrange(1, 128)) for week in weeks]
    return marks, practice, dict(enumerate(codes, 1))


def fill(book, course, order=None):
    marks, practice, codes = log(course)
    for rows in (marks, practice) if order else ():
        random.Random(order).shuffle(rows)
    with book.writing() as session:
        people(session)
        session.execute(insert(LessonCode.__table__), [{"id": number, "code": code} for number, code in codes.items()])
        for table, rows in ((Attempt.__table__, marks), (Practice.__table__, practice)):
            session.execute(insert(table), [dict(zip(table.columns.keys(), row)) for row in rows])


def stored(book):
    """Everything that was recomputed; the moment of it apart."""
    with book.reading() as session:
        found = {name: sorted(map(tuple, session.execute(select(Base.metadata.tables[name])))) for name in TABLES}
    found["reckoning"] = [row[2:] for row in found["reckoning"]]
    return found
