"""The columns of the table of what a workbook of agreed rates would do."""

from brokerage.domain.import_rows import RateMoved
from brokerage.domain.rate_comparison import RateMove
from brokerage.domain.rate_words import say_change
from ui import formats
from ui.market.rates import book_words as words
from ui.tone import Tone
from ui.widgets.row_model import Column

ROWS: tuple[Column[RateMoved], ...] = (
    Column("Line", lambda moved: f"{moved.entry.line.number:,}", figures=True, width=50),
    Column("Service", lambda moved: moved.service, strong=True),
    Column("What it pays for", words.what),
    Column(
        "What happens",
        lambda moved: words.HAPPENS[moved.compared.move],
        width=100,
        tone=lambda moved: Tone.WARN if moved.compared.move is RateMove.ENDED else Tone.GOOD,
    ),
    Column("Old", lambda moved: formats.money(moved.compared.old_price), figures=True, width=90),
    Column("New", words.new_price, figures=True, width=90),
    Column("Change", lambda moved: say_change(moved.compared) or formats.DASH, figures=True, width=120),
    Column("From", lambda moved: formats.day(moved.compared.first_day), width=100),
    Column("To", lambda moved: formats.day(moved.compared.last_day, "open"), width=100),
)
