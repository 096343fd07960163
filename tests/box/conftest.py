"""A real box for the tests of its parts."""

import sys
from pathlib import Path

import pytest

from binhdan.grading.box.keeper import Keeper
from binhdan.grading.box.walls import probe

sys.path.insert(0, str(Path(__file__).parent))

@pytest.fixture(scope="session")
def keeper():
    """A warm template, shared by all tests."""
    walls = probe()
    if not walls.suffice:
        pytest.skip(f"optional: this machine lacks walls ({walls.describe()})")
    with Keeper(walls) as keeper:
        yield keeper


@pytest.fixture
def room(keeper):
    """A fresh room with one file in it."""
    from quick import QUICK

    with keeper.open({"data/a.txt": "chè".encode()}, QUICK) as room:
        yield room
