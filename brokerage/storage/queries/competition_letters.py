"""The letters of a competition that were issued, with all they say, and to whom letters go."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Integer, bindparam, select

from brokerage.domain.agreement_terms import PartyTerms
from brokerage.domain.competition import CompetitionLetterKind
from brokerage.domain.competition_letter import CompetitionLetter, letter_of
from brokerage.domain.postcode import display_postcode
from brokerage.storage.queries.reader import Reader
from brokerage.storage.tables.competitions import CompetitionLetterRow, InvitationRow
from brokerage.storage.tables.providers import ProviderRow, ServiceRow

_COMPETITION_ID = bindparam("competition_id", type_=Integer())
_ISSUED = (
    select(CompetitionLetterRow.invitation_id, CompetitionLetterRow.kind, CompetitionLetterRow.terms)
    .join(InvitationRow, InvitationRow.id == CompetitionLetterRow.invitation_id)
    .where(InvitationRow.competition_id == _COMPETITION_ID)
    .order_by(CompetitionLetterRow.id)
)
_READERS = (
    select(
        InvitationRow.id,
        InvitationRow.service_id,
        ServiceRow.name.label("service"),
        ProviderRow.name,
        ProviderRow.address,
        ProviderRow.postcode,
        ProviderRow.phone,
        ProviderRow.email,
        ProviderRow.company_number,
        ProviderRow.charity_number,
        ProviderRow.regulator_id,
    )
    .join(ServiceRow, ServiceRow.id == InvitationRow.service_id)
    .join(ProviderRow, ProviderRow.id == ServiceRow.provider_id)
    .where(InvitationRow.competition_id == _COMPETITION_ID)
    .order_by(ServiceRow.name, InvitationRow.service_id)
)


@dataclass(frozen=True, slots=True)
class LetterReader:
    """An invited service and the provider its letters go to."""

    invitation_id: int
    service_id: int
    service: str
    provider: PartyTerms


def issued_letters(
    reader: Reader, competition_id: int
) -> Mapping[tuple[int, CompetitionLetterKind], CompetitionLetter]:
    """Return the letters as they were issued, by invitation and kind, in the order they were issued in."""
    rows = reader.execute(_ISSUED, {"competition_id": competition_id})
    return {(row.invitation_id, row.kind): letter_of(row.kind, row.terms) for row in rows}


def letter_readers(reader: Reader, competition_id: int) -> tuple[LetterReader, ...]:
    """Return every invited service with its provider, by the service's name."""
    return tuple(
        LetterReader(
            row.id,
            row.service_id,
            row.service,
            PartyTerms(
                row.name,
                row.address,
                display_postcode(row.postcode),
                row.phone,
                row.email,
                row.company_number,
                row.charity_number,
                row.regulator_id,
            ),
        )
        for row in reader.execute(_READERS, {"competition_id": competition_id})
    )
