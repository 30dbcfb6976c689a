"""Runs migrations on the connection that `brokerage.storage.migrate` hands over, each run in one transaction."""

from alembic import context

from brokerage.storage.tables import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    transactional_ddl=True,
    render_as_batch=False,
)
with context.begin_transaction():
    context.run_migrations()
