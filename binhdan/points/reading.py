"""The log of marks and practice, streamed learner by learner from the database, in constant memory."""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import struct
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from sqlalchemy import URL

# What is small goes in one number: hints, flags, lesson id, moment. A driver takes its time for every cell of every row.
_PACKED = "(at << 24) | (CAST(lesson AS bigint) << 12) | (flags << 10) | hints"
_HINTS, _PASSED, _NEEDS_PERSON, _LESSON = (1 << 10) - 1, 1 << 10, 1 << 11, (1 << 12) - 1
_PEOPLE = "SELECT number, group_id, coalesce(target_key, '') FROM learners WHERE number BETWEEN {} AND {} ORDER BY number"
_OF_THEM = " WHERE learner BETWEEN {} AND {} "
_AT_ONCE = 4096  # rows


class Log(NamedTuple):
    """All that happened to one learner: marks, each a tuple as ``marks.Mark`` but for ``max_points`` 0; week -> practice days."""

    learner: int
    group: int
    target: str
    marks: list[tuple]
    practice: dict[int, int]


@dataclass(frozen=True)
class Source:
    """Where a process of its own finds the database: the module of its driver and what that wants to know."""

    driver: str
    words: tuple
    settings: dict

    @contextlib.contextmanager
    def reading(self) -> Iterator[Reader]:
        """A reader that sees one state of everything, from now on and however long it reads."""
        kind = _Sqlite if self.driver == "sqlite3" else _Postgres
        with contextlib.closing(kind(self)) as reader:
            yield reader

    def connect(self):
        """Return a new connection of the driver."""
        return importlib.import_module(self.driver).connect(*self.words, **self.settings)


def source(url: URL) -> Source:
    """Return the source for a database's address."""
    dialect = url.get_dialect()()
    words, settings = dialect.create_connect_args(url)
    return Source(dialect.import_dbapi().__name__.partition(".")[0], tuple(words), dict(settings))


class Reader:
    """A connection that only reads; its rows come in the order of the learners' numbers."""

    def logs(self, first: int, last: int) -> Iterator[Log]:
        """Yield the log of every learner from number ``first`` to ``last``."""
        lessons = dict(self._rows("SELECT id, code FROM lessons"))
        people, marks, practice = self._streams(first, last)
        marks_of, practice_of = _Following(marks), _Following(practice)
        for learner, group, target in people:
            points, packed = marks_of(learner) or ((), ())
            rows = [
                (lessons[row >> 12 & _LESSON], row >> 24, earned, 0.0, row & _PASSED, row & _NEEDS_PERSON, row & _HINTS)
                for earned, row in zip(points, packed)
            ]
            yield Log(learner, group, target, rows, {row >> 7: row & 127 for row in practice_of(learner)})


class _Following:
    """(Learner, what is theirs) in order, handed out as learners come by."""

    def __init__(self, pairs: Iterator[tuple]) -> None:
        self._pairs = pairs
        self._learner, self._theirs = next(pairs, (None, ()))

    def __call__(self, learner: int) -> Sequence:
        while self._learner is not None and self._learner < learner:
            self._learner, self._theirs = next(self._pairs, (None, ()))
        return self._theirs if self._learner == learner else ()


# JSON keeps 15 digits, points have six after the dot.
_MARK_LISTS = f"SELECT learner, json_group_array(points), json_group_array({_PACKED}) FROM attempts{_OF_THEM}GROUP BY learner ORDER BY learner"
_PRACTICE_LISTS = f"SELECT learner, json_group_array(week << 7 | days) FROM practice{_OF_THEM}GROUP BY learner ORDER BY learner"


class _Sqlite(Reader):
    """One row a learner, with lists in JSON: half of what a row for each mark costs."""

    def __init__(self, where: Source) -> None:
        self._connection = where.connect()
        self._connection.isolation_level = None
        for line in ("PRAGMA query_only = ON", "PRAGMA busy_timeout = 30000", "BEGIN", "SELECT count(*) FROM reckoning"):
            self._connection.execute(line).fetchall()  # only the first read fixes what is seen

    def close(self) -> None:
        self._connection.close()

    def _rows(self, query: str) -> Iterator[tuple]:
        return self._connection.execute(query)

    def _streams(self, first: int, last: int) -> tuple[Iterator[tuple], ...]:
        marks, practice = self._rows(_MARK_LISTS.format(first, last)), self._rows(_PRACTICE_LISTS.format(first, last))
        return (
            self._rows(_PEOPLE.format(first, last)),
            ((learner, (json.loads(points), json.loads(packed))) for learner, points, packed in marks),
            ((learner, json.loads(weeks)) for learner, weeks in practice),
        )


