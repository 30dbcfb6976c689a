"""Makes the demonstration's staff able to sign in to a PostgreSQL server, each under their own login."""

from collections.abc import Sequence

from sqlalchemy import bindparam, select, text

from brokerage.domain.errors import RuleBroken
from brokerage.storage.engine import Database
from brokerage.storage.failures import translated_failures
from brokerage.storage.tables.council import StaffRow

_KNOWN = text("SELECT rolname FROM pg_roles WHERE rolname IN :logins").bindparams(bindparam("logins", expanding=True))
# Logins belong to the whole server: another database's staff may get the same one at this very moment.
_CREATE_UNLESS_THERE = """
DO $$ BEGIN CREATE ROLE {login} LOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$
"""
_MAY_CREATE = text("SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user")

_RULES_OF_SCHEMES = "scheme_policies, scheme_routes, scheme_values, lot_needs, lot_cpv_codes, lot_units, lot_ratios"


def make_logins(database: Database) -> tuple[str, ...]:
    """Creates a login without a password for each active member of staff who has none, and lets all of them work in the tables.

    Returns the logins that were created. They may read, add and change rows; nobody may delete any but rates and
    suspensions taken back whole, award criteria and rules of schemes in whose place others come, lots nothing rests on, the bytes
    of documents removed, and what was answered and offered before a lot is decided.
    Raises: RuleBroken when this login may not create others; Unavailable.
    """
    with translated_failures(), database.write_engine.begin() as connection:
        logins: Sequence[str] = connection.scalars(
            select(StaffRow.login).where(StaffRow.active).order_by(StaffRow.login)
        ).all()
        known = set(connection.scalars(_KNOWN, {"logins": logins}))
        missing = tuple(login for login in logins if login not in known)
        if missing and not connection.execute(_MAY_CREATE).scalar():
            raise RuleBroken(
                "This login may not create others on the server: ask its administrator, or leave out --logins."
            )
        quote = connection.dialect.identifier_preparer.quote_identifier
        for login in missing:
            connection.execute(text(_CREATE_UNLESS_THERE.format(login=quote(login))))
        everybody = ", ".join(quote(login) for login in logins)
        connection.execute(text(f"GRANT USAGE ON SCHEMA public TO {everybody}"))
        connection.execute(text(f"GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA public TO {everybody}"))
        # A rate goes only with the uplift that made it, taken back before its first day: the table's own rule holds to that.
        connection.execute(text(f"GRANT DELETE ON rates TO {everybody}"))
        # A suspension goes when it is lifted from its first day; that it was there stays with the admission's events.
        connection.execute(text(f"GRANT DELETE ON suspensions TO {everybody}"))
        # A scheme's award criteria are set as a whole; competitions opened by them keep their own copy, the audit has the rest.
        connection.execute(text(f"GRANT DELETE ON scheme_award_criteria TO {everybody}"))
        # What a scheme allows is set as a whole, and rules to come may be taken back: the audit keeps what it was.
        connection.execute(text(f"GRANT DELETE ON {_RULES_OF_SCHEMES} TO {everybody}"))
        # A lot added by mistake goes while nothing rests on it: whatever names a lot keeps it there.
        connection.execute(text(f"GRANT DELETE ON lots TO {everybody}"))
        # The bytes of a document go with its removal, never alone: the table's own rule holds to that.
        connection.execute(text(f"GRANT DELETE ON provider_document_contents TO {everybody}"))
        # A mended workbook takes answers and offered prices out, until a lot is decided: the tables' own rules hold to that.
        connection.execute(text(f"GRANT DELETE ON application_answers, offered_prices TO {everybody}"))
        connection.execute(text(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {everybody}"))
    return missing
