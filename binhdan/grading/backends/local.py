"""Several worker processes of this machine, each with a box of its own."""

from __future__ import annotations

import multiprocessing
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from multiprocessing.connection import Connection, wait

from binhdan.grading.box.opening import open_box
from binhdan.grading.box.walls import Walls
from binhdan.grading.job import Done, Job, work

_AHEAD = 2  # the job that a worker is at, and the next, so that it never waits for this process
_MOST_TRIES = 6
_MOST_STARTS = 20  # in a row, of workers that were gone before they were up
_UP = "up"
_GIVEN_UP = "Tiến trình chấm bị dừng nhiều lần. Chấm lại bài này."


class Local:
    """Workers, each at the end of a pipe; one that is killed is replaced, and its jobs are done again."""

    def __init__(self, walls: Walls, workers: int):
        self._walls = walls
        self._workers = [_Worker(walls) for _ in range(workers)]

    def run(self, jobs: Iterable[Job]) -> Iterator[Done]:
        """Yield results as they come; a few jobs a worker are under way, the others are not even read."""
        fresh, again, suspects, tries, starts = iter(jobs), deque(), deque(), Counter(), 0
        while True:
            for worker in self._workers:
                while len(worker.jobs) < _AHEAD and (job := _next(again, fresh, suspects)):
                    worker.give(job)
            if not any(worker.jobs for worker in self._workers):
                return
            ready = wait([worker.pipe for worker in self._workers])
            for number, worker in enumerate(self._workers):
                if worker.pipe not in ready:
                    continue
                if told := worker.take():
                    starts = 0
                    if isinstance(told, Done):
                        yield told
                    continue
                self._workers[number] = _Worker(self._walls)
                worker.close()
                starts += not worker.is_up
                if worker.jobs:  # only what it was at can have ended it
                    lost = worker.jobs.popleft()
                    tries[lost.learner, lost.assignment] += worker.is_up
                    if tries[lost.learner, lost.assignment] >= _MOST_TRIES or starts >= _MOST_STARTS:
                        yield Done(lost.learner, lost.assignment, failure=_GIVEN_UP)
                    else:
                        (suspects if worker.is_up else again).append(lost)
                again.extend(worker.jobs)

    def close(self) -> None:
        """End the workers and their boxes."""
        for worker in self._workers:
            worker.pipe.close()
        for worker in self._workers:
            worker.close()


def _next(again: deque[Job], fresh: Iterator[Job], suspects: deque[Job]) -> Job | None:
    """What to do next: what may have ended a worker comes last, so that workers which end for another reason do not all hit it."""
    if again:
        return again.popleft()
    return next(fresh, None) or (suspects.popleft() if suspects else None)


class _Worker:
    """One process and the jobs it has, the first of which it is at."""

    def __init__(self, walls: Walls):
        # A fresh interpreter, not a fork: this process has threads and an open gradebook.
        fresh = multiprocessing.get_context("spawn")
        self.pipe, theirs = fresh.Pipe()
        self.jobs: deque[Job] = deque()
        self.is_up = False
        self._process = fresh.Process(target=_serve, args=(theirs, walls), daemon=True)
        self._process.start()
        theirs.close()

    def give(self, job: Job) -> None:
        """Send a job; where the worker has ended, ``take`` will tell."""
        self.jobs.append(job)
        try:
            self.pipe.send(job)
        except OSError:
            pass

    def take(self) -> Done | str | None:
        """Return the next result, _UP when the worker has come up, or None where it has ended."""
        try:
            told = self.pipe.recv()
        except (EOFError, OSError):
            return None
        if told == _UP:
            self.is_up = True
        else:
            self.jobs.popleft()
        return told

    def close(self) -> None:
        """Wait until the process has ended; one that does not is killed."""
        self.pipe.close()
        self._process.join(10)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()


def _serve(pipe: Connection, walls: Walls) -> None:
    """In a worker: mark what comes; end with the box as soon as nobody is at the other end any more."""
    import os
    import queue
    import signal
    import threading

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the main process
    keeper = open_box(walls)
    waiting: queue.Queue[Job] = queue.Queue()

    def listen() -> None:
        # A thread of its own notices at once that the main process was closed or killed, and takes in
        # the next job meanwhile: neither side ever waits for the other to read.
        try:
            while True:
                waiting.put(pipe.recv())
        except (EOFError, OSError):
            keeper.close()
            os._exit(0)

    threading.Thread(target=listen, daemon=True).start()
    pipe.send(_UP)
    while True:
        pipe.send(work(waiting.get(), keeper))
