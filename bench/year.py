"""What a year of activity costs once it is in the records: recompute, rank, KPI page, report; 100 to 1,000,000 learners."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

import growth
import measuring

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
_FILL = "import json, sys, pathlib, synthetic_activity as s; print(json.dumps(s.fill(sys.argv[1], pathlib.Path(sys.argv[2]), int(sys.argv[3]))))"


def measure(scratch: Path, sizes: list[int], databases: tuple[str, ...], locale, tell) -> list[dict]:
    """Fill both databases with every size and run the verbs; ``locale`` writes a city's locale file, ``tell`` prints a row."""
    found = []
    for size in sizes:
        if "SQLite" in databases:
            found += _year(scratch, "SQLite", None, size, locale, tell)
        if "PostgreSQL" in databases:
            with growth.postgres() as url:
                found += _year(scratch, "PostgreSQL", url, size, locale, tell) if url else []
    return found


def _year(scratch: Path, database: str, url: str | None, size: int, locale, tell) -> list[dict]:
    folder = Path(tempfile.mkdtemp(dir=scratch))
    try:
        return _run(folder, database, url, size, locale, tell)
    finally:
        shutil.rmtree(folder)


def _run(folder: Path, database: str, url: str | None, size: int, locale, tell) -> list[dict]:
    locale(folder / "thanh-pho.toml", size)
    environment = os.environ | {
        "BINHDAN_LOCALE": str(folder / "thanh-pho.toml"), "BINHDAN_COURSE": str(ROOT), "PYTHONUTF8": "1", "PYTHONPATH": str(HERE),
    }
    started = time.monotonic()
    address = url or f"sqlite:///{folder / 'records.db'}"
    made = subprocess.run([sys.executable, "-c", _FILL, address, str(ROOT), str(size)], check=True, env=environment, capture_output=True, text=True)
    head = {"database": database, "learners": size}
    rows = [head | {"step": "generate", "seconds": time.monotonic() - started} | json.loads(made.stdout)]
    tell(rows[0])
    now = date.today()
    quarter = f"{now.year}-Q{(now.month + 2) // 3}"
    steps = {
        "recompute": ["recompute"],
        "rank and board": ["board", "--as-is", "--to", str(folder / "bang")],
        "KPI page": ["report", "kpi", "--as-is", "--to", str(folder / "kpi.html")],
        "report": ["report", "quarter", quarter, "--as-is", "--to", str(folder / "bao-cao.docx")],
    }
    for step, words in steps.items():
        command = [sys.executable, "-m", "binhdan.cli", *words, "--class-folder", str(folder), *(["--db", url] if url else [])]
        cost = measuring.run([command], folder, environment)
        each = {"seconds": cost.seconds, "CPU s": cost.cpu, "ms a learner": 1000 * cost.seconds / size, "peak MB": cost.memory / 1e6}
        rows.append(head | {"step": step} | each)
        tell(rows[-1])
    return rows
