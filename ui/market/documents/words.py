"""What Market says of documents of providers: how long each is in force, whose it is, whom to ask for the next; no widgets."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from brokerage.domain.calendar import day_in_england
from brokerage.domain.period import format_day
from brokerage.domain.provider_document import DocumentKind, DocumentStanding, ProviderDocument
from ui import formats
from ui.market.documents.reading import MOST_SHOWN, Shown
from ui.tone import Tone

if TYPE_CHECKING:
    from brokerage.services.provider_documents import DocumentKept

Fact = tuple[str, str]

SIGNS = {
    DocumentStanding.LAPSED: "◆",
    DocumentStanding.LAPSES_SOON: "▲",
    DocumentStanding.TO_RENEW: "△",
    DocumentStanding.IN_FORCE: "✓",
    DocumentStanding.DOES_NOT_LAPSE: "●",
    DocumentStanding.FOLLOWED: "▸",
    DocumentStanding.REMOVED: "✕",
}
"""Each way to stand has a shape of its own."""
TONES = {
    DocumentStanding.LAPSED: Tone.BAD,
    DocumentStanding.LAPSES_SOON: Tone.WARN,
    DocumentStanding.TO_RENEW: Tone.WARN,
    DocumentStanding.IN_FORCE: Tone.GOOD,
    DocumentStanding.DOES_NOT_LAPSE: Tone.PLAIN,
    DocumentStanding.FOLLOWED: Tone.QUIET,
    DocumentStanding.REMOVED: Tone.QUIET,
}
KIND_WORDS = {
    DocumentKind.INSURANCE: "Insurance",
    DocumentKind.REGISTRATION: "Registration",
    DocumentKind.POLICY: "Policy",
    DocumentKind.SIGNED_CONTRACT: "Signed contract",
    DocumentKind.OTHER: "Other",
}
SHOWN_WORDS = {
    Shown.CURRENT: "Those in use",
    Shown.PRESSING: "Lapsed, or lapses within 60 days",
    Shown.LAPSED: "Lapsed",
    Shown.FORMER: "Followed or removed",
}
_COUNTED = (
    (DocumentStanding.LAPSED, "lapsed"),
    (DocumentStanding.LAPSES_SOON, "within 30 days"),
    (DocumentStanding.TO_RENEW, "within 60 days"),
)
_KILOBYTE = 1024


def stands(document: ProviderDocument, today: date) -> str:
    """`◆ Lapsed 3 days ago`, `▲ Lapses in 7 days`, `✓ In force, 120 days left`, `● Does not lapse`."""
    standing = document.standing(today)
    return f"{SIGNS[standing]} {_stands(document, standing, today)}"


def tone(document: ProviderDocument, today: date) -> Tone:
    """How it is meant."""
    return TONES[document.standing(today)]


def whose(document: ProviderDocument) -> str:
    """The service, or that it is for all of the provider's."""
    return document.service or "All services"


def counts(found: Sequence[ProviderDocument], today: date) -> str:
    """`23 documents · ◆ 2 lapsed · ▲ 3 within 30 days · △ 4 within 60 days`."""
    numbers = Counter(document.standing(today) for document in found)
    listed = (
        f"More than {MOST_SHOWN:,} documents: narrow the list"
        if len(found) > MOST_SHOWN
        else formats.count(len(found), "document")
    )
    return " · ".join((listed, *(f"{SIGNS[each]} {numbers[each]:,} {words}" for each, words in _COUNTED)))


def heading(document: ProviderDocument) -> str:
    """Its title and whose it is."""
    return f"{document.title} · {document.provider}"


def facts(document: ProviderDocument, today: date) -> tuple[Fact | tuple[str, str, Tone], ...]:
    """Everything known of it; what came with nothing else is left out."""
    removal = document.removal
    return (
        ("Stands", stands(document, today), tone(document, today)),
        ("Kind", KIND_WORDS[document.kind]),
        ("For", f"{document.service or 'all services'} of {document.provider} ({document.provider_key})"),
        ("In force", _in_force(document)),
        *((("If it lapses", _IF_INSURANCE_LAPSES),) if document.kind is DocumentKind.INSURANCE else ()),
        ("Whom to ask", _whom_to_ask(document)),
        *((("Application", document.application),) if document.application else ()),
        *((("Contract", document.contract),) if document.contract else ()),
        ("Received", f"{format_day(document.received_on)}, added by {document.added_by}"),
        ("File", f"{document.file_name}, {size(document.byte_count)}"),
        *((("Removed", _removed(document)),) if removal is not None else ()),
    )


def size(byte_count: int) -> str:
    """`812 bytes`, `48 KB`, `9.8 MB`."""
    if byte_count < _KILOBYTE:
        return formats.count(byte_count, "byte")
    if byte_count < _KILOBYTE**2:
        return f"{byte_count / _KILOBYTE:,.0f} KB"
    return f"{byte_count / _KILOBYTE**2:,.1f} MB"


def kept(done: "DocumentKept") -> str:
    """What happened, and what it did to the gates."""
    return " ".join((f"“{done.document.title}” is kept as document {done.document.document_id}.", *done.notes))


def removed(done: "DocumentKept") -> str:
    """What happened, and what it did to the gates."""
    return " ".join((f"Document {done.document.document_id} is removed; its reason stays.", *done.notes))


def before_removal(document: ProviderDocument) -> str:
    """What pressing will do."""
    gone = "Its file goes for good; that it was here, and why it went, stays."
    if document.kind is not DocumentKind.INSURANCE:
        return gone
    return f"{gone} Where no other insurance of a service is kept, no call-off into it may start."


_IF_INSURANCE_LAPSES = "no call-off may start after the last day of the insurance that lasts longest"


def _stands(document: ProviderDocument, standing: DocumentStanding, today: date) -> str:
    left = document.days_left(today)
    if standing is DocumentStanding.REMOVED:
        return "Removed"
    if standing is DocumentStanding.FOLLOWED:
        return "A newer one is here"
    if left is None:
        return "Does not lapse"
    if left < 0:
        return f"Lapsed {formats.count(-left, 'day')} ago"
    if standing is DocumentStanding.IN_FORCE:
        return f"In force, {formats.count(left, 'day')} left"
    return "Lapses after today" if left == 0 else f"Lapses in {formats.count(left, 'day')}"


def _in_force(document: ProviderDocument) -> str:
    since = "" if document.first_day is None else f"from {format_day(document.first_day)} "
    if document.last_day is None:
        return f"{since}until it is withdrawn"
    return f"{since}to {format_day(document.last_day)}"


def _whom_to_ask(document: ProviderDocument) -> str:
    ways = " · ".join(filter(None, (document.phone, document.email)))
    return f"{document.service or document.provider}: {ways or 'neither telephone nor e-mail is on record'}"


def _removed(document: ProviderDocument) -> str:
    removal = document.removal
    if removal is None:
        return ""
    return f"{format_day(day_in_england(removal.removed_at))}, by {removal.removed_by}: {removal.reason}"
