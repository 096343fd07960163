"""A clerk's decisions about near-duplicates, in a CSV file that Excel opens."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from binhdan.records import names, sheets
from binhdan.records.database import RecordsError
from binhdan.records.entries import Entry
from binhdan.records.likeness import Person
from binhdan.text import words

SAME, OTHER, SKIP = "một người", "người khác", "bỏ dòng"
_WORDS = {
    SAME: {"mot nguoi", "cung nguoi", "cung mot nguoi", "trung", "giong", "same", "1 nguoi", "la mot"},
    OTHER: {"nguoi khac", "khac", "khac nguoi", "hai nguoi", "nguoi moi", "moi", "other", "new", "2 nguoi"},
    SKIP: {"bo dong", "bo", "bo qua", "skip"},
}
HEADERS = (
    "Dòng", "Họ và tên", "Năm sinh", "Tổ", "Vì sao hỏi", "Người kia", "Họ và tên người kia", "Năm sinh người kia",
    "Tổ người kia", f"Quyết định ({SAME} / {OTHER} / {SKIP})",
)


@dataclass(frozen=True, slots=True)
class Question:
    """Is this row that person? ``decision`` is one of SAME, OTHER, SKIP or "" where nobody has said."""

    entry: Entry
    person: Person
    why: str
    decision: str = ""


@dataclass(frozen=True, slots=True)
class _Line:
    label: str
    ref: str
    decision: str


class Decisions:
    """What was decided so far: by who the two are, so that rows may move in the roster meanwhile."""

    def __init__(self) -> None:
        self._lines: dict[tuple, list[_Line]] = defaultdict(list)

    def add(self, who: tuple, other: tuple, line: _Line) -> None:
        """Remember one line of the file."""
        self._lines[who, other].append(line)

    def about(self, entry: Entry, person: Person) -> str:
        """Return the decision about a row and a person, or "" where there is none or two contradict each other."""
        lines = self._lines.get((_identity(entry.identity), _identity(person.identity)), [])
        for narrower in (lambda line: line.label == entry.row.label, lambda line: line.ref == (person.code or person.label)):
            lines = [line for line in lines if narrower(line)] or lines
        said = {line.decision for line in lines}
        return said.pop() if len(said) == 1 else ""


def _identity(identity: tuple[str, int, str]) -> tuple[str, str, str]:
    return (identity[0], str(identity[1]), names.key(identity[2]))


def load(file: Path) -> Decisions:
    """Read decisions; RecordsError names the line of a word that is none of the three."""
    decisions, header = Decisions(), True
    for row in sheets.rows(file):
        cells = ["" if cell is None else sheets.as_typed(str(cell).strip()) for cell in row.cells]
        cells += [""] * (len(HEADERS) - len(cells))
        if header:
            header = False
            if [words(cell) for cell in cells[:4]] != [words(title) for title in HEADERS[:4]]:
                raise RecordsError(f"{file.name} không phải tệp quyết định. Chạy lại với --preview để có tệp đúng.")
            continue
        said = " ".join(words(cells[9]))
        decision = next((kind for kind, known in _WORDS.items() if said in known), "")
        if said and not decision:
            raise RecordsError(f"{file.name} {row.label}: quyết định «{cells[9][:40]}» không rõ. Ghi «{SAME}», «{OTHER}» hoặc «{SKIP}».")
        if decision:
            who = (names.key(cells[1]), _year(cells[2]), names.key(cells[3]))
            other = (names.key(cells[6]), _year(cells[7]), names.key(cells[8]))
            decisions.add(who, other, _Line(cells[0], cells[5], decision))
    return decisions


def _year(cell: str) -> str:
    return re.sub(r"\.0+$", "", cell)


def save(file: Path, questions: Iterable[Question]) -> None:
    """Write the questions with what was decided about them so far."""
    sheets.write_csv(file, [HEADERS, *(_cells(question) for question in questions)])


def _cells(question: Question) -> list:
    entry, person = question.entry, question.person
    return [
        entry.row.label, entry.name, entry.year, entry.group, question.why, person.code or person.label,
        person.name, person.identity[1], person.identity[2], question.decision,
    ]
