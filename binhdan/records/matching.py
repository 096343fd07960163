"""What becomes of each row of a roster: new, known, asked about, or refused."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from binhdan.records.decisions import OTHER, SAME, SKIP, Decisions, Question
from binhdan.records.entries import Entry, Refusal
from binhdan.records.likeness import Crowd, Person

SAME_DATA = "cùng tên, năm sinh và tổ"
SAME_CODE = "cùng mã, khác thông tin"


@dataclass(frozen=True, slots=True)
class Known:
    """A row about somebody who is in the records; ``learned`` says that this is another spelling, by a clerk's decision,
    ``corrects`` that the row is right and the records are not."""

    entry: Entry
    code: str
    learned: bool = False
    corrects: bool = False


@dataclass
class Plan:
    """Every row of a roster once: in ``new``, ``known``, ``waiting`` (with its questions), ``skipped`` or ``refused``."""

    new: list[Entry] = field(default_factory=list)
    known: list[Known] = field(default_factory=list)
    same_row: list[tuple[Entry, Entry]] = field(default_factory=list)
    waiting: list[Entry] = field(default_factory=list)
    skipped: list[Entry] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)


def plan(
    entries: list[Entry],
    people: Iterable[Person],
    aliases: Iterable[tuple[tuple, str]],
    decisions: Decisions,
    progress: Callable[[int, int], None] | None = None,
) -> Plan:
    """Compare ``entries`` with the ``people`` in the records and with each other.

    ``people`` are all of the entries' residential groups, and whoever has one of the entries' codes;
    ``aliases`` are (identity, learner code) of other spellings that were decided about before.
    """
    desk = _Desk(people, aliases, decisions)
    coded = [entry for entry in entries if entry.code]
    desk.claimed = {entry.code for entry in coded}
    rest = [entry for entry in entries if not entry.code]
    # Rows with a code come first: what they claim can't be meant by a row without one.
    total = len(entries)
    for count, entry in enumerate(coded, 1):
        desk.with_code(entry)
        _tell(progress, count, total)
    by_identity: dict[tuple, list[Entry]] = defaultdict(list)
    for entry in rest:
        by_identity[entry.identity].append(entry)
    done = len(coded)
    for identity, alike in by_identity.items():
        desk.without_code(identity, alike)
        done += len(alike)
        _tell(progress, done, total)
    desk.plan.questions.sort(key=lambda question: (question.entry.row.sheet, question.entry.row.number))
    return desk.plan


def _tell(progress: Callable[[int, int], None] | None, count: int, total: int) -> None:
    if progress and not count % 500:
        progress(count, total)


class _Desk:
    """Goes through the rows one after another; those found new are known to the rows after them."""

    def __init__(self, people: Iterable[Person], aliases: Iterable[tuple[tuple, str]], decisions: Decisions):
        self.plan, self.decisions, self.crowd = Plan(), decisions, Crowd()
        self.codes: dict[str, Person] = {}
        self.named: dict[tuple, list[Person]] = defaultdict(list)
        self.rows: dict[str, Entry] = {}
        self.claimed: set[str] = set()
        for person in people:
            self._meet(person)
        for identity, code in aliases:
            if code in self.codes:
                self.named[identity].append(self.codes[code])

    def _meet(self, person: Person) -> None:
        self.crowd.add(person)
        self.named[person.identity].append(person)
        if person.code:
            self.codes[person.code] = person

    def with_code(self, entry: Entry) -> None:
        """Place a row that names a learner code."""
        if there := self.codes.get(entry.code):
            if there.label:
                self._refuse(entry, f"mã {entry.code} đã dùng ở {there.label}; mỗi người một mã, sửa một trong hai dòng")
            elif there.identity == entry.identity:
                self.plan.known.append(Known(entry, entry.code))
            elif entry.plain == there.plain or entry.identity[1:] == there.identity[1:]:
                self._ask(entry, [(there, SAME_CODE)], corrects=True)
            else:
                self._refuse(
                    entry,
                    f"mã {entry.code} là của {there.name}, {there.identity[1]}, {there.identity[2]}; để trống mã để hệ thống cấp mã mới",
                )
            return
        # Two codes tell two people apart, if the roster knows both.
        twins = [(person, SAME_DATA) for person in self._distinct(entry.identity) if person.code not in self.claimed]
        self._settle(entry, twins or self._like(entry))

    def without_code(self, identity: tuple, alike: list[Entry]) -> None:
        """Place the rows without a code that have the same name, year and group."""
        there = [person for person in self.named.get(identity, ()) if person.code not in self.claimed]
        if len({id(person) for person in there}) > len(alike):
            for entry in alike:
                self._ask(entry, [(person, SAME_DATA) for person in self._distinct(identity)], remember=False)
            return
        for entry, person in zip(alike, there):
            self.plan.known.append(Known(entry, person.code))
        for entry in alike[len(there) :]:
            twins = [(person, SAME_DATA) for person in self._distinct(identity)]
            self._settle(entry, twins or self._like(entry))

    def _distinct(self, identity: tuple) -> list[Person]:
        return list({id(person): person for person in self.named.get(identity, ())}.values())

    def _like(self, entry: Entry) -> list[tuple[Person, str]]:
        return self.crowd.like(entry.plain, entry.identity)

    def _settle(self, entry: Entry, alike: list[tuple[Person, str]]) -> None:
        self._ask(entry, alike) if alike else self._enrol(entry)

    def _enrol(self, entry: Entry) -> None:
        self.plan.new.append(entry)
        self.rows[entry.row.label] = entry
        person = Person(entry.code, entry.row.label, entry.name, entry.plain, entry.identity)
        self._meet(person)

    def _ask(self, entry: Entry, alike: list[tuple[Person, str]], corrects: bool = False, remember: bool = True) -> None:
        questions = [Question(entry, person, why, self.decisions.about(entry, person)) for person, why in alike]
        self.plan.questions += questions
        said = [question.decision for question in questions]
        chosen = [question.person for question in questions if question.decision == SAME]
        if SKIP in said:
            self.plan.skipped.append(entry)
        elif len(chosen) == 1:
            self._join(entry, chosen[0], corrects, remember and not entry.code)
        elif not chosen and all(decision == OTHER for decision in said):
            if corrects:
                self._refuse(entry, f"mã {entry.code} đã có người khác dùng; để trống mã để hệ thống cấp mã mới")
            else:
                self._enrol(entry)
        else:
            self.plan.waiting.append(entry)

    def _join(self, entry: Entry, person: Person, corrects: bool, remember: bool) -> None:
        if not person.label:
            self.plan.known.append(Known(entry, person.code, remember, corrects))
        else:
            self.plan.same_row.append((entry, self.rows[person.label]))

    def _refuse(self, entry: Entry, why: str) -> None:
        self.plan.refused.append(Refusal(entry.row, entry.name, (why,)))
