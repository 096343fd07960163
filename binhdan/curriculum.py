"""The course as data: levels, strands and lessons, from curriculum.toml and each lesson's front matter."""

from __future__ import annotations

import math
import os
import re
import tomllib
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

CODE = re.compile(r"B([1-5])\.(\d\d)")
BANK = "bank.toml"
TEST_ITEMS = 3  # one a strand, a point each
# Kind of a level test -> its number beside the lessons', its name for folders, its title in two languages.
_TESTS = {"before": (0, "truoc", "Đo đầu bậc", "Before"), "after": (99, "sau", "Đo cuối bậc", "After")}
_FOLDER = re.compile(r"(\d\d)-([a-z0-9-]+)")


class CourseError(Exception):
    """Something in the course's files is wrong; the message says which file and what to do."""


@dataclass(frozen=True)
class PlannedLesson:
    """One row of curriculum.toml; ``kind`` is lesson, challenge or teach-back."""

    level: int
    number: int
    title: str
    title_en: str
    strand: str = ""
    kind: str = "lesson"

    @property
    def code(self) -> str:
        """The lesson's code, such as "B1.07"."""
        return f"B{self.level}.{self.number:02d}"


@dataclass(frozen=True)
class Level:
    """One of the five levels with its strands (letter -> title) and planned lessons in order."""

    number: int
    title: str
    title_en: str
    strands: dict[str, str]
    lessons: tuple[PlannedLesson, ...]


@dataclass(frozen=True)
class Lesson:
    """A lesson that has been written: its plan and its folder ``lessons/levelN/NN-slug``."""

    plan: PlannedLesson
    folder: Path

    @property
    def code(self) -> str:
        """The lesson's code, such as "B1.07"."""
        return self.plan.code

    @property
    def slug(self) -> str:
        """The folder's name, such as "07-bat-loi-ai-bia"."""
        return self.folder.name

    @property
    def assignment(self) -> str:
        """nbgrader's name for it, such as "b1-07-bat-loi-ai-bia"."""
        return f"b{self.plan.level}-{self.slug}"

    @property
    def source(self) -> Path:
        """The authored text."""
        return self.folder / "lesson.md"


@dataclass(frozen=True)
class LevelTest(Lesson):
    """The three items before or after a level: handed in and marked like a lesson, but nobody passes or fails."""

    @property
    def slug(self) -> str:
        """The end of its name: "truoc" or "sau"."""
        return _TESTS[self.plan.kind][1]

    @property
    def source(self) -> Path:
        """The level's item bank."""
        return self.folder / BANK


@dataclass(frozen=True)
class Course:
    """The whole course below ``root``, the folder that holds curriculum.toml."""

    root: Path
    settings: dict = field(repr=False)

    @cached_property
    def levels(self) -> tuple[Level, ...]:
        """The five levels, in order."""
        return tuple(_level(row) for row in self.settings["level"])

    @cached_property
    def lessons(self) -> tuple[Lesson, ...]:
        """The lessons that are written, in the order of the curriculum."""
        plans = {(p.level, p.number): p for level in self.levels for p in level.lessons}
        found = [_lesson(plans, folder) for folder in sorted(self.root.glob("lessons/level*/*")) if folder.is_dir()]
        return tuple(sorted(found, key=lambda lesson: (lesson.plan.level, lesson.plan.number)))

    @cached_property
    def tests(self) -> tuple[LevelTest, ...]:
        """The level tests, two for each level that has an item bank."""
        levels = [level.number for level in self.levels if bank_file(self.root, level.number).is_file()]
        return tuple(_test(self.root, level, kind) for level in levels for kind in _TESTS)

    @property
    def assignments(self) -> tuple[Lesson, ...]:
        """All that can be handed in: the written lessons, then the level tests."""
        return (*self.lessons, *self.tests)

    def lesson(self, name: str) -> Lesson:
        """Find a lesson or level test by code ("B1.07"), assignment or slug; CourseError lists the lessons there are."""
        for lesson in self.assignments:
            if name.lower() in (lesson.code.lower(), lesson.assignment, lesson.slug):
                return lesson
        known = ", ".join(lesson.code for lesson in self.lessons) or "chưa có bài nào"
        raise CourseError(f"Không có bài học {name!r}. Các bài đang có: {known}.")

    def points(self, plan: PlannedLesson) -> int:
        """How many points a lesson of this kind is worth."""
        return TEST_ITEMS if plan.kind in _TESTS else self.settings["points"][plan.kind]

    def pass_mark(self, plan: PlannedLesson) -> int:
        """The points from which the lesson counts as passed; a share is rounded up to whole points."""
        if plan.kind in _TESTS:
            return 0
        if plan.kind == "challenge":
            return self.settings["pass"]["challenge"]
        # 0.7 * 10 must not become 8 because 0.7 has no exact binary form.
        return math.ceil(round(self.points(plan) * self.settings["pass"]["share"], 6))


def test_ending(kind: str) -> str:
    """How the code of a level test of ``kind`` ("before" or "after") ends, in every level: ".00"."""
    return f".{_TESTS[kind][0]:02d}"


def bank_file(root: Path, level: int) -> Path:
    """Where a level's item bank is."""
    return root / "lessons" / f"level{level}" / BANK


def _test(root: Path, level: int, kind: str) -> LevelTest:
    number, _, title, title_en = _TESTS[kind]
    plan = PlannedLesson(level, number, f"{title} {level}", f"{title_en} level {level}", kind=kind)
    return LevelTest(plan, bank_file(root, level).parent)


def _level(row: dict) -> Level:
    plans = tuple(PlannedLesson(level=row["number"], **lesson) for lesson in row["lesson"])
    return Level(row["number"], row["title"], row["title_en"], row["strands"], plans)


def _lesson(plans: dict, folder: Path) -> Lesson:
    level = folder.parent.name.removeprefix("level")
    match = _FOLDER.fullmatch(folder.name)
    plan = match and level.isdigit() and plans.get((int(level), int(match[1])))
    if not plan:
        raise CourseError(f"{folder}: tên thư mục phải là lessons/levelN/NN-ten-bai, với bài có trong curriculum.toml.")
    return Lesson(plan, folder)


def find_root(start: Path | None = None) -> Path:
    """Return the course's folder: BINHDAN_COURSE, else upwards from ``start`` or here, else the checkout."""
    if named := os.environ.get("BINHDAN_COURSE"):
        candidates = [Path(named)]
    else:
        here = (start or Path.cwd()).resolve()
        candidates = [here, *here.parents, Path(__file__).resolve().parents[1]]
    for folder in candidates:
        if (folder / "curriculum.toml").is_file():
            return folder.resolve()
    raise CourseError(
        f"Không thấy curriculum.toml trong {candidates[0]}. "
        "Hãy chạy lệnh trong thư mục khoá học, hoặc đặt biến BINHDAN_COURSE trỏ tới đó."
    )


def load_course(root: Path | None = None) -> Course:
    """Read curriculum.toml below ``root`` (default: ``find_root()``)."""
    root = root or find_root()
    try:
        settings = tomllib.loads((root / "curriculum.toml").read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise CourseError(f"{root / 'curriculum.toml'}: {error}. Sửa dòng đó rồi chạy lại.") from error
    return Course(root, settings)
