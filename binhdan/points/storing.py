"""The standings in the database, replaced as a whole: who reads meanwhile sees the old ones."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Table, delete, insert
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from binhdan.points.tally import Counts, unpacked
from binhdan.records.models import Completion, GroupDay, GroupWeek, Reckoning, Standing
from binhdan.records.pieces import pieces

_AT_ONCE = 10_000  # rows


def replace(session: Session, parts: Iterable[bytes], counts: Counts, gone: set[int], reckoning: tuple[datetime, int, int, str]) -> None:
    """Put new standings in the place of all old ones; ``session`` must come from ``Database.writing``.

    ``parts`` are packed rows, ``gone`` the numbers of learners who were erased since they were reckoned, ``reckoning``
    the moment, its day, how many learners, and the digest of the rules.
    """
    for table in (Standing, Completion, GroupWeek, GroupDay, Reckoning):
        session.execute(delete(table))
    for part in parts:
        for table, rows in zip((Standing, Completion), unpacked(part)):
            _insert(session, table.__table__, [row for row in rows if row[0] not in gone] if gone else rows)
    for some in pieces(counts.by_week(), _AT_ONCE):
        _insert(session, GroupWeek.__table__, some)
    _insert(session, GroupDay.__table__, counts.by_day())
    at, today, learners, digest = reckoning
    session.execute(insert(Reckoning).values(at=at, today=today, learners=learners, rules_digest=digest))


def _insert(session: Session, table: Table, rows: list[tuple]) -> None:
    """Insert rows whose cells stand in the order of the columns."""
    if not rows:
        return
    columns = ", ".join(column.name for column in table.columns)
    connection = session.connection()
    if connection.dialect.name == "sqlite":
        marks = ", ".join("?" * len(table.columns))
        connection.exec_driver_sql(f"INSERT INTO {table.name} ({columns}) VALUES ({marks})", rows)
        return
    statement = f"COPY {table.name} ({columns}) FROM STDIN"
    lines = "".join(["\t".join([_cell(cell) for cell in row]) + "\n" for row in rows])
    driver = connection.connection.driver_connection
    try:
        with driver.cursor() as cursor:
            cursor.copy_expert(statement, io.StringIO(lines))
    except connection.dialect.loaded_dbapi.Error as error:
        raise DBAPIError(statement, None, error) from error


def _cell(cell: object) -> str:
    """A cell as COPY wants it; the only text are keys of target groups."""
    if cell is None:
        return r"\N"
    return str(cell).replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")
