"""The columns of the tables of admissions."""

from datetime import date

from brokerage.domain.admission_summary import PlacementThere
from ui import formats
from ui.market import admission_words
from ui.market.admission_lines import AdmissionLine
from ui.widgets.row_model import Column


def admissions(today: date) -> tuple[Column[AdmissionLine], ...]:
    """Admissions as they stand on a day."""
    return (
        Column("Stands", lambda line: admission_words.stands(line, today), width=230, tone=admission_words.tone),
        Column("Service", lambda line: line.summary.service, strong=True),
        Column("Provider", lambda line: line.summary.provider),
        Column("Lot", lambda line: line.summary.lot, width=120, tip=lambda line: line.summary.lot_title),
        Column(
            "Needs attention",
            lambda line: admission_words.attention(line, today),
            tone=lambda line: admission_words.attention_tone(line, today),
        ),
    )


PLACEMENTS: tuple[Column[PlacementThere], ...] = (
    Column("Reference", lambda each: each.reference, width=140, strong=True),
    Column("State", lambda each: formats.words(each.state), width=140),
    Column("From", lambda each: formats.day(each.first_day), width=110),
    Column("Planned to", lambda each: formats.day(each.planned_last_day, "no end planned"), width=130),
)
