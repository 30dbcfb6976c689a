"""Documents a provider sent, kept in the database: what they are, and whether they lapse.

A document is in force through its last day. Reminders come as `renewal` says, 60, 30 and 7 days before.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from brokerage.domain.document_file import DocumentFormat, safe_file_name
from brokerage.domain.renewal import REMINDER_DAYS, reminder_reached


class DocumentKind(Enum):
    """What a document is. Insurance and registration lapse; a signed contract belongs to a contract that was sealed."""

    INSURANCE = "insurance"
    REGISTRATION = "registration"
    POLICY = "policy"
    SIGNED_CONTRACT = "signed-contract"
    OTHER = "other"


LARGEST_DOCUMENT_BYTES = 10 * 1024 * 1024
"""No document is larger: a scanned policy of fifty pages is a fifth of it."""


class DocumentStanding(Enum):
    """How a document stands on a day, what presses most first."""

    LAPSED = "lapsed"
    LAPSES_SOON = "lapses-soon"
    TO_RENEW = "to-renew"
    IN_FORCE = "in-force"
    DOES_NOT_LAPSE = "does-not-lapse"
    FOLLOWED = "followed"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Removal:
    """Why a document is kept no longer; its bytes are gone."""

    reason: str
    removed_by: str
    removed_at: datetime


@dataclass(frozen=True, slots=True)
class ProviderDocument:
    """A document as it was received. Days are included.

    `service_id` is None and `service` empty where it holds for every service of the provider, `last_day` None where it does not
    lapse. `application` and `contract` are empty, or the reference and the number it came with. `provider_key` is the provider's
    reference, or its number; `phone` and `email` are the service's, else the provider's, to ask for the next one. `is_followed`
    where a newer one of the same kind, title and service lasts longer.
    """

    document_id: int
    kind: DocumentKind
    title: str
    file_name: str
    media_type: str
    byte_count: int
    sha256: str
    provider_id: int
    provider_key: str
    provider: str
    service_id: int | None
    service: str
    application: str
    contract: str
    first_day: date | None
    last_day: date | None
    received_on: date
    added_by: str
    added_at: datetime
    phone: str
    email: str
    is_followed: bool
    removal: Removal | None = None

    def days_left(self, today: date) -> int | None:
        """Return how many days are left after today: 0 on the last day, less once lapsed; None where it does not lapse."""
        return None if self.last_day is None else (self.last_day - today).days

    def standing(self, today: date) -> DocumentStanding:
        """Return how it stands: soon is from the last but one reminder on."""
        if self.removal is not None:
            return DocumentStanding.REMOVED
        if self.is_followed:
            return DocumentStanding.FOLLOWED
        if self.last_day is None:
            return DocumentStanding.DOES_NOT_LAPSE
        if self.last_day < today:
            return DocumentStanding.LAPSED
        reached = reminder_reached(self.last_day, today)
        if reached is None:
            return DocumentStanding.IN_FORCE
        return DocumentStanding.TO_RENEW if reached == max(REMINDER_DAYS) else DocumentStanding.LAPSES_SOON

    def covers(self, service_id: int) -> bool:
        """Return whether it holds for this service of the provider, and is still kept."""
        return self.removal is None and self.service_id in (None, service_id)


def copy_name(document: ProviderDocument) -> str:
    """Return what a copy of it is called: whose it is, its kind and number, and never what the provider called the file."""
    name = f"{document.provider_key} {document_words(document.kind)} {document.document_id}"
    return safe_file_name(name, DocumentFormat(document.media_type))


def document_words(kind: DocumentKind) -> str:
    """Return what such a document is called in a sentence."""
    return kind.value.replace("-", " ")
