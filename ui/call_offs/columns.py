"""The columns of the list of call-offs and of the tables beside it."""

from brokerage.domain.call_off_summary import CallOffSummary, LineShown
from ui import formats
from ui.call_off_words import state_tone, state_words
from ui.widgets.row_model import Column


def price_words(line: LineShown) -> str:
    """`£12.04 h 1:2`, or `£24.08 h, 1:2 of it` where the ratio's share is paid of a one-to-one price."""
    if line.ratio_derived and line.ratio:
        return f"{formats.unit_price(line.price, line.unit)}, shared {line.ratio}"
    return " ".join(filter(None, (formats.unit_price(line.price, line.unit), line.ratio)))


WEEKLY_COLUMN = 5
"""Left out where there is little room: the money stands beside the list too."""

CALL_OFFS: tuple[Column[CallOffSummary], ...] = (
    Column("Reference", lambda row: row.reference, width=164, strong=True, sort_key=lambda row: row.reference),
    Column(
        "Person",
        lambda row: f"{row.person_reference} · {row.person_initials}",
        width=126,
        sort_key=lambda row: row.person_reference,
    ),
    Column("Service", lambda row: row.service, tip=lambda row: f"{row.service}, {row.provider}"),
    Column(
        "State",
        lambda row: state_words(row.state),
        width=164,
        tone=lambda row: state_tone(row.state),
        tip=lambda row: f"{formats.words(row.state)}. {row.next_step}",
        sort_key=lambda row: row.state.value,
    ),
    Column("First day", lambda row: formats.day(row.first_day), width=118, sort_key=lambda row: row.first_day),
    Column("A week", lambda row: formats.money(row.weekly), figures=True, width=108, sort_key=lambda row: row.weekly),
)
