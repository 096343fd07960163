"""The items that measure a level before and after it: families of variants, drawn by the learner's code."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from binhdan.curriculum import CourseError, bank_file
from binhdan.text import nfc

KINDS = ("choice", "marks", "number", "date")


class Moment(StrEnum):
    """When an item is asked."""

    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True)
class Item:
    """One variant of a family: Markdown ``question``, and ``right`` as the family's ``kind`` has it.

    choice: one letter of ``options``; marks: the numbers of lines; number: one amount; date: day and month.
    """

    level: int
    family: str
    variant: str
    strand: str
    skill: str
    kind: str
    question: str
    right: tuple
    options: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The item's name in checks: "1/soat-chinh-ta/hop-to"."""
        return f"{self.level}/{self.family}/{self.variant}"


@dataclass(frozen=True)
class Bank:
    """All items of a level, by family in the file's order."""

    level: int
    families: dict[str, tuple[Item, ...]]

    @property
    def strands(self) -> list[str]:
        """The strands that have items, in order."""
        return sorted({items[0].strand for items in self.families.values()})


def load(root: Path, level: int) -> Bank:
    """Read a level's bank; CourseError names the file and what is wrong in it."""
    file = bank_file(root, level)
    try:
        rows = tomllib.loads(nfc(file.read_text(encoding="utf-8")))["family"]
        families = {row["name"]: tuple(_item(level, row, variant) for variant in row["variant"]) for row in rows}
    except FileNotFoundError as error:
        raise CourseError(f"Bậc {level} chưa có bộ câu hỏi đo ({file}).") from error
    except (KeyError, tomllib.TOMLDecodeError) as error:
        raise CourseError(f"{file}: thiếu hoặc sai mục {error}. Xem docs/level-tests.md.") from error
    if few := [name for name, items in families.items() if len(items) < 2]:
        raise CourseError(f"{file}: nhóm {', '.join(few)} cần ít nhất hai biến thể, để câu đầu bậc và cuối bậc khác nhau.")
    return Bank(level, families)


def _item(level: int, row: dict, variant: dict) -> Item:
    if row["kind"] not in KINDS:
        raise KeyError(f"kind = {row['kind']}")
    return Item(
        level=level,
        family=row["name"],
        variant=variant["name"],
        strand=row["strand"],
        skill=row["skill"],
        kind=row["kind"],
        question=variant["question"].strip(),
        right=tuple(variant["right"]),
        options=tuple(row.get("options", ())),
    )


def item(root: Path, name: str) -> Item:
    """Find an item by its name; CourseError where there is none."""
    level, family, variant = name.split("/")
    found = [each for each in load(root, int(level)).families.get(family, ()) if each.variant == variant]
    if not found:
        raise CourseError(f"Bộ câu hỏi đo không có câu {name}.")
    return found[0]


def draw(bank: Bank, learner: str, moment: Moment) -> list[Item]:
    """Return a learner's items, one a strand: the same families before and after, never the same variant.

    Everything follows from the learner's code, so that the marker draws the same items again.
    """
    return [_of_strand(bank, learner, strand, moment) for strand in bank.strands]


def _of_strand(bank: Bank, learner: str, strand: str, moment: Moment) -> Item:
    seed = f"{bank.level}/{learner}/{strand}"
    families = [items for items in bank.families.values() if items[0].strand == strand]
    variants = _ranked(families, seed, lambda items: items[0].family)[0]
    return _ranked(list(variants), seed, lambda each: each.name)[0 if moment is Moment.BEFORE else 1]


def _ranked(things: list, seed: str, name) -> list:
    """Order by a hash of each thing's own name: one that is added later moves no other."""
    return sorted(things, key=lambda thing: hashlib.blake2b(f"{seed}/{name(thing)}".encode(), digest_size=8).digest())
