"""Writes the workbook a provider fills in to apply: from the scheme's lots and questions as they stand."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from brokerage.domain.blank_application import BlankLot
from brokerage.domain.errors import RuleBroken
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


def write_application_template(database: Database, scheme: str, lots: Sequence[str], path: Path) -> TemplateWritten:
    """Write the workbook for the lots of these numbers, or for all, whole or not at all.

    Raises: BadInput for an unknown scheme or lot; RuleBroken for a scheme without lots; Unavailable.
    """
    refuse_missing_folder(path)
    with database.reading() as reader:
        blank = blank_application(reader, scheme_now(reader, scheme))
    wanted = dict.fromkeys(blank.lot(number) for number in lots)
    chosen = tuple(lot for lot in blank.lots if not wanted or lot in wanted)
    if not chosen:
        raise RuleBroken(f"{blank.reference} has no lots, so there is nothing to apply for yet: add its lots first.")
    write_whole_file(path, make_application_template(blank, chosen))
    return TemplateWritten(path, blank.reference, chosen, tuple(_notes(chosen)))


def _notes(lots: Sequence[BlankLot]) -> list[str]:
    silent = [lot.number for lot in lots if not lot.questions]
    return (
        [f"No question is asked for lot {', '.join(silent)}: the provider only names services and prices."]
        if silent
        else []
    )
