"""The tables of the records."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import BigInteger, CheckConstraint, DateTime, Double, ForeignKey, Index, MetaData, SmallInteger, String, Text, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

from binhdan.records.codes import draw_number

CODE_LENGTH = 40
NAME_LENGTH = 120
PASSED, NEEDS_PERSON = 1, 2  # the bits of Attempt.flags; the second also where a part for people to mark was left blank
_CLUSTERED = {"sqlite_with_rowid": False}  # the rows themselves lie in the order of the primary key


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


def _number(**settings) -> Mapped[int]:
    return mapped_column(ForeignKey("learners.number", ondelete="CASCADE"), autoincrement=False, **settings)


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
    """A person; name key, birth year and residential group tell people apart, the code where these do not.

    ``number`` stands for them where it is kept what they did and when: a pseudonym, drawn, that no page shows.
    """

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
    number: Mapped[int] = mapped_column(unique=True, index=True, default=draw_number, server_default=text("0"))


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


class LessonCode(Base):
    """A lesson or level test ("B1.07", "B1.99") as attempts name it: a small number."""

    __tablename__ = "lessons"
    id: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    code: Mapped[str] = mapped_column(String(CODE_LENGTH), unique=True)


class Attempt(Base):
    """The mark of one version of one hand-in.

    ``digest`` is the beginning of the version's, ``at`` when it was handed in (Unix seconds), ``hints`` how many
    second hints had been opened by then (below 1024); points have at most six digits after the dot.
    """

    __tablename__ = "attempts"
    __table_args__ = _CLUSTERED
    learner: Mapped[int] = _number(primary_key=True)
    lesson: Mapped[int] = mapped_column(SmallInteger, ForeignKey("lessons.id"), primary_key=True, autoincrement=False)
    digest: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    at: Mapped[int] = mapped_column(BigInteger)
    points: Mapped[float] = mapped_column(Double)
    max_points: Mapped[float] = mapped_column(Double)
    flags: Mapped[int] = mapped_column(SmallInteger)
    hints: Mapped[int] = mapped_column(SmallInteger)


class Practice(Base):
    """On which days of a week a learner says they practised: bit 0 is Monday, bit 6 Sunday; ``week`` as in ``records.days``."""

    __tablename__ = "practice"
    __table_args__ = _CLUSTERED
    learner: Mapped[int] = _number(primary_key=True)
    week: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    days: Mapped[int] = mapped_column(SmallInteger)


class Nickname(Base):
    """What a learner wants to be called on the notice board; shown with their consent only."""

    __tablename__ = "nicknames"
    learner: Mapped[int] = _number(primary_key=True)
    nickname: Mapped[str] = mapped_column(String(CODE_LENGTH))
    nickname_key: Mapped[str] = mapped_column(String(CODE_LENGTH), unique=True)


class Standing(Base):
    """What follows from a learner's marks and practice; ``points.recompute`` replaces all of them at once.

    ``levels``, ``measured``, ``improved`` and ``distinguished`` have a bit for each level (bit 0 is level 1), ``badges`` one for each of
    ``points.badges.BADGES``; days as in ``records.days``.
    """

    __tablename__ = "standings"
    learner: Mapped[int] = _number(primary_key=True)
    points: Mapped[float] = mapped_column(Double)
    lessons: Mapped[int] = mapped_column(SmallInteger)
    levels: Mapped[int] = mapped_column(SmallInteger)
    weeks: Mapped[int] = mapped_column(SmallInteger)
    run: Mapped[int] = mapped_column(SmallInteger)
    badges: Mapped[int]
    measured: Mapped[int] = mapped_column(SmallInteger)
    improved: Mapped[int] = mapped_column(SmallInteger)
    distinguished: Mapped[int] = mapped_column(SmallInteger)
    first_day: Mapped[int | None]
    last_day: Mapped[int | None]


class Completion(Base):
    """On which day a learner completed a level; replaced with the standings."""

    __tablename__ = "completions"
    __table_args__ = _CLUSTERED
    learner: Mapped[int] = _number(primary_key=True)
    level: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    day: Mapped[int]


class GroupWeek(Base):
    """How many of a residential group and target group ("" for none) were active in a week, and their hand-ins."""

    __tablename__ = "group_weeks"
    __table_args__ = _CLUSTERED
    group_id: Mapped[int] = mapped_column(ForeignKey("residential_groups.id"), primary_key=True, autoincrement=False)
    target_key: Mapped[str] = mapped_column(String(CODE_LENGTH), primary_key=True)
    week: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    active: Mapped[int]
    hand_ins: Mapped[int]


class GroupDay(Base):
    """How many hand-ins the whole ward had on a day."""

    __tablename__ = "group_days"
    day: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    hand_ins: Mapped[int]


class Reckoning(Base):
    """How fresh the standings are: the moment whose records they follow from, its day, and by which rules. One row."""

    __tablename__ = "reckoning"
    __table_args__ = (CheckConstraint("id = 1", name="one"),)
    id: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False, default=1)
    at: Mapped[datetime] = mapped_column(Moment)
    today: Mapped[int]
    learners: Mapped[int]
    rules_digest: Mapped[str] = mapped_column(String(100))


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
