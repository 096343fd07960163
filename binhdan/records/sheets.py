"""Tables as clerks have them: Excel and CSV files read into numbered rows of cells, CSV written for Excel."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from binhdan.records.database import RecordsError
from binhdan.records.legacy_fonts import TCVN3, VNI, legacy_font, way_out
from binhdan.records.outfile import whole

MOST_BYTES = 600_000_000  # of an unpacked workbook; a million rows need about 300 MB
_SAVE_AS = "Trong Excel chọn Tệp > Lưu dưới dạng > Sổ làm việc Excel (.xlsx), hoặc «CSV UTF-8», rồi chạy lại với tệp mới"
# Some spreadsheets take the wide forms for the narrow ones; a lone "-" is text to all. Where they separate by semicolons,
# or end a row at a line break, what follows begins a cell: quotes do not keep it together there.
_BEGINS = r"(\A|[;\r\n] *)"
_FORMULA = r"(?=[=+\-@\t\r\n＝＋－＠].)"
_RUNS = re.compile(_BEGINS + _FORMULA, re.S)
_DEFUSED = re.compile(f"{_BEGINS}'{_FORMULA}", re.S)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table, its number as Excel shows it (from 1), and its sheet where there are several."""

    sheet: str
    number: int
    cells: tuple

    @property
    def label(self) -> str:
        """What a person looks for in the file."""
        return f"dòng {self.number}" + (f" tờ «{self.sheet}»" if self.sheet else "")


def rows(file: Path) -> Iterator[Row]:
    """Yield the rows of an .xlsx or .csv file that are not empty; RecordsError says why it can't be read."""
    try:
        head = file.open("rb").read(8)
    except FileNotFoundError as error:
        raise RecordsError(f"Không có tệp {file}. Kiểm tra lại tên và thư mục.") from error
    except OSError as error:
        raise RecordsError(f"Không đọc được {file} ({error.strerror}). Đóng tệp đang mở trong Excel rồi chạy lại.") from error
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        raise RecordsError(f"{file.name} là tệp Excel kiểu cũ (.xls) hoặc có mật khẩu. Bỏ mật khẩu; {_SAVE_AS[0].lower()}{_SAVE_AS[1:]}.")
    found = _workbook(file) if head.startswith(b"PK") else _csv(file)
    return (row for row in found if any(cell not in (None, "") for cell in row.cells))


def _workbook(file: Path) -> Iterator[Row]:
    import openpyxl

    try:
        with zipfile.ZipFile(file) as packed:
            if sum(part.file_size for part in packed.infolist()) > MOST_BYTES:
                raise RecordsError(f"{file.name} quá lớn. Chia thành nhiều tệp, mỗi tệp vài trăm nghìn dòng, rồi ghi danh từng tệp.")
        book = openpyxl.load_workbook(file, read_only=True, data_only=True)
    except RecordsError:
        raise
    except Exception as error:  # openpyxl fails in many ways on damaged files
        raise RecordsError(f"{file.name} không phải tệp Excel còn nguyên ({type(error).__name__}). {_SAVE_AS}.") from error
    try:
        several = len(book.worksheets) > 1
        for sheet in book.worksheets:
            sheet.reset_dimensions()  # some programs write wrong ones, and rows would be lost
            for number, cells in enumerate(sheet.iter_rows(values_only=True), 1):
                yield Row(sheet.title if several else "", number, cells)
    except RecordsError:
        raise
    except Exception as error:
        raise RecordsError(f"{file.name} bị hỏng giữa chừng ({type(error).__name__}). {_SAVE_AS}.") from error
    finally:
        book.close()


def _csv(file: Path) -> Iterator[Row]:
    text = _decoded(file)
    first = next((line for line in text.splitlines() if line.strip()), "")
    separator = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    number = 0
    try:
        # A cell may hold several lines: Excel still counts one row.
        for number, cells in enumerate(reader, 1):
            yield Row("", number, tuple(cell.strip() for cell in cells))
    except csv.Error as error:
        raise RecordsError(f"{file.name} dòng {number + 1}: không đọc được ({error}). {_SAVE_AS}.") from error


def _decoded(file: Path) -> str:
    data = file.read_bytes()
    try:
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            return data.decode("utf-16")
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # The whole file at once: one name may look right in every encoding.
        found = [font for line in data.decode("latin-1").splitlines() if (font := legacy_font(line)) in (TCVN3, VNI)]
        if found:
            font = max(set(found), key=found.count)
            raise RecordsError(f"{file.name} dùng bảng mã cũ {font}. Mở tệp, {way_out(font)}, lưu thành .xlsx rồi chạy lại.") from error
        raise RecordsError(f"{file.name} không phải UTF-8 (lỗi ở byte {error.start}). {_SAVE_AS}.") from error


def write_csv(file: Path, table: Iterable[Iterable]) -> None:
    """Write ``table`` for Excel in one step: UTF-8 with a BOM, no cell that Excel would run as a formula.

    RecordsError says why it can't be written.
    """
    rows = ([harmless(cell) for cell in row] for row in table)
    with whole(file, "utf-8-sig") as out:
        csv.writer(out).writerows(rows)


def harmless(cell):
    """Return a cell that Excel shows as text: what would begin a formula, there or in a cell it falls into, gets an apostrophe."""
    return _RUNS.sub(r"\1'", cell) if isinstance(cell, str) else cell


def as_typed(cell: str) -> str:
    """Take the apostrophes of ``harmless`` off again."""
    return _DEFUSED.sub(r"\1", cell)
