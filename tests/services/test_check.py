from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, insert, select, text

from brokerage.services.check import check_database
from brokerage.storage.engine import Database
from brokerage.storage.tables.call_offs import AgreementRow

Harm = Callable[[Connection], str]


def wrong(database: Database) -> dict[str, tuple[str, ...]]:
    return {item.title: item.wrong for item in check_database(database) if not item.is_well}


def run(connection: Connection, statement: str, **values: Any) -> None:
    connection.execute(text(statement), values)


def a_call_off(connection: Connection, state: str) -> tuple[int, str]:
    found = connection.execute(
        text("SELECT id, reference FROM call_offs WHERE state = :state ORDER BY id LIMIT 1"), {"state": state}
    ).one()
    return found[0], found[1]


def price_changed_behind_the_lines(connection: Connection) -> str:
    call_off_id, reference = a_call_off(connection, "running")
    run(connection, "UPDATE call_offs SET weekly = weekly + 1 WHERE id = :id", id=call_off_id)
    return reference


def state_changed_without_a_step(connection: Connection) -> str:
    call_off_id, reference = a_call_off(connection, "running")
    run(connection, "UPDATE call_offs SET state = 'ended' WHERE id = :id", id=call_off_id)
    return reference


def approved_by_nobody(connection: Connection) -> str:
    call_off_id, reference = a_call_off(connection, "awaiting-approval")
    run(connection, "UPDATE call_offs SET state = 'approved' WHERE id = :id", id=call_off_id)
    return reference


def raised_without_a_list(connection: Connection) -> str:
    call_off_id, reference = connection.execute(
        text(
            "SELECT id, reference FROM call_offs WHERE state = 'draft' "
            "AND id NOT IN (SELECT call_off_id FROM evidence) ORDER BY id LIMIT 1"
        )
    ).one()
    run(
        connection,
        "INSERT INTO call_off_steps (call_off_id, step, from_state, to_state, taken_by_id, taken_at, note) "
        "VALUES (:id, 'raise', 'draft', 'awaiting-approval', 1, '2026-11-02 09:00:00', '')",
        id=call_off_id,
    )
    return str(reference)


def two_rates_for_one_day(connection: Connection) -> str:
    guard = "DROP TRIGGER rates_do_not_overlap_on_insert"
    if connection.dialect.name == "postgresql":
        guard = "ALTER TABLE rates DROP CONSTRAINT rates_do_not_overlap"
    run(connection, guard)
    run(
        connection,
        "INSERT INTO rates (rate_line_id, price, first_day, last_day, source) "
        "SELECT rate_line_id, price, first_day, last_day, source FROM rates WHERE id = 1",
    )
    return "rate line 1"


def a_penny_lost_between_the_dates(connection: Connection) -> str:
    row = connection.execute(select(AgreementRow.__table__).order_by(AgreementRow.id).limit(1)).one()
    terms = dict(row.terms)
    terms["first_period"] = {**terms["first_period"], "total": "0.01"}
    made = {**row._mapping, "id": 90_000, "edition": 2, "terms": terms}
    connection.execute(insert(AgreementRow).values(**made))
    return f"{row.number} edition 2"


def a_step_forgotten(connection: Connection) -> str:
    run(connection, "DELETE FROM allowed_steps WHERE step = 'expire'")
    return "expire from sent by broker"


def a_document_without_its_bytes(connection: Connection) -> str:
    of_table = " ON provider_document_contents" if connection.dialect.name == "postgresql" else ""
    run(connection, f"DROP TRIGGER document_contents_go_with_their_removal{of_table}")
    run(connection, "DELETE FROM provider_document_contents WHERE document_id = 7")
    return "document 7"


def an_end_moved_without_a_decision(connection: Connection) -> str:
    run(connection, "UPDATE schemes SET last_day = '2031-01-01' WHERE reference = 'RES-2022'")
    return "RES-2022"


def a_rate_unlike_its_line(connection: Connection) -> str:
    of_table = " ON rates" if connection.dialect.name == "postgresql" else ""
    run(connection, f"DROP TRIGGER rates_are_never_edited{of_table}")
    run(connection, "UPDATE rates SET unit = 'mile' WHERE id = 9")
    return "rate 9"


def a_need_taken_for_another(connection: Connection) -> str:
    """As many needs as before, but one of them is not the service's."""
    service_id, need_id = connection.execute(
        text("SELECT service_id, max(need_id) FROM service_needs GROUP BY service_id ORDER BY service_id LIMIT 1")
    ).one()
    run(
        connection,
        "UPDATE services SET need_list = replace(need_list, :told, ';9999;') WHERE id = :id",
        told=f";{need_id};",
        id=service_id,
    )
    return f"service {service_id}"


HARMS: dict[str, Harm] = {
    "The weekly cost of each call-off is the sum of its lines": price_changed_behind_the_lines,
    "Each call-off stands where its last step left it": state_changed_without_a_step,
    "Each approval is somebody else's, within their limit": approved_by_nobody,
    "Each raised call-off keeps the list it was chosen from": raised_without_a_list,
    "No two agreed rates of a line overlap": two_rates_for_one_day,
    "Each agreed rate repeats what its line is for": a_rate_unlike_its_line,
    "Each service lists for the search the needs it supports": a_need_taken_for_another,
    "Each agreement's first period is the sum of its dates": a_penny_lost_between_the_dates,
    "The contracts of each scheme end with its last term taken": an_end_moved_without_a_decision,
    "Each document kept has its bytes, each removed has none": a_document_without_its_bytes,
    "The allowed steps are those of this program": a_step_forgotten,
}


def test_what_does_not_agree_is_named_under_its_title_and_nothing_else(demonstration: Database) -> None:
    """All harms are done to one database: what is named is these, each where it belongs."""
    assert wrong(demonstration) == {}
    with demonstration.write_engine.begin() as connection:
        named = {title: {harm(connection)} for title, harm in HARMS.items()}
    by_steps = "Each call-off stands where its last step left it"
    for title in (
        "Each approval is somebody else's, within their limit",
        "Each raised call-off keeps the list it was chosen from",
    ):
        named[by_steps] |= named[title]  # their states were written by hand as well
    assert {title: set(found) for title, found in wrong(demonstration).items()} == named


def test_a_row_that_names_a_missing_row_is_found(sqlite_demonstration_url: str) -> None:
    import sqlite3

    from brokerage.storage.engine import open_database

    with sqlite3.connect(sqlite_demonstration_url.removeprefix("sqlite:///")) as connection:
        connection.execute("UPDATE people SET team_id = 999 WHERE id = 1")
    connection.close()
    database = open_database(sqlite_demonstration_url)
    assert wrong(database) == {"Every row names rows that are there": ("people names a missing row of teams",)}
    database.close()


def test_a_foreign_key_that_is_not_enforced_is_found(postgresql_demonstration_url: str) -> None:
    from brokerage.storage.engine import open_database

    database = open_database(postgresql_demonstration_url)
    with database.write_engine.begin() as connection:
        run(connection, "ALTER TABLE people DROP CONSTRAINT fk_people_team_id")
        run(
            connection,
            "ALTER TABLE people ADD CONSTRAINT fk_people_team_id FOREIGN KEY (team_id) REFERENCES teams (id) NOT VALID",
        )
    assert wrong(database) == {"Every row names rows that are there": ("fk_people_team_id",)}
    database.close()
