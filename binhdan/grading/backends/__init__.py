"""Where jobs run: in this process, in processes of this machine, or on a Dask cluster. Same results from each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:  # the names are wanted by --help, which must not load nbgrader
    from binhdan.grading.box.walls import Walls
    from binhdan.grading.job import Done, Job

NAMES = ("serial", "local", "dask")


class Backend(Protocol):
    """Takes jobs, gives back what became of each, in whatever order they finish."""

    def run(self, jobs: Iterable[Job]) -> Iterator[Done]:
        """Yield a Done for every job; ``jobs`` is read only as fast as there is room."""

    def close(self) -> None:
        """End every process the backend started."""


def make(name: str, walls: Walls, workers: int = 2, address: str | None = None) -> Backend:
    """Return the backend called ``name``; ``address`` is a Dask scheduler's. KeyError for an unknown name."""
    if name == "serial":
        from binhdan.grading.backends.serial import Serial

        return Serial(walls)
    if name == "local":
        from binhdan.grading.backends.local import Local

        return Local(walls, workers)
    if name == "dask":
        from binhdan.grading.backends.dask_cluster import Dask

        return Dask(walls, workers, address)
    raise KeyError(name)
