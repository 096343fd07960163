"""Alembic runs the migrations on the connection it is given, inside that connection's transaction."""

from alembic import context

from binhdan.records.models import Base

context.configure(connection=context.config.attributes["connection"], target_metadata=Base.metadata, render_as_batch=True)
context.run_migrations()
