"""The tables of the records."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import CheckConstraint, DateTime, ForeignKey, Index, MetaData, String, Text, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

CODE_LENGTH = 40
NAME_LENGTH = 120


class Moment(TypeDecorator):
    """A moment, kept in UTC and given back with its zone: SQLite would forget the zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect) -> datetime | None:
        """Turn any moment with a zone into UTC; ValueError for one without."""
        if value is not None and value.tzinfo is None:
            raise ValueError(f"{value} has no time zone")
        return value and value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect) -> datetime | None:
        """Give the moment back in UTC, with its zone."""
        return value and (value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC))


class Base(DeclarativeBase):
    """What all tables share: names of constraints that a migration can speak of."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


def _learner(**settings) -> Mapped[str]:
    return mapped_column(
        String(CODE_LENGTH), ForeignKey("learners.code", ondelete="CASCADE", onupdate="CASCADE"), **settings
    )


class ResidentialGroup(Base):
    """A part of the ward, from its locale file."""

    __tablename__ = "residential_groups"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(NAME_LENGTH), unique=True)


class TargetGroup(Base):
    """Officials, owners, working-age people: whom the plan counts, from the locale file."""

    __tablename__ = "target_groups"
    key: Mapped[str] = mapped_column(String(CODE_LENGTH), primary_key=True)
    name: Mapped[str] = mapped_column(String(NAME_LENGTH))


class Cohort(Base):
    """A class that starts together."""

    __tablename__ = "cohorts"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(NAME_LENGTH))
    name_key: Mapped[str] = mapped_column(String(NAME_LENGTH), unique=True)
    opened_at: Mapped[datetime] = mapped_column(Moment)


class Learner(Base):
    """A person; name key, birth year and residential group tell people apart, the code where these do not."""

    __tablename__ = "learners"
    __table_args__ = (
        Index(None, "name_key", "birth_year", "group_id"),
        CheckConstraint("birth_year BETWEEN 1900 AND 2100", name="birth_year"),
    )
    code: Mapped[str] = mapped_column(String(CODE_LENGTH), primary_key=True)
    name: Mapped[str] = mapped_column(String(NAME_LENGTH))
    name_key: Mapped[str] = mapped_column(String(NAME_LENGTH))
    birth_year: Mapped[int]
    group_id: Mapped[int] = mapped_column(ForeignKey("residential_groups.id"), index=True)
    target_key: Mapped[str | None] = mapped_column(String(CODE_LENGTH), ForeignKey("target_groups.key"))
    enrolled_at: Mapped[datetime] = mapped_column(Moment)


class Alias(Base):
    """Another way a learner stands in rosters; a clerk decided that both are one person."""

    __tablename__ = "aliases"
    __table_args__ = (Index(None, "name_key", "birth_year", "group_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    learner_code: Mapped[str] = _learner(index=True)
    name_key: Mapped[str] = mapped_column(String(NAME_LENGTH))
    birth_year: Mapped[int]
    group_id: Mapped[int] = mapped_column(ForeignKey("residential_groups.id"))


class Membership(Base):
    """A learner in a cohort."""

    __tablename__ = "memberships"
    learner_code: Mapped[str] = _learner(primary_key=True)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohorts.id"), primary_key=True, index=True)
    joined_at: Mapped[datetime] = mapped_column(Moment)


class Consent(Base):
    """One answer to one purpose; the newest counts, the older ones stay as proof."""

    __tablename__ = "consents"
    id: Mapped[int] = mapped_column(primary_key=True)
    learner_code: Mapped[str] = _learner(index=True)
    purpose: Mapped[str] = mapped_column(String(CODE_LENGTH))
    given: Mapped[bool]
    at: Mapped[datetime] = mapped_column(Moment)
    by_whom: Mapped[str] = mapped_column(String(NAME_LENGTH))
    guardian: Mapped[bool]
    evidence: Mapped[str] = mapped_column(String(300))
    recorded_by: Mapped[str] = mapped_column(String(NAME_LENGTH))


class Tutor(Base):
    """A learner who teaches in a residential group."""

    __tablename__ = "tutors"
    learner_code: Mapped[str] = _learner(primary_key=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("residential_groups.id"), primary_key=True, index=True)
    since: Mapped[datetime] = mapped_column(Moment)


class Tutoring(Base):
    """Whom a tutor looks after; a learner has at most one tutor."""

    __tablename__ = "tutoring"
    learner_code: Mapped[str] = _learner(primary_key=True)
    tutor_code: Mapped[str] = _learner(index=True)
    since: Mapped[datetime] = mapped_column(Moment)


class Attempt(Base):
    """The mark of one version of one hand-in; ``at`` is when it was first marked."""

    __tablename__ = "attempts"
    __table_args__ = (UniqueConstraint("learner_code", "assignment", "digest"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    learner_code: Mapped[str] = _learner()
    lesson: Mapped[str] = mapped_column(String(CODE_LENGTH))
    assignment: Mapped[str] = mapped_column(String(NAME_LENGTH))
    digest: Mapped[str] = mapped_column(String(100))
    points: Mapped[float]
    max_points: Mapped[float]
    passed: Mapped[bool]
    needs_person: Mapped[bool]
    at: Mapped[datetime] = mapped_column(Moment)
    source: Mapped[str] = mapped_column(String(CODE_LENGTH))


class ErasedCount(Base):
    """What stays of erased learners: how many, by group, target and lesson; lesson "" counts the people."""

    __tablename__ = "erased_counts"
    group_id: Mapped[int] = mapped_column(ForeignKey("residential_groups.id"), primary_key=True)
    target_key: Mapped[str] = mapped_column(String(CODE_LENGTH), primary_key=True)
    lesson: Mapped[str] = mapped_column(String(CODE_LENGTH), primary_key=True)
    learners: Mapped[int]
    attempts: Mapped[int]
    passed: Mapped[int]


class Access(Base):
    """Who looked at, changed or took out personal data, and when."""

    __tablename__ = "access_log"
    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(Moment, index=True)
    who: Mapped[str] = mapped_column(String(NAME_LENGTH))
    action: Mapped[str] = mapped_column(String(CODE_LENGTH))
    subject: Mapped[str] = mapped_column(String(CODE_LENGTH), index=True)
    people: Mapped[int]
    detail: Mapped[str] = mapped_column(Text)
