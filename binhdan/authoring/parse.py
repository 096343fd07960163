"""Read a lesson's Markdown into blocks, and say by file and line what is wrong with it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

import jupytext
import yaml

from binhdan.curriculum import CourseError, Lesson
from binhdan.text import nfc

ROLES = ("exercise", "check", "hidden", "answer", "hint")
_TEXT_FENCE = re.compile(r'```text (?P<role>answer|hint)="(?P<name>[a-z0-9-]+)"(?: points=(?P<points>\d+))?\n(?P<body>.*?)\n```\s*', re.S)
_SOLUTION = re.compile(r"^# solution[ \t]*\n", re.M)
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_FRONT = {"level": int, "lesson": int, "title": str, "title_en": str, "minutes": int, "objectives": list}


@dataclass(frozen=True)
class Block:
    """One cell to be: ``role`` is prose, demo or one of ROLES; ``name`` the exercise it belongs to."""

    role: str
    source: str
    name: str = ""
    points: int = 0
    line: int = 0
    tags: tuple[str, ...] = ()


@dataclass(frozen=True)
class Exercise:
    """What the learner gets and what the author would answer."""

    name: str
    starter: str
    solution: str


@dataclass(frozen=True)
class Authored:
    """A lesson as written: front matter, blocks in order, and the wrong answers to be caught."""

    lesson: Lesson
    front: dict
    blocks: tuple[Block, ...]
    decoys: dict[str, dict[str, str]] = field(default_factory=dict)

    @property
    def exercises(self) -> dict[str, Exercise]:
        """Exercise name -> Exercise, in order."""
        return {b.name: _exercise(b) for b in self.blocks if b.role == "exercise"}


def load(lesson: Lesson) -> Authored:
    """Read ``lesson.md`` and ``decoys.md`` of a lesson; CourseError names file, line and next step."""
    text = _read(lesson.source)
    front, body, offset = _front(lesson.source, text)
    blocks = tuple(_blocks(lesson.source, body, offset))
    _validate(lesson.source, blocks)
    decoys_file = lesson.folder / "decoys.md"
    decoys = parse_decoys(decoys_file, _read(decoys_file)) if decoys_file.exists() else {}
    known = {b.name for b in blocks if b.role == "exercise"}
    for decoy, answers in decoys.items():
        if strange := set(answers) - known:
            raise CourseError(f"{decoys_file}: bài sai “{decoy}” nhắc bài tập {', '.join(strange)} không có trong lesson.md.")
    return Authored(lesson, front, blocks, decoys)


def parse_decoys(file: Path, text: str) -> dict[str, dict[str, str]]:
    """Read ``# name`` headings with the wrong answers below them: name -> {exercise: cell text}."""
    found: dict[str, dict[str, str]] = {}
    current = None
    for cell in jupytext.reads(text, fmt="md").cells:
        if cell.cell_type == "markdown":
            for heading in re.findall(r"^# (.+)$", cell.source, re.M):
                current = found.setdefault(heading.strip(), {})
        elif current is None:
            raise CourseError(f"{file}: mỗi bài sai phải đứng dưới một tiêu đề “# tên-mẹo”.")
        else:
            current[cell.metadata["exercise"]] = cell.source
    return found


def _read(file: Path) -> str:
    try:
        return nfc(file.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise CourseError(f"Không có {file}. Tạo bài mới bằng `binhdan new`.") from error
    except UnicodeDecodeError as error:
        raise CourseError(f"{file}: không phải UTF-8. Lưu lại tệp với bảng mã UTF-8.") from error


def _front(file: Path, text: str) -> tuple[dict, str, int]:
    match = re.match(r"---\n(.*?)\n---\n", text, re.S)
    if not match:
        raise CourseError(f"{file}:1: thiếu phần đầu giữa hai dòng `---`. Xem docs/authoring.md.")
    try:
        front = yaml.safe_load(match[1])
    except yaml.YAMLError as error:
        line = getattr(error, "problem_mark", None)
        raise CourseError(f"{file}:{(line.line + 2) if line else 1}: phần đầu không đọc được. Sửa dòng này.") from error
    for key, kind in _FRONT.items():
        if not isinstance(front.get(key), kind):
            raise CourseError(f"{file}:1: phần đầu thiếu `{key}` hoặc sai kiểu ({kind.__name__}).")
    return front, text[match.end() :], match[0].count("\n")


def _blocks(file: Path, body: str, offset: int):
    position = 0
    for cell in jupytext.reads(body.lstrip("\n"), fmt="md").cells:
        found = body.find(cell.source, position) if cell.source else position
        position = max(position, found)
        line = offset + body.count("\n", 0, position) + 1
        if cell.cell_type == "markdown":
            yield from _prose(cell.source, line)
        else:
            yield _code(file, cell, line)


def _prose(source: str, line: int):
    """A Markdown stretch: text fences inside it become answers and hints."""
    end = 0
    for match in _TEXT_FENCE.finditer(source):
        if before := source[end : match.start()].strip():
            yield Block("prose", before, line=line)
        at = line + source.count("\n", 0, match.start())
        yield Block(match["role"], match["body"], match["name"], int(match["points"] or 0), at)
        end = match.end()
    if rest := source[end:].strip():
        yield Block("prose", rest, line=line)


def _code(file: Path, cell, line: int) -> Block:
    roles = [role for role in ROLES if role in cell.metadata]
    tags = tuple(cell.metadata.get("tags", ()))
    if not roles:
        return Block("demo", cell.source, line=line, tags=tags)
    if len(roles) > 1:
        raise CourseError(f"{file}:{line}: một ô chỉ có một vai trong {', '.join(roles)}.")
    name = cell.metadata[roles[0]]
    if not _NAME.fullmatch(str(name)):
        raise CourseError(f"{file}:{line}: tên bài tập {name!r} phải viết thường không dấu, nối bằng gạch ngang.")
    return Block(roles[0], cell.source, name, int(cell.metadata.get("points", 0)), line, tags)


def _validate(file: Path, blocks: tuple[Block, ...]) -> None:
    exercises = [b.name for b in blocks if b.role == "exercise"]
    for block in blocks:
        where = f"{file}:{block.line}"
        if block.role == "exercise":
            if exercises.count(block.name) > 1:
                raise CourseError(f"{where}: có hai bài tập tên {block.name}. Đổi tên một bài.")
            if len(_SOLUTION.findall(block.source)) != 1:
                raise CourseError(f"{where}: bài tập {block.name} cần đúng một dòng `# solution` ngăn phần phát ra và lời giải.")
        elif block.role in ("check", "hidden", "hint") and block.name not in exercises:
            raise CourseError(f"{where}: {block.role}={block.name!r} không trỏ tới bài tập nào. Xem lại tên.")
        if block.role in ("check", "hidden", "answer") and block.points <= 0:
            raise CourseError(f"{where}: ô {block.role} cần points=… lớn hơn 0.")


def _exercise(block: Block) -> Exercise:
    starter, solution = _SOLUTION.split(block.source)
    return Exercise(block.name, starter.rstrip("\n"), solution.strip("\n"))
