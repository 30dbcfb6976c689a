"""Change of ownership: a service moves to another legal body from a day; what was said before stays as it was said."""

from dataclasses import dataclass
from datetime import date, datetime

from brokerage.domain.errors import RuleBroken
from brokerage.domain.period import format_day


@dataclass(frozen=True, slots=True)
class ProviderNamed:
    """A legal body. `key` is its reference, else its company number, else empty."""

    provider_id: int
    name: str
    key: str


@dataclass(frozen=True, slots=True)
class MoveShown:
    """One move of a service, with its reason, who recorded it and when (UTC). `first_day` is the new body's first."""

    from_provider: str
    to_provider: str
    first_day: date
    reason: str
    done_by: str
    done_at: datetime


@dataclass(frozen=True, slots=True)
class OwnedService:
    """A service, the legal body that runs it, and every move so far, the earliest first."""

    service_id: int
    version: int
    service: str
    provider_id: int
    provider: str
    moves: tuple[MoveShown, ...]


def check_move(service: OwnedService, to_provider_id: int, first_day: date, today: date) -> None:
    """Pass when the service may move to the provider from the day.

    Raises: RuleBroken to the provider that has it, on a day to come, and before the latest move.
    """
    if to_provider_id == service.provider_id:
        raise RuleBroken("The service belongs to that provider already: name another.", field="provider")
    if first_day > today:
        raise RuleBroken(f"{format_day(first_day)} is still to come: record the move from that day on.", field="from")
    latest = max((move.first_day for move in service.moves), default=None)
    if latest is not None and first_day <= latest:
        raise RuleBroken(
            f"It moved on {format_day(latest)} before: a move to another provider comes after that day.", field="from"
        )
