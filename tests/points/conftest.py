"""A course with two written levels, and its rules."""

import importlib.util
import shutil
from pathlib import Path

import pytest

from binhdan.curriculum import load_course
from binhdan.points import rules

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def course(tmp_path_factory):
    """Levels 1 and 2 are written, as far as folders go; of level 3 only one lesson."""
    root = tmp_path_factory.mktemp("khoa-hoc-diem")
    shutil.copyfile(ROOT / "curriculum.toml", root / "curriculum.toml")
    for level, count in ((1, 13), (2, 14), (3, 1)):
        for number in range(1, count + 1):
            (root / f"lessons/level{level}/{number:02d}-bai").mkdir(parents=True)
    return load_course(root)


@pytest.fixture(scope="session")
def asked(course):
    return rules.of(course)


@pytest.fixture(scope="session")
def bench():
    """The simulations behind the rules."""
    spec = importlib.util.spec_from_file_location("bench_points", ROOT / "bench" / "points.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
