"""Names and classes of learners by code, for papers and tables that leave the records."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from binhdan.records import names
from binhdan.records.models import Cohort, Learner, Membership


@dataclass(frozen=True, slots=True)
class Person:
    """A learner's name and the cohorts they are in."""

    name: str
    cohorts: tuple[str, ...] = ()


def people(session: Session, cohort: str = "") -> dict[str, Person]:
    """Return code -> person of all learners, or of one cohort."""
    query = select(Membership.learner_code, Cohort.name, Cohort.name_key).join(Cohort).order_by(Cohort.name)
    classes: dict[str, list[str]] = {}
    members = set()
    for code, name, key in session.execute(query):
        classes.setdefault(code, []).append(name)
        if cohort and key == names.key(cohort):
            members.add(code)
    found = session.execute(select(Learner.code, Learner.name))
    return {code: Person(name, tuple(classes.get(code, ()))) for code, name in found if not cohort or code in members}
