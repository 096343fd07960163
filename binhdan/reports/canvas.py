"""Marks for Canvas: Grades > Import."""

from __future__ import annotations

from collections.abc import Iterator

from binhdan.reports.grade_export import GradeExport
from binhdan.reports.grade_table import Row, Table, number

_HEADERS = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
_MOST = "Points Possible"  # wherever it stands in the first cell, Canvas takes the row for the one of most points


class CanvasExport(GradeExport):
    """``nbgrader export --exporter=binhdan.reports.canvas.CanvasExport``.

    Canvas wants Student, ID, SIS User ID, SIS Login ID and Section, then the assignments; a row "Points Possible" below
    the headers gives the most points of each. A user is found by ID (nbgrader's ``lms_user_id``, if there is one), else
    by SIS User ID, by SIS Login ID, by name. Many share a name, so the code stands behind it: who is not found is then
    asked for and never guessed. An empty cell is no grade. Source: Canvas's lib/gradebook_importer.rb.
    """

    system = "Canvas"

    def layout(self, table: Table) -> Iterator[list]:
        """Yield the lines as Canvas's own export has them."""
        yield [*_HEADERS, *(column.title for column in table.columns)]
        yield [f"    {_MOST}", "", "", "", "", *(number(column.most) for column in table.columns)]
        for row in table.rows:
            marks = ("" if mark is None else number(mark) for mark in row.points)
            yield [_student(row), row.system_id, row.code, row.code, _section(row), *marks]


def _student(row: Row) -> str:
    return row.code if row.person is None or _MOST in row.person.name else f"{row.person.name} ({row.code})"


def _section(row: Row) -> str:
    return row.person.cohorts[0] if row.person and row.person.cohorts else ""
