"""A year of activity of invented learners, of different diligence, put straight into the records in bulk."""

import io
import random
import sqlite3
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import synthetic_roster

from binhdan import records
from binhdan.curriculum import load_course
from binhdan.locale import load_locale
from binhdan.points.reading import source
from binhdan.records.days import day_of, end_of, week_of
from binhdan.records.enrolment import register_ward
from binhdan.records.names import key
from binhdan.records.pieces import pieces

WEEKS = 52
STORIES = 4000  # at most so many different histories; learners who share one began in different weeks
_MARKS = ("learner", "lesson", "digest", "at", "points", "max_points", "flags", "hints")
_PRACTICE = ("learner", "week", "days")
_LEARNERS = ("code", "name", "name_key", "birth_year", "group_id", "target_key", "enrolled_at", "number")
_TARGETS = ("officials", "owners", "working-age", None)
_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"


def fill(url: str, root: Path, learners: int, seed: int = 1945) -> dict:
    """Enrol ``learners`` in empty records, with a year of marks and practice up to today; return how many rows that made."""
    course, ward = load_course(root), load_locale(root)
    today = day_of(time.time())
    draw = random.Random(seed)
    codes, stories = _stories(course, draw, min(STORIES, learners))
    with records.opened(url) as book:
        with book.writing() as session:
            register_ward(session, ward)
        database = book.engine.url
    marks = weeks = 0
    with _Sqlite(database.database) if database.get_backend_name() == "sqlite" else _Postgres(source(database).connect()) as loader:
        loader.rows("lessons", ("id", "code"), list(enumerate(codes, 1)))
        numbers = sorted(draw.sample(range(1, 2**31), learners))
        for some in pieces(_people(draw, numbers, len(ward.groups), today)):
            loader.rows("learners", _LEARNERS, some)
        for some in pieces(numbers, 2000):
            rows, practice = [], []
            for number in some:
                _tell(draw.choice(stories), number, today - 7 * draw.randrange(4), draw, rows, practice)
            loader.rows("attempts", _MARKS, rows)
            loader.rows("practice", _PRACTICE, practice)
            marks, weeks = marks + len(rows), weeks + len(practice)
    return {"marks": marks, "practice weeks": weeks}


class _Sqlite:
    """Rows into the file, as fast as it goes."""

    def __init__(self, file: str) -> None:
        self._connection = sqlite3.connect(file, isolation_level=None)
        self._connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -64000")

    def __enter__(self):
        return self

    def rows(self, table: str, columns: tuple[str, ...], rows: list[tuple]) -> None:
        """Insert rows."""
        self._connection.execute("BEGIN")
        self._connection.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})", rows)
        self._connection.execute("COMMIT")

    def __exit__(self, *_) -> None:
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.close()


class _Postgres:
    """Rows into the server, the log in the order of time: a year of weekly imports leaves it so, and not by learner."""

    _LOGS = {"attempts": "at / 604800", "practice": "week"}

    def __init__(self, connection) -> None:
        self._connection = connection
        self._cursor = connection.cursor()
        for table in self._LOGS:
            self._cursor.execute(f"CREATE UNLOGGED TABLE arriving_{table} (LIKE {table})")

    def __enter__(self):
        return self

    def rows(self, table: str, columns: tuple[str, ...], rows: list[tuple]) -> None:
        """Insert rows."""
        target = f"arriving_{table}" if table in self._LOGS else table
        text = "".join("\t".join("\\N" if cell is None else str(cell) for cell in row) + "\n" for row in rows)
        self._cursor.copy_expert(f"COPY {target} ({', '.join(columns)}) FROM STDIN", io.StringIO(text))

    def __exit__(self, kind, *_) -> None:
        for table, moment in self._LOGS.items() if kind is None else ():
            self._cursor.execute("SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = %s::regclass", (table,))
            rules = self._cursor.fetchall()
            for name, _ in rules:
                self._cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
            self._cursor.execute(f"INSERT INTO {table} SELECT * FROM arriving_{table} ORDER BY {moment}")
            self._cursor.execute(f"DROP TABLE arriving_{table}")
            for name, rule in rules:
                self._cursor.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} {rule}")
            self._cursor.execute(f"ANALYZE {table}")
        self._connection.commit()
        self._connection.close()


