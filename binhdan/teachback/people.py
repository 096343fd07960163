"""Residential groups and names of the learners of a class, as far as the records know them."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from binhdan.records import address, opened


FILE = "records.db"


@dataclass(frozen=True)
class Person:
    """Where a learner lives, and every name by which a text could give them away."""

    group: str
    names: tuple[str, ...]


def known(class_folder: Path, db: str | None, codes: Iterable[str]) -> dict[str, Person]:
    """Return code -> Person for those of ``codes`` who are enrolled; nobody where there are no records yet."""
    if not (db or os.environ.get("BINHDAN_DB") or (class_folder / FILE).is_file()):
        return {}  # opening the records would make them
    from sqlalchemy import select

    from binhdan.records.models import Learner, Nickname, ResidentialGroup
    from binhdan.records.pieces import pieces

    query = (
        select(Learner.code, ResidentialGroup.name, Learner.name, Nickname.nickname)
        .join(ResidentialGroup)
        .join(Nickname, Nickname.learner == Learner.number, isouter=True)
    )
    found = {}
    with opened(address(class_folder, db)) as book, book.reading() as session:
        for some in pieces(codes):
            for code, group, *names in session.execute(query.where(Learner.code.in_(some))):
                found[code] = Person(group, tuple(filter(None, names)))
    return found
