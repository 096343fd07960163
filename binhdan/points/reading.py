"""The log of marks and practice, streamed from the database in batches of learners, in constant memory."""

from __future__ import annotations

import contextlib
import importlib
import os
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from binhdan.points.batch import MARK, MILLION, PRACTICE, Batch, Person

if TYPE_CHECKING:
    from sqlalchemy import URL

AT_ONCE = 1000  # learners
# What is small goes in one number: hints, flags, lesson id, moment. A database takes its time for every cell of every row.
_PACKED = "(at << 24) | (CAST(lesson AS bigint) << 12) | (flags << 10) | hints"
_HINTS, _PASSED, _NEEDS_PERSON, _LESSON = (1 << 10) - 1, 1 << 10, 1 << 11, (1 << 12) - 1
_PEOPLE = (
    "SELECT number, group_id, coalesce(target_key, '') FROM learners WHERE number > {} AND number <= {} ORDER BY number LIMIT {}"
)
_OF_THEM = " WHERE learner BETWEEN {} AND {} "


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
    """A connection that only reads."""

    def batches(self, first: int, last: int) -> Iterator[Batch]:
        """Yield all that happened to the learners from number ``first`` to ``last``, in the order of their numbers."""
        codes = dict(self._rows("SELECT id, code FROM lessons"))
        lessons = [codes.get(number, "") for number in range(max(codes, default=0) + 1)]
        self._begin(first, last)
        after = first - 1
        while rows := self._rows(_PEOPLE.format(after, last, AT_ONCE)):
            numbers, after = np.array([number for number, _, _ in rows], "i8"), rows[-1][0]
            marks, practice = self._marks(rows[0][0], after), self._practice(rows[0][0], after)
            yield Batch([Person(*row) for row in rows], lessons, _marks(numbers, *marks), _practice(numbers, *practice))


def _marks(numbers: np.ndarray, learner: np.ndarray, points: np.ndarray, packed: np.ndarray) -> np.ndarray:
    marks = np.empty(len(learner), MARK)
    marks["who"] = np.searchsorted(numbers, learner)
    marks["lesson"] = packed >> 12 & _LESSON
    marks["at"] = packed >> 24
    marks["points"] = np.rint(points * MILLION)
    marks["hints"] = packed & _HINTS
    marks["passed"] = packed & _PASSED != 0
    marks["person"] = packed & _NEEDS_PERSON != 0
    return marks


def _practice(numbers: np.ndarray, learner: np.ndarray, packed: np.ndarray) -> np.ndarray:
    practice = np.empty(len(learner), PRACTICE)
    practice["who"] = np.searchsorted(numbers, learner)
    practice["week"] = packed >> 7
    practice["bits"] = packed & 127
    return practice


# Points have six digits after the dot, and a text of fifteen holds them.
_MARK_LISTS = f"SELECT group_concat(learner), group_concat(points), group_concat({_PACKED}) FROM attempts{_OF_THEM}"
_PRACTICE_LISTS = f"SELECT group_concat(learner), group_concat(week << 7 | days) FROM practice{_OF_THEM}"


class _Sqlite(Reader):
    """All marks of a batch in one row, a list in a text for each column: half of what a row for each mark costs."""

    def __init__(self, where: Source) -> None:
        self._connection = where.connect()
        self._connection.isolation_level = None
        for line in ("PRAGMA query_only = ON", "PRAGMA busy_timeout = 30000", "BEGIN", "SELECT count(*) FROM reckoning"):
            self._rows(line)  # only the first read fixes what is seen

    def close(self) -> None:
        self._connection.close()

    def _rows(self, query: str) -> list[tuple]:
        return self._connection.execute(query).fetchall()

    def _begin(self, first: int, last: int) -> None:
        pass

    def _marks(self, first: int, last: int) -> list[np.ndarray]:
        return self._columns(_MARK_LISTS.format(first, last), ("i8", "f8", "i8"))

    def _practice(self, first: int, last: int) -> list[np.ndarray]:
        return self._columns(_PRACTICE_LISTS.format(first, last), ("i8", "i8"))

    def _columns(self, query: str, kinds: tuple[str, ...]) -> list[np.ndarray]:
        (texts,) = self._rows(query)
        return [np.fromstring(text or "", kind, sep=",") for text, kind in zip(texts, kinds)]


