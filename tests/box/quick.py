"""A small budget for rooms in tests."""

from pathlib import Path

from binhdan.grading.box.keeper import Budget

QUICK = Budget(cell_seconds=2, call_seconds=1, grace_seconds=0.5, total_seconds=20, memory_bytes=300 << 20, output_bytes=1 << 20)


def tmp_of_a_room(keeper) -> list[str]:
    """What lies in a fresh room's /tmp: its work folder, and the interpreter's where the course lies below /tmp."""
    return sorted({"work", *(Path(folder).parts[2] for folder in keeper.interpreter if folder.startswith("/tmp/"))})
