"""What an uplift may be asked for: the schemes, their lots, and the providers that have a rate card there."""

from collections import defaultdict

from sqlalchemy import func, select

from brokerage.domain.uplift_choices import UpliftLot, UpliftProvider, UpliftScheme
from brokerage.storage.queries.reader import Reader
from brokerage.storage.tables.providers import ProviderRow, ServiceRow
from brokerage.storage.tables.rates import RateLineRow
from brokerage.storage.tables.schemes import LotRow, SchemeRow

_SCHEMES = select(SchemeRow.id, SchemeRow.reference, SchemeRow.title).order_by(SchemeRow.reference)
_LOTS = select(LotRow.scheme_id, LotRow.number, LotRow.title).order_by(LotRow.id)
_PROVIDERS = (
    select(
        LotRow.scheme_id,
        ProviderRow.name,
        func.coalesce(ProviderRow.council_reference, ProviderRow.name),
    )
    .distinct()
    .select_from(RateLineRow)
    .join(LotRow, LotRow.id == RateLineRow.lot_id)
    .join(ServiceRow, ServiceRow.id == RateLineRow.service_id)
    .join(ProviderRow, ProviderRow.id == ServiceRow.provider_id)
    .order_by(LotRow.scheme_id, ProviderRow.name)
)


def uplift_schemes(reader: Reader) -> tuple[UpliftScheme, ...]:
    """Return the schemes by reference, each with its lots in order and its providers by name."""
    lots: defaultdict[int, list[UpliftLot]] = defaultdict(list)
    for scheme_id, number, title in reader.execute(_LOTS):
        lots[scheme_id].append(UpliftLot(number, title))
    providers: defaultdict[int, list[UpliftProvider]] = defaultdict(list)
    for scheme_id, name, key in reader.execute(_PROVIDERS):
        providers[scheme_id].append(UpliftProvider(name, key))
    return tuple(
        UpliftScheme(reference, title, tuple(lots[scheme_id]), tuple(providers[scheme_id]))
        for scheme_id, reference, title in reader.execute(_SCHEMES)
    )
