"""Learner codes, short and for reading aloud, and learner numbers, for the machine; neither says anything about the person."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Container
from typing import TYPE_CHECKING

from binhdan.records.pieces import pieces

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"  # no 0/o, 1/i/l
MOST_NUMBER = 2**31 - 1  # what a database keeps in four bytes


def new_codes(session: Session, count: int, taken: set[str]) -> list[str]:
    """Return ``count`` codes such as "k7m-3xq" that nobody has, neither in the records nor in ``taken``."""
    return _free(session, "code", _draw_code, count, taken)


def new_numbers(session: Session, count: int) -> list[int]:
    """Return ``count`` numbers that no learner has: drawn, so that one that was erased does not come again soon."""
    return _free(session, "number", draw_number, count, ())


def draw_number() -> int:
    """Return some number from 1 to MOST_NUMBER."""
    return secrets.randbelow(MOST_NUMBER) + 1


def _draw_code() -> str:
    letters = "".join(secrets.choice(_LETTERS) for _ in range(6))
    return f"{letters[:3]}-{letters[3:]}"


def _free(session: Session, column: str, draw: Callable, count: int, taken: Container) -> list:
    from sqlalchemy import select

    from binhdan.records.models import Learner

    kept = getattr(Learner, column)
    found: dict = {}
    while len(found) < count:
        tries = {one for _ in range(count - len(found)) if (one := draw()) not in taken and one not in found}
        for some in pieces(tries):
            used = set(session.scalars(select(kept).where(kept.in_(some))))
            found |= dict.fromkeys(one for one in some if one not in used)
    return list(found)
