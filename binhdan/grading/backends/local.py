"""Several worker processes of this machine, each with a box of its own."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool

from binhdan.grading.box.opening import open_box
from binhdan.grading.box.walls import Walls
from binhdan.grading.job import Done, Job, work

_keeper = None


class Local:
    """A pool of workers; one that is killed is replaced, and its job is done again."""

    def __init__(self, walls: Walls, workers: int):
        self._walls, self._workers = walls, workers
        self._pool = self._new_pool()

    def run(self, jobs: Iterable[Job]) -> Iterator[Done]:
        """Yield results as they come; at most twice as many jobs as workers are under way."""
        waiting, retried = iter(jobs), {}
        under_way: dict[Future, Job] = {}
        while True:
            while len(under_way) < 2 * self._workers and (job := next(waiting, None)):
                under_way[self._pool.submit(_work, job)] = job
            if not under_way:
                return
            finished, _ = wait(under_way, return_when=FIRST_COMPLETED)
            again: list[Job] = []
            for future in finished:
                job = under_way.pop(future)
                try:
                    yield future.result()
                except BrokenProcessPool:
                    again.append(job)
            if again:
                # The pool is lost as a whole: every job that was in it starts again, a few times at most.
                again += under_way.values()
                under_way.clear()
                self._pool.shutdown(wait=False, cancel_futures=True)
                self._pool = self._new_pool()
                for job in again:
                    key = (job.learner, job.assignment)
                    retried[key] = retried.get(key, 0) + 1
                    if retried[key] > 5:
                        yield Done(job.learner, job.assignment, failure="Tiến trình chấm bị dừng nhiều lần. Chấm lại bài này.")
                    else:
                        under_way[self._pool.submit(_work, job)] = job

    def close(self) -> None:
        """End the workers and their boxes."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _new_pool(self) -> ProcessPoolExecutor:
        # A fresh interpreter, not a fork: this process has threads and an open gradebook.
        fresh = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(self._workers, mp_context=fresh, initializer=_start, initargs=(self._walls,))


def _start(walls: Walls) -> None:
    """In a worker: start its box, and leave Ctrl-C to the main process."""
    import atexit
    import signal

    global _keeper
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _keeper = open_box(walls)
    atexit.register(_keeper.close)


def _work(job: Job) -> Done:
    return work(job, _keeper)
