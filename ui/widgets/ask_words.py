"""What a dialog before a step asks, and what it is answered. No widgets here."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Asked:
    """What to ask. `reason` and `room` are the labels of their fields, empty where the field is not wanted."""

    title: str
    sentence: str
    verb: str
    reason: str = ""
    room: str = ""
    last_day: date | None = None
    reason_hint: str = "It is kept with the call-off. Name nobody."
    warning: str = ""
    is_letting_go: bool = False


@dataclass(frozen=True, slots=True)
class Answered:
    """What was answered; empty or None where it was not asked."""

    reason: str = ""
    room: str = ""
    last_day: date | None = None
