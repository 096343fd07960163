"""How fast marking is, beside others, on the same class in one run: python bench/grading.py [--quick] [--growth] [--json FILE]

Contestants take turns, round after round; the table shows medians. Wall time on a busy machine
is noise: CPU seconds a hand-in and the ratios are what to read.
"""

import argparse
import contextlib
import json
import os
import platform
import shutil
import sqlite3
import statistics
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import contestants
import measuring
import synthetic_class


def one(contestant: contestants.Contestant, heavy: bool, count: int, scratch: Path) -> dict:
    """Measure one contestant on a fresh class of ``count``: {"count", "seconds", "cpu", "memory"}."""
    folder = Path(tempfile.mkdtemp(dir=scratch))
    course = synthetic_class.build_course(folder / "course", heavy)
    synthetic_class.hand_in(course, folder / "class", count)
    if contestant.name.startswith("stock"):
        contestants.prepare_stock(folder)
    if contestant.name == "otter-grader":
        contestants.prepare_otter(folder)
    cost = measuring.run(contestant.commands(folder), folder, contestants.environment(folder))
    seconds, cpu = cost.seconds, cost.cpu
    if contestant.inner:
        inner = [json.loads(file.read_text(encoding="utf-8")) for file in folder.glob("inner-*.json")]
        seconds, cpu = max(row["seconds"] for row in inner), sum(row["cpu"] for row in inner)
    marks = _marks(contestant, folder)
    if marks is not None and len(marks) != count:
        raise SystemExit(f"{contestant.name} has marked {len(marks)} of {count}: see {folder / 'output.log'}")
    shutil.rmtree(folder)
    return {"count": count, "seconds": seconds, "cpu": cpu, "memory": cost.memory, "marks": marks or {}}


def _marks(contestant: contestants.Contestant, folder: Path) -> dict[str, float] | None:
    """Learner -> points as the contestant has them; None for one that marks nothing."""
    if contestant.name == "otter-grader":
        return json.loads((folder / "otter.json").read_text(encoding="utf-8"))
    books = [file for file in (folder / "gradebook.db", folder / "class" / "gradebook.db") if file.is_file()]
    if not books:
        return None
    with contextlib.closing(sqlite3.connect(books[0])) as book:
        return dict(
            book.execute(
                "select a.student_id, sum(g.auto_score) from grade g join submitted_notebook n on g.notebook_id = n.id"
                " join submitted_assignment a on n.assignment_id = a.id group by a.student_id"
            )
        )


def _agree(known: dict[str, float], run: dict, name: str) -> None:
    """A contestant that gives other marks than those before it is not doing the same work."""
    for learner, points in run["marks"].items():
        if known.setdefault(learner, points) != points:
            raise SystemExit(f"{name} gives {learner} {points:g} points, others gave {known[learner]:g}")


def race(heavy: bool, counts: dict[bool, int], rounds: int, scratch: Path) -> list[dict]:
    """Let every contestant mark a class in every round, taking turns; one row each with medians.

    The cost of one further hand-in is the difference between a full class and a fifth of it; the
    fast ones get five times as many, so that the difference is more than noise.
    """
    known: dict[str, float] = {}
    runs: dict[str, list[tuple[dict, dict]]] = {each.name: [] for each in contestants.ALL}
    for number in range(rounds):
        for each in contestants.ALL:
            full = counts[each.slow]
            pair = tuple(one(each, heavy, count, scratch) for count in (max(1, full // 5), full))
            for run in pair:
                _agree(known, run, each.name)
            runs[each.name].append(pair)
            print(f"  round {number + 1}: {each.name}: {full} in {pair[1]['seconds']:.1f} s", flush=True)
    rows = [_row(name, pairs) for name, pairs in runs.items()]
    for row in rows:
        row["ratio"] = row["rate"] / rows[0]["rate"]
        row["cpu_ratio"] = rows[0]["cpu_each"] / row["cpu_each"]
    return rows


def _row(name: str, pairs: list[tuple[dict, dict]]) -> dict:
    def median(value) -> float:
        return statistics.median(value(*pair) for pair in pairs)

    more = pairs[0][1]["count"] - pairs[0][0]["count"]
    return {
        "name": name,
        "count": pairs[0][1]["count"],
        "whole": median(lambda few, full: _class(few, full)["count"] / _class(few, full)["seconds"]),
        "rate": more / max(1e-6, median(lambda few, full: full["seconds"] - few["seconds"])),
        "cpu_each": median(lambda few, full: full["cpu"] - few["cpu"]) / more,
        "memory": median(lambda few, full: full["memory"]),
    }


def _class(few: dict, full: dict) -> dict:
    """Of two runs the one of a class of forty, or nearest to it."""
    return min((full, few), key=lambda run: abs(run["count"] - 40))


def table(rows: list[dict]) -> str:
    """The rows as Markdown."""
    head = "| | hand-ins | a second, start included | a second, after the start | CPU s each | peak MB | times stock | times stock, by CPU |"
    lines = [head, "| --- | --- | --- | --- | --- | --- | --- | --- |"]
    for r in rows:
        cells = [f"{r['whole']:.2f}", f"{r['rate']:.2f}", f"{r['cpu_each']:.3f}", f"{r['memory'] / 1e6:.0f}"]
        lines.append(f"| {r['name']} | {r['count']} | {' | '.join(cells)} | {r['ratio']:.1f} | {r['cpu_ratio']:.1f} |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="10 hand-ins for the slow ones, one round")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--lesson", default=synthetic_class.LESSON, help="which lesson, such as B5.02")
    parser.add_argument("--growth", action="store_true", help="also 10 to 10,000 hand-ins, Dask workers, two databases")
    parser.add_argument("--json", type=Path)
    args = parser.parse_args()
    synthetic_class.LESSON = args.lesson
    counts = {True: 10 if args.quick else 40, False: 200}
    print(f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {os.cpu_count()} cores, Python {platform.python_version()}, load {os.getloadavg()[0]:.1f}")
    found: dict = {"when": datetime.now(UTC).isoformat(), "lesson": args.lesson}
    with tempfile.TemporaryDirectory(prefix="binhdan-bench-") as scratch:
        for heavy in (True, False):
            if not contestants.OTTER:
                print("otter-grader is left out: BINHDAN_BENCH_OTTER does not name the Python of an environment that has it")
            what = f"{args.lesson}, importing {', '.join(synthetic_class.HEAVY)} too" if heavy else args.lesson
            if heavy and "pandas" not in synthetic_class.HEAVY:
                print("pandas is not installed here: the heavy lesson goes without it")
            found[what] = race(heavy, counts, 1 if args.quick else args.rounds, Path(scratch))
            print(f"\n### {what}\n\n{table(found[what])}\n", flush=True)
        if args.growth:
            import growth

            found["growth"] = growth.measure(Path(scratch), quick=args.quick)
    if args.json:
        args.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
