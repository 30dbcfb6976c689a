"""The first tables, with the rules the database itself holds. The SQL of each dialect stands written out beside this file."""

from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Runs the statements of the dialect; a blank line ends a statement."""
    dialect = op.get_context().dialect.name
    connection = op.get_bind().execution_options(no_parameters=True)
    for part in ("tables", "rules"):
        text = (Path(__file__).parent / f"0001_{part}.{dialect}.sql").read_text(encoding="utf-8")
        for statement in text.split("\n\n"):
            connection.exec_driver_sql(statement.strip())
