"""Workers of a Dask cluster: one on this machine for trying out, or a scheduler's address for a city."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator

from binhdan.grading.box.walls import Walls
from binhdan.grading.job import Done, Job, work

_boxes: dict = {}


class Dask:
    """Sends jobs to Dask workers, each of which starts a box of its own and never runs learners' code itself.

    Every worker needs the course at the same path and the same packages: a job names the course
    by its folder, and its environment is part of its digest.
    """

    def __init__(self, walls: Walls, workers: int, address: str | None):
        from distributed import Client, LocalCluster

        self._walls = walls
        self._cluster = None
        if address is None:
            # One thread a worker: a box changes its process's environment while it marks.
            self._cluster = LocalCluster(
                n_workers=workers, threads_per_worker=1, host="127.0.0.1", dashboard_address=None, silence_logs=50
            )
        self._client = Client(address or self._cluster, set_as_default=False)

    def run(self, jobs: Iterable[Job]) -> Iterator[Done]:
        """Yield results as they come; at most twice as many jobs as there are threads are under way."""
        from distributed import as_completed

        waiting = iter(jobs)
        room = 2 * max(1, sum(self._client.nthreads().values()))
        first = [self._submit(job) for job in itertools.islice(waiting, room)]
        finished = as_completed(first, loop=self._client.loop)
        for future in finished:
            error = future.exception()
            yield _lost(future.key, error) if error else future.result()
            future.release()
            for job in itertools.islice(waiting, 1):
                finished.add(self._submit(job))

    def close(self) -> None:
        """End the boxes, and the cluster where it is our own."""
        self._client.run(_close_boxes)
        self._client.close()
        if self._cluster is not None:
            self._cluster.close()

    def _submit(self, job: Job):
        # The key carries who it was, for a job whose worker dies again and again.
        return self._client.submit(_work, job, self._walls, key=f"{job.learner}|{job.assignment}|{job.digest}", pure=False, retries=3)


def _work(job: Job, walls: Walls) -> Done:
    """On a worker: mark one job in this process's box, which is started once."""
    if "box" not in _boxes:
        from binhdan.grading.box.opening import open_box

        _boxes["box"] = open_box(walls)
    return work(job, _boxes["box"])


def _close_boxes() -> None:
    if box := _boxes.pop("box", None):
        box.close()


def _lost(key: str, error: BaseException) -> Done:
    learner, assignment, _ = key.split("|", 2)
    return Done(learner, assignment, failure=f"Máy chấm bị mất liên lạc ({type(error).__name__}). Chấm lại bài này.")
