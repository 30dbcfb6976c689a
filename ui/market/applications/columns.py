"""The columns of the board of applications; what is not needed to choose among them stands below it."""

from brokerage.domain.application_board import ApplicationSummary
from ui import formats
from ui.market.applications import words as application_words
from ui.widgets.row_model import Column

APPLICATIONS: tuple[Column[ApplicationSummary], ...] = (
    Column("Answer", application_words.answer, width=230, tone=application_words.clock_tone),
    Column("Reference", lambda row: row.facts.reference, width=120, strong=True),
    Column("Provider", lambda row: row.facts.provider, wraps=True),
    Column("Lots asked", lambda row: application_words.lots(row.facts), width=140),
    Column("State", lambda row: formats.words(row.facts.state), width=120),
    Column("Next step", lambda row: row.next_step, wraps=True),
)
