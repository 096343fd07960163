"""Workers of a Dask cluster, on this machine or many; each only starts boxes."""

from __future__ import annotations

import contextlib
import logging
import os
import signal
import socket
import threading
import uuid
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from pathlib import Path

import dask
from distributed import Client, LocalCluster, as_completed, get_worker
from distributed.diagnostics.plugin import WorkerPlugin
from distributed.scheduler import KilledWorker

from binhdan.grading.box.keeper import BoxError
from binhdan.grading.box.opening import open_box
from binhdan.grading.box.walls import Walls, probe
from binhdan.grading.handin_digest import digest
from binhdan.grading.job import Done, Job, environment_digest, work

_DEATHS = 5  # a job whose workers have died so often is given up
_CONNECT_SECONDS = 20
_SETTINGS = {
    "distributed.scheduler.allowed-failures": _DEATHS,
    "distributed.worker.daemon": True,
    "distributed.comm.timeouts.connect": f"{_CONNECT_SECONDS}s",
    "distributed.worker.memory.target": False,  # a box has a limit of its own; a worker holds next to nothing
    "distributed.worker.memory.spill": False,
    "distributed.worker.memory.pause": False,
    "distributed.worker.memory.terminate": False,
}


class Dask:
    """A cluster of its own with ``workers`` processes, or the one whose scheduler is at ``address``.

    The course must lie under the same path on every machine. BoxError where the scheduler does
    not answer or a machine lacks a wall that this one has.
    """

    def __init__(self, walls: Walls, workers: int, address: str | None = None):
        self._closing = contextlib.ExitStack()
        self._closing.enter_context(dask.config.set(_SETTINGS))
        try:
            self._connect(walls, workers, address)
        except BaseException:
            self.close()
            raise

    def _connect(self, walls: Walls, workers: int, address: str | None) -> None:
        if address is None:
            cluster = LocalCluster(
                n_workers=workers, threads_per_worker=1, dashboard_address=None, host="127.0.0.1", silence_logs=logging.CRITICAL
            )
            address = self._closing.enter_context(cluster)
        try:
            self._client = self._closing.enter_context(Client(address, timeout=_CONNECT_SECONDS, set_as_default=False))
        except (OSError, ValueError) as error:
            raise BoxError(f"Không nối được bộ điều phối Dask {address} ({error}). Kiểm tra --scheduler rồi chấm lại.") from error
        self._box = f"binhdan-box-{uuid.uuid4().hex}"
        self._client.register_plugin(_Box(walls), name=self._box)
        self._closing.callback(self._forget_box)

    def run(self, jobs: Iterable[Job]) -> Iterator[Done]:
        """Yield results as they come; at most twice as many jobs as workers are under way.

        A job whose worker dies is done again by another; Dask sees to that.
        """
        waiting, under_way = iter(jobs), {}
        room = 2 * max(1, len(self._client.nthreads()))
        finished = as_completed(loop=self._client.loop)
        while True:
            for job in islice(waiting, room - len(under_way)):
                future = self._client.submit(_work, job, self._box, pure=False)
                under_way[future.key] = job
                finished.add(future)
            if not under_way:
                return
            future = next(finished)
            yield _outcome(future, under_way.pop(future.key))

    def close(self) -> None:
        """End the boxes, and the cluster where it is our own."""
        self._closing.close()

    def _forget_box(self) -> None:
        with contextlib.suppress(Exception):  # a scheduler that is gone has no boxes left either
            self._client.unregister_worker_plugin(self._box)


def _outcome(future, job: Job) -> Done:
    try:
        return future.result()
    except KilledWorker:
        why = "Tiến trình chấm bị dừng nhiều lần. Chấm lại bài này."
    except Exception as error:  # cancelled, or the connection is lost: nothing that the hand-in did
        why = f"Cụm máy chấm không trả lời ({type(error).__name__}). Chấm lại bài này."
    return Done(job.learner, job.assignment, failure=why)


class _Box(WorkerPlugin):
    """One box a worker, started when the worker joins; two jobs in one process take turns."""

    def __init__(self, walls: Walls):
        self.walls = walls

    def setup(self, worker) -> None:
        here = probe()
        if any(value > getattr(here, name) for name, value in self.walls.as_dict().items()):
            raise BoxError(f"Máy {socket.gethostname()} thiếu tường ngăn mà máy này có: {here.describe()}. Bỏ máy đó khỏi cụm.")
        with contextlib.suppress(ValueError):  # Ctrl-C belongs to whoever started the marking
            signal.signal(signal.SIGINT, signal.SIG_IGN)
        self.turn = threading.Lock()
        self.keeper = open_box(self.walls)

    def teardown(self, worker) -> None:
        self.keeper.close()


def _work(job: Job, box: str) -> Done:
    """On a worker: the same job means the same result only where course and environment are the same."""
    plugin = get_worker().plugins[box]
    with plugin.turn:
        if job.environment_digest != environment_digest() or job.assignment_digest != _course_digest(
            job.course_root, job.assignment, job.assignment_digest
        ):
            why = f"Máy {socket.gethostname()} (tiến trình {os.getpid()}) có khoá học hoặc thư viện khác. Cài cho giống rồi chấm lại."
            return Done(job.learner, job.assignment, failure=why)
        return work(job, plugin.keeper)


@cache
def _course_digest(course_root: str, assignment: str, _wanted: str) -> str:
    """Read once for each version that is asked for."""
    return digest(Path(course_root, "source", assignment))
