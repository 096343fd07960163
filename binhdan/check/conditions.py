"""Conditions on a book's rows in a learner's words: "tình trạng khác đã xong và số ngày từ 7 trở xuống"."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from dataclasses import dataclass

from binhdan.check.month_book import DONE, NUMERIC, Book, column_named, number_in, plain
from binhdan.text import fold, nfc

Test = Callable[[dict], bool]
_NONE = {"", "-", "–", "tat ca", "moi dong", "ca so", "toan bo", "khong co", "khong dieu kien"}
_N = r"(?P<n>\d+(?:[.,]\d+)*(?:\s*(?:nghin|ngan|trieu|tr)\b)?)(?:\s*(?:ngay|dong|d))?"
_COMPARE = tuple(
    (re.compile(rf"(?:{pattern})$"), test)
    for pattern, test in (
        (rf"(?:tu\s+)?{_N}\s+tro len|(?:>=|≥|it nhat|toi thieu|khong duoi|khong it hon|lon hon hoac bang)\s*{_N.replace('?P<n>', '?P<m>')}", operator.ge),
        (
            rf"(?:tu\s+)?{_N}\s+tro (?:xuong|lai)|(?:<=|≤|=<|khong qua|khong vuot qua|khong hon|khong tren|nhieu nhat|toi da|trong vong|trong|nho hon hoac bang|chua qua)\s*"
            rf"{_N.replace('?P<n>', '?P<m>')}",
            operator.le,
        ),
        (rf"(?:>|tren|qua|vuot qua|vuot|hon|lon hon|lau hon|nhieu hon)\s*{_N}", operator.gt),
        (rf"(?:<|duoi|chua den|it hon|nho hon)\s*{_N}", operator.lt),
        (rf"(?:=|la|bang|dung)\s*{_N}", operator.eq),
    )
)
_NOT = re.compile(r"^(?:khong phai(?: la)?|khong la|khong bang|khac(?: voi)?|chua(?: phai)?(?: la)?|ngoai(?: tru)?|tru|khong)\b\s*")
_IS = re.compile(r"^(?:(?:la|bang|thuoc|ve|co gia tri(?: la)?|ghi(?: la)?|o)\b|[=:])\s*")
_EMPTY = {"trong", "de trong", "bo trong", "rong", "khong ghi", "con trong"}
_FILLED = {"co", "co ghi", "co dau", "khong trong", "khong de trong", "khong bo trong", "khac trong"}
_FLAGGED = re.compile(r"(?:co |danh )?(?:dau )?(?:x|v|co|gap|1)|co danh dau")
_UNFLAGGED = {"khong", "khong co", "khong gap", "khong co dau", "khong co dau x", "khong danh dau", "khac x", "0", "-"}
# What may stand before the column or the value: "chỉ những dòng có …".
_OPENING = re.compile(r"^(?:(?:chi(?! phi)|nhung|cac|moi|dong|viec|phan anh|khi|neu|voi|nao|cua|trong do|dang co|co(?= (?:gap|khan|tinh|trang|loai|so|to)\b))\s+)+")
_ALTERNATIVE = re.compile(r"\s+(?:hoac|hay)\s+|\s*/\s*")
_AND = re.compile(r"\s+(?:va|dong thoi|(?:nhung|ma)(?=\s+(?:chua|con|dang|khong|phai)\b))\s+|\s*(?:[;&]|,(?!\d))\s*")


class ConditionError(ValueError):
    """A condition that can't be read; the message is one Vietnamese clause."""


@dataclass
class _Clause:
    """One column's part of a condition: the test, and for words its values, so that "và …" can add one."""

    column: str
    test: Test
    values: set[str] | None = None


def condition(said: str, book: Book, column: str = "") -> Test:
    """Return the test of a row that ``said`` means; ConditionError says what can't be read.

    ``column`` is the one meant where a clause names none ("từ 7 trở xuống"); no words are no condition.
    """
    text = folded(said).strip(" .()")
    if text in _NONE:
        return lambda row: True
    clauses: list[_Clause] = []
    for piece in _AND.split(text):
        if not piece.strip(" ."):
            continue
        for number, part in enumerate(_ALTERNATIVE.split(piece.strip(" ."))):
            _add(clauses, _OPENING.sub("", part.strip()), book, column, alternative=number > 0)
    return lambda row: all(clause.test(row) for clause in clauses)


