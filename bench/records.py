"""How enrolment grows: rosters of 100 to 100,000 rows, one in twenty wrong, on SQLite and PostgreSQL: python bench/records.py [--quick] [--json FILE]

Each size is enrolled twice: new, and again when everybody is known. Seconds are of the whole command.
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

PER_GROUP = 400  # learners in a residential group, as in the ward that the plan speaks of
ROOT = Path(__file__).resolve().parents[1]


def measure(scratch: Path, quick: bool) -> list[dict]:
    """Run every size on both databases and print each as it comes; return the figures."""
    found = []
    for size in (100, 1000) if quick else (100, 10_000, 100_000):
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
    groups = _locale(folder / "thanh-pho.toml", max(1, size // PER_GROUP))
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


def _locale(file: Path, count: int) -> tuple[str, ...]:
    """A city with as many residential groups as its people need, none named nearly like another."""
    groups = tuple(f"Đồi {number:03}" for number in range(1, count + 1))
    text = (ROOT / "locale" / "doi-che.toml").read_text(encoding="utf-8")
    lines = [f"names = {json.dumps(groups, ensure_ascii=False)}" if line.startswith("names =") else line for line in text.splitlines()]
    file.write_text("\n".join(lines), encoding="utf-8")
    return groups


def main() -> int:
    """Measure, print, and write the figures where asked."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="small sizes only")
    parser.add_argument("--json", type=Path, metavar="FILE")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="binhdan-records-") as where:
        found = measure(Path(where), args.quick)
    if args.json:
        args.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except subprocess.CalledProcessError as error:
        sys.exit(f"{error}\n{error.output}")
