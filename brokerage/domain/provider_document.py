"""Documents a provider sent, kept in the database: what they are."""

from enum import Enum


class DocumentKind(Enum):
    """What a document is. Insurance and registration lapse; a signed contract belongs to a contract that was sealed."""

    INSURANCE = "insurance"
    REGISTRATION = "registration"
    POLICY = "policy"
    SIGNED_CONTRACT = "signed-contract"
    OTHER = "other"


LARGEST_DOCUMENT_BYTES = 10 * 1024 * 1024
"""No document is larger: a scanned policy of fifty pages is a fifth of it."""
