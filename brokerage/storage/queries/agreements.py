"""The agreements issued for a call-off, edition by edition."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Integer, Text, bindparam, select

from brokerage.domain.agreement_terms import AgreementTerms, IssuedAgreement
from brokerage.domain.call_off import CallOffState
from brokerage.domain.errors import BadInput
from brokerage.domain.said_back import said_back
from brokerage.storage.queries.reader import Reader
from brokerage.storage.tables.call_offs import AgreementRow, CallOffRow
from brokerage.storage.tables.council import StaffRow

_EDITIONS = (
    select(
        AgreementRow.id,
        AgreementRow.number,
        AgreementRow.edition,
        StaffRow.full_name,
        AgreementRow.issued_by_id,
        AgreementRow.issued_at,
        AgreementRow.terms,
    )
    .join(CallOffRow, CallOffRow.id == AgreementRow.call_off_id)
    .join(StaffRow, StaffRow.id == AgreementRow.issued_by_id)
    .where(CallOffRow.reference == bindparam("reference", type_=Text()))
    .order_by(AgreementRow.edition)
)
_LAST = _EDITIONS.order_by(None).order_by(AgreementRow.edition.desc()).limit(1)
_ONE = _EDITIONS.where(AgreementRow.edition == bindparam("edition", type_=Integer()))
_STATE = select(CallOffRow.state).where(CallOffRow.reference == bindparam("reference", type_=Text()))


def editions(reader: Reader, reference: str) -> tuple[IssuedAgreement, ...]:
    """Return every edition issued for the call-off, the first first."""
    return tuple(_issued(*row) for row in reader.execute(_EDITIONS, {"reference": reference}))


def last_edition(reader: Reader, reference: str) -> IssuedAgreement | None:
    """Return the edition issued last, or None while none was."""
    row = reader.execute(_LAST, {"reference": reference}).first()
    return None if row is None else _issued(*row)


def one_edition(reader: Reader, reference: str, edition: int) -> IssuedAgreement:
    """Return one edition. Raises: BadInput when it was never issued."""
    row = reader.execute(_ONE, {"reference": reference, "edition": edition}).first()
    if row is None:
        raise BadInput(f"Edition {edition} of the agreement for {said_back(reference)} was never issued.", "edition")
    return _issued(*row)


def state_of(reader: Reader, reference: str) -> CallOffState:
    """Return where the call-off stands. Raises: BadInput when there is none of this reference."""
    state = reader.execute(_STATE, {"reference": reference}).scalar()
    if state is None:
        raise BadInput(f"There is no call-off {said_back(reference)}. Check the reference.")
    return state


def _issued(
    agreement_id: int,
    number: str,
    edition: int,
    issued_by: str,
    issued_by_id: int,
    issued_at: datetime,
    terms: Mapping[str, object],
) -> IssuedAgreement:
    return IssuedAgreement(
        agreement_id, number, edition, issued_by, issued_by_id, issued_at, AgreementTerms.from_plain(terms)
    )
