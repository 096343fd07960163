"""Plays a verb of the command line as a clerk would type it."""

from __future__ import annotations

import argparse
import contextlib
import importlib
import io
import shlex
import sys

from binhdan.curriculum import CourseError
from binhdan.verbs import VERBS


def play(verb: str, *words: object, good: tuple[int, ...] = (0,)) -> str:
    """Show and run ``binhdan VERB WORDS…``; return what it printed. CourseError where it ends otherwise than ``good``."""
    line = [str(word) for word in words]
    print(f"$ binhdan {verb} {shlex.join(line)}", file=sys.stderr, flush=True)
    module, add_arguments, _ = VERBS[verb]
    home = importlib.import_module(module)
    parser = argparse.ArgumentParser(prog=f"binhdan {verb}")
    getattr(home, add_arguments)(parser)
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        status = home.main(parser.parse_args(line))
    if status not in good:
        raise CourseError(f"Lớp mẫu dừng ở lệnh «binhdan {verb}» (mã {status}): {said.getvalue().strip() or 'lý do ở ngay trên'}")
    return said.getvalue()
