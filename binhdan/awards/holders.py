"""Whose name stands on a certificate."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from pathlib import Path

from binhdan.awards.problem import AwardError
from binhdan.text import fold, nfc

MAX_NAME = 60
# The letters that the certificate's fonts have.
_NAME = re.compile(r"[A-Za-zÀ-ÖØ-öø-ňŊ-ſƠơƯưẠ-ỹ][A-Za-zÀ-ÖØ-öø-ňŊ-ſƠơƯưẠ-ỹ '’.\-]*")
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
_CODE = {"code", "ma", "ma hoc vien"}
_HEAD_NAME = {"name", "ten", "ho ten", "ho va ten"}
_YEAR = {"birth_year", "birth year", "nam sinh"}


@dataclass(frozen=True)
class Holder:
    """A learner's code, the name to print, and the year of birth where it shall be printed."""

    code: str
    name: str
    birth_year: int | None = None


def clean_name(text: str) -> str:
    """Return ``text`` in NFC with single spaces; ValueError (Vietnamese) for what a certificate cannot carry."""
    name = " ".join(_INVISIBLE.sub("", nfc(text)).split())
    if not name:
        raise ValueError("thiếu họ tên")
    if len(name) > MAX_NAME:
        raise ValueError(f"họ tên dài quá {MAX_NAME} chữ")
    if not _NAME.fullmatch(name):
        odd = next((c for c in name if not _NAME.fullmatch(f"A{c}")), name[0])
        raise ValueError(f"họ tên có ký hiệu {odd!r} không in được trên giấy")
    return name


def read_names(file: Path) -> tuple[dict[str, Holder], list[str]]:
    """Read a CSV with the columns code, name and perhaps birth_year (Vietnamese headings will do).

    Returns code -> Holder and one Vietnamese line for each row that is left out; AwardError when the file as a
    whole cannot be read.
    """
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise AwardError(f"Không đọc được {file} ({error.strerror}). Kiểm tra lại đường dẫn.") from error
    except UnicodeDecodeError as error:
        raise AwardError(f"{file.name} không phải UTF-8. Trong Excel chọn Lưu thành «CSV UTF-8» rồi chạy lại.") from error
    delimiter = max(",;\t", key=text.partition("\n")[0].count)
    rows = list(csv.reader(io.StringIO(text), delimiter=delimiter))
    head = [fold(cell).strip() for cell in rows[0]] if rows else []
    columns = [next((i for i, cell in enumerate(head) if cell in names), None) for names in (_CODE, _HEAD_NAME, _YEAR)]
    if None in columns[:2]:
        raise AwardError(f"{file.name}: dòng đầu phải có cột «code» và «name» (hoặc «mã» và «họ tên»).")
    return _holders(file.name, rows[1:], columns)


def _holders(source: str, rows: list[list[str]], columns: list[int | None]) -> tuple[dict[str, Holder], list[str]]:
    found: dict[str, Holder] = {}
    problems: list[str] = []
    unsure: set[str] = set()
    for number, row in enumerate(rows, start=2):
        code, name, year = (row[c].strip() if c is not None and c < len(row) else "" for c in columns)
        if not any(cell.strip() for cell in row):
            continue
        try:
            holder = Holder(code, clean_name(name), _year(year))
            if not code:
                raise ValueError("thiếu mã học viên")
            if found.get(code, holder) != holder:
                unsure.add(code)
                raise ValueError(f"mã {code} đã có ở dòng trên với họ tên khác")
            found[code] = holder
        except ValueError as error:
            problems.append(f"{source} dòng {number}: {error}. Sửa dòng này rồi chạy lại.")
            unsure.add(code)
    # Of two names for one code nobody here can say which is right.
    return {code: holder for code, holder in found.items() if code not in unsure}, problems


def _year(text: str) -> int | None:
    if not text:
        return None
    if not text.isdecimal() or not 1901 <= int(text) <= 2155:
        raise ValueError(f"năm sinh {text!r} không đúng")
    return int(text)