def folded(said: str) -> str:
    """Return a condition without diacritics; "≠", which would fold to "=", becomes a word first."""
    return fold(re.sub(r"<>|!=|≠|=/=", " khác ", nfc(said).replace("`", " ")))


def _add(clauses: list[_Clause], said: str, book: Book, column: str, alternative: bool) -> None:
    """Read one clause; one more value of the column before ("đang làm và chờ bổ sung") widens that one."""
    named, _ = column_named(said)
    clause = _clause(said, book, column)
    last = clauses[-1] if clauses else None
    same = last is not None and last.column == clause.column and None not in (last.values, clause.values)
    if same and (alternative or not named):
        last.values.update(clause.values)
    elif alternative:
        raise ConditionError("“hoặc” chỉ dùng giữa các giá trị của một cột, ví dụ: loại là điện hoặc rác thải")
    else:
        clauses.append(clause)


def _clause(said: str, book: Book, default: str) -> _Clause:
    if re.fullmatch(r"khong (?:co |phai )?(?:gap|khan)", said):
        return _flag("khong")
    column, rest = column_named(said)
    rest = rest.strip(" “”\"'")
    column = column or _column_of(rest, book, default)
    if column == "gấp":
        return _flag(rest)
    if rest in _EMPTY | _FILLED:
        filled = rest in _FILLED
        return _Clause(column, lambda row: bool(plain(row[column])) is filled)
    if (compared := _compared(column, rest)) is not None:
        return compared
    return _worded(column, rest, book)


def _column_of(said: str, book: Book, default: str) -> str:
    """The column that a clause without a name speaks of: the one with such a value, else ``default``."""
    value = _IS.sub("", _NOT.sub("", said))
    for column in book.values:
        if book.values_of(column, value):
            return column
    if default:
        return default
    if re.search(r"\d\s*ngay\b", said):
        return "số ngày"
    raise ConditionError(f"không rõ “{said}” nói về cột nào. Ghi tên cột trước, ví dụ: tình trạng là {DONE}")


def _flag(said: str) -> _Clause:
    """The column with a mark or nothing: "gấp", "gấp có dấu x", "không gấp"."""
    value = _IS.sub("", said)
    if not value or _FLAGGED.fullmatch(value) or value in _FILLED:
        return _Clause("gấp", lambda row: bool(plain(row["gấp"])))
    if value in _UNFLAGGED | _EMPTY:
        return _Clause("gấp", lambda row: not plain(row["gấp"]))
    raise ConditionError("cột gấp chỉ có dấu x hoặc để trống. Ghi: gấp có dấu x (thêm điều kiện khác thì nối bằng chữ “và”)")


def _compared(column: str, said: str) -> _Clause | None:
    for pattern, test in _COMPARE:
        if match := pattern.match(said):
            if column not in NUMERIC and test is operator.eq:
                return None
            if column not in NUMERIC:
                raise ConditionError(f"cột {column} không phải là số, không so lớn bé được")
            limit = number_in(next(value for value in match.groupdict().values() if value))
            return _Clause(column, lambda row: (number := number_in(row[column])) is not None and test(number, limit))
    return None


def _worded(column: str, said: str, book: Book) -> _Clause:
    denied = bool(_NOT.match(said) or _IS.sub("", said).startswith("chua "))
    value = _IS.sub("", _NOT.sub("", _IS.sub("", said))).strip(" “”\"'")
    if column == "nội dung":
        return _Clause(column, lambda row: (value in fold(str(row[column]))) is not denied)
    if column not in book.values:
        values = {plain(value)}
        if not any(plain(row[column]) in values for row in book.rows):
            raise ConditionError(f"cột {column} không có ô nào ghi “{value}”")
    else:
        found = book.values_of(column, value)
        if len(found) != 1:
            told = f"“{value}” có thể là {' hoặc '.join(found)}" if found else f"cột {column} không có “{value}”; chỉ có: {', '.join(book.values[column])}"
            raise ConditionError(f"{told}. Ghi đúng một giá trị")
        values = {plain(found[0])}
    return _Clause(column, lambda row: (plain(row[column]) in values) is not denied, values)
