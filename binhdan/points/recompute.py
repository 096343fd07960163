"""All standings recomputed from the log of marks and practice, by two processes, and put in the place of the old ones."""

from __future__ import annotations

import contextlib
import tempfile
import time
from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import IO, TYPE_CHECKING

from binhdan.points import rules as rules_of
from binhdan.points.crew import Crew, Lost
from binhdan.points.days import day_of, week_of
from binhdan.points.reading import Source, source
from binhdan.points.rules import Rules
from binhdan.points.tally import Counts, packed

if TYPE_CHECKING:
    from binhdan.curriculum import Course
    from binhdan.records.database import Database

Progress = Callable[[str, int, int], None]
_WORTH_A_PROCESS = 10_000  # learners; below it starting one takes longer than it saves


@dataclass(frozen=True)
class Reckoned:
    """What a run did: the moment whose records the standings follow from, its day, and how many learners.

    ``stored`` is False where another run, begun later, had finished first: its standings stay.
    """

    at: datetime
    today: int
    learners: int
    rules_digest: str
    stored: bool = True


def recompute(book: Database, course: Course, today: int | None = None, workers: int = 2, progress: Progress | None = None) -> Reckoned:
    """Reckon every learner's standing at the end of ``today`` (default: this day) and replace those in the records.

    The same records give the same standings, whatever stood there and however many ``workers``. Nobody is kept from
    writing meanwhile but at the start and the end; however it ends early, the old standings stay. ``progress`` gets
    (what is done, learners done, of how many). RecordsError says in Vietnamese what was in the way.
    """
    rules = rules_of.of(course)
    today = day_of(time.time()) if today is None else today
    with tempfile.TemporaryFile(prefix="binhdan-") as spool:
        run = _Run(book, source(book.engine.url), rules, today, spool, progress or (lambda *_: None))
        return run.stored(run.reckoned(workers))


def forget_old(book: Database, course: Course, today: int | None = None) -> int:
    """Forget on which days people practised more than ``records.days.KEPT`` days ago; return of how many weeks.

    What was earned stays: a practice week of that time is kept as one, and marks are never taken out.
    """
    from binhdan.records import access, practice
    from binhdan.records.days import KEPT

    today = day_of(time.time()) if today is None else today
    with book.writing() as session:
        weeks = practice.forget(session, week_of(today - KEPT), rules_of.of(course).game.practice_days)
        if weeks:
            access.log(session, access.FORGET, 0, detail=f"{weeks} tuần luyện tập")
    return weeks


@dataclass
class _Run:
    book: Database
    source: Source
    rules: Rules
    today: int
    spool: IO[bytes]
    progress: Progress

    def reckoned(self, workers: int) -> _Begun:
        """Write every learner's rows into the spool."""
        try:
            return self._reckoned(workers)
        except Lost:
            self.book.tell("Không dùng được nhiều tiến trình cùng lúc; đang tính lại bằng một tiến trình, sẽ lâu hơn.")
        self.spool.seek(0)
        self.spool.truncate()
        return self._reckoned(1)

    def _reckoned(self, workers: int) -> _Begun:
        from sqlalchemy.exc import DBAPIError

        try:
            return self._read(workers)
        except self.book.engine.dialect.loaded_dbapi.Error as error:  # from a connection that SQLAlchemy does not know
            raise DBAPIError(None, None, error) from error

    def _read(self, workers: int) -> _Begun:
        counts, done = Counts(self.rules, self.today), 0
        with contextlib.ExitStack() as open_until_done:
            # While nobody else writes all of them begin to read, so they see one state.
            with self.book.writing() as session:
                begun = _Begun.now(session, counts)
                if workers > 1 and len(begun.numbers) >= _WORTH_A_PROCESS:
                    crew = Crew(self.source, _ranges(begun.numbers, workers), self.rules, self.today)
                    results = open_until_done.enter_context(contextlib.closing(crew)).results(counts)
                else:
                    reader = open_until_done.enter_context(self.source.reading())
                    results = packed(reader.batches(*_all(begun.numbers)), self.rules, self.today, counts)
            for some, content in results:
                self._keep(content)
                done += some
                self.progress("tính thành tích", done, len(begun.numbers))
        return begun

    def _keep(self, content: bytes) -> None:
        try:
            self.spool.write(len(content).to_bytes(8, "big") + content)
        except OSError as error:
            from binhdan.records.database import RecordsError

            raise RecordsError(
                f"Không ghi được vào ổ đĩa tạm {tempfile.gettempdir()} ({error.strerror}). "
                "Thành tích cũ còn nguyên. Dọn bớt ổ đĩa rồi chạy lại."
            ) from error

    def _kept(self) -> Iterator[bytes]:
        self.spool.seek(0)
        while size := self.spool.read(8):
            yield self.spool.read(int.from_bytes(size, "big"))

    def stored(self, begun: _Begun) -> Reckoned:
        from binhdan.points import storing

        self.progress("ghi thành tích", 0, 0)
        with self.book.writing() as session:
            told = (begun.at, self.today, len(begun.numbers), self.rules.digest())
            last = _last(session)
            # Who began later knows more. Only a run that ended since may be it: a clock may have stood wrong before.
            if last != begun.last and last is not None and last > begun.at:
                return Reckoned(*told, stored=False)
            gone = set(begun.numbers).difference(_numbers(session))
            storing.replace(session, self._kept(), begun.counts, gone, told)
        return Reckoned(*told)


@dataclass(frozen=True)
class _Begun:
    """What was there at the beginning: who is enrolled, and the moment of the last reckoning."""

    at: datetime
    numbers: array
    last: datetime | None
    counts: Counts

    @classmethod
    def now(cls, session, counts: Counts) -> _Begun:
        return cls(datetime.now(UTC), _numbers(session), _last(session), counts)


def _numbers(session) -> array:
    from sqlalchemy import select

    from binhdan.records.models import Learner

    return array("q", session.scalars(select(Learner.number).order_by(Learner.number)))


def _last(session) -> datetime | None:
    from sqlalchemy import select

    from binhdan.records.models import Reckoning

    return session.scalar(select(Reckoning.at))


def _all(numbers: array) -> tuple[int, int]:
    return (numbers[0], numbers[-1]) if numbers else (0, 0)


def _ranges(numbers: array, count: int) -> list[tuple[int, int]]:
    """Cut into ranges with as many learners each."""
    cuts = [len(numbers) * place // count for place in range(count + 1)]
    return [(numbers[start], numbers[end - 1]) for start, end in zip(cuts, cuts[1:]) if end > start]
