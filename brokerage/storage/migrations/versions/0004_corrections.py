"""What may be corrected once it is on record. The SQL stands written out beside this file."""

from brokerage.storage.written_sql import run_written_sql

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Runs the statements of the dialect."""
    run_written_sql(revision)
