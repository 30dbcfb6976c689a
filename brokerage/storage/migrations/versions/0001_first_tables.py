"""The first tables, with the rules the database itself holds. The SQL of each dialect stands written out beside this file."""

from brokerage.storage.written_sql import run_written_sql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Runs the statements of the dialect."""
    run_written_sql(revision)
