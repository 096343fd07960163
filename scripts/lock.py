"""Write lock/course.txt and lock/test.txt from pyproject.toml: every package, pinned, with hashes.

    uv run scripts/lock.py

Plain requirements, not uv.lock: they name no index, so they install from any mirror.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
EXTRAS = ["--extra", "media", "--extra", "ward"]
KINDS = {"course": [*EXTRAS, "--no-dev"], "test": [*EXTRAS, "--group", "dev"]}


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder)
        for name in ("pyproject.toml", "README.md"):
            (project / name).write_bytes((ROOT / name).read_bytes())
        for kind, chosen in KINDS.items():
            export = [sys.executable, "-m", "uv", "export", "--quiet", "--no-emit-project", "--no-header", "--no-annotate", *chosen]
            done = subprocess.run(export, cwd=project, capture_output=True, text=True)
            if done.returncode:
                print(done.stderr, file=sys.stderr)
                return 1
            target = ROOT / "lock" / f"{kind}.txt"
            target.parent.mkdir(exist_ok=True)
            target.write_text(done.stdout, encoding="utf-8")
            print(f"{target}: {done.stdout.count('==')} packages")
    return 0


if __name__ == "__main__":
    sys.exit(main())
