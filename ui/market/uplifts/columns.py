"""The columns of the tables of uplifts."""

from datetime import date

from brokerage.domain.uplift_choices import UpliftProvider
from brokerage.domain.uplift_summary import UpliftKept, say_amount
from ui import formats
from ui.market.uplifts import words as uplift_words
from ui.market.uplifts.words import UpliftLine
from ui.widgets.row_model import Column

PROVIDERS: tuple[Column[UpliftProvider], ...] = (
    Column("Provider", lambda provider: provider.name),
    Column("Reference", lambda provider: provider.key if provider.key != provider.name else formats.DASH, width=120),
)

LINES: tuple[Column[UpliftLine], ...] = (
    Column(
        "Service",
        lambda line: line.service,
        tip=lambda line: f"{line.service}, {line.provider}",
        sort_key=lambda line: (line.service.casefold(), line.called),
    ),
    Column("Rate", lambda line: line.called),
    Column("Old", lambda line: formats.money(line.old), figures=True, width=100, sort_key=lambda line: line.old),
    Column("New", lambda line: formats.money(line.new), figures=True, width=100, sort_key=lambda line: line.new),
    Column("More", lambda line: formats.money(line.rise), figures=True, width=90, sort_key=lambda line: line.rise),
    Column("What happens", lambda line: line.what, width=200, tone=lambda line: line.tone),
)


def uplifts(today: date) -> tuple[Column[UpliftKept], ...]:
    """Uplifts as they stand on a day."""
    return (
        Column(
            "Stands",
            lambda kept: uplift_words.stands(kept, today),
            width=230,
            tone=lambda kept: uplift_words.tone(kept, today),
        ),
        Column("Number", lambda kept: str(kept.uplift_id), figures=True, width=70),
        Column("Scheme", lambda kept: kept.scheme, width=120, strong=True),
        Column("By", lambda kept: say_amount(kept.uplift), figures=True, width=110),
        Column("First day", lambda kept: formats.day(kept.uplift.first_day), width=110),
        Column("Rates", lambda kept: f"{kept.rates:,}", figures=True, width=70),
        Column("Note", lambda kept: kept.note or formats.DASH),
    )
