"""The tables of the records, as they first were."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make every table; whatever goes wrong, none of them stays."""
    op.create_table(
        "residential_groups",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("name", sa.String(120), nullable=False, unique=True),
    )
    op.create_table(
        "target_groups",
        sa.Column("key", sa.String(40), primary_key=True),
        sa.Column("name", sa.String(120), nullable=False),
    )
    op.create_table(
        "cohorts",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("name_key", sa.String(120), nullable=False, unique=True),
        sa.Column("opened_at", _MOMENT, nullable=False),
    )
    op.create_table(
        "learners",
        sa.Column("code", sa.String(40), primary_key=True),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("name_key", sa.String(120), nullable=False),
        sa.Column("birth_year", sa.Integer, nullable=False),
        sa.Column("group_id", sa.Integer, sa.ForeignKey("residential_groups.id"), nullable=False, index=True),
        sa.Column("target_key", sa.String(40), sa.ForeignKey("target_groups.key")),
        sa.Column("enrolled_at", _MOMENT, nullable=False),
        sa.CheckConstraint("birth_year BETWEEN 1900 AND 2100", name="birth_year"),
        sa.Index(None, "name_key", "birth_year", "group_id"),
    )
    op.create_table(
        "aliases",
        sa.Column("id", sa.Integer, primary_key=True),
        _learner("learner_code", index=True),
        sa.Column("name_key", sa.String(120), nullable=False),
        sa.Column("birth_year", sa.Integer, nullable=False),
        sa.Column("group_id", sa.Integer, sa.ForeignKey("residential_groups.id"), nullable=False),
        sa.Index(None, "name_key", "birth_year", "group_id"),
    )
    op.create_table(
        "memberships",
        _learner("learner_code", primary_key=True),
        sa.Column("cohort_id", sa.Integer, sa.ForeignKey("cohorts.id"), primary_key=True, index=True),
        sa.Column("joined_at", _MOMENT, nullable=False),
    )
    op.create_table(
        "consents",
        sa.Column("id", sa.Integer, primary_key=True),
        _learner("learner_code", index=True),
        sa.Column("purpose", sa.String(40), nullable=False),
        sa.Column("given", sa.Boolean, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("by_whom", sa.String(120), nullable=False),
        sa.Column("guardian", sa.Boolean, nullable=False),
        sa.Column("evidence", sa.String(300), nullable=False),
        sa.Column("recorded_by", sa.String(120), nullable=False),
    )
    op.create_table(
        "tutors",
        _learner("learner_code", primary_key=True),
        sa.Column("group_id", sa.Integer, sa.ForeignKey("residential_groups.id"), primary_key=True, index=True),
        sa.Column("since", _MOMENT, nullable=False),
    )
    op.create_table(
        "tutoring",
        _learner("learner_code", primary_key=True),
        _learner("tutor_code", index=True),
        sa.Column("since", _MOMENT, nullable=False),
    )
    op.create_table(
        "attempts",
        sa.Column("id", sa.Integer, primary_key=True),
        _learner("learner_code"),
        sa.Column("lesson", sa.String(40), nullable=False),
        sa.Column("assignment", sa.String(120), nullable=False),
        sa.Column("digest", sa.String(100), nullable=False),
        sa.Column("points", sa.Double, nullable=False),
        sa.Column("max_points", sa.Double, nullable=False),
        sa.Column("passed", sa.Boolean, nullable=False),
        sa.Column("needs_person", sa.Boolean, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("source", sa.String(40), nullable=False),
        sa.UniqueConstraint("learner_code", "assignment", "digest"),
    )
    op.create_table(
        "erased_counts",
        sa.Column("group_id", sa.Integer, sa.ForeignKey("residential_groups.id"), primary_key=True),
        sa.Column("target_key", sa.String(40), primary_key=True),
        sa.Column("lesson", sa.String(40), primary_key=True),
        sa.Column("learners", sa.Integer, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("passed", sa.Integer, nullable=False),
    )
    op.create_table(
        "access_log",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("at", _MOMENT, nullable=False, index=True),
        sa.Column("who", sa.String(120), nullable=False),
        sa.Column("action", sa.String(40), nullable=False),
        sa.Column("subject", sa.String(40), nullable=False, index=True),
        sa.Column("people", sa.Integer, nullable=False),
        sa.Column("detail", sa.Text, nullable=False),
    )


def _learner(name: str, **settings) -> sa.Column:
    key = sa.ForeignKey("learners.code", ondelete="CASCADE", onupdate="CASCADE")
    return sa.Column(name, sa.String(40), key, nullable=False, **settings)
