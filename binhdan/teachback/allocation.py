"""Who reads whose work: random, blind, even, never one's own, spread over the residential groups."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

EACH = 4  # works a reviewer reads, and reviews a work gets
_NEVER = 1_000_000
_BOTH_WAYS, _SAME_GROUP, _GROUP_AGAIN = 100, 3, 1
_PASSES, _TRIES = 12, 60


@dataclass
class _Desk:
    """What is given out: the fixed pairs of before and the new ones, (reviewer, author)."""

    groups: Mapping[str, str]
    pairs: set[tuple[str, str]]
    readers: dict[str, Counter] = field(default_factory=dict)

    def __post_init__(self):
        for reviewer, author in self.pairs:
            self._count(reviewer, author, 1)

    def _count(self, reviewer: str, author: str, by: int) -> None:
        if group := self.groups.get(reviewer, ""):
            self.readers.setdefault(author, Counter())[group] += by

    def add(self, reviewer: str, author: str) -> None:
        self.pairs.add((reviewer, author))
        self._count(reviewer, author, 1)

    def drop(self, reviewer: str, author: str) -> None:
        self.pairs.discard((reviewer, author))
        self._count(reviewer, author, -1)

    def cost(self, reviewer: str, author: str) -> int:
        """How unwelcome a pair is that is not given out yet."""
        if reviewer == author or (reviewer, author) in self.pairs:
            return _NEVER
        group = self.groups.get(reviewer, "")
        again = self.readers.get(author, {}).get(group, 0) if group else 0
        same = bool(group) and group == self.groups.get(author, "")
        return _BOTH_WAYS * ((author, reviewer) in self.pairs) + _SAME_GROUP * same + _GROUP_AGAIN * again


def allocate(
    authors: Iterable[str],
    reviewers: Iterable[str],
    groups: Mapping[str, str],
    given: Iterable[tuple[str, str]] = (),
    lost: Iterable[str] = (),
    seed: str = "",
    each: int = EACH,
) -> list[tuple[str, str]]:
    """Return new pairs (reviewer, author) beside the ``given`` ones, which stay as they are.

    Every work gets ``each`` reviews and every reviewer ``each`` works, or as many as a small class allows. What
    ``lost`` reviewers were given does not count as a review, and they get nothing more. ``groups`` (code -> name,
    may lack people) is only used to spread. The same call gives the same pairs.
    """
    authors, given, lost = sorted(set(authors)), set(given), set(lost)
    reviewers = sorted(set(reviewers) - lost)
    draw = random.Random(f"teach-back {seed} {len(given)}")
    desk = _Desk(groups, set(given))
    reads, read = Counter(r for r, _ in given), Counter(a for r, a in given if r not in lost)
    takers = [r for r in reviewers for _ in range(min(each, len(authors) - (r in authors)) - reads[r])]
    works = [a for a in authors for _ in range(min(each, len(reviewers) - (a in reviewers)) - read[a])]
    draw.shuffle(takers)
    draw.shuffle(works)
    new, left_takers, left_works = _matched(desk, takers, works, draw)
    reads.update(r for r, _ in new)
    read.update(a for _, a in new)
    left = [(None, author) for author in left_works] + [(reviewer, None) for reviewer in left_takers]
    for reviewer, author in left:
        choices = ((reads[r], r, author) for r in reviewers) if reviewer is None else ((read[a], reviewer, a) for a in authors)
        for pair in _one(desk, choices, draw):
            reads[pair[0]] += 1
            read[pair[1]] += 1
            new.append(pair)
    return sorted(new)


def _matched(desk: _Desk, takers: list[str], works: list[str], draw: random.Random):
    """Give one to each as far as both reach; improve by exchanging; return the pairs, and who is left over."""
    count = min(len(takers), len(works))
    pairs = list(zip(takers, works[:count]))
    _, placed = _put(desk, pairs)  # None: a pair that can't be, oneself or twice the same
    for _ in range(_PASSES):
        if not _improved(desk, pairs, placed, draw):
            break
    impossible = [pair for pair, there in zip(pairs, placed) if there is None]
    done = [pair for pair in placed if pair]
    return done, [r for r, _ in impossible] + takers[count:], [a for _, a in impossible] + works[count:]


def _improved(desk: _Desk, pairs: list, placed: list, draw: random.Random) -> bool:
    """Exchange authors between pairs where that is better; whether anything changed."""
    changed = False
    for i in range(len(pairs)):
        if placed[i] is not None and _now(desk, pairs[i]) == 0:
            continue
        for j in draw.sample(range(len(pairs)), min(_TRIES, len(pairs))):
            if i != j and _exchange(desk, pairs, placed, i, j):
                changed = True
                break
    return changed


def _now(desk: _Desk, pair: tuple[str, str]) -> int:
    desk.drop(*pair)
    cost = desk.cost(*pair)
    desk.add(*pair)
    return cost


def _exchange(desk: _Desk, pairs: list, placed: list, i: int, j: int) -> bool:
    old = [pairs[i], pairs[j]]
    new = [(old[0][0], old[1][1]), (old[1][0], old[0][1])]
    there = [placed[i], placed[j]]
    before = _taken(desk, there)
    after, done = _put(desk, new)
    if after >= before:
        _taken(desk, done)
        _put(desk, there)
        return False
    pairs[i], pairs[j] = new
    placed[i], placed[j] = done
    return True


def _put(desk: _Desk, pairs: list) -> tuple[int, list]:
    """Put pairs on the desk; return what they cost, and the pairs, None for one that can't be."""
    total, done = 0, []
    for pair in pairs:
        cost = desk.cost(*pair) if pair else _NEVER
        if cost < _NEVER:
            desk.add(*pair)
        total += cost
        done.append(pair if cost < _NEVER else None)
    return total, done


def _taken(desk: _Desk, pairs: list) -> int:
    """Take pairs off the desk, the last one first; return what they cost."""
    total = 0
    for pair in reversed(pairs):
        if pair:
            desk.drop(*pair)
        total += desk.cost(*pair) if pair else _NEVER
    return total


def _one(desk: _Desk, choices: Iterable[tuple[int, str, str]], draw: random.Random) -> list[tuple[str, str]]:
    """Give out the pair of the least busy side that costs least; nothing where none is possible."""
    ranked = [(load, desk.cost(r, a), draw.random(), r, a) for load, r, a in choices]
    possible = [each for each in ranked if each[1] < _NEVER]
    if not possible:
        return []
    _, _, _, reviewer, author = min(possible)
    desk.add(reviewer, author)
    return [(reviewer, author)]
