"""The columns of the table of documents."""

from datetime import date

from brokerage.domain.provider_document import ProviderDocument
from ui import formats
from ui.market.documents import words
from ui.widgets.row_model import Column


def documents(today: date) -> tuple[Column[ProviderDocument], ...]:
    """Documents as they stand on a day."""
    return (
        Column(
            "Stands",
            lambda document: words.stands(document, today),
            width=210,
            tone=lambda document: words.tone(document, today),
        ),
        Column("Title", lambda document: document.title, strong=True, wraps=True),
        Column("Kind", lambda document: words.KIND_WORDS[document.kind], width=120),
        Column("Provider", lambda document: document.provider, wraps=True),
        Column("Service", words.whose, wraps=True),
        Column("Last day", lambda document: formats.day(document.last_day), width=110),
    )
