"""The cards of a lesson: short questions with short answers, to be asked again days after the hand-in."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from binhdan.curriculum import CourseError, Lesson
from binhdan.text import count_words, nfc

FILE = "cards.toml"
MANY, FRONT_WORDS, BACK_WORDS = range(2, 5), 40, 40
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True)
class Card:
    """One question and its answer, both plain text; ``id`` is "B1.01/doan-mo" and never changes."""

    id: str
    front: str
    back: str

    @property
    def lesson(self) -> str:
        """The code of the lesson that the card belongs to."""
        return self.id.partition("/")[0]


def file_of(lesson: Lesson) -> Path:
    """Where a lesson's cards are written."""
    return lesson.folder / FILE


def load(lesson: Lesson) -> tuple[Card, ...]:
    """Read a lesson's cards in the file's order, () where it has none; CourseError names the file and what is wrong."""
    file = file_of(lesson)
    try:
        rows = tomllib.loads(nfc(file.read_text(encoding="utf-8")))["card"]
        cards = tuple(_card(lesson.code, row) for row in rows)
    except FileNotFoundError:
        return ()
    except UnicodeDecodeError as error:
        raise CourseError(f"{file}: không phải UTF-8. Lưu lại tệp với bảng mã UTF-8.") from error
    except (KeyError, TypeError, ValueError) as error:
        raise CourseError(f"{file}: thiếu hoặc sai mục {error}. Xem docs/authoring.md.") from error
    if len(cards) not in MANY:
        raise CourseError(f"{file}: có {len(cards)} thẻ; mỗi bài cần từ {MANY.start} đến {MANY.stop - 1} thẻ.")
    if len({card.id for card in cards}) < len(cards):
        raise CourseError(f"{file}: hai thẻ trùng name. Đổi tên thẻ mới thêm; tên thẻ cũ giữ nguyên.")
    return cards


def _card(code: str, row: dict) -> Card:
    name = row["name"]
    if not _NAME.fullmatch(name):
        raise ValueError(f"name = {name!r} (viết thường không dấu, nối bằng gạch ngang)")
    return Card(f"{code}/{name}", *(_short(row, key, most) for key, most in (("front", FRONT_WORDS), ("back", BACK_WORDS))))


def _short(row: dict, key: str, most: int) -> str:
    words = " ".join(row[key].split()) if isinstance(row[key], str) else ""
    if not words or count_words(words) > most:
        raise ValueError(f"{key} của thẻ {row['name']} (cần từ 1 đến {most} chữ)")
    return words
