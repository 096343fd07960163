"""Checks of the items that measure a level: one short answer each, the key on the marker's side only."""

from __future__ import annotations

import os
import re
from pathlib import Path

from binhdan import bank
from binhdan.check.choices import choices_are_right, key
from binhdan.check.registry import Wrong, checked
from binhdan.quantities import quantities
from binhdan.text import fold

_ASKED = {
    "choice": "Ghi đúng một chữ cái trong các lựa chọn.",
    "marks": "Ghi số của các dòng, cách nhau bằng dấu phẩy.",
    "number": "Ghi đúng một số tiền, bằng đồng.",
    "date": "Ghi ngày và tháng, ví dụ 31/12.",
}
_AMOUNT = re.compile(r"-?\d{1,3}(?:[.\s]\d{3})+(?!\d)|-?\d+(?:,\d+)?")
_RANGE = re.compile(r"(\d+)\s*den\s*(\d+)")  # a hyphen stands between single numbers as often as between ends
_SPOKEN = re.compile(r"(\d+)\s*(?:trieu|tr)\s*(\d{1,3})\b(?!\s*(?:nghin|ngan|k))")  # 1tr2, 1 triệu 250
_DATE = re.compile(r"(\d{1,2})\s*(?:[/.-]|thang)\s*(\d{1,2})(?:\s*(?:[/.-]|nam)\s*(?:20)?\d\d)?")


@checked
def item_readable(answer: str, kind: str, options: tuple = ()) -> str:
    """Pass an answer that the machine can read as ``kind`` (choice, marks, number or date), right or wrong."""
    _read(answer, kind, tuple(options))
    return "Máy đọc được câu trả lời. Đúng hay sai, bạn biết sau khi nộp."


@checked
def item_right(answer: str, item: str) -> str:
    """Pass the right answer to the bank's ``item``: only where BINHDAN_COURSE names the course, as it does for the marker."""
    if not (course := os.environ.get("BINHDAN_COURSE")):
        raise Wrong("Câu này chỉ được chấm sau khi nộp bài.")
    asked = bank.item(Path(course), item)
    given = _read(answer, asked.kind, asked.options)
    right = tuple(sorted(asked.right)) if asked.kind == "marks" else asked.right
    if given != right:
        raise Wrong("Câu trả lời chưa đúng.")
    return "Đúng."


def _read(answer: str, kind: str, options: tuple[str, ...]) -> tuple:
    """Return an answer in the form that a key has; Wrong says what to write."""
    plain = fold(answer)
    found = _READERS[kind](plain, options)
    if found is None:
        raise Wrong(f"Máy chưa đọc được câu trả lời. {_ASKED[kind]}")
    return found


def _choice(plain: str, options: tuple[str, ...]) -> tuple | None:
    for option in options:
        case = key("item", {"1": option}, list(options)) | {"held_out": True}
        if choices_are_right({"1": plain}, case=case).passed:
            return (option,)
    return None


def _marks(plain: str, options: tuple[str, ...]) -> tuple | None:
    spans = [range(int(first), int(last) + 1) for first, last in _RANGE.findall(plain)]
    rest = re.findall(r"\d+", _RANGE.sub(" ", plain))
    numbers = {int(number) for number in rest} | {number for span in spans if len(span) < 20 for number in span}
    return tuple(sorted(numbers)) or None


def _number(plain: str, options: tuple[str, ...]) -> tuple | None:
    """One amount, or parts that belong together ("1 triệu 200 nghìn"); of a sum, what stands behind "="."""
    plain = plain.rpartition("=")[2]
    if spoken := _SPOKEN.search(plain):
        return (int(spoken[1]) * 10**6 + int(spoken[2]) * 10 ** (6 - len(spoken[2])),)
    if re.search(r"trieu|nghin|ngan|\btr\b|\dk\b|\dtr\b", plain):
        parts = [value for value, unit in quantities(plain) if unit == "đồng"]
        together = len(parts) == 1 or (len(parts) == 2 and parts[0] >= 10**6 > parts[1])
        return (sum(parts),) if together else None
    found = {float(re.sub(r"[.\s]", "", amount).replace(",", ".")) for amount in _AMOUNT.findall(plain)}
    return tuple(found) if len(found) == 1 else None


def _date(plain: str, options: tuple[str, ...]) -> tuple | None:
    found = {(int(day), int(month)) for day, month in _DATE.findall(plain)}
    found = {(day, month) for day, month in found if 1 <= day <= 31 and 1 <= month <= 12}
    return found.pop() if len(found) == 1 else None


_READERS = {"choice": _choice, "marks": _marks, "number": _number, "date": _date}
