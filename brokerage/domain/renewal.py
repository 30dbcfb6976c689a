"""Which reminders are due before an admission, an insurance or another document lapses, and the day its gate closes.

Reminders come 60, 30 and 7 days before the last day. The last day counts: the gate closes on the day after it.
"""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from brokerage.domain.period import ONE_DAY

REMINDER_DAYS = (60, 30, 7)
"""Days before the last day, the earliest reminder first."""


class LapseKind(Enum):
    """What lapses."""

    ADMISSION = "admission"
    INSURANCE = "insurance"
    REGISTRATION = "registration"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Lapse:
    """Something of a service, or of all a provider's services, that lapses, or has lapsed.

    `lot` is `SCHEME/1` of an admission, or of the lot that needs the registration; empty for an insurance, which closes every
    lot. `last_day` is None for a registration that the regulator calls dormant or ended: its gate is closed, and since when is
    not known. A document is named by its title in `document`: it closes no gate. `service_id` is None and `service` empty for
    one that holds for every service of the provider.
    """

    kind: LapseKind
    service_id: int | None
    service: str
    provider: str
    lot: str
    last_day: date | None
    admission_id: int | None = None
    document_id: int | None = None
    document: str = ""

    @property
    def has_gate(self) -> bool:
        """Whether a gate closes with it."""
        return self.kind is not LapseKind.DOCUMENT

    @property
    def closes_on(self) -> date | None:
        """The first day on which no call-off may start; None where no gate closes, or it is closed and the day is not known."""
        return self.last_day + ONE_DAY if self.has_gate and self.last_day is not None else None

    def days_left(self, today: date) -> int | None:
        """Return how many days are left after today; 0 on the last day, less than 0 once lapsed, None where it is not known."""
        return None if self.last_day is None else (self.last_day - today).days

    def has_lapsed(self, today: date) -> bool:
        """Return whether its last day is over, or the gate closed since a day that is not known."""
        return self.last_day is None or self.last_day < today


def reminder_due_on(last_day: date, day: date) -> int | None:
    """Return which reminder is due on this very day, as days before the last day; None when none is."""
    left = (last_day - day).days
    return left if left in REMINDER_DAYS else None


def reminder_reached(last_day: date, today: date) -> int | None:
    """Return the latest reminder whose day has come, 60 when 45 days are left; None before the first, and once lapsed."""
    left = (last_day - today).days
    return min((days for days in REMINDER_DAYS if 0 <= left <= days), default=None)
