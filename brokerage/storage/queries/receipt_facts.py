"""What the receipt of an application is drawn up from: both parties, and what the application asks for."""

from dataclasses import dataclass

from sqlalchemy import bindparam, select

from brokerage.domain.agreement_terms import PartyTerms
from brokerage.domain.postcode import display_postcode
from brokerage.domain.receipt_terms import ReceiptLine
from brokerage.storage.queries.agreement_parties import council_as_party
from brokerage.storage.queries.application_at_hand import ApplicationAtHand
from brokerage.storage.queries.applications import asked_for
from brokerage.storage.queries.council import council
from brokerage.storage.queries.reader import Reader
from brokerage.storage.tables.applications import RoundRow
from brokerage.storage.tables.providers import ProviderRow

_PROVIDER = select(
    ProviderRow.name,
    ProviderRow.address,
    ProviderRow.postcode,
    ProviderRow.phone,
    ProviderRow.email,
    ProviderRow.company_number,
    ProviderRow.charity_number,
    ProviderRow.regulator_id,
    ProviderRow.is_demonstration,
).where(ProviderRow.id == bindparam("provider_id"))
_ROUND = select(RoundRow.title).where(RoundRow.id == bindparam("round_id"))


@dataclass(frozen=True, slots=True)
class ReceiptFacts:
    """The parties, the round's title (empty between rounds), and the services × lots asked for."""

    is_demonstration: bool
    council: PartyTerms
    provider: PartyTerms
    round: str
    asked: tuple[ReceiptLine, ...]


def receipt_facts(reader: Reader, application: ApplicationAtHand) -> ReceiptFacts:
    """Return what the receipt is drawn up from. Raises: RuleBroken when the council has no name yet."""
    ours = council(reader)
    row = reader.execute(_PROVIDER, {"provider_id": application.provider_id}).one()
    provider = PartyTerms(
        row.name,
        row.address,
        display_postcode(row.postcode),
        row.phone,
        row.email,
        row.company_number,
        row.charity_number,
        row.regulator_id,
    )
    return ReceiptFacts(
        row.is_demonstration or (ours is not None and ours.is_demonstration),
        council_as_party(ours),
        provider,
        round_title(reader, application.round_id),
        tuple(
            ReceiptLine(one.service, f"{one.lot_number} {one.lot_title}")
            for one in asked_for(reader, application.application_id)
        ),
    )


def round_title(reader: Reader, round_id: int | None) -> str:
    """Return what the round is called; empty between rounds."""
    return "" if round_id is None else reader.execute(_ROUND, {"round_id": round_id}).scalar_one()
