"""Turn a plain function into a check: the case is looked up, nothing raises, nothing warns."""

from __future__ import annotations

import contextlib
import functools
import inspect
import io
import warnings

from binhdan import cases
from binhdan.check.verdict import Verdict, failed, not_attempted, passed


class Wrong(Exception):
    """Raised inside a check to fail it; the message is the learner's one line."""


class Blank(Wrong):
    """Raised where only what the starter holds is there, such as a table with empty cells: not attempted."""


def checked(function):
    """Make ``function(value, case, ...)`` a check: ``case="B1.07/vi-du"`` arrives as a dict.

    The function returns the line for success and raises ``Wrong`` with the line for failure.
    A value with nothing in it is "not attempted". Whatever else goes wrong fails the check and
    says so: no verdict, no points.
    """
    signature = inspect.signature(function)

    @functools.wraps(function)
    def check(*values, **named) -> Verdict:
        if any(_empty(value) for value in values[:1]):
            return not_attempted()
        # A learner's function may print or warn: neither is a failure.
        with warnings.catch_warnings(), contextlib.redirect_stderr(io.StringIO()), contextlib.redirect_stdout(io.StringIO()):
            warnings.simplefilter("ignore")
            try:
                bound = signature.bind(*values, **named)
                if isinstance(bound.arguments.get("case"), str):
                    bound.arguments["case"] = cases.load(bound.arguments["case"])
                return passed(function(*bound.args, **bound.kwargs))
            except Blank:
                return not_attempted()
            except Wrong as wrong:
                return failed(str(wrong))
            except cases.CaseNotFound as missing:
                return failed(str(missing))
            except Exception as error:  # a learner's value can be anything at all
                return failed(f"Chưa chấm được câu trả lời này ({type(error).__name__}: {error}). Xem lại dạng của nó.")

    check.is_check = True
    return check


def _empty(value) -> bool:
    if isinstance(value, str):
        return not value.strip()
    return value is None or (isinstance(value, (list, tuple, dict, set)) and not value)
