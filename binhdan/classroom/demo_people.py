"""The invented people of the demo class: names, and the ward's residential groups and target groups."""

from __future__ import annotations

import random
from dataclasses import dataclass

from binhdan.locale import Locale
from binhdan.text import slug

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


def people(count: int, ward: Locale, seed: int = 1945) -> list[Person]:
    """Return ``count`` people, spread over the ward's groups; the same seed gives the same people."""
    draw = random.Random(seed)
    women, men = draw.sample(_WOMEN, len(_WOMEN)), draw.sample(_MEN, len(_MEN))
    return [_person(draw, number, ward, women, men) for number in range(count)]


def _person(draw: random.Random, number: int, ward: Locale, women: list[str], men: list[str]) -> Person:
    middle, given = ("Văn", men) if number % 2 else ("Thị", women)
    name = f"{draw.choice(_FAMILY)} {middle} {given[number // 2 % len(given)]}"
    return Person(name, f"{slug(name, 28)}-{number + 1:02d}", ward.groups[number % len(ward.groups)], draw.choice(ward.targets).name)
