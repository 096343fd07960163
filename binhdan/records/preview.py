"""What a clerk is shown before and after an enrolment."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from binhdan.records.decisions import Question
from binhdan.records.entries import Refusal, printable
from binhdan.records.matching import Plan

FIRST = 12  # new and known people that are listed by name; questions and refusals are all listed


def lines(plan: Plan, refused: list[Refusal], notes: list[str]) -> Iterator[str]:
    """Yield the preview line by line: counts, then the people asked about side by side, then every refusal."""
    known = len(plan.known) + len(plan.same_row)
    yield (
        f"{len(plan.new)} người mới, {known} đã có, {len(plan.waiting)} chờ quyết định, "
        f"{len(plan.skipped)} bỏ theo quyết định, {len(refused)} dòng bị từ chối."
    )
    yield from (f"Lưu ý: {note}" for note in notes)
    yield from _people("Người mới", [(e.row.label, e.name, e.year, e.group, e.code or "(mã cấp khi ghi danh)") for e in plan.new])
    yield from _people("Đã có", [(k.entry.row.label, k.entry.name, k.entry.year, k.entry.group, k.code) for k in plan.known])
    yield from questions([q for q in plan.questions if not q.decision])
    if refused:
        yield f"\nBị từ chối ({len(refused)} dòng, các dòng khác vẫn ghi danh được):"
        for one in refused:
            yield f"  {one.row.label}  {printable(one.name)[:40] or '(trống)'}"
            yield from (f"    - {printable(reason)}" for reason in one.reasons)


def questions(open_ones: list[Question]) -> Iterator[str]:
    """Yield each undecided pair, one person above the other so that the eye compares them."""
    if not open_ones:
        return
    yield "\nCó phải một người không?"
    for question in open_ones:
        entry, person = question.entry, question.person
        pair = [
            (entry.row.label, entry.name, entry.year, entry.group, ""),
            (person.code or person.label, person.name, person.identity[1], person.identity[2], question.why),
        ]
        yield from table(pair)
        yield ""


def _people(title: str, rows: list[tuple]) -> Iterator[str]:
    if rows:
        yield f"\n{title} ({len(rows)}):"
        yield from table(rows[:FIRST])
        if len(rows) > FIRST:
            yield f"  … và {len(rows) - FIRST} người nữa"


def table(rows: Iterable[tuple], headers: tuple = ()) -> Iterator[str]:
    """Yield rows as lines with their columns under each other, on any terminal."""
    texts = [[printable(str(cell)) for cell in row] for row in ([headers] if headers else []) + list(rows)]
    if not texts:
        return
    wide = [max(_width(cell) for cell in column) for column in zip(*texts)]
    for row in texts:
        yield ("  " + "  ".join(cell + " " * (space - _width(cell)) for cell, space in zip(row, wide))).rstrip()


def _width(text: str) -> int:
    """How many places a terminal gives a text: two for an emoji, none for a mark."""
    wide = (2 if unicodedata.east_asian_width(c) in "WF" else 0 if unicodedata.combining(c) else 1 for c in text)
    return sum(wide)