_MARK_ROWS = f"SELECT learner, points, {_PACKED} FROM attempts{_OF_THEM}ORDER BY learner"
_PRACTICE_ROWS = f"SELECT learner, week << 7 | days FROM practice{_OF_THEM}ORDER BY learner"
# A row of binary COPY: how many fields, and before each its length; none of ours is ever NULL.
_MARK_ROW = struct.Struct(">2x4xi4xd4xq")
_PRACTICE_ROW = struct.Struct(">2x4xi4xi")
_COPY_HEADER = 19
_SORT_MEMORY = "64MB"


class _Postgres(Reader):
    """One connection a stream: a COPY fills its own. They are opened at one moment, while nobody writes."""

    def __init__(self, where: Source) -> None:
        self._connections = []
        self._copies: list[_Copy] = []
        try:
            for _ in range(3):
                connection = where.connect()
                self._connections.append(connection)
                connection.set_session(isolation_level="REPEATABLE READ", readonly=True)
                with connection.cursor() as cursor:
                    cursor.execute(f"SET LOCAL work_mem = '{_SORT_MEMORY}'")
                    cursor.execute("SELECT count(*) FROM reckoning")
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        for connection in self._connections:
            with contextlib.suppress(Exception):
                connection.cancel()
        for copy in self._copies:
            copy.close()
        for connection in self._connections:
            connection.close()

    def _rows(self, query: str) -> Iterator[tuple]:
        with self._connections[0].cursor(f"c{id(query):x}") as cursor:
            cursor.itersize = _AT_ONCE
            cursor.execute(query)
            yield from cursor

    def _streams(self, first: int, last: int) -> tuple[Iterator[tuple], ...]:
        logs = zip(self._connections[1:], (_MARK_ROWS, _PRACTICE_ROWS))
        self._copies = [_Copy(connection, query.format(first, last)) for connection, query in logs]
        marks, practice = (copy.rows(row) for copy, row in zip(self._copies, (_MARK_ROW, _PRACTICE_ROW)))
        return (
            self._rows(_PEOPLE.format(first, last)),
            ((learner, tuple(zip(*rows))[1:]) for learner, rows in groupby(marks, itemgetter(0))),
            ((learner, [week for _, week in rows]) for learner, rows in groupby(practice, itemgetter(0))),
        )


class _Copy:
    """The rows of a query as COPY sends them: a tenth of what fetching them costs. A thread pumps them through a pipe."""

    def __init__(self, connection, query: str) -> None:
        self._end, self._mouth = (os.fdopen(side, mode) for side, mode in zip(os.pipe(), ("rb", "wb")))
        self._failed: list[BaseException] = []
        self._pumping = threading.Thread(target=self._pump, args=(connection, query), daemon=True)
        self._pumping.start()

    def _pump(self, connection, query: str) -> None:
        try:
            with self._mouth, connection.cursor() as cursor:
                cursor.copy_expert(f"COPY ({query}) TO STDOUT BINARY", self._mouth, size=1 << 16)
        except BaseException as error:  # raised again where the rows are read
            self._failed.append(error)

    def rows(self, row: struct.Struct) -> Iterator[tuple]:
        """Return the rows, each unpacked by ``row``."""
        return chain.from_iterable(map(row.iter_unpack, self._packets(row.size)))

    def _packets(self, size: int) -> Iterator[bytes]:
        self._end.read(_COPY_HEADER)
        while len(some := self._end.read(size * _AT_ONCE)) == size * _AT_ONCE:
            yield some
        self._pumping.join()
        if self._failed:
            raise self._failed[0]
        yield some[: len(some) // size * size]  # what is over is the end mark

    def close(self) -> None:
        """Let the thread end, wherever it is; its query must have been cancelled."""
        self._end.close()
        self._pumping.join()
