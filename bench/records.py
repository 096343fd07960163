"""How the records grow, on SQLite and PostgreSQL: python bench/records.py [enrol|year] [--sizes N …] [--quick] [--json FILE]

enrol: rosters with one row in twenty wrong, each enrolled twice: new, and again when everybody is known. year: what a
year of activity costs to recompute and to report. The million takes an hour in all, 4 GB of memory (enrol), and 15 GB
of disk in --scratch and the temporary folder. Seconds are of the whole command, memory is of all its processes.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import growth
import measuring
import synthetic_roster
import year

SIZES = {"enrol": (100, 10_000, 1_000_000), "year": (100, 10_000, 200_000, 1_000_000)}
DATABASES = ("SQLite", "PostgreSQL")
PER_GROUP = 400  # learners in a residential group, as in the ward that the plan speaks of
ROOT = Path(__file__).resolve().parents[1]


def measure(scratch: Path, sizes: list[int]) -> list[dict]:
    """Enrol every size on both databases and print each as it comes; return the figures."""
    found = []
    for size in sizes:
        for kind in (".xlsx", ".csv"):
            found += [_tell(row) for row in _enrolled(scratch, "SQLite", None, size, kind)]
        with growth.postgres() as url:
            found += [_tell(row) for row in _enrolled(scratch, "PostgreSQL", url, size, ".csv")] if url else []
    return found


def _tell(row: dict) -> dict:
    print("  " + ", ".join(f"{k}: {v:.2f}" if isinstance(v, float) else f"{k}: {v}" for k, v in row.items()), flush=True)
    return row


def _enrolled(scratch: Path, database: str, url: str | None, size: int, kind: str) -> list[dict]:
    folder = Path(tempfile.mkdtemp(dir=scratch))
    groups = _locale(folder / "thanh-pho.toml", size)
    wrong = len(synthetic_roster.write(folder / f"ds{kind}", size, size // 20, groups))
    environment = os.environ | {"BINHDAN_LOCALE": str(folder / "thanh-pho.toml"), "BINHDAN_COURSE": str(ROOT), "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "binhdan.cli", "enrol", str(folder / f"ds{kind}"), "--class-folder", str(folder), "--yes"]
    command += ["--db", url] if url else []
    rows = []
    for run in ("new", "again"):
        cost = measuring.run([["sh", "-c", '"$@"; test $? -eq 3', "-", *command]], folder, environment)
        rows.append(
            {"database": database, "file": kind, "rows": size, "wrong": wrong, "run": run, "seconds": cost.seconds}
            | {"CPU s": cost.cpu, "ms a row": 1000 * cost.seconds / size, "peak MB": cost.memory / 1e6}
        )
    shutil.rmtree(folder)
    return rows


def _locale(file: Path, size: int) -> tuple[str, ...]:
    """A city with as many residential groups as its people need, none named nearly like another."""
    groups = tuple(f"Đồi {number:03}" for number in range(1, max(1, size // PER_GROUP) + 1))
    text = (ROOT / "locale" / "doi-che.toml").read_text(encoding="utf-8")
    lines = [f"names = {json.dumps(groups, ensure_ascii=False)}" if line.startswith("names =") else line for line in text.splitlines()]
    # How many people live where is said of the groups that are gone.
    file.write_text("\n".join(line for line in lines if not line.startswith("people =")), encoding="utf-8")
    return groups


def main() -> int:
    """Measure, print, and write the figures where asked."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("part", nargs="?", choices=list(SIZES), help="only this part")
    parser.add_argument("--quick", action="store_true", help="small sizes only")
    parser.add_argument("--sizes", type=int, nargs="+", metavar="N", help="these sizes")
    parser.add_argument("--databases", nargs="+", choices=DATABASES, default=DATABASES, help="year: only these")
    parser.add_argument("--scratch", type=Path, metavar="FOLDER", help="where the databases lie meanwhile")
    parser.add_argument("--json", type=Path, metavar="FILE")
    args = parser.parse_args()
    found = {}
    with tempfile.TemporaryDirectory(prefix="binhdan-records-", dir=args.scratch) as where:
        for part in [args.part] if args.part else SIZES:
            sizes = args.sizes or ((100, 1000) if args.quick else SIZES[part])
            print(part, flush=True)
            if part == "enrol":
                found[part] = measure(Path(where), sizes)
            else:
                found[part] = year.measure(Path(where), sizes, tuple(args.databases), _locale, _tell)
    if args.json:
        args.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except subprocess.CalledProcessError as error:
        sys.exit(f"{error}\n{error.output}")
