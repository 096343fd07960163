"""Enrolment: a roster compared with the records, and written into them in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain

from sqlalchemy import insert, or_, select, update
from sqlalchemy.orm import Session

from binhdan.locale import Locale
from binhdan.records import access, consents, matching, names
from binhdan.records.codes import new_codes, new_numbers
from binhdan.records.decisions import Decisions
from binhdan.records.entries import Entry
from binhdan.records.likeness import Person
from binhdan.records.matching import Known, Plan
from binhdan.records.models import Alias, Cohort, Learner, Membership, ResidentialGroup, TargetGroup
from binhdan.records.pieces import pieces
from binhdan.text import fold

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Done:
    """What an enrolment wrote: (learner code, entry) of the new ones, and how many known learners changed.

    ``unasked`` counts the roster's people who have said nothing about their data being kept.
    """

    plan: Plan
    new: list[tuple[str, Entry]]
    changed: int
    consents: int
    unasked: int


def compare(session: Session, entries: list[Entry], decisions: Decisions, progress: Progress | None = None) -> Plan:
    """Return what would become of ``entries``; nothing is written."""
    people, groups = _people(session, entries), _groups(session)
    aliases = _aliases(session, {group: name for name, group in groups.items()})
    return matching.plan(entries, people, aliases, decisions, progress and (lambda n, of: progress("so sánh", n, of)))


def enrol(
    session: Session, ward: Locale, entries: list[Entry], decisions: Decisions, cohort: str, source: str, progress: Progress | None = None
) -> Done:
    """Compare ``entries`` and write what is decided; ``session`` must come from ``Database.writing``.

    ``cohort`` goes for rows that name none; ``source`` is kept as the evidence of consents.
    """
    now = datetime.now(UTC)
    register_ward(session, ward)
    plan = compare(session, entries, decisions, progress)
    groups = _groups(session)
    new = _insert(session, plan.new, groups, now, progress)
    codes = {entry.row: code for code, entry in new}
    rows = [(code, entry) for code, entry in new]
    rows += [(known.code, known.entry) for known in plan.known]
    rows += [(codes[other.row], entry) for entry, other in plan.same_row]
    _remember(session, plan, codes, groups)
    changed = _update(session, plan.known, groups)
    _join_cohorts(session, rows, cohort, now)
    answers = ((code, answer) for code, entry in rows for answer in entry.answers)
    kept = consents.record(session, answers, source, access.who(), now)
    access.log(session, access.ENROL, len(rows), detail=f"{source}: {len(new)} mới, {changed} đổi")
    unasked = consents.count_unasked(session, (code for code, _ in rows), "training")
    return Done(plan, new, changed, kept, unasked)


def register_ward(session: Session, ward: Locale) -> None:
    """Bring the ward's residential groups and target groups into the records; none is ever taken out."""
    there = _groups(session)
    session.add_all(ResidentialGroup(name=name) for name in ward.groups if name not in there)
    for target in ward.targets:
        session.merge(TargetGroup(key=target.key, name=target.name))
    session.flush()


def _groups(session: Session) -> dict[str, int]:
    return dict(session.execute(select(ResidentialGroup.name, ResidentialGroup.id)).all())


def _people(session: Session, entries: list[Entry]) -> Iterable[Person]:
    """The learners that a row could mean: of its residential group, or with its code."""
    columns = (Learner.code, Learner.name, Learner.name_key, Learner.birth_year, ResidentialGroup.name)
    query = select(*columns).join(ResidentialGroup).order_by(Learner.enrolled_at, Learner.code)
    near = (ResidentialGroup.name.in_(some) for some in pieces({entry.group for entry in entries}))
    named = (Learner.code.in_(some) for some in pieces({entry.code for entry in entries if entry.code}))
    seen = set()
    for condition in chain(near, named):
        for code, name, key, year, group in session.execute(query.where(condition).execution_options(yield_per=10_000)):
            if code not in seen:
                seen.add(code)
                yield Person(code, "", name, fold(key), (key, year, group))


def _aliases(session: Session, group_names: dict[int, str]) -> Iterable[tuple[tuple, str]]:
    for alias in session.scalars(select(Alias).order_by(Alias.id)):
        yield (alias.name_key, alias.birth_year, group_names[alias.group_id]), alias.learner_code


def _insert(
    session: Session, new: list[Entry], groups: dict[str, int], now: datetime, progress: Progress | None
) -> list[tuple[str, Entry]]:
    given = {entry.code for entry in new if entry.code}
    fresh = iter(new_codes(session, sum(not entry.code for entry in new), given))
    coded = [(entry.code or next(fresh), entry) for entry in new]
    numbers = iter(new_numbers(session, len(coded)))
    done = 0
    for some in pieces(coded):
        session.execute(insert(Learner.__table__), [_learner(code, next(numbers), entry, groups, now) for code, entry in some])
        done += len(some)
        if progress:
            progress("ghi", done, len(coded))
    return coded


def _learner(code: str, number: int, entry: Entry, groups: dict[str, int], now: datetime) -> dict:
    key, year, group = entry.identity
    return {
        "code": code, "name": entry.name, "name_key": key, "birth_year": year, "group_id": groups[group],
        "target_key": entry.target, "enrolled_at": now, "number": number,
    }


def _remember(session: Session, plan: Plan, codes: dict, groups: dict[str, int]) -> None:
    """Keep other spellings, so that the same roster asks nothing when it comes again."""
    learned = [(known.code, known.entry) for known in plan.known if known.learned]
    learned += [(codes[other.row], entry) for entry, other in plan.same_row if not entry.code]
    for code, entry in learned:
        key, year, group = entry.identity
        session.add(Alias(learner_code=code, name_key=key, birth_year=year, group_id=groups[group]))
    session.flush()


def _update(session: Session, known: list[Known], groups: dict[str, int]) -> int:
    """Write what a row says that the records did not: a target group, or a correction that was decided."""
    changed = 0
    for some in pieces(known):
        query = select(Learner.code, Learner.target_key).where(Learner.code.in_({one.code for one in some}))
        targets = dict(session.execute(query).all())
        for one in some:
            values = {}
            if one.entry.target and targets[one.code] != one.entry.target:
                targets[one.code] = values["target_key"] = one.entry.target
            if one.corrects:
                key, year, group = one.entry.identity
                values |= {"name": one.entry.name, "name_key": key, "birth_year": year, "group_id": groups[group]}
            if values:
                session.execute(update(Learner).where(Learner.code == one.code).values(values))
                changed += 1
    return changed


def _join_cohorts(session: Session, rows: list[tuple[str, Entry]], default: str, now: datetime) -> None:
    wanted = {(code, named) for code, entry in rows if (named := entry.cohort or default)}
    for name in {name for _, name in wanted}:
        session.flush()
        cohort = _cohort(session, name, now)
        members = {code for code, named in wanted if named == name}
        for some in pieces(members):
            there = select(Membership.learner_code).where(Membership.cohort_id == cohort, Membership.learner_code.in_(some))
            missing = sorted(set(some) - set(session.scalars(there)))
            joining = [{"learner_code": code, "cohort_id": cohort, "joined_at": now} for code in missing]
            if joining:
                session.execute(insert(Membership.__table__), joining)


def _cohort(session: Session, name: str, now: datetime) -> int:
    key = names.key(name)
    found = session.scalar(select(Cohort.id).where(or_(Cohort.name_key == key, Cohort.name == name)))
    if found is None:
        cohort = Cohort(name=name, name_key=key, opened_at=now)
        session.add(cohort)
        session.flush()
        found = cohort.id
    return found
