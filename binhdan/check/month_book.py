"""A month's book of citizens' reports: its columns by the names people give them, its rows, and what is urgent and open."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from binhdan.check.details import figures
from binhdan.text import fold, words

# Column -> how people also call it, folded; the first that opens a clause is meant, longest first.
_CALLED = {
    "mã": "ma phan anh|ma so|ma",
    "ngày": "ngay nhan|ngay",
    "tổ": "to dan pho|to",
    "loại": "loai phan anh|loai viec|loai|linh vuc|nhom",
    "kênh": "qua kenh|kenh",
    "gấp": "muc do gap|gap|khan cap|khan",
    "tình trạng": "tinh trang|trang thai|ket qua",
    "số ngày": "so ngay xu ly|so ngay giai quyet|so ngay|thoi gian xu ly|thoi gian giai quyet|thoi gian|ngay xu ly",
    "chi phí": "chi phi|kinh phi|so tien|tien",
    "nội dung": "noi dung phan anh|noi dung",
}
_BY_NAME = {name: column for column, called in _CALLED.items() for name in called.split("|")}
_OPENS = re.compile(rf"(?:cot\s+)?[“\"']?(?P<name>{'|'.join(sorted(_BY_NAME, key=len, reverse=True))})\b[”\"']?\s*")
NUMERIC = ("số ngày", "chi phí")
DONE = "đã xong"
# What people say for a value of the book, folded.
_MEANT = {
    "xong": DONE, "hoan thanh": DONE, "da hoan thanh": DONE, "giai quyet xong": DONE, "da giai quyet": DONE, "da giai quyet xong": DONE,
    "da xu ly": DONE, "da xu ly xong": DONE, "xu ly xong": DONE, "giai quyet": DONE, "xu ly": DONE,
    "dang xu ly": "đang làm", "dang giai quyet": "đang làm", "nuoc sach sinh hoat": "nước sạch",
}  # fmt: skip


@dataclass(frozen=True)
class Book:
    """The rows of a book (column -> cell) and the values that some columns choose from."""

    rows: tuple[dict, ...]
    values: dict[str, list[str]]

    def values_of(self, column: str, said: str) -> list[str]:
        """Return the values of a column that ``said`` can mean: the very one, else those that hold its words."""
        wanted = words(_MEANT.get(" ".join(words(said)), said))
        if exact := [value for value in self.values.get(column, []) if words(value) == wanted]:
            return exact
        return [value for value in self.values.get(column, []) if wanted and f" {' '.join(wanted)} " in f" {' '.join(words(value))} "]

    def once(self, column: str) -> Book:
        """Return the book without lines that repeat a cell of ``column``; the first one stays."""
        kept: dict[str, dict] = {}
        for row in self.rows:
            kept.setdefault(plain(row[column]), row)
        return Book(tuple(kept.values()), self.values)


def book_of(case: dict) -> Book:
    """Return the book of a month's case: ``rows`` are lists of cells in the order of ``columns``."""
    return Book(tuple(dict(zip(case["columns"], row)) for row in case["rows"]), case["values"])


def column_named(said: str) -> tuple[str, str]:
    """Return (column, what follows) where folded words open with a column's name, else ("", all of them)."""
    match = _OPENS.match(said)
    return (_BY_NAME[match["name"]], said[match.end() :]) if match else ("", said)


@lru_cache(maxsize=4096)
def plain(cell: object) -> str:
    """Return a cell as it is compared: folded words."""
    return " ".join(words(str(cell))) or fold(str(cell)).strip()


@lru_cache(maxsize=4096)
def number_in(cell: object) -> float | None:
    """Return the number of a cell ("1,2 triệu" is 1200000), None where it holds none."""
    if isinstance(cell, (int, float)):
        return float(cell)
    found = [detail.values[0][0] for detail in figures(str(cell)) if detail.kind == "number"]
    return float(found[0]) if found else None


def urgent_open(case: dict) -> list[dict]:
    """Return the reports that are marked urgent and not done, each code once, in the book's order."""
    return [row for row in book_of(case).once("mã").rows if plain(row["gấp"]) and plain(row["tình trạng"]) != plain(DONE)]
