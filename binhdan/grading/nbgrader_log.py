"""What nbgrader logs, kept to find out why it gave up instead of flooding the screen."""

from __future__ import annotations

import logging


def collecting() -> tuple[logging.Logger, list[str]]:
    """Return a logger for nbgrader's classes and the list that its errors go to."""
    log, lines = logging.Logger("binhdan.nbgrader", logging.ERROR), []
    handler = logging.Handler()
    handler.emit = lambda record: lines.append(record.getMessage())
    log.addHandler(handler)
    return log, lines


def is_locked(lines: list[str]) -> bool:
    """Whether another program kept the gradebook for itself."""
    return any("database is locked" in line for line in lines)


def last_error(lines: list[str]) -> str:
    """Return the last line of the first traceback, at most 160 characters."""
    found = next((line.strip().splitlines()[-1] for line in lines if "Traceback" in line), "không rõ lỗi")
    return found[:160]
