"""One job after another, in this process."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from binhdan.grading.box.opening import open_box
from binhdan.grading.box.walls import Walls
from binhdan.grading.job import Done, Job, work


class Serial:
    """Owns one box."""

    def __init__(self, walls: Walls):
        self._keeper = open_box(walls)

    def run(self, jobs: Iterable[Job]) -> Iterator[Done]:
        """Yield results in the order of the jobs."""
        for job in jobs:
            yield work(job, self._keeper)

    def close(self) -> None:
        """End the box."""
        self._keeper.close()
