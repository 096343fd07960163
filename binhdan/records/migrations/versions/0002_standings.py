"""Learners get numbers, attempts become small; practice, nicknames, standings and what is counted of them."""

from datetime import UTC

import sqlalchemy as sa
from alembic import op

from binhdan.records.attempts import short_digest
from binhdan.records.pieces import pieces

revision = "0002"
down_revision = "0001"

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Change and make the tables; the marks that are there are kept."""
    # Not in batch mode, which drops a table: with it would go what refers to learners.
    op.add_column("learners", sa.Column("number", sa.Integer, nullable=False, server_default=sa.text("0")))
    learners = sa.table("learners", sa.column("code", sa.String), sa.column("number", sa.Integer))
    numbered = sa.select(learners.c.code, sa.func.row_number().over(order_by=learners.c.code).label("place")).subquery()
    place = sa.select(numbered.c.place).where(numbered.c.code == learners.c.code).scalar_subquery()
    op.execute(learners.update().values(number=place))
    op.create_index("ix_learners_number", "learners", ["number"], unique=True)
    op.create_table(
        "lessons",
        sa.Column("id", sa.SmallInteger, primary_key=True, autoincrement=False),
        sa.Column("code", sa.String(40), nullable=False, unique=True),
    )
    op.rename_table("attempts", "attempts_before")
    if op.get_bind().dialect.name == "postgresql":  # its names are one for all tables
        op.execute("ALTER TABLE attempts_before RENAME CONSTRAINT pk_attempts TO pk_attempts_before")
    _make_logs()
    _take_over()
    op.drop_table("attempts_before")
    _make_standings()


def _make_logs() -> None:
    op.create_table(
        "attempts",
        _learner(primary_key=True),
        sa.Column("lesson", sa.SmallInteger, sa.ForeignKey("lessons.id"), primary_key=True, autoincrement=False),
        sa.Column("digest", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("points", sa.Double, nullable=False),
        sa.Column("max_points", sa.Double, nullable=False),
        sa.Column("flags", sa.SmallInteger, nullable=False),
        sa.Column("hints", sa.SmallInteger, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "practice",
        _learner(primary_key=True),
        sa.Column("week", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("days", sa.SmallInteger, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "nicknames",
        _learner(primary_key=True),
        sa.Column("nickname", sa.String(40), nullable=False),
        sa.Column("nickname_key", sa.String(40), nullable=False, unique=True),
    )


def _take_over() -> None:
    """The marks as they were, each into one small row; of a lesson that had two folder names the better mark stays."""
    bind = op.get_bind()
    before = sa.table(
        "attempts_before", sa.column("learner_code"), sa.column("lesson"), sa.column("digest"), sa.column("at", _MOMENT),
        *(sa.column(name, sa.Double) for name in ("points", "max_points")), *(sa.column(name, sa.Boolean) for name in ("passed", "needs_person")),
    )
    codes = bind.execute(sa.select(before.c.lesson).distinct().order_by(before.c.lesson)).scalars().all()
    lessons = {code: place for place, code in enumerate(codes, 1)}
    if lessons:
        target = sa.table("lessons", sa.column("id"), sa.column("code"))
        bind.execute(target.insert(), [{"id": place, "code": code} for code, place in lessons.items()])
    learners = sa.table("learners", sa.column("code"), sa.column("number"))
    numbers = dict(bind.execute(sa.select(learners.c.code, learners.c.number)).all())
    names = ("learner", "lesson", "digest", "at", "points", "max_points", "flags", "hints")
    attempts = sa.table("attempts", *(sa.column(name) for name in names))
    kept: dict = {}
    for row in bind.execute(sa.select(before).order_by(before.c.points)):
        key = (numbers[row.learner_code], lessons[row.lesson], short_digest(row.digest))
        moment = row.at if row.at.tzinfo else row.at.replace(tzinfo=UTC)
        kept[key] = (int(moment.timestamp()), round(row.points, 6), row.max_points, row.passed + 2 * row.needs_person, 0)
    for some in pieces(kept.items()):
        bind.execute(attempts.insert(), [dict(zip(names, (*key, *rest))) for key, rest in some])


def _make_standings() -> None:
    op.create_table(
        "standings",
        _learner(primary_key=True),
        sa.Column("points", sa.Double, nullable=False),
        *(sa.Column(name, sa.SmallInteger, nullable=False) for name in ("lessons", "levels", "weeks", "run")),
        sa.Column("badges", sa.Integer, nullable=False),
        *(sa.Column(name, sa.SmallInteger, nullable=False) for name in ("measured", "improved", "distinguished")),
        *(sa.Column(name, sa.Integer) for name in ("first_day", "last_day")),
    )
    op.create_table(
        "completions",
        _learner(primary_key=True),
        sa.Column("level", sa.SmallInteger, primary_key=True, autoincrement=False),
        sa.Column("day", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "group_weeks",
        sa.Column("group_id", sa.Integer, sa.ForeignKey("residential_groups.id"), primary_key=True, autoincrement=False),
        sa.Column("target_key", sa.String(40), primary_key=True),
        sa.Column("week", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("active", sa.Integer, nullable=False),
        sa.Column("hand_ins", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "group_days",
        sa.Column("day", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("hand_ins", sa.Integer, nullable=False),
    )
    op.create_table(
        "reckoning",
        sa.Column("id", sa.SmallInteger, primary_key=True, autoincrement=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("today", sa.Integer, nullable=False),
        sa.Column("learners", sa.Integer, nullable=False),
        sa.Column("rules_digest", sa.String(100), nullable=False),
        sa.CheckConstraint("id = 1", name="one"),
    )


def _learner(**settings) -> sa.Column:
    return sa.Column("learner", sa.Integer, sa.ForeignKey("learners.number", ondelete="CASCADE"), autoincrement=False, **settings)
