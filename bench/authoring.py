"""How long build and verify take, as the course grows: python bench/authoring.py [--json FILE]

Side by side in one run: the lessons as they are, and the same lessons repeated up to the 69 of
the curriculum, in one process and on all cores. Medians of three; take the ratios.
"""

import argparse
import json
import os
import statistics
import time
from concurrent.futures import ProcessPoolExecutor
from itertools import cycle, islice
from pathlib import Path

from binhdan.authoring import editions
from binhdan.authoring.verify import verify
from binhdan.curriculum import load_course


def timed(job, rounds):
    seconds = []
    for _ in range(rounds):
        start = time.perf_counter()
        job()
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    course = load_course()
    written = list(course.lessons)
    full = list(islice(cycle(written), 69))
    cores = os.cpu_count() or 1

    def many(lessons):
        with ProcessPoolExecutor(cores) as pool:
            list(pool.map(verify, [course] * len(lessons), lessons))

    rows = {
        f"build, {len(written)} lessons": timed(lambda: editions.build(course, written, lambda line: None), args.rounds),
        f"verify, {len(written)} lessons, one process": timed(lambda: [verify(course, x) for x in written], args.rounds),
        f"verify, {len(written)} lessons, {cores} processes": timed(lambda: many(written), args.rounds),
        f"verify, {len(full)} lessons, one process": timed(lambda: [verify(course, x) for x in full], args.rounds),
        f"verify, {len(full)} lessons, {cores} processes": timed(lambda: many(full), args.rounds),
    }
    least = min(rows.values())
    for name, seconds in rows.items():
        print(f"{name:45} {seconds:7.2f} s {seconds / least:6.1f} x")
    if args.json:
        args.json.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
