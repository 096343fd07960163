"""A lesson's page for whoever teaches it, trainer.md: its six parts and its fifteen minutes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from binhdan.curriculum import CourseError, Lesson
from binhdan.text import count_words, nfc

TITLE = "Trang cho người hướng dẫn: "
AIM, TIMETABLE, STUCK, HELP, DISCUSSION, NO_MACHINE = PARTS = (
    "Mục đích",
    "Mười lăm phút",
    "Chỗ hay vướng",
    "Giúp mà không mách",
    "Câu hỏi thảo luận",
    "Khi không có máy",
)
_ROW = re.compile(r"^\|\s*(\d+)(?:\s*[-–]\s*(\d+))?\s*['’]?(?:\s*phút)?\s*\|", re.M)


@dataclass(frozen=True)
class TrainerPage:
    """A trainer's page: ``parts`` maps each of PARTS to its Markdown, ``minutes`` is what the timetable adds up to."""

    file: Path
    title: str
    parts: dict[str, str]
    minutes: int
    words: int


def load(lesson: Lesson) -> TrainerPage | None:
    """Read ``trainer.md`` of a lesson, or None where there is none; CourseError names a wrong heading."""
    file = lesson.folder / "trainer.md"
    if not file.exists():
        return None
    text = nfc(file.read_text(encoding="utf-8"))
    heads = re.findall(r"^(#{1,6}) (.+?)\s*$", text, re.M)
    wanted = [("#", TITLE + lesson.plan.title), *(("##", part) for part in PARTS)]
    for number, expected in enumerate(wanted):
        if number >= len(heads) or heads[number] != expected:
            raise CourseError(f"{file}: cần đúng bảy tiêu đề theo thứ tự; chỗ này phải là “{' '.join(expected)}”.")
    if len(heads) > len(wanted):
        raise CourseError(f"{file}: thừa tiêu đề “{heads[len(wanted)][1]}”. Bỏ đi hoặc viết thành đoạn văn.")
    bodies = [body.strip() for body in re.split(r"^#{1,2} .+$", text, flags=re.M)]
    parts = dict(zip(PARTS, bodies[2:]))
    return TrainerPage(file, lesson.plan.title, parts, _minutes(parts[TIMETABLE]), _words(text))


def _minutes(table: str) -> int:
    """Add up the first column: "3", "3 phút", "3'" or from–to."""
    rows = _ROW.findall(table)
    return sum(int(end) - int(start) if end else int(start) for start, end in rows)


def _words(text: str) -> int:
    return count_words(re.sub(r"[|`*#>]+", " ", text))
