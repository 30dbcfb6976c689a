"""The migrations build what the tables say, on both databases."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

from brokerage.domain.application import ALLOWED_APPLICATION_STEPS
from brokerage.domain.call_off import ALLOWED_STEPS
from brokerage.domain.errors import BadInput, Unavailable
from brokerage.storage.engine import open_database
from brokerage.storage.migrate import migrate, schema_is_current
from brokerage.storage.tables import Base


@pytest.mark.filterwarnings("ignore:.*expression-based index")  # SQLite cannot tell these; the rule has its own test
def test_the_migrations_build_the_tables_as_they_are_declared(database_url: str) -> None:
    database = open_database(database_url)
    with database.write_engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), Base.metadata)
    database.close()
    assert differences == []


def test_migrating_a_migrated_database_changes_nothing(database_url: str) -> None:
    migrate(database_url)
    database = open_database(database_url)
    assert schema_is_current(database)
    database.close()


def test_the_steps_in_the_database_are_those_of_the_domain(database_url: str) -> None:
    database = open_database(database_url)
    with database.reading() as connection:
        rows = connection.execute(text("SELECT step, from_state, to_state, job FROM allowed_steps")).all()
    database.close()
    declared = {(way.step.value, way.from_state.value, way.to_state.value, way.job.value) for way in ALLOWED_STEPS}
    assert {tuple(row) for row in rows} == declared
    assert len(rows) == len(ALLOWED_STEPS)


def test_the_steps_of_an_application_in_the_database_are_those_of_the_domain(database_url: str) -> None:
    database = open_database(database_url)
    with database.reading() as connection:
        rows = connection.execute(text("SELECT step, from_state, to_state, job FROM allowed_application_steps")).all()
    database.close()
    declared = {
        (way.step.value, way.from_state.value, way.to_state.value, way.job.value) for way in ALLOWED_APPLICATION_STEPS
    }
    assert {tuple(row) for row in rows} == declared
    assert len(rows) == len(ALLOWED_APPLICATION_STEPS)


@pytest.mark.parametrize("url", ["", "brokerage.db", "mysql://desk@localhost/desk", "sqlite://", "sqlite:///:memory:"])
def test_a_database_that_cannot_be_named_is_refused_with_the_two_forms(url: str) -> None:
    with pytest.raises(BadInput, match="sqlite:///FILE or postgresql://"):
        open_database(url)


def test_a_server_that_does_not_answer_is_unavailable_and_the_address_is_not_told() -> None:
    database = open_database("postgresql://desk:secret@127.0.0.1:1/desk")
    with pytest.raises(Unavailable) as refused, database.reading():
        pass
    database.close()
    assert "cannot be reached" in refused.value.sentence
    assert "secret" not in refused.value.sentence


def test_a_database_without_tables_says_how_to_make_them(tmp_path: object) -> None:
    database = open_database(f"sqlite:///{tmp_path}/empty.db")
    with pytest.raises(Unavailable, match="brokerage migrate"), database.reading() as connection:
        connection.execute(text("SELECT 1 FROM services"))
    database.close()
