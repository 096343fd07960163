"""A small budget for rooms in tests."""

from binhdan.grading.box.keeper import Budget

QUICK = Budget(cell_seconds=2, call_seconds=1, grace_seconds=0.5, total_seconds=20, memory_bytes=300 << 20, output_bytes=1 << 20)
