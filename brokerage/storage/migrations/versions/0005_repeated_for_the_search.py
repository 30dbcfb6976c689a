"""What the search reads is repeated where it reads it, by the databases themselves. The SQL stands written out beside this file."""

from brokerage.storage.written_sql import run_written_sql

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Runs the statements of the dialect."""
    run_written_sql(revision)
