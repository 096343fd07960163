"""The figures of a quarter, counted by hand, on both databases."""

from dataclasses import replace
from datetime import date

import pytest
from quarter_ward import FIRST_OF_Q4, NOVEMBER, OCTOBER, SEPTEMBER, Town, gathered, locale, reckoned
from small_ward import TODAY

from binhdan.curriculum import CourseError
from binhdan.records import opened
from binhdan.reports.targets import Share


@pytest.fixture
def book(url):
    with opened(url) as book:
        yield book


def by_key(found):
    return {each.target.key: each for each in found.targets}


def by_name(found):
    return {each.name: each for each in found.groups}


def test_the_quarter_by_hand(book):
    reckoned(book)
    found = gathered(book)
    officials, owners, workers = found.targets
    assert (officials.enrolled, officials.trained) == (8, Share(7, 10, 100))
    assert (officials.measured, officials.second, officials.second_of_all) == (6, Share(5, 7, 50), Share(5, 10, 50))
    assert (owners.enrolled, owners.trained) == (8, Share(6, 12, 80))
    assert (owners.measured, owners.second) == (6, Share(6, 6, 50))
    # Level 1 asks for both the lessons and what a person marks; the seventh has done nothing.
    assert (workers.enrolled, workers.trained, workers.second) == (7, Share(6, 20, 80), Share(6, 6, 50))
    totals = found.totals
    assert (totals.enrolled, totals.active, totals.completed, totals.trainers) == (23, 20, 6, 2)
    assert totals.levels == (6, 0, 0, 0, 0)
    groups = by_name(found)
    assert [groups[name].enrolled for name in ("Đồi Chanh", "Bến Trà", "Gò Mây", "Ao Sen")] == [8, 8, 7, 0]
    assert [groups[name].active for name in ("Đồi Chanh", "Bến Trà", "Gò Mây")] == [8, 6, 6]
    assert (groups["Gò Mây"].completed, groups["Gò Mây"].trainers, groups["Gò Mây"].alone) == (6, 2, None)
    assert found.covered == 1
    # Hand-ins: 8 lessons and 14 level tests in October; in November 6 tests and six times the 13 lessons of level 1.
    assert totals.hand_ins == 8 + 14 + 6 + 6 * 13
    days = {found.first_day.toordinal() + place: n for place, n in enumerate(found.days)}
    assert (days[OCTOBER + 1], days[OCTOBER + 2], days[OCTOBER + 3]) == (8, 7, 7)
    assert days[NOVEMBER] == 6 + 6 * 13 and len(found.days) == 91


def test_the_quarter_before_is_as_it_was(book):
    """What came later does not count, although the standings know it."""
    reckoned(book)
    found = gathered(book, "2026-Q3")
    assert found.until == date(2026, 9, 30) and found.is_whole
    officials, owners, workers = found.targets
    assert (officials.enrolled, officials.trained.part) == (0, 0)
    assert (owners.trained, owners.measured, owners.second.part) == (Share(6, 12, 80), 6, 0)
    assert (workers.enrolled, workers.second.part) == (7, 0)
    assert (found.totals.active, found.totals.completed) == (6, 0)
    assert found.totals.weeks == () and found.is_past and not gathered(book).is_past


def test_up_to_a_day_of_the_quarter(book):
    """The first of October: five practised that day; the sixth did the day before and in November."""
    reckoned(book)
    found = gathered(book, until=date.fromordinal(FIRST_OF_Q4))
    assert found.totals.active == 5 and not found.is_whole
    assert gathered(book, until=date.fromordinal(OCTOBER + 1)).totals.active == 5 + 8


def test_nothing_before_the_course_began(book):
    reckoned(book)
    found = gathered(book, "2024-Q1")
    assert (found.totals.enrolled, found.totals.active, found.totals.hand_ins) == (0, 0, 0)
    assert all(each.trained.part == 0 for each in found.targets)


