"""Which kind of box this machine gets."""

from __future__ import annotations

import os

from binhdan.grading.box.alone import AloneKeeper
from binhdan.grading.box.keeper import Keeper
from binhdan.grading.box.walls import Walls


def open_box(walls: Walls) -> Keeper | AloneKeeper:
    """Return a warm template that forks where the system can, else a fresh Python for each hand-in."""
    forks = hasattr(os, "fork") and hasattr(os, "pidfd_open") and hasattr(os, "memfd_create")
    return Keeper(walls) if forks else AloneKeeper(walls)
