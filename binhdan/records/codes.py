"""Learner codes: short, for reading aloud, and saying nothing about the person."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from binhdan.records.pieces import pieces

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"  # no 0/o, 1/i/l


def new_codes(session: Session, count: int, taken: set[str]) -> list[str]:
    """Return ``count`` codes such as "k7m-3xq" that nobody has, neither in the records nor in ``taken``."""
    from sqlalchemy import select

    from binhdan.records.models import Learner

    found: dict[str, None] = {}
    while len(found) < count:
        tries = {_draw() for _ in range(count - len(found))} - taken - found.keys()
        for some in pieces(tries):
            used = set(session.scalars(select(Learner.code).where(Learner.code.in_(some))))
            found |= dict.fromkeys(code for code in some if code not in used)
    return list(found)


def _draw() -> str:
    letters = "".join(secrets.choice(_LETTERS) for _ in range(6))
    return f"{letters[:3]}-{letters[3:]}"