def test_a_quarter_without_activity(book):
    reckoned(book, lambda session: Town(session).people(9, "officials", "Đồi Chanh"))
    found = gathered(book)
    assert (found.totals.enrolled, found.totals.active, found.totals.hand_ins) == (9, 0, 0)
    assert found.totals.weeks == (9, 0, 0, 0, 0)
    assert by_key(found)["officials"].second.value is None


def test_who_worked_before_the_clerk_wrote_them_down_counts(book):
    def late(session):
        town = Town(session)
        for code in town.people(6, "owners", "Đồi Chanh", since=TODAY):
            town.mark(code, "B1.01", 9, SEPTEMBER)

    reckoned(book, late)
    assert by_key(gathered(book, "2026-Q3"))["owners"].trained == Share(6, 12, 80)


def test_empty_records(book):
    reckoned(book, lambda session: None)
    found = gathered(book)
    assert found.totals.enrolled == 0 and len(found.groups) == 11
    assert found.targets[0].trained == Share(0, 10, 100) and found.targets[0].trained.short == 10


def test_records_that_were_never_reckoned(book):
    with pytest.raises(CourseError, match="recompute"):
        gathered(book)


def test_one_learner_is_told_nowhere(book):
    def one(session):
        town = Town(session)
        town.level_one(*town.people(1, "officials", "Ao Sen"), NOVEMBER)

    reckoned(book, one)
    found = gathered(book)
    assert (found.totals.enrolled, found.totals.completed, found.totals.levels[0]) == (None, None, None)
    group, officials = by_name(found)["Ao Sen"], by_key(found)["officials"]
    assert (group.enrolled, group.active, group.completed, group.alone) == (None,) * 4
    assert set(group.weeks) == {None}
    assert (officials.enrolled, officials.trained.value, officials.second.value, officials.measured) == (None,) * 4
    assert officials.trained.short is None


def test_a_ward_of_groups_below_five(book):
    """Eleven groups of four: their sum may be said, none of them."""

    def small(session):
        town = Town(session)
        for group in town.groups:
            town.people(4, "working-age", group)

    reckoned(book, small)
    found = gathered(book)
    assert found.totals.enrolled == 44 and by_key(found)["working-age"].enrolled == 44
    assert {group.enrolled for group in found.groups} == {None}
    assert {group.completed for group in found.groups} == {None}


def test_the_rest_of_the_table_does_not_tell_a_small_group(book):
    def write(session):
        town = Town(session)
        for group, count in (("Đồi Chanh", 30), ("Bến Trà", 20), ("Gò Mây", 12), ("Ao Sen", 3)):
            for code in town.people(count, "working-age", group):
                town.mark(code, "B1.01", 9, NOVEMBER)

    reckoned(book, write)
    groups = by_name(gathered(book))
    assert [groups[name].enrolled for name in ("Đồi Chanh", "Bến Trà", "Gò Mây", "Ao Sen", "Khe Sim")] == [30, 20, None, None, 0]
    # What stands beside a size that is left out would say how big it is at least.
    assert (groups["Gò Mây"].active, groups["Gò Mây"].weeks[-1]) == (None, None)


def test_without_populations_the_learners_stand_in(book):
    reckoned(book)
    ward = locale()
    ward = replace(ward, targets=tuple(replace(target, people=None) for target in ward.targets))
    officials, owners, workers = gathered(book, ward=ward).targets
    assert officials.trained == Share(7, 8, 100) and officials.counts_learners
    # The same where there are fewer people than learners.
    ward = replace(ward, targets=tuple(replace(target, people=5) for target in ward.targets))
    assert gathered(book, ward=ward).targets[2].trained == Share(6, 7, 80)


@pytest.mark.parametrize(
    ("quarter", "until", "told"),
    [("2027-Q1", None, "bắt đầu từ 01/01/2027"), ("2026-Q5", None, "2026-Q4"), ("2026-Q4", date(2026, 9, 30), "không thuộc quý IV")],
)
def test_what_can_not_be_reported_is_said(book, quarter, until, told):
    reckoned(book, lambda session: None)
    with pytest.raises(CourseError, match=told):
        gathered(book, quarter, until=until)
