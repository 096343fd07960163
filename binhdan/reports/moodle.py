"""Marks for Moodle: Grades > Import > CSV file."""

from __future__ import annotations

from collections.abc import Iterator

from binhdan.reports.grade_export import GradeExport
from binhdan.reports.grade_table import Table, number

NONE = "-"


class MoodleExport(GradeExport):
    """``nbgrader export --exporter=binhdan.reports.moodle.MoodleExport``.

    Moodle reads a file by the columns a person maps: "Username" or "ID number" (here both are the code) finds the user,
    each lesson is mapped to a grade item, the rest is ignored. "-" is no grade. A decimal point is read in every
    language. One unknown user stops the whole import.
    Sources: docs.moodle.org/en/Grade_import; Moodle's grade/import/csv/classes/load_data.php.
    """

    system = "Moodle"

    def layout(self, table: Table) -> Iterator[list]:
        """Yield the lines as Moodle's own export has them: names first, then the ids, then the grade items."""
        yield ["First name", "Last name", "Username", "ID number", *(column.title for column in table.columns)]
        for row in table.rows:
            family, _, given = row.shown.partition(" ")
            names = [given, family] if given else [family, ""]
            yield [*names, row.code, row.code, *(NONE if mark is None else number(mark) for mark in row.points)]