def _people(draw: random.Random, numbers: list[int], groups: int, today: int) -> Iterator[tuple]:
    places = tuple(map(str, range(1, groups + 1)))
    enrolled = f"{datetime.fromtimestamp(end_of(today), UTC) - timedelta(weeks=WEEKS):%Y-%m-%d %H:%M:%S.000000}"
    for place, number in enumerate(draw.sample(numbers, len(numbers))):
        name, born, group, _, _ = synthetic_roster._person(draw, places)
        code = "".join(_LETTERS[place // len(_LETTERS) ** step % len(_LETTERS)] for step in range(6))
        target = draw.choices(_TARGETS, (1, 2, 12, 5))[0]
        yield f"{code[:3]}-{code[3:]}", name, key(name), int(born[-4:]), int(group), target, enrolled, number


def _stories(course, draw: random.Random, count: int) -> tuple[list[str], list]:
    """Codes of lessons and level tests, and histories.

    A history: [(days before the end, second of the day, lesson id, points, most, flags, hints)], {weeks before the end: mask}.
    """
    codes, steps = [], []
    for level in course.levels:
        for code, plan in [(f"B{level.number}.00", None), *((plan.code, plan) for plan in level.lessons), (f"B{level.number}.99", None)]:
            codes.append(code)
            steps.append((3.0, 0.0, True) if plan is None else (float(course.points(plan)), float(course.pass_mark(plan)), False))
    return codes, [_story(draw, steps) for _ in range(count)]


def _story(draw: random.Random, steps: list[tuple]) -> tuple[list, dict[int, int]]:
    diligence, skill = draw.betavariate(2, 1.6), draw.betavariate(5, 3)
    first = WEEKS - draw.randrange(8)
    last = 0 if draw.random() < 0.75 else draw.randrange(first)  # one in four gives up
    marks, weeks, at = [], {}, 0
    for week in range(first, last, -1):
        if draw.random() > 0.4 + 0.6 * diligence:
            continue
        mask = sum(1 << day for day in range(7) if draw.random() < 0.25 + 0.7 * diligence)
        weeks[week] = mask
        days = [day for day in range(7) if mask >> day & 1]
        for _ in range(draw.choices((0, 1, 2, 3, 4, 6), (2, 3, 4, 3, 2, 1))[0] if days else 0):
            if at == len(steps):
                break
            most, line, is_test = steps[at]
            good = draw.random() < 0.35 + 0.6 * skill
            low, high = (0, most) if is_test else (line, most) if good else (0, line - 1)
            points = float(draw.randint(int(low), int(high)))
            passed = is_test or points >= line
            moment = (7 * week - draw.choice(days), draw.randrange(6 * 3600, 22 * 3600))
            marks.append((*moment, at + 1, points, most, int(passed), draw.choice((0, 0, 0, 1, 2))))
            at += passed
    return marks, weeks


def _tell(story: tuple, number: int, end: int, draw: random.Random, rows: list, practice: list) -> None:
    """Let learner ``number`` have the history, so that it ends on the day ``end``."""
    end -= (end - 1) % 7  # a Monday, as the masks have it
    digest = draw.getrandbits(63) - 2**62
    midnight = end_of(end - 1)
    for place, (before, second, lesson, points, most, flags, hints) in enumerate(story[0]):
        rows.append((number, lesson, digest + place, midnight - before * 86_400 + second, points, most, flags, hints))
    week = week_of(end)
    practice += [(number, week - before, mask) for before, mask in story[1].items() if mask]
