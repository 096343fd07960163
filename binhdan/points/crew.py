"""Worker processes, each of which reckons the standings of a range of learners."""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import signal
from collections.abc import Iterator
from multiprocessing.connection import Connection, wait

from binhdan.points.reading import Source
from binhdan.points.rules import Rules
from binhdan.points.tally import Counts, packed


class Lost(Exception):
    """A worker process could not be started, or is gone."""


class Crew:
    """One process for each range (first number, last number); use it with ``contextlib.closing``.

    Once made, all of them see the state of the database of that moment. Lost where that can't be had.
    """

    def __init__(self, source: Source, ranges: list[tuple[int, int]], rules: Rules, today: int) -> None:
        self._processes: list = []
        self._ends: list[Connection] = []
        spawn = multiprocessing.get_context("spawn")
        try:
            with _deaf():
                for first, last in ranges:
                    end, theirs = spawn.Pipe()
                    self._ends.append(end)
                    process = spawn.Process(target=_work, args=(theirs, source, first, last, rules, today), daemon=True)
                    process.start()
                    theirs.close()
                    self._processes.append(process)
            for end in self._ends:
                self._hear(end)
        except (OSError, RuntimeError) as error:
            self.close()
            raise Lost(str(error)) from error
        except BaseException:
            self.close()
            raise

    def results(self, counts: Counts) -> Iterator[tuple[int, bytes]]:
        """Yield (how many learners, packed rows) as they come, and add what was counted to ``counts``; Lost where one is gone."""
        waiting = list(self._ends)
        while waiting:
            for end in wait(waiting):
                said = self._hear(end)
                if isinstance(said, Counts):
                    counts.add(said)
                    waiting.remove(end)
                else:
                    yield said

    def close(self) -> None:
        """End every process that still works."""
        for process in self._processes:
            process.kill()
        for process in self._processes:
            process.join()
        for end in self._ends:
            end.close()

    def _hear(self, end: Connection):
        try:
            return end.recv()
        except (EOFError, OSError) as error:
            raise Lost("a worker process is gone") from error


@contextlib.contextmanager
def _deaf() -> Iterator[None]:
    """Ctrl-C goes to every process of the terminal; the workers leave it to the one that commands them."""
    try:
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    except ValueError:  # not in the main thread
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _work(end: Connection, source: Source, first: int, last: int, rules: Rules, today: int) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Windows gives nothing on
    gc.disable()  # millions of tuples, none of which goes in circles
    # Whatever is wrong comes up again where it is done without workers, and is told there.
    with contextlib.suppress(Exception), source.reading() as reader:
        end.send(None)
        counts = Counts(rules, today)
        for some in packed(reader.batches(first, last), rules, today, counts):
            end.send(some)
        end.send(counts)
