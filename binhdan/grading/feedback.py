"""Feedback pages for what has been marked: several processes, each page through nbgrader's own converter."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path

from binhdan.curriculum import load_course
from binhdan.grading.handin import HandIn

_FEW = 3  # up to so many pages are made here: starting processes would take longer


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
    fresh = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=fresh) as pool:
        futures = {pool.submit(_page, course_root, class_folder, handin): handin for handin in handins}
        for future in as_completed(futures):
            yield futures[future], future.result()


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
