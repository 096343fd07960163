"""Who reads whom: even, never oneself, nothing both ways where it can be helped, spread over groups."""

from collections import Counter

import pytest

from binhdan.teachback.allocation import allocate


def people(count):
    return [f"p{i:03}" for i in range(count)]


@pytest.mark.parametrize("count", [2, 3, 4, 5, 6, 8, 9, 13, 24, 120])
def test_everybody_reads_four_and_is_read_by_four(count):
    pairs = allocate(people(count), people(count), {}, seed="x")
    most = min(4, count - 1)
    assert set(Counter(r for r, _ in pairs).values()) == set(Counter(a for _, a in pairs).values()) == {most}
    assert len(set(pairs)) == len(pairs) == count * most
    assert all(reviewer != author for reviewer, author in pairs)
    both = sum((a, r) in set(pairs) for r, a in pairs)
    # Of n(n-1)/2 pairs of people 4n reviews need n(n-1)/2 - 4n more than there are, below nine people.
    assert both == max(0, 2 * (len(pairs) - count * (count - 1) // 2))


@pytest.mark.parametrize("count", [0, 1])
def test_nobody_to_read(count):
    assert allocate(people(count), people(count), {}) == []


def test_groups_are_mixed():
    names = people(44)
    groups = {name: f"tổ {i % 11}" for i, name in enumerate(names)}
    pairs = allocate(names, names, groups, seed="x")
    assert not [pair for pair in pairs if groups[pair[0]] == groups[pair[1]]]
    readers = {a: [groups[r] for r, other in pairs if other == a] for a in names}
    assert sum(len(set(some)) < 4 for some in readers.values()) <= 4
    # Half of the class lives in one place: what can be mixed is, and everybody still reads four.
    lopsided = {name: "tổ 1" if i % 2 else f"tổ {i}" for i, name in enumerate(names)}
    again = allocate(names, names, lopsided, seed="x")
    assert sum(lopsided[r] == lopsided[a] for r, a in again) < 30
    assert set(Counter(r for r, _ in again).values()) == {4}


def test_the_seed_decides_and_the_order_of_names_does_not():
    names = people(20)
    first = allocate(names, names, {}, seed="x")
    assert allocate(names[::-1], names[::-1], {}, seed="x") == first
    assert allocate(names, names, {}, seed="y") != first


def test_again_adds_nothing():
    names = people(10)
    pairs = allocate(names, names, {}, seed="x")
    assert allocate(names, names, {}, pairs, seed="x") == []


def test_a_late_joiner_reads_four_and_is_read_by_four_others():
    names = people(10)
    pairs = allocate(names, names, {}, seed="x")
    new = allocate([*names, "z"], [*names, "z"], {}, pairs, seed="x")
    assert Counter("z" in pair for pair in new) == {True: 8}
    assert len({r for r, a in new if a == "z"}) == len({a for r, a in new if r == "z"}) == 4
    assert not set(new) & set(pairs)


def test_three_who_are_joined_by_three_read_more():
    names = people(6)
    pairs = allocate(names[:3], names[:3], {}, seed="x")
    whole = pairs + allocate(names, names, {}, pairs, seed="x")
    assert set(Counter(r for r, _ in whole).values()) == set(Counter(a for _, a in whole).values()) == {4}


def test_works_of_a_lost_reviewer_get_another():
    names = people(10)
    pairs = allocate(names, names, {}, seed="x")
    new = allocate(names, names, {}, pairs, lost=["p001"], seed="x")
    assert Counter(a for _, a in new) == Counter(a for r, a in pairs if r == "p001")
    assert "p001" not in {r for r, _ in new} and not set(new) & set(pairs)


def test_who_has_a_mark_already_reads_but_is_not_read():
    names = people(8)
    pairs = allocate(names[:6], names, {}, seed="x")
    assert {a for _, a in pairs} == set(names[:6])
    assert {r for r, _ in pairs} == set(names)
