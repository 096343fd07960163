"""The invented people of the demo class: names, residential groups and target groups of phường Đồi Chè."""

from __future__ import annotations

import random
from dataclasses import dataclass

from binhdan.text import slug

GROUPS = (
    "Đồi Chanh", "Bến Trà", "Đồi Thông", "Gò Mây", "Cầu Đá", "Suối Bạc", "Nương Cao", "Khe Sim", "Vườn Dâu", "Ao Sen", "Rừng Cọ",
)  # fmt: skip
TARGETS = ("Cán bộ, công chức", "Hộ kinh doanh, hợp tác xã", "Người lao động", "Đoàn viên, hội viên")
_FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô", "Dương", "Lý")
_WOMEN = ("Lan", "Hoa", "Duyên", "Thuý", "Hạnh", "Nhung", "Mai", "Thắm", "Yến", "Quỳnh", "Loan", "Ánh")
_MEN = ("Bình", "Sơn", "Tuấn", "Hải", "Đạt", "Cường", "Khoẻ", "Minh", "Quý", "Thành", "Ân", "Dũng")


@dataclass(frozen=True)
class Person:
    """One invented learner."""

    name: str
    code: str
    group: str
    target: str


def people(count: int, seed: int = 1945) -> list[Person]:
    """Return ``count`` people, spread over the groups; the same seed gives the same people."""
    draw = random.Random(seed)
    women, men = draw.sample(_WOMEN, len(_WOMEN)), draw.sample(_MEN, len(_MEN))
    return [_person(draw, number, women, men) for number in range(count)]


def _person(draw: random.Random, number: int, women: list[str], men: list[str]) -> Person:
    middle, given = ("Văn", men) if number % 2 else ("Thị", women)
    name = f"{draw.choice(_FAMILY)} {middle} {given[number // 2 % len(given)]}"
    return Person(name, f"{slug(name, 28)}-{number + 1:02d}", GROUPS[number % len(GROUPS)], draw.choice(TARGETS))
