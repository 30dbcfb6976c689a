"""Writes the workbook a provider fills in to apply: from the scheme's lots and questions as they stand."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from brokerage.domain.blank_application import BlankLot
from brokerage.domain.errors import RuleBroken
from brokerage.domain.period import format_day
from brokerage.exchange.application_template import make_application_template
from brokerage.services.whole_file import refuse_missing_folder, write_whole_file
from brokerage.storage.engine import Database
from brokerage.storage.queries.blank_application import blank_application
from brokerage.storage.queries.scheme_at_hand import scheme_now


@dataclass(frozen=True, slots=True)
class TemplateWritten:
    """A template: where it lies, the scheme and the lots it is for, and what there is to say of it."""

    path: Path
    scheme: str
    lots: tuple[BlankLot, ...]
    notes: tuple[str, ...]


def write_application_template(
    database: Database, scheme: str, lots: Sequence[str], path: Path, today: date
) -> TemplateWritten:
    """Write the workbook for the lots of these numbers, or for all that have not ended, whole or not at all.

    Raises: BadInput for an unknown scheme or lot; RuleBroken for a lot that ended, or a scheme with none left; Unavailable.
    """
    refuse_missing_folder(path)
    with database.reading() as reader:
        blank = blank_application(reader, scheme_now(reader, scheme))
    wanted = {blank.lot(number).lot_id for number in lots}
    chosen = tuple(lot for lot in blank.lots if lot.lot_id in wanted or not wanted)
    ended = tuple(lot for lot in chosen if lot.ends_on is not None and lot.ends_on < today)
    left = tuple(lot for lot in chosen if lot not in ended)
    if not left or (wanted and ended):
        raise RuleBroken(_nothing_to_apply_for(blank.reference, ended))
    write_whole_file(path, make_application_template(blank, left))
    return TemplateWritten(path, blank.reference, left, tuple(_notes(left, ended)))


def _nothing_to_apply_for(scheme: str, ended: Sequence[BlankLot]) -> str:
    if not ended:
        return f"{scheme} has no lots, so there is nothing to apply for yet: add its lots first."
    days = "; ".join(f"lot {lot.number} on {format_day(lot.ends_on)}" for lot in ended if lot.ends_on is not None)
    return f"Nobody joins a lot of {scheme} that has ended ({days}): choose others."


def _notes(lots: Sequence[BlankLot], ended: Sequence[BlankLot]) -> Iterator[str]:
    if ended:
        yield f"Left out, for nobody joins it any more: lot {', '.join(lot.number for lot in ended)}."
    silent = [lot.number for lot in lots if not lot.questions]
    if silent:
        yield f"No question is asked for lot {', '.join(silent)}: the provider only names services and prices."
