"""The round's files in the class folder: written in one step, readable by their owner only."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

from binhdan.grading import leftovers
from binhdan.records.outfile import whole
from binhdan.teachback.problem import TeachBackError

WAIT_SECONDS = 60
ROUND, REVIEWS, DECISIONS = "round.json", "reviews.json", "decisions.json"


@dataclass(frozen=True)
class Work:
    """One version of a teach-back as it is given out: ``id`` names it without naming its author."""

    id: str
    author: str
    digest: str
    parts: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Item:
    """One place in a reviewer's packet: a work's id, or a reference's key where ``calibration``."""

    key: str
    work: str
    calibration: bool
    packet: int


@dataclass
class Reviewer:
    """One reviewer: the secret that makes a packet theirs, and what is in their packets, in order."""

    token: str
    items: list[Item] = field(default_factory=list)

    @property
    def packets(self) -> int:
        """How many packets they have been given."""
        return max((item.packet for item in self.items), default=0)


@dataclass
class Round:
    """Everything that has been given out for one teach-back of one class."""

    assignment: str
    id: str
    seed: str
    works: dict[str, Work] = field(default_factory=dict)
    reviewers: dict[str, Reviewer] = field(default_factory=dict)
    known: dict[str, float] = field(default_factory=dict)  # work id -> points a tutor had given before the round

    def newest(self) -> dict[str, Work]:
        """Author -> the newest version of their work that was given out."""
        return {work.author: work for work in self.works.values()}


@dataclass
class Review:
    """What a reviewer said of one item: points by criterion, a sentence, and when they saved it (ISO, UTC)."""

    marks: list[int]
    sentence: str
    saved_at: str


@dataclass
class Decisions:
    """What was decided since: points of the tutor, works asked of the tutor, and what was entered, by work id."""

    tutor: dict[str, float] = field(default_factory=dict)
    why: dict[str, str] = field(default_factory=dict)
    insist: list[str] = field(default_factory=list)  # decided by the tutor, not yet entered
    asked: list[str] = field(default_factory=list)
    # The last two, as the program may end between keeping one here and entering it into the gradebook.
    entered: dict[str, list[float]] = field(default_factory=dict)
    comments: dict[str, list[str]] = field(default_factory=dict)
    answered: list[str] = field(default_factory=list)  # calibration items whose true mark the reviewer has been shown


class Folder:
    """``<class>/teach-back/<assignment>/``."""

    def __init__(self, class_folder: Path, assignment: str):
        self.path = class_folder / "teach-back" / assignment

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        """Keep every other run out of the folder; TeachBackError where one does not come to an end."""
        self._private(self.path)
        try:
            with leftovers.alone_in(self.path, WAIT_SECONDS):
                yield
        except leftovers.Busy as error:
            raise TeachBackError("Một lệnh peers khác đang chạy trong lớp này. Đợi nó xong rồi chạy lại.") from error

    def load_round(self) -> Round | None:
        """Return what was given out, or None where nothing was; TeachBackError where the file is damaged."""
        return self._load(ROUND, _round)

    def load_reviews(self) -> dict[str, dict[str, Review]]:
        """Return reviewer -> item key -> Review."""
        found = self._load(REVIEWS, lambda row: {who: {key: Review(**each) for key, each in some.items()} for who, some in row.items()})
        return found or {}

    def load_decisions(self) -> Decisions:
        """Return what was decided."""
        return self._load(DECISIONS, lambda row: Decisions(**row)) or Decisions()

    def save(self, what: Round | Decisions | dict[str, dict[str, Review]]) -> None:
        """Keep one of the three in one step."""
        if isinstance(what, dict):
            name, row = REVIEWS, {who: {key: asdict(each) for key, each in some.items()} for who, some in what.items()}
        else:
            name, row = ROUND if isinstance(what, Round) else DECISIONS, asdict(what)
        self.write(name, json.dumps(row, ensure_ascii=False, indent=1) + "\n")

    def write(self, name: str, content: str) -> Path:
        """Write a text file below the folder in one step, on the disk when this returns; return its path."""
        target = self.path / name
        self._private(target.parent)
        with whole(target) as out:
            out.write(content)
        return target

    def _private(self, folder: Path) -> None:
        for each in (*reversed(folder.parents), folder):
            if each.is_relative_to(self.path.parent):
                each.mkdir(mode=0o700, exist_ok=True)

    def _load(self, name: str, read):
        try:
            return read(json.loads((self.path / name).read_text(encoding="utf-8")))
        except FileNotFoundError:
            return None
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise TeachBackError(f"{self.path / name} bị hỏng. Lấy bản sao lưu của tệp này về rồi chạy lại; đừng xoá, vì trong đó có phiếu đã phát.") from error


def _round(row: dict) -> Round:
    works = {key: Work(**{**each, "parts": tuple(map(tuple, each["parts"]))}) for key, each in row["works"].items()}
    reviewers = {who: Reviewer(each["token"], [Item(**item) for item in each["items"]]) for who, each in row["reviewers"].items()}
    return Round(row["assignment"], row["id"], row["seed"], works, reviewers, row["known"])
