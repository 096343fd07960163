"""Feedback pages for what has been marked: several processes, each page through nbgrader's own converter."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

from binhdan.curriculum import load_course
from binhdan.grading.handin import HandIn

_FEW = 3  # up to so many pages are made here: starting processes would take longer
_TRIES = 5


def address(handin: HandIn) -> str:
    """Where a hand-in's page is, below the class folder, with slashes."""
    return f"feedback/{handin.learner}/{handin.assignment}/{handin.assignment}.html"


def write(course_root: Path, class_folder: Path, handins: Iterable[HandIn], workers: int) -> Iterator[tuple[HandIn, str]]:
    """Write the page of each hand-in; yield (hand-in, why it could not be written, or "") as they finish."""
    handins = list(handins)
    if len(handins) <= _FEW or workers < 2:
        for handin in handins:
            yield handin, _page(course_root, class_folder, handin)
        return
    for _ in range(_TRIES):
        # A worker that is killed takes its pool with it; the pages that were not made are made in a new one.
        lost: list[HandIn] = []
        yield from _pool(course_root, class_folder, handins, workers, lost)
        if not lost:
            return
        handins = lost
    for handin in handins:
        yield handin, _page(course_root, class_folder, handin)


def _pool(course_root: Path, class_folder: Path, handins: list[HandIn], workers: int, lost: list[HandIn]):
    fresh = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=fresh, initializer=_end_with_parent) as pool:
        futures = {pool.submit(_page, course_root, class_folder, handin): handin for handin in handins}
        for future in as_completed(futures):
            try:
                why = future.result()
            except BrokenProcessPool:
                lost.append(futures[future])
            else:
                yield futures[future], why


def _end_with_parent() -> None:
    """In a worker: end when the main process does, even where it is killed."""

    def watch() -> None:
        multiprocessing.parent_process().join()
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _page(course_root: Path, class_folder: Path, handin: HandIn) -> str:
    from binhdan.grading.autograding import NotMarked, environment, write_feedback

    here = os.getcwd()
    try:
        with environment(course_root):
            write_feedback(load_course(course_root), class_folder, handin)
    except NotMarked as error:
        return str(error)
    finally:
        os.chdir(here)  # nbgrader moves about
    return ""
