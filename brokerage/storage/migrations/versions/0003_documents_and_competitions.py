"""Documents, answers and offered prices, small competitions. The SQL stands written out beside this file."""

from brokerage.storage.written_sql import run_written_sql

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Runs the statements of the dialect."""
    run_written_sql(revision)
