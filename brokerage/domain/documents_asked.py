"""Which documents a lot asks its applicants for, and which of these are here, lapsed or missing.

A lot says what it asks for in words of its own, `safeguarding-policy`: the kind, and words that stand in the title.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from brokerage.domain.period import format_day
from brokerage.domain.provider_document import DocumentKind, ProviderDocument


class AskedStanding(Enum):
    """Whether an asked document is here."""

    HERE = "here"
    LAPSED = "lapsed"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class DocumentAsked:
    """A question of a lot that asks a service for a document. `asked_for` is in the lot's own words, `safeguarding-policy`."""

    application_lot_id: int
    lot_number: str
    service_id: int
    service: str
    question: str
    asked_for: str

    @property
    def kind(self) -> DocumentKind:
        """The kind of document asked for; anything not known is another document."""
        known = {kind.value: kind for kind in DocumentKind}
        last_word = self.asked_for.rpartition("-")[2]
        return known.get(self.asked_for) or known.get(last_word) or DocumentKind.OTHER

    @property
    def title_words(self) -> tuple[str, ...]:
        """What the title says besides its kind."""
        return tuple(word for word in self.asked_for.lower().split("-") if word not in self.kind.value.split("-"))

    @property
    def words(self) -> str:
        """What is asked for, as it is said."""
        return self.asked_for.replace("-", " ")


@dataclass(frozen=True, slots=True)
class AskedDocument:
    """What was asked for, how it stands, and the document that answers it best; None where it is missing."""

    asked: DocumentAsked
    standing: AskedStanding
    document: ProviderDocument | None


def find_asked(
    asked: Sequence[DocumentAsked], documents: Sequence[ProviderDocument], today: date
) -> tuple[AskedDocument, ...]:
    """Return how each question stands on the day; of several documents the one that lasts longest counts."""
    return tuple(_found(each, documents, today) for each in asked)


def say_asked(found: AskedDocument) -> str:
    """Return how an asked document stands: `insurance: here, in force to 31 Mar 2027`."""
    document = found.document
    if document is None:
        return f"{found.asked.words}: missing"
    if document.last_day is None:
        return f"{found.asked.words}: here"
    if found.standing is AskedStanding.LAPSED:
        return f"{found.asked.words}: lapsed on {format_day(document.last_day)}"
    return f"{found.asked.words}: here, in force to {format_day(document.last_day)}"


def warn_of_asked(found: Sequence[AskedDocument], application_lot_id: int) -> tuple[str, ...]:
    """Return what to say to whoever admits the service to this lot; nothing where all that was asked for is here."""
    wanting = [
        each
        for each in found
        if each.asked.application_lot_id == application_lot_id and each.standing is not AskedStanding.HERE
    ]
    return tuple(
        f"{each.asked.service} in lot {each.asked.lot_number}: question {each.asked.question} asks for a document, and "
        f"{'none is on record' if each.document is None else 'the one on record has lapsed'} ({each.asked.words}). Ask the "
        "provider for it."
        for each in wanting
    )


def _found(asked: DocumentAsked, documents: Sequence[ProviderDocument], today: date) -> AskedDocument:
    answers = [document for document in documents if document.covers(asked.service_id) and _answers(document, asked)]
    if not answers:
        return AskedDocument(asked, AskedStanding.MISSING, None)
    best = max(answers, key=lambda document: (document.last_day or date.max, document.document_id))
    has_lapsed = best.last_day is not None and best.last_day < today
    return AskedDocument(asked, AskedStanding.LAPSED if has_lapsed else AskedStanding.HERE, best)


def _answers(document: ProviderDocument, asked: DocumentAsked) -> bool:
    title = document.title.lower()
    return document.kind is asked.kind and all(word in title for word in asked.title_words)
