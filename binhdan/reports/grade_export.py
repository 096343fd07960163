"""What nbgrader's export plugins for school systems share: whose marks, with which names, into a file that is whole."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from nbgrader.api import Gradebook
from nbgrader.plugins import ExportPlugin
from traitlets import Bool, Unicode

from binhdan.curriculum import CourseError, load_course
from binhdan.records import access, names_of, sheets
from binhdan.records.database import FILE, RecordsError, address, opened
from binhdan.reports import grade_table
from binhdan.reports.grade_table import Choice, Table


class GradeExport(ExportPlugin):
    """Writes a gradebook as one CSV file; a subclass lays the table out for one system."""

    system = ""

    level_tests = Bool(False, help="export the tests before and after a level, too").tag(config=True)
    cohort = Unicode("", help="only learners of this cohort of the records").tag(config=True)
    db = Unicode("", help="address of the records; default: BINHDAN_DB, else records.db in the class folder").tag(config=True)
    class_folder = Unicode("", help="where records.db is; default: the course directory").tag(config=True)

    layout: Callable[[GradeExport, Table], Iterator[list]]  # a subclass's: the lines of the file, headers first

    def export(self, gradebook: Gradebook) -> None:
        """Do what ``nbgrader export --exporter=…`` asks for; where it can't be done, say why and end with status 1."""
        try:
            for line in told(self.write(gradebook), self.to):
                self.log.warning(line)
        except (CourseError, RecordsError) as error:
            self.log.error(str(error))
            sys.exit(1)

    def write(self, gradebook: Gradebook) -> Table:
        """Write the file at ``to`` and return what stands in it.

        RecordsError or CourseError says what is in the way; the old file is then as it was.
        """
        self.to = self.to or f"{self.system.lower()}.csv"
        folder, course = self._folder(), load_course()
        choice = Choice(frozenset(self.student), frozenset(self.assignment), self.level_tests)
        if not _has_records(folder, self.db):
            if self.cohort:
                raise RecordsError(f"Chưa có sổ học viên trong {folder} nên không biết ai ở lớp «{self.cohort}». Ghi danh bằng `binhdan enrol` trước.")
            return self._written(grade_table.build(gradebook, course, {}, choice))
        with opened(address(folder, self.db)) as book, book.writing() as session:
            people = names_of.people(session, self.cohort)
            if self.cohort and not people:
                raise RecordsError(f"Không có ai ở lớp «{self.cohort}» trong sổ học viên. Xem tên các lớp bằng `binhdan learners`.")
            table = grade_table.build(gradebook, course, people, choice, only_known=bool(self.cohort))
            named = sum(row.person is not None for row in table.rows)
            access.log(session, access.EXPORT, named, detail=f"điểm cho {self.system}, lớp {self.cohort or 'tất cả'}")
            # The log must not say that names went out when they did not.
            return self._written(table)

    def _written(self, table: Table) -> Table:
        if not table.rows:
            raise RecordsError("Sổ điểm chưa có điểm nào để xuất. Thu và chấm bài bằng `binhdan collect` rồi `binhdan grade` trước.")
        sheets.write_csv(Path(self.to), self.layout(table))
        return table

    def _folder(self) -> Path:
        if self.class_folder:
            return Path(self.class_folder)
        return Path(self.parent.coursedir.root) if self.parent else Path.cwd()


def _has_records(folder: Path, db: str) -> bool:
    """Whether there are records to read names from: an export does not make any."""
    return isinstance(address(folder, db), str) or (folder / FILE).is_file()


def told(table: Table, to: str) -> Iterator[str]:
    """Yield what a person should know about a file that was written."""
    yield f"Đã ghi {len(table.rows)} học viên, {len(table.columns)} bài vào {to}."
    if table.waiting:
        yield f"{table.waiting} bài còn chờ người chấm nên chưa có điểm trong tệp. Chấm trong formgrader, chạy `binhdan grade`, rồi xuất lại."
    if unnamed := [row.code for row in table.rows if row.person is None]:
        yield f"{len(unnamed)} mã chưa ghi danh nên tệp ghi mã thay tên: {_some(unnamed)}"
    if table.unusable:
        yield (
            f"Để lại {len(table.unusable)} mã mà bảng tính sẽ hiểu là công thức: {_some(table.unusable)}. "
            "Đổi tên thư mục bài nộp thành mã học viên rồi thu và chấm lại."
        )


def _some(codes) -> str:
    return ", ".join(repr(code)[1:-1] for code in list(codes)[:10]) + (" …" if len(codes) > 10 else "")
