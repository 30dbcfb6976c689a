"""All SQL: tables, queries, migrations and audit. The only floor that knows SQLAlchemy."""
