"""What peers mark by: the criteria with their anchors, and works that carry reference marks."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass

from binhdan.curriculum import Lesson
from binhdan.teachback.problem import TeachBackError
from binhdan.text import nfc

FILE = "calibration.toml"
LEAST_WORKS = 2


@dataclass(frozen=True)
class Criterion:
    """One row of the rubric; ``anchors[n]`` says what earns n points."""

    name: str
    asks: str
    anchors: tuple[str, ...]

    @property
    def most(self) -> int:
        """The most points it gives."""
        return len(self.anchors) - 1


@dataclass(frozen=True)
class Reference:
    """A work with a tutor's marks by criterion and why; ``parts`` is title -> text."""

    key: str
    marks: tuple[int, ...]
    why: tuple[str, ...]
    parts: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Rubric:
    """How one teach-back is marked: ``answer`` is the cell that gets the mark, ``parts`` the (cell, title) that are read."""

    answer: str
    parts: tuple[tuple[str, str], ...]
    criteria: tuple[Criterion, ...]
    references: tuple[Reference, ...]

    @property
    def most(self) -> int:
        """The most points of all criteria together."""
        return sum(criterion.most for criterion in self.criteria)

    def reference(self, key: str) -> Reference | None:
        """Return the work of that key, or None where it has been taken out of the file."""
        return next((each for each in self.references if each.key == key), None)


def load(lesson: Lesson) -> Rubric:
    """Read calibration.toml beside a lesson; TeachBackError names what is missing or wrong in it."""
    file = lesson.folder / FILE
    where = f"lessons/level{lesson.plan.level}/{lesson.slug}/{FILE}"
    try:
        return _rubric(tomllib.loads(nfc(file.read_text(encoding="utf-8"))))
    except FileNotFoundError as error:
        raise TeachBackError(f"Bài {lesson.code} chưa có {where}: tiêu chí và bài mẫu để người học chấm nhau. Viết tệp đó trước (xem docs/teach-back.md).") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise TeachBackError(f"{where} thiếu hoặc sai mục {error}. So với tệp cùng tên của bài B1.13.") from error


def _rubric(row: dict) -> Rubric:
    parts = tuple((part["cell"], part["title"]) for part in row["part"])
    criteria = tuple(Criterion(each["name"], each["asks"], tuple(each["anchors"])) for each in row["criterion"])
    references = tuple(_reference(work, parts, criteria) for work in row["work"])
    if row["answer"] not in [cell for cell, _ in parts]:
        raise ValueError("answer (phải là một trong các part)")
    if not criteria or not all(criterion.most >= 1 for criterion in criteria):
        raise ValueError("criterion (mỗi tiêu chí cần ít nhất hai mức)")
    if len({work.key for work in references}) != len(references) or len(references) < LEAST_WORKS:
        raise ValueError(f"work (cần ít nhất {LEAST_WORKS} bài mẫu, key khác nhau)")
    return Rubric(row["answer"], parts, criteria, references)


def _reference(work: dict, parts: tuple, criteria: tuple[Criterion, ...]) -> Reference:
    marks, why = tuple(work["marks"]), tuple(work["why"])
    sound = len(marks) == len(why) == len(criteria) and all(
        type(mark) is int and 0 <= mark <= criterion.most for mark, criterion in zip(marks, criteria)
    )
    if not sound:
        raise ValueError(f"marks, why của bài mẫu {work['key']}")
    return Reference(work["key"], marks, why, tuple((title, work["parts"][cell].strip()) for cell, title in parts))
