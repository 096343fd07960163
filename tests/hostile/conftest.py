"""One class of attackers and honest neighbours, marked in one run."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "grading"))

from hostile_class import hostile_course_root, marked, walls  # noqa: E402, F401 (fixtures)
