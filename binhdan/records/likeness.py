"""Which people in two lists may be one: near-duplicates, for a person to decide about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

TYPO = 1  # letters mistyped, left out, doubled or swapped
_SHORTEST = 8  # letters of a name in which one mistyped letter still is a likeness


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody to compare with: ``code`` in the records, or the label of an earlier row of the same roster."""

    code: str
    label: str
    name: str
    plain: str
    identity: tuple[str, int, str]


class Crowd:
    """The people known so far, found by what a mistyped row would still share with them."""

    def __init__(self) -> None:
        self._blocks: dict[tuple[int, str], list[Person]] = defaultdict(list)
        self._plains: dict[tuple[int, str], list[str]] = defaultdict(list)
        self._syllables: dict[tuple[int, str, frozenset], list[Person]] = defaultdict(list)
        self._ends: dict[tuple[int, str, str, str], list[Person]] = defaultdict(list)
        self._same_name: dict[tuple[str, str], list[Person]] = defaultdict(list)

    def add(self, person: Person) -> None:
        """Let later rows be compared with ``person``."""
        key, year, group = person.identity
        syllables = person.plain.split()
        self._blocks[year, group].append(person)
        self._plains[year, group].append(person.plain)
        self._syllables[year, group, frozenset(syllables)].append(person)
        self._ends[year, group, syllables[0], syllables[-1]].append(person)
        self._same_name[key, group].append(person)

    def like(self, plain: str, identity: tuple[str, int, str]) -> list[tuple[Person, str]]:
        """Return who may be the same person, each once with the reason in Vietnamese; in the order they came."""
        found: dict[int, tuple[Person, str]] = {}
        for person, why in self._likenesses(plain, identity):
            if person.identity != identity:
                found.setdefault(id(person), (person, why))
        return list(found.values())

    def _likenesses(self, plain: str, identity: tuple[str, int, str]) -> Iterator[tuple[Person, str]]:
        key, year, group = identity
        syllables = plain.split()
        for person in self._syllables.get((year, group, frozenset(syllables)), ()):
            yield person, "cùng tên, khác dấu" if person.plain == plain else "cùng các tiếng, khác thứ tự"
        for person in self._ends.get((year, group, syllables[0], syllables[-1]), ()):
            if len(person.plain.split()) != len(syllables) and _holds(person.plain.split(), syllables):
                yield person, "tên thiếu chữ đệm"
        for person in self._same_name.get((key, group), ()):
            if why := _mistaken_year(person.identity[1], year):
                yield person, why
        if len(plain) >= _SHORTEST:
            close = process.extract_iter(plain, self._plains.get((year, group), ()), scorer=OSA.distance, score_cutoff=TYPO)
            for _, distance, place in close:
                if distance:
                    yield self._blocks[year, group][place], "tên lệch một chữ cái"


def _holds(one: list[str], other: list[str]) -> bool:
    short, long = sorted((set(one), set(other)), key=len)
    return short < long


def _mistaken_year(one: int, other: int) -> str:
    if abs(one - other) == 1:
        return "cùng tên, lệch một năm sinh"
    if one != other and sorted(str(one)) == sorted(str(other)):
        return "cùng tên, năm sinh đảo chữ số"
    return ""


def crowd(people: Iterable[Person]) -> Crowd:
    """Return a crowd of ``people``."""
    found = Crowd()
    for person in people:
        found.add(person)
    return found
