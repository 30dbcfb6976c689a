"""One scheme as a use case finds it before something is opened in it: locked, with its own days and its answer times."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Row, Select, Text, bindparam, func, select
from sqlalchemy.orm import Session

from brokerage.domain.errors import BadInput
from brokerage.domain.scheme import SchemeKind
from brokerage.storage.queries.reader import Reader
from brokerage.storage.row_locks import held
from brokerage.storage.tables.schemes import SchemeRow


@dataclass(frozen=True, slots=True)
class SchemeAtHand:
    """A scheme. `last_day` is the contract's end as extended so far; the answer times are in working days."""

    scheme_id: int
    reference: str
    title: str
    kind: SchemeKind
    law: str
    last_day: date | None
    last_call_off_day: date | None
    answer_working_days: int
    extended_answer_working_days: int


_Scheme = tuple[int, str, str, SchemeKind, str, date | None, date | None, int, int]

_SCHEMES: Select[_Scheme] = select(
    SchemeRow.id,
    SchemeRow.reference,
    SchemeRow.title,
    SchemeRow.kind,
    SchemeRow.law,
    SchemeRow.last_day,
    SchemeRow.last_call_off_day,
    SchemeRow.answer_working_days,
    SchemeRow.extended_answer_working_days,
)
_NAMED = _SCHEMES.where(func.lower(SchemeRow.reference) == bindparam("word", type_=Text()))
_LOCKED = held(_NAMED, SchemeRow)
_OF_ID = _SCHEMES.where(SchemeRow.id == bindparam("scheme_id"))


def scheme_for_update(session: Session, reference: str) -> SchemeAtHand:
    """Return the scheme of this reference in any case, locked: who opens something in it waits for whoever came first.

    Raises: BadInput when there is none of this reference.
    """
    return _found(session.execute(_LOCKED, {"word": reference.strip().lower()}).first())


def scheme_now(reader: Reader, reference: str) -> SchemeAtHand:
    """Return the scheme of this reference in any case, not locked. Raises: BadInput when there is none."""
    return _found(reader.execute(_NAMED, {"word": reference.strip().lower()}).first())


def scheme_of_id(reader: Reader, scheme_id: int) -> SchemeAtHand:
    """Return the scheme of this number, not locked."""
    return SchemeAtHand(*reader.execute(_OF_ID, {"scheme_id": scheme_id}).one())


def _found(row: Row[_Scheme] | None) -> SchemeAtHand:
    if row is None:
        raise BadInput("No scheme has this reference: look it up with “brokerage scheme list”.", "scheme")
    return SchemeAtHand(*row)
