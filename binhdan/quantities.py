"""Quantities in Vietnamese prose: "8 nghìn đồng" and "8.000đ" are both (8000, "đồng")."""

import re

from binhdan.text import fold

_SCALES = {"": 1, "nghin": 10**3, "ngan": 10**3, "k": 10**3, "trieu": 10**6, "tr": 10**6, "ty": 10**9}
_UNITS = {
    "dong": "đồng", "d": "đồng", "vnd": "đồng", "do la": "đô la", "usd": "đô la",
    "ngay": "ngày", "hom": "ngày", "tuan": "tuần", "thang": "tháng", "gio": "giờ", "phut": "phút",
    "trang": "trang", "ban": "bản", "bo": "bộ", "to": "tờ",
}  # fmt: skip
_NUMBER = r"\d{1,3}(?:\.\d{3})+|\d+(?:,\d+)?"
_QUANTITY = re.compile(
    rf"(?<![\w/.,-])(?P<number>{_NUMBER})\s*(?P<scale>nghin|ngan|trieu|ty|k|tr)?\s*(?P<unit>{'|'.join(sorted(_UNITS, key=len, reverse=True))})?\b(?!/\d)"
)
_DESK = re.compile(r"\bquay(?: so)?\s+(\d{1,2})\b")
_DATE = re.compile(r"\b(?:ngay\s+)?\d{1,2}/\d{1,2}(?:/\d{4})?\b")
_FREE = re.compile(r"\b(?:khong thu|mien phi|khong mat tien|khong phai nop tien|khong ton tien)\b")


def quantities(text: str) -> list[tuple[float, str]]:
    """Return each (number, unit) in ``text`` in order, with "đồng", "ngày", "quầy"… as units.

    "quầy số 3" is (3, "quầy"); "không thu" and "miễn phí" are (0, "đồng"); dates and numbers
    without a unit are left out.
    """
    plain = _DATE.sub(lambda date: " " * len(date[0]), fold(text))
    found = [(match.start(), (int(match[1]), "quầy")) for match in _DESK.finditer(plain)]
    found += [(match.start(), (0, "đồng")) for match in _FREE.finditer(plain)]
    for match in _QUANTITY.finditer(plain):
        scale = match["scale"] or ""
        if match["unit"] or scale:
            value = float(match["number"].replace(".", "").replace(",", ".")) * _SCALES[scale]
            found.append((match.start(), (int(value) if value.is_integer() else value, _UNITS[match["unit"] or "dong"])))
    return [quantity for _, quantity in sorted(found)]
