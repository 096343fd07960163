"""Personal data in Vietnamese text: identity numbers, telephones, names of people, addresses of houses."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from binhdan.check.signs import Finder, finder

# Kind -> its name for a learner.
KINDS = {"identity": "số căn cước, CMND", "phone": "số điện thoại", "name": "họ tên", "address": "địa chỉ"}
_TITLES = "ông, bà, anh, chị, em, cháu, cô, chú, bác, cụ, thầy, cô giáo, thầy giáo, tổ trưởng"
SIGNS = (
    ("identity", "12 chữ số bắt đầu bằng 0, có thể cách"),
    ("identity", "9 chữ số, có thể cách, sau từ: CMND, chứng minh, chứng minh nhân dân, chứng minh thư"),
    ("phone", "10 chữ số bắt đầu bằng 0, có thể cách"),
    ("phone", "11 chữ số bắt đầu bằng +84, có thể cách"),
    ("name", f"họ tên sau từ: {_TITLES}, họ và tên, họ tên, tên là, tôi là, con là, người làm đơn"),
    ("name", "họ tên bắt đầu bằng họ thường gặp"),
    ("address", "số sau từ: số nhà, nhà số, SN, ngõ, ngách, hẻm"),
    ("address", "chữ hoa sau từ: đường, phố"),
    ("address", "từ chữ: địa chỉ, trú tại, thường trú đến dấu phẩy"),
)


@dataclass(frozen=True)
class Found:
    """One piece of personal data: its kind (a key of KINDS), its words and where they stand."""

    kind: str
    text: str
    start: int
    end: int


def personal_data(text: str) -> list[Found]:
    """Return the personal data of ``text`` in order, each stretch once (the first kind that claims it).

    Names are known by a title or a common surname, so a bare given name is not found; offices'
    own numbers (documents, money, dates, tax codes) are none of it.
    """
    found: list[Found] = []
    for kind, find in _finders():
        for start, end in find(text):
            if not any(start < other.end and other.start < end for other in found):
                found.append(Found(kind, text[start:end], start, end))
    return sorted(found, key=lambda piece: piece.start)


@cache
def _finders() -> tuple[tuple[str, Finder], ...]:
    return tuple((kind, finder(sign)) for kind, sign in SIGNS)
