"""The columns of the tables in Market."""

from datetime import date

from brokerage.domain.scheme_overview import SchemeOverview
from brokerage.domain.scheme_value import YearValue
from ui import formats
from ui.market.schemes import words as scheme_words
from ui.market.schemes.words import LotLine
from ui.widgets.row_model import Column

LOTS: tuple[Column[LotLine], ...] = (
    Column("Lot", lambda line: line.lot.number, width=60, sort_key=lambda line: line.lot.number),
    Column("Title", lambda line: line.lot.title, width=200),
    Column("For", lambda line: ", ".join(line.rules.needs) or formats.DASH),
    Column("Priced by", lambda line: ", ".join(map(formats.words, line.rules.units)) or "any unit"),
    Column("Ratios", lambda line: scheme_words.ratios(line.rules.ratios), width=90),
    Column("Ages", lambda line: formats.ages(line.lot.min_age, line.lot.max_age), width=110),
    Column("Registration", lambda line: "Needed" if line.lot.registration_needed else "Not needed", width=110),
    Column("Last call-off", lambda line: formats.day(line.lot.last_call_off_day), width=120),
    Column("Admitted", lambda line: str(line.lot.admitted), figures=True, width=80),
)


def years(today: date) -> tuple[Column[YearValue], ...]:
    """Financial years; of those after today's nothing was counted yet."""
    return (
        Column("Financial year", lambda value: value.year.label, width=120),
        Column("Estimated", lambda value: formats.money(value.estimated), figures=True, width=140),
        Column("Called off", lambda value: scheme_words.called_off(value, today), figures=True, width=140),
        Column(
            "Of the estimate",
            lambda value: scheme_words.year_used(value, today),
            figures=True,
            width=130,
            tone=scheme_words.year_tone,
        ),
    )


def schemes(today: date) -> tuple[Column[SchemeOverview], ...]:
    """Purchasing systems as they stand on a day."""
    return (
        Column("Reference", lambda scheme: scheme.summary.reference, width=120, strong=True),
        Column("Title", lambda scheme: scheme.summary.title),
        Column("Contracts end", lambda scheme: formats.day(scheme.summary.last_day), width=120),
        Column("Extensions", scheme_words.extensions_words, width=120),
        Column("Last call-off", lambda scheme: scheme_words.last_call_off_words(scheme, today), width=130),
        Column("Lots", lambda scheme: str(len(scheme.summary.lots)), figures=True, width=60),
    )
