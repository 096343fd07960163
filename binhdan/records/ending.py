"""How a verb of the ward ends: done, with a message that says what is in the way, or stopped by hand."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable

from binhdan.curriculum import CourseError

STOPPED = 130


def of(
    run: Callable[[argparse.Namespace], int], args: argparse.Namespace, stopped: str,
    also: tuple[type[Exception], ...] = (), disk: Callable[[OSError], str] | None = None,
) -> int:
    """Return the status of ``run(args)``; 1 where something was in the way, 130 after Ctrl-C, when ``stopped`` is told.

    In the way are CourseError, RecordsError and those of ``also``, told in their own words; a package that is not
    installed; and OSError where ``disk`` gives the words for it. Every other error is a mistake in the program and passes on.
    """
    try:
        return run(args)
    except KeyboardInterrupt:
        print(f"\n{stopped}", file=sys.stderr)
        return STOPPED
    except ModuleNotFoundError as error:
        if (error.name or "binhdan").partition(".")[0] == "binhdan":
            raise
        print(f"Thiếu gói {error.name}. Cài bằng `pip install \"binhdan[ward]\"` rồi chạy lại.", file=sys.stderr)
    except _told(also) as error:
        print(error, file=sys.stderr)
    except OSError as error:
        if disk is None:
            raise
        print(disk(error), file=sys.stderr)
    return 1


def _told(also: tuple[type[Exception], ...]) -> tuple[type[Exception], ...]:
    from binhdan.records.database import RecordsError  # loads SQLAlchemy, so only when something went wrong

    return CourseError, RecordsError, *also
