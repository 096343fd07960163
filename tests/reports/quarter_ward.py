"""A ward whose quarter can be counted by hand: three target groups in three residential groups."""

from dataclasses import replace
from datetime import UTC, date, datetime

from small_ward import COURSE, LOCALE, TODAY, Ward
from sqlalchemy import update

from binhdan.points.recompute import recompute
from binhdan.records import models
from binhdan.reports import figures

NOW = datetime(2026, 11, 26, 16, 0, tzinfo=UTC)
SEPTEMBER, OCTOBER, NOVEMBER = (date(2026, month, day).toordinal() for month, day in ((9, 10), (10, 20), (11, 10)))
LAST_OF_Q3, FIRST_OF_Q4 = date(2026, 9, 30).toordinal(), date(2026, 10, 1).toordinal()
PEOPLE = {"officials": 10, "owners": 12, "working-age": 20}


def locale(**report):
    """The invented ward with populations small enough for these figures."""
    targets = tuple(replace(target, people=PEOPLE[target.key]) for target in LOCALE.targets)
    return replace(LOCALE, targets=targets, report=replace(LOCALE.report, **report))


class Town(Ward):
    """A ward with target groups."""

    def __init__(self, session):
        super().__init__(session)
        session.add_all(models.TargetGroup(key=target.key, name=target.name) for target in LOCALE.targets)
        session.flush()

    def people(self, count, target, group, since=SEPTEMBER):
        """Enrol so many people of a target group; return their codes."""
        codes = [self.learner(f"Lò Thị {target} {group} {number}", group, since=since) for number in range(count)]
        table = models.Learner
        self.session.execute(update(table).where(table.code.in_(codes)).values(target_key=target or None))
        return codes

    def measured(self, code, before, after, day):
        """Both level tests of level 1."""
        self.mark(code, "B1.00", before, day)
        self.mark(code, "B1.99", after, day + 1)


def fill(session):
    """Write the quarter.

    Officials: 8 enrolled in October; 7 pass a lesson; 6 of these and the eighth take both tests, 5 of the six do better.
    Owners: 8; 6 pass in September, when their second test went worse; in November it goes better for all six; 5 of them
    practise on the first of October, the sixth on the day before it and in November.
    Working age: 7; 6 complete level 1 in November, the seventh never came.
    """
    town = Town(session)
    officials = town.people(8, "officials", "Đồi Chanh", since=OCTOBER)
    for code in officials[:7]:
        town.mark(code, "B1.01", 9, OCTOBER + 1)
    town.mark(officials[7], "B1.01", 2, OCTOBER + 1)
    for number, code in enumerate(officials):
        if number != 6:
            town.measured(code, 1, 1 if number == 5 else 3, OCTOBER + 2)
    owners = town.people(8, "owners", "Bến Trà")
    for code in owners[:6]:
        town.mark(code, "B1.02", 8, SEPTEMBER)
        town.measured(code, 2, 1, SEPTEMBER + 1)
        town.mark(code, "B1.99", 3, NOVEMBER)
    for code in owners[:5]:
        town.practised(code, FIRST_OF_Q4)
    town.practised(owners[5], LAST_OF_Q3)
    workers = town.people(7, "working-age", "Gò Mây")
    for code in workers[:6]:
        town.level_one(code, NOVEMBER)
    town.tutor(workers[0], *workers[1:3])
    town.tutor(workers[1])


def reckoned(book, write=fill, today=TODAY):
    """Let ``write`` fill the records, and reckon them."""
    with book.writing() as session:
        write(session)
    recompute(book, COURSE, today, workers=1)


def gathered(book, quarter="2026-Q4", ward=None, **asked):
    """The figures of a quarter."""
    with book.reading() as session:
        return figures.gather(session, ward or locale(), quarter, now=NOW, **asked)
