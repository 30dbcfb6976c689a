"""What may be done to an admission after it was made."""

from enum import Enum


class AdmissionEventKind(Enum):
    """Suspended from a day to a day, the suspension lifted, removed from the lot, or renewed to a later day."""

    SUSPENDED = "suspended"
    LIFTED = "lifted"
    REMOVED = "removed"
    RENEWED = "renewed"
