"""Runs a hand-in's cells in a kernel; a cell that kills or blocks it loses only itself."""

from __future__ import annotations

import os
import re
import subprocess
from time import monotonic

from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from nbformat.v4 import new_output
from nbgrader.preprocessors import Execute
from traitlets import Integer

_SECRET = re.compile(r"API_?KEY|TOKEN|SECRET|PASSW|CREDENTIAL|^OPENAI_", re.IGNORECASE)


class RunCells(Execute):
    """nbgrader's Execute with restarts, a time limit for the whole notebook and an output limit a cell."""

    notebook_seconds = Integer(180, help="Seconds for all cells together").tag(config=True)
    restarts = Integer(3, help="How often a kernel may die before the rest is given up").tag(config=True)
    output_bytes = Integer(200_000, help="Characters of output kept a cell").tag(config=True)

    def preprocess(self, nb, resources=None, km=None):
        """Run ``nb``; where the kernel dies, run it again from the start without that cell."""
        self.lost, self.deadline = {}, monotonic() + self.notebook_seconds
        for attempt in range(self.restarts + 2):
            try:
                return super().preprocess(nb, resources, km)
            except (DeadKernelError, CellTimeoutError) as error:
                self.kc = None
                rest = range(self.running, len(nb.cells)) if attempt >= self.restarts else [self.running]
                self.lost |= dict.fromkeys(rest, _why(error))
        raise DeadKernelError("the kernel dies however few cells are run")

    def preprocess_cell(self, cell, resources, index):
        """Run one cell, or note why it is not run."""
        why = self.lost.get(index)
        if not why and monotonic() > self.deadline:
            why = "Hết giờ cho cả sổ tay: ô này không được chạy."
        if why and cell.cell_type == "code":
            cell.outputs = [_error(why)]
            return cell, resources
        self.running, self.printed = index, 0
        return super().preprocess_cell(cell, resources, index)

    def output(self, outs, msg, display_id, cell_index):
        """Keep what a cell shows up to ``output_bytes``; its short value is always kept."""
        size = len(str(msg["content"].get("text") or msg["content"].get("data") or ""))
        self.printed += size
        is_value = msg["msg_type"] == "execute_result" and size < 20_000
        if self.printed > self.output_bytes and not is_value:
            return None
        return super().output(outs, msg, display_id, cell_index)

    def start_new_kernel(self, **kwargs):
        """Start a kernel that knows no keys or passwords of whoever runs the marking."""
        env = {name: value for name, value in os.environ.items() if not _SECRET.search(name)}
        env["PYTHONSAFEPATH"] = "1"  # no module of the hand-in is taken for one of Python's
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        return super().start_new_kernel(env=env, **quiet, **kwargs)


def _why(error: Exception) -> str:
    if isinstance(error, DeadKernelError):
        return "Ô này làm Python dừng hẳn, nên không có kết quả."
    return "Ô này chạy quá lâu và không dừng được."


def _error(why: str) -> NotebookNode:
    return new_output("error", ename="NotRun", evalue=why, traceback=[why])
