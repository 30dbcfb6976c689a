"""The columns of the tables of admissions."""

from datetime import date

from brokerage.domain.admission_summary import PlacementThere
from ui import formats
from ui.market.admissions import words as admission_words
from ui.market.admissions.lines import AdmissionLine, Stands
from ui.widgets.row_model import Column

_GRAVITY = tuple(Stands)


def admissions(today: date) -> tuple[Column[AdmissionLine], ...]:
    """Admissions as they stand on a day."""
    return (
        Column(
            "Stands",
            lambda line: admission_words.stands(line, today),
            tone=admission_words.tone,
            wraps=True,
            sort_key=lambda line: _GRAVITY.index(line.stands),
        ),
        Column(
            "Service",
            lambda line: line.summary.service,
            strong=True,
            wraps=True,
            sort_key=lambda line: line.summary.service.casefold(),
        ),
        Column(
            "Provider",
            lambda line: line.summary.provider,
            wraps=True,
            sort_key=lambda line: line.summary.provider.casefold(),
        ),
        Column(
            "Lot",
            lambda line: line.summary.lot,
            width=120,
            tip=lambda line: line.summary.lot_title,
            sort_key=lambda line: line.summary.lot.casefold(),
        ),
        Column(
            "Needs attention",
            lambda line: admission_words.attention(line, today),
            tone=lambda line: admission_words.attention_tone(line, today),
            wraps=True,
            sort_key=lambda line: min((lapse.last_day or date.min for lapse in line.lapses), default=None),
        ),
    )


PLACEMENTS: tuple[Column[PlacementThere], ...] = (
    Column("Reference", lambda each: each.reference, width=140, strong=True),
    Column("State", lambda each: formats.words(each.state), width=140),
    Column("From", lambda each: formats.day(each.first_day), width=110),
    Column("Planned to", lambda each: formats.day(each.planned_last_day, "no end planned"), width=130),
)
