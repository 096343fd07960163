"""The figures of the game: ``[game]`` in curriculum.toml, read and checked."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date

from binhdan.curriculum import Course, CourseError


@dataclass(frozen=True)
class Game:
    """What a course sets: points a day and a hint's cost in points, days that make a practice week, shares from 0 to 1.

    ``opened`` is a day before which nobody can have handed in: an older date is a clock that stands wrong.
    """

    opened: date = date(2025, 1, 1)
    daily_cap: float = 40
    hint_cost: float = 1
    practice_days: int = 5
    distinction: float = 0.9


# Name -> the kinds it may be, what is right (told to who edits the file), and the test of it.
_RIGHT = {
    "opened": ((date,), "một ngày, viết như 2025-01-01", lambda day: type(day) is date and day.year >= 2020),
    "daily_cap": ((int, float), "số điểm lớn hơn 0", lambda points: 0 < points < 1e6),
    "hint_cost": ((int, float), "số điểm từ 0 trở lên", lambda points: 0 <= points < 1e6),
    "practice_days": ((int,), "số ngày từ 1 đến 7", lambda days: 1 <= days <= 7),
    "distinction": ((int, float), "một phần của 1, ví dụ 0.9", lambda share: 0 < share <= 1),
}


def game(course: Course) -> Game:
    """Return the course's figures, what it leaves out as by default; CourseError names a line that is not right."""
    row = course.settings.get("game", {})
    file = course.root / "curriculum.toml"
    if not isinstance(row, dict):
        raise CourseError(f"{file}: [game] phải là một mục. Viết [game] trên một dòng riêng, các số ở dưới.")
    names = [field.name for field in fields(Game)]
    if unknown := [name for name in row if name not in names]:
        raise CourseError(f"{file}: [game] không có {', '.join(unknown)}. Chỉ dùng {', '.join(names)}.")
    for name, value in row.items():
        kinds, told, is_right = _RIGHT[name]
        if isinstance(value, bool) or not isinstance(value, kinds) or not is_right(value):
            raise CourseError(f"{file}: [game] {name} = {value} không đúng. Cần {told}.")
    return Game(**row)
