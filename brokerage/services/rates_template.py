"""Writes the workbook of agreed rates that comes back by `import_files`: of a scheme, a lot, a provider, or made-up ones."""

from datetime import date
from pathlib import Path

from brokerage.domain.errors import BadInput
from brokerage.domain.import_report import UNWATCHED, ImportStopped, ImportWatch
from brokerage.domain.rate_to_fill_in import RateToFillIn
from brokerage.exchange.rates_workbook import make_rates_workbook
from brokerage.services.typed_parts import lot_of, provider_of
from brokerage.services.whole_file import write_whole_file
from brokerage.storage.engine import Database
from brokerage.storage.queries.rates_to_fill_in import rates_to_fill_in
from brokerage.storage.queries.uplift_scope import uplift_scope


def write_rates_template(
    database: Database,
    path: Path,
    scheme: str | None,
    lot: str | None,
    today: date,
    provider: str | None = None,
    watch: ImportWatch = UNWATCHED,
) -> int | None:
    """Write the workbook, whole or not at all, and return how many agreed rates it holds: those not over today.

    None where the person asked to stop: nothing is written then. Without a scheme and a lot it holds made-up rows. Raises: BadInput
    for a provider without either, and as `find_rates_to_fill_in`; Unavailable.
    """
    if scheme is None and lot is None:
        if provider is not None:
            raise BadInput("Say of which scheme, or of which lot as SCHEME/1, the provider's rates are.", "provider")
        write_whole_file(path, make_rates_workbook(None))
        return 0
    try:
        found = find_rates_to_fill_in(database, scheme, lot, today, provider, watch)
        made = make_rates_workbook(found, watch)
    except ImportStopped:
        return None
    write_whole_file(path, made)
    return len(found)


def find_rates_to_fill_in(
    database: Database,
    scheme: str | None,
    lot: str | None,
    today: date,
    provider: str | None = None,
    watch: ImportWatch = UNWATCHED,
) -> tuple[RateToFillIn, ...]:
    """The agreed rates not over today of a scheme, or of a lot as SCHEME/1, by service, lot and line.

    Those of one provider alone, by name or reference, may be sent to it: nobody else's price is among them. Raises: BadInput for a
    scheme, lot or provider that is not there, and a scheme and a lot together; ImportStopped.
    """
    if scheme is not None and lot is not None:
        raise BadInput("Give the scheme for all of its lots, or one lot as SCHEME/1; not both.", "lot")
    known = None if lot is None else lot_of(database, lot)
    provider_id = None if provider is None else provider_of(database, provider).provider_id
    with database.reading() as connection:
        lot_ids = uplift_scope(connection, scheme or "", (), ()).lot_ids if known is None else (known,)
        return rates_to_fill_in(connection, lot_ids, today, provider_id, watch)
