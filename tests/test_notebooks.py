"""The reading edition really runs: nbval re-runs it in real kernels and compares every output."""

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def nbval(*paths, cwd=ROOT):
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("OPENAI_", "BINHDAN_"))}
    environment |= {"BINHDAN_AI": "practice", "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])}
    command = [sys.executable, "-m", "pytest", "--nbval", "-q", "-p", "no:cacheprovider", *map(str, paths)]
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, encoding="utf-8")


def test_notebooks_show_what_they_show():
    done = nbval(ROOT / "notebooks")
    assert done.returncode == 0, done.stdout[-4000:]
    cells = int(re.search(r"(\d+) passed", done.stdout)[1])
    assert cells >= 8 * len(list((ROOT / "notebooks").rglob("*.ipynb")))


def test_a_changed_output_is_noticed(tmp_path):
    """nbval compares for real: one altered word fails."""
    original = sorted((ROOT / "notebooks/level1").glob("01-*.ipynb"))[0]
    text = original.read_text(encoding="utf-8")
    assert "nhà kho số 2\\n" in text
    changed = tmp_path / "changed.ipynb"
    changed.write_text(text.replace('"Nơi: nhà kho số 2', '"Nơi: nhà kho số 9', 1), encoding="utf-8")
    done = nbval(changed, cwd=tmp_path)
    assert done.returncode == 1 and "nhà kho số 2" in done.stdout
