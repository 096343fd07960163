"""The figures of a quarter: what the KPI page and the quarterly report both show, with small counts left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from binhdan.curriculum import CourseError
from binhdan.locale import Locale, Target
from binhdan.points.days import week_of
from binhdan.reports import quarters, small_cells
from binhdan.reports.quarters import Quarter
from binhdan.reports.targets import Share, TargetFigures

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from binhdan.reports.tallies import Tally

WEEKS = 13
LEVELS = 5
# Practice weeks -> who has from so many to so many.
BANDS = ((0, 0), (1, 3), (4, 7), (8, 12), (13, None))


@dataclass(frozen=True)
class GroupFigures:
    """One residential group; ``weeks``: how many were active in each of the 13 weeks; None is too small to be shown."""

    name: str
    people: int | None
    enrolled: int | None
    active: int | None
    completed: int | None
    trainers: int
    alone: int | None
    weeks: tuple[int | None, ...]

    @property
    def rate(self) -> Share:
        """Who has completed level 1 or more, of those enrolled."""
        return Share(self.completed, self.enrolled)


@dataclass(frozen=True)
class Totals:
    """The whole ward; ``hand_ins`` of the quarter; ``weeks``: learners in each of BANDS, where ``until`` is the day of the reckoning.

    None is too small to be shown.
    """

    enrolled: int | None
    active: int | None
    completed: int | None
    trainers: int
    alone: int | None
    hand_ins: int | None
    levels: tuple[int | None, ...]
    weeks: tuple[int | None, ...]


@dataclass(frozen=True)
class Figures:
    """A quarter from its first day to ``until``, as reckoned at ``reckoned`` (Vietnam's clock) and written at ``made``.

    ``days``: hand-ins of the 91 days that end with the week of ``until``, from ``first_day``; None is too small to be shown,
    and so are days after ``until``. ``sample``: the people are invented. ``is_past``: the reckoning is of a later day, which
    trainers and ``alone`` stand for.
    """

    locale: Locale
    quarter: Quarter
    until: date
    reckoned: datetime
    made: datetime
    sample: bool
    targets: tuple[TargetFigures, ...]
    groups: tuple[GroupFigures, ...]
    totals: Totals
    days: tuple[int | None, ...]
    is_past: bool = False

    @property
    def first_day(self) -> date:
        """The Monday with which ``days`` begins."""
        return date.fromordinal(_first_day(self.until.toordinal()))

    @property
    def covered(self) -> int:
        """How many residential groups have a trainer."""
        return sum(group.trainers > 0 for group in self.groups)

    @property
    def is_whole(self) -> bool:
        """Whether the quarter is over."""
        return self.until >= self.quarter.last


def gather(
    session: Session, locale: Locale, quarter: Quarter | str, until: date | None = None, sample: bool = False, now: datetime | None = None
) -> Figures:
    """Return the figures of a quarter, up to its last day, ``until`` or the day of the reckoning, whichever is first.

    CourseError where the quarter is written wrong, has not begun, or nothing was reckoned since its first day.
    """
    from binhdan.records import tutors
    from binhdan.reports import tallies

    quarter = quarters.parse(quarter) if isinstance(quarter, str) else quarter
    reckoning = tallies.reckoning(session)
    if reckoning is None:
        raise CourseError("Chưa có số liệu nào được tính. Chạy `binhdan recompute` trước.")
    last = _last_day(quarter, until, date.fromordinal(reckoning.today))
    day, start = last.toordinal(), _first_day(last.toordinal())
    counted = tallies.people(session, quarter.first.toordinal(), day)
    weeks = tallies.active_weeks(session, week_of(start), week_of(day))
    handed = tallies.hand_ins(session, min(start, quarter.first.toordinal()), day)
    network = {found.group: found for found in tutors.network(session)}
    groups = _groups(locale, counted, network, weeks, week_of(start))
    done = tallies.levels(session, day)
    return Figures(
        locale=locale,
        quarter=quarter,
        until=last,
        reckoned=quarters.moment(reckoning.at),
        made=quarters.moment(now or datetime.now(UTC)),
        sample=sample,
        targets=_targets(locale, counted),
        groups=groups,
        totals=Totals(
            **{name: small_cells.small(_sum(counted, name)) for name in ("enrolled", "active", "completed")},
            trainers=sum(group.trainers for group in groups),
            alone=small_cells.small(sum(found.alone for found in network.values())),
            hand_ins=small_cells.small(sum(n for each, n in handed.items() if each >= quarter.first.toordinal())),
            levels=tuple(small_cells.small(done.get(level, 0)) for level in range(1, LEVELS + 1)),
            # The standings know the weeks of today only: a quarter that is long over gets none rather than wrong ones.
            weeks=_bands(tallies.practice_weeks(session), _sum(counted, "enrolled")) if day == reckoning.today else (),
        ),
        days=_days(handed, start, quarter.first.toordinal(), day),
        is_past=day < reckoning.today,
    )


def _last_day(quarter: Quarter, until: date | None, today: date) -> date:
    if until and not quarter.first <= until <= quarter.last:
        raise CourseError(
            f"Ngày {quarters.shown(until)} không thuộc {quarter.name} "
            f"({quarters.shown(quarter.first)} – {quarters.shown(quarter.last)}). Sửa ngày hoặc quý."
        )
    if today < quarter.first:
        raise CourseError(
            f"Số liệu mới tính đến ngày {quarters.shown(today)}, {quarter.name} bắt đầu từ {quarters.shown(quarter.first)}. "
            "Nếu quý đã bắt đầu, chạy `binhdan recompute` rồi chạy lại; nếu chưa, chọn quý trước."
        )
    return min(until or quarter.last, quarter.last, today)


def _first_day(day: int) -> int:
    """The Monday twelve weeks before that of ``day``."""
    return (week_of(day) - WEEKS + 1) * 7 + 1


def _sum(counted: Iterable[Tally], name: str) -> int:
    return sum(getattr(tally, name) for tally in counted)


def _targets(locale: Locale, counted: list[Tally]) -> tuple[TargetFigures, ...]:
    keys = [target.key for target in locale.targets]
    sizes = Counter({key: 0 for key in keys})
    for tally in counted:
        sizes[tally.target if tally.target in keys else ""] += tally.enrolled
    # The people in no target group stand in no table, and so hide behind them the one group that is left out.
    enrolled = small_cells.column([*(sizes[key] for key in keys), sizes[""]], shown=[*(True for _ in keys), False])
    ours = ([tally for tally in counted if tally.target == key] for key in keys)
    return tuple(map(_target, locale.targets, ours, enrolled))


def _target(target: Target, ours: list[Tally], enrolled: int | None) -> TargetFigures:
    size = _sum(ours, "enrolled")
    tiny = 0 < size < small_cells.LEAST
    count = {name: None if tiny else small_cells.small(_sum(ours, name)) for name in ("trained", "measured", target.measure)}
    outgrown = target.people is None or size > target.people
    whole = enrolled if outgrown else target.people
    second = count[target.measure]
    return TargetFigures(
        target=target,
        enrolled=enrolled,
        trained=Share(count["trained"], whole, target.trained),
        second=Share(second, count["trained"], target.improved),
        second_of_all=Share(second, whole, target.improved),
        measured=count["measured"],
        counts_learners=outgrown,
    )


def _groups(locale: Locale, counted: list[Tally], network: dict, weeks: dict, first_week: int) -> tuple[GroupFigures, ...]:
    """The groups of the locale in its order, then others that the records still know."""
    names = [*locale.groups, *(name for name in network if name not in locale.groups and network[name].learners)]
    ours = {name: [tally for tally in counted if tally.group == name] for name in names}
    raw = {field: [_sum(ours[name], field) for name in names] for field in ("enrolled", "active", "completed")}
    raw["alone"] = [network[name].alone if name in network else 0 for name in names]
    # A group whose size is left out shows nothing of its people: a figure beside it would say how big it is at least.
    unsaid = {i for i, size in enumerate(small_cells.column(raw["enrolled"])) if size is None}
    shown = {field: small_cells.column(counts, unsaid) for field, counts in raw.items()}
    return tuple(
        GroupFigures(
            name=name,
            people=locale.group_people.get(name),
            **{field: column[i] for field, column in shown.items()},
            trainers=len(network[name].tutors) if name in network else 0,
            weeks=tuple(
                None if shown["active"][i] is None else small_cells.small(weeks.get((name, week), 0))
                for week in range(first_week, first_week + WEEKS)
            ),
        )
        for i, name in enumerate(names)
    )


def _bands(by_weeks: dict[int, int], enrolled: int) -> tuple[int | None, ...]:
    counts = [sum(n for weeks, n in by_weeks.items() if low <= weeks and (high is None or weeks <= high)) for low, high in BANDS]
    counts[0] = max(0, enrolled - sum(counts[1:]))  # who has no standing has no practice week
    return tuple(small_cells.column(counts))


def _days(handed: dict[int, int], start: int, since: int, until: int) -> tuple[int | None, ...]:
    """The hand-ins of each of the 91 days; those of the quarter stand beside its total, the others alone."""
    before = [small_cells.small(handed.get(day, 0)) for day in range(start, max(start, since))]
    during = small_cells.column([handed.get(day, 0) for day in range(since, until + 1)])
    days = [*before, *during[max(0, start - since) :]]
    return (*days, *[None] * (WEEKS * 7 - len(days)))
