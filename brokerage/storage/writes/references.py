"""Gives out references in rows without doubles: `CO-2026-0001`, `P-1043` …, also under several writers at once."""

from sqlalchemy import TextClause, select, text, update
from sqlalchemy.orm import Session

from brokerage.storage.tables.call_offs import ReferenceCounterRow
from brokerage.storage.tables.people import PersonRow

_OF_PEOPLE = "P-"
_BEFORE_THE_FIRST_PERSON = 1000

_TAKE = (
    update(ReferenceCounterRow)
    .values(last_number=ReferenceCounterRow.last_number + 1)
    .returning(ReferenceCounterRow.last_number)
    .execution_options(synchronize_session=False)
)


def _begin(table: str, column: str) -> TextClause:
    # A row of references that has no counter yet goes on after the references that were loaded into the table.
    return text(
        f"INSERT INTO reference_counters (prefix, last_number) "  # noqa: S608 - both names are ours
        f"SELECT CAST(:prefix AS text), 1 + coalesce(max(CAST(substr({column}, length(:prefix) + 1) AS integer)), 0) "
        f"FROM {table} WHERE substr({column}, 1, length(:prefix)) = :prefix "
        "ON CONFLICT (prefix) DO UPDATE SET last_number = reference_counters.last_number + 1 RETURNING last_number"
    )


_HOLD = text(
    "INSERT INTO reference_counters (prefix, last_number) VALUES (:prefix, 0) "
    "ON CONFLICT (prefix) DO UPDATE SET last_number = reference_counters.last_number RETURNING last_number"
)
_PEOPLE = select(PersonRow.reference).where(PersonRow.reference.startswith(_OF_PEOPLE))
_BEGIN_CALL_OFFS = _begin("call_offs", "reference")
_BEGIN_AGREEMENTS = _begin("agreements", "number")
_BEGIN_APPLICATIONS = _begin("applications", "reference")
_BEGIN_COMPETITIONS = _begin("competitions", "reference")


def next_call_off_reference(session: Session, year: int) -> str:
    """Return the next reference of the year, `CO-2026-0001`. Others wait for theirs until this transaction ends."""
    return _next(session, f"CO-{year}-", _BEGIN_CALL_OFFS)


def next_agreement_number(session: Session, year: int) -> str:
    """Return the next agreement number of the year, `PA-2026-0001`. Others wait for theirs until this transaction ends."""
    return _next(session, f"PA-{year}-", _BEGIN_AGREEMENTS)


def next_application_reference(session: Session, year: int) -> str:
    """Return the next reference of the year, `AP-2026-0001`. Others wait for theirs until this transaction ends."""
    return _next(session, f"AP-{year}-", _BEGIN_APPLICATIONS)


def next_competition_reference(session: Session, year: int) -> str:
    """Return the next reference of the year, `SC-2026-0001`. Others wait for theirs until this transaction ends."""
    return _next(session, f"SC-{year}-", _BEGIN_COMPETITIONS)


def next_person_references(session: Session, how_many: int) -> tuple[str, ...]:
    """Return as many references of people as asked, `P-1043` first, after every one that stands, however it came there.

    Others wait for theirs until this transaction ends.
    """
    if not how_many:
        return ()
    held = session.execute(_HOLD, {"prefix": _OF_PEOPLE}).scalar_one()
    standing = (reference.removeprefix(_OF_PEOPLE) for reference in session.scalars(_PEOPLE))
    highest = max((int(number) for number in standing if number.isdecimal()), default=_BEFORE_THE_FIRST_PERSON)
    last = max(held, highest)
    counter = update(ReferenceCounterRow).where(ReferenceCounterRow.prefix == _OF_PEOPLE)
    session.execute(counter.values(last_number=last + how_many).execution_options(synchronize_session=False))
    return tuple(f"{_OF_PEOPLE}{number}" for number in range(last + 1, last + how_many + 1))


def _next(session: Session, prefix: str, begin: TextClause) -> str:
    number = session.execute(_TAKE.where(ReferenceCounterRow.prefix == prefix)).scalar()
    if number is None:
        number = session.execute(begin, {"prefix": prefix}).scalar_one()
    return f"{prefix}{number:04d}"
