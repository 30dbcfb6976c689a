"""Tones of words, and the notices the banner shows."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum


class Tone(Enum):
    """How a word or a shape is meant; each has its colour in the theme and never stands without its word."""

    PLAIN = "plain"
    QUIET = "quiet"
    GOOD = "good"
    WARN = "warn"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence for the banner, and the one thing to do about it, if there is one."""

    tone: Tone
    text: str
    action_label: str = ""
    action: Callable[[], None] | None = None
