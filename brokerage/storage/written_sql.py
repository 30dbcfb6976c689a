"""Runs the SQL of a migration, which stands written out for each dialect beside it."""

from pathlib import Path

from alembic import op

_VERSIONS = Path(__file__).parent / "migrations" / "versions"


def run_written_sql(revision: str) -> None:
    """Runs the tables, then the rules the database itself holds; a blank line ends a statement."""
    dialect = op.get_context().dialect.name
    connection = op.get_bind().execution_options(no_parameters=True)
    for part in ("tables", "rules"):
        text = (_VERSIONS / f"{revision}_{part}.{dialect}.sql").read_text(encoding="utf-8")
        for statement in text.split("\n\n"):
            connection.exec_driver_sql(statement.strip())