_MARK_ROWS = f"SELECT learner, points, {_PACKED} FROM attempts{_OF_THEM}ORDER BY learner"
_PRACTICE_ROWS = f"SELECT learner, week << 7 | days FROM practice{_OF_THEM}ORDER BY learner"
# A row of binary COPY: how many fields, and before each its length; none of ours is ever NULL.
_MARK_ROW = np.dtype([("", ">i2"), ("", ">i4"), ("learner", ">i4"), ("", ">i4"), ("points", ">f8"), ("", ">i4"), ("packed", ">i8")])
_PRACTICE_ROW = np.dtype([("", ">i2"), ("", ">i4"), ("learner", ">i4"), ("", ">i4"), ("packed", ">i4")])
_COPY_HEADER = 19
_ROWS_AT_ONCE = 1 << 15
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
                    cursor.execute(f"SET LOCAL work_mem = '{_SORT_MEMORY}'; SET LOCAL jit = off")
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

    def _rows(self, query: str) -> list[tuple]:
        with self._connections[0].cursor() as cursor:
            cursor.execute(query)
            return cursor.fetchall()

    def _begin(self, first: int, last: int) -> None:
        logs = zip(self._connections[1:], (_MARK_ROWS, _PRACTICE_ROWS), (_MARK_ROW, _PRACTICE_ROW))
        self._copies = [_Copy(connection, query.format(first, last), row) for connection, query, row in logs]

    def _marks(self, first: int, last: int) -> list[np.ndarray]:
        rows = self._copies[0].rows(last)
        return [rows["learner"].astype("i8"), rows["points"].astype("f8"), rows["packed"].astype("i8")]

    def _practice(self, first: int, last: int) -> list[np.ndarray]:
        rows = self._copies[1].rows(last)
        return [rows["learner"].astype("i8"), rows["packed"].astype("i8")]


class _Copy:
    """The rows of a query as COPY sends them, each of dtype ``row``. A thread pumps them through a pipe."""

    def __init__(self, connection, query: str, row: np.dtype) -> None:
        self._row, self._kept = row, np.empty(0, row)
        self._end, self._mouth = (os.fdopen(side, mode) for side, mode in zip(os.pipe(), ("rb", "wb")))
        self._failed: list[BaseException] = []
        self._packets = self._read()
        self._pumping = threading.Thread(target=self._pump, args=(connection, query), daemon=True)
        self._pumping.start()

    def _pump(self, connection, query: str) -> None:
        try:
            with self._mouth, connection.cursor() as cursor:
                cursor.copy_expert(f"COPY ({query}) TO STDOUT BINARY", self._mouth, size=1 << 16)
        except BaseException as error:  # raised again where the rows are read
            self._failed.append(error)

    def rows(self, last: int) -> np.ndarray:
        """Return the rows that have not been returned yet, up to those of learner ``last``; they come in the order of learners."""
        parts = [self._kept]
        while not len(parts[-1]) or parts[-1]["learner"][-1] <= last:
            if (packet := next(self._packets, None)) is None:
                break
            parts.append(packet)
        rows = np.concatenate(parts)
        cut = np.searchsorted(rows["learner"], last, side="right")
        self._kept = rows[cut:]
        return rows[:cut]

    def _read(self) -> Iterator[np.ndarray]:
        size = self._row.itemsize * _ROWS_AT_ONCE
        self._end.read(_COPY_HEADER)
        while len(some := self._end.read(size)) == size:
            yield np.frombuffer(some, self._row)
        self._pumping.join()
        if self._failed:
            raise self._failed[0]
        yield np.frombuffer(some, self._row, count=len(some) // self._row.itemsize)  # what is over is the end mark

    def close(self) -> None:
        """Let the thread end, wherever it is; its query must have been cancelled."""
        self._end.close()
        self._pumping.join()
