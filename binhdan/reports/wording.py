"""How figures are said: counts and shares in Vietnamese, a star for what is too small to be shown, names in full."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from binhdan.locale import Locale
from binhdan.reports import quarters
from binhdan.reports.figures import Figures
from binhdan.reports.targets import OF_TRAINED, TargetFigures
from binhdan.text import nfc, number

HIDDEN = "*"
FULL = "Ủy ban nhân dân"
_SHORT = re.compile(r"^UBND\b", re.I)


def count(value: int | None) -> str:
    """Return a count: "1.234", or a star."""
    return HIDDEN if value is None else number(value, 0)


def per_cent(value: float | None) -> str:
    """Return a share with at most one decimal: "62,5%", or a star."""
    return HIDDEN if value is None else f"{number(value, 1)}%"


def verdict(reached: bool | None) -> str:
    """Return what a report says of a goal."""
    return {True: "Đạt", False: "Chưa đạt", None: "Chưa đủ số liệu"}[reached]


def second(target: TargetFigures) -> str:
    """Return what the second goal of a target group counts."""
    return "có khả năng sử dụng kỹ năng AI cơ bản" if target.target.measure == "able" else "làm việc tốt hơn nhờ AI (đo được)"


def base(of: str) -> str:
    """Return of whom the second share is taken."""
    return "số người đã học" if of == OF_TRAINED else "cả nhóm"


def plain(text: str) -> str:
    """Return ``text`` in NFC on one line, without characters that a document can't hold."""
    kept = "".join(c for c in nfc(text) if c in "\n\t" or not unicodedata.category(c).startswith(("Cc", "Cs")))
    return " ".join(kept.replace("\ufffe", "").replace("\uffff", "").split())


def full(office: str) -> str:
    """Return an office's name written out: "UBND phường Đồi Chè" -> "Ủy ban nhân dân phường Đồi Chè"."""
    return _SHORT.sub(FULL, plain(office))


def area(locale: Locale) -> str:
    """Return the place that the issuer governs: "phường Đồi Chè"; an office that is no committee is its own place."""
    return full(locale.issuer).removeprefix(FULL).strip()


def listed(names: Sequence[str]) -> str:
    """Return names as a Vietnamese list: "A, B và C"."""
    names = [plain(name) for name in names]
    return " và ".join(filter(None, [", ".join(names[:-1]), names[-1]])) if names else ""


def span(figures: Figures) -> str:
    """Return the days that the figures cover."""
    return f"từ ngày {quarters.shown(figures.quarter.first)} đến hết ngày {quarters.shown(figures.until)}"


def word(figures: Figures) -> str:
    """Return what a residential group is called inside a sentence: "tổ dân phố"."""
    name = plain(figures.locale.group_word)
    return name[:1].lower() + name[1:]
