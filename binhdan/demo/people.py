"""The invented people of the demo class: names, years, and the ward's residential groups and target groups."""

from __future__ import annotations

import random
from dataclasses import dataclass

from binhdan.locale import Locale
from binhdan.text import slug

_FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô", "Dương", "Lý")
_WOMEN = ("Lan", "Hoa", "Duyên", "Thuý", "Hạnh", "Nhung", "Mai", "Thắm", "Yến", "Quỳnh", "Loan", "Ánh")
_MEN = ("Bình", "Sơn", "Tuấn", "Hải", "Đạt", "Cường", "Khoẻ", "Minh", "Quý", "Thành", "Ân", "Dũng")
_MIDDLES = (("Thị", "Thu", "Ngọc", "Thanh", "Kim"), ("Văn", "Đức", "Quang", "Hữu", "Công"))
_NICKNAMES = ("Chè Sớm", "Búp Non", "Nắng Đồi", "Sương Mai", "Bến Cũ", "Gió Nương", "Cọ Xanh", "Sen Hạ", "Đá Cuội", "Mưa Rào")
_TARGETS = (6, 3, 1)  # an office starts with its own people
_AHEAD = (4, 5)  # the residential groups that began first, by their place


@dataclass(frozen=True)
class Person:
    """One invented learner; ``ahead``: of a group that began first; ``nickname`` is there for who let it be shown."""

    name: str
    code: str
    group: str
    target: str
    birth_year: int = 1980
    ahead: bool = False
    nickname: str = ""


def people(count: int, ward: Locale, seed: int = 1945) -> list[Person]:
    """Return ``count`` people, spread over the ward's groups; the same seed gives the same people."""
    draw = random.Random(seed)
    women, men = draw.sample(_WOMEN, len(_WOMEN)), draw.sample(_MEN, len(_MEN))
    return [_person(draw, number, ward, women, men) for number in range(count)]


def _person(draw: random.Random, number: int, ward: Locale, women: list[str], men: list[str]) -> Person:
    # Twelve given names each: the middle name changes with every round, so nobody is there twice.
    given, middles = (men, _MIDDLES[1]) if number % 2 else (women, _MIDDLES[0])
    name = f"{draw.choice(_FAMILY)} {middles[number // 24 % len(middles)]} {given[number // 2 % len(given)]}"
    place = number % len(ward.groups)
    ahead, nickname = place in _AHEAD, number // len(ward.groups) * len(_AHEAD) + place - _AHEAD[0]
    return Person(
        name,
        f"{slug(name, 28)}-{number + 1:02d}",
        ward.groups[place],
        draw.choices(ward.targets, [*_TARGETS, *[1] * len(ward.targets)][: len(ward.targets)])[0].name,
        draw.randint(1966, 2006),
        ahead,
        _NICKNAMES[nickname] if ahead and nickname < len(_NICKNAMES) else "",
    )
