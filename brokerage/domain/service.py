"""What is known of a service apart from its prices."""

from enum import Enum


class Rating(Enum):
    """The regulator's overall rating (Care Quality Commission, or none where it does not rate)."""

    OUTSTANDING = "outstanding"
    GOOD = "good"
    REQUIRES_IMPROVEMENT = "requires-improvement"
    INADEQUATE = "inadequate"
    NOT_RATED = "not-rated"


class Registration(Enum):
    """Whether the regulator has the service on its register."""

    REGISTERED = "registered"
    DORMANT = "dormant"
    ENDED = "ended"
    NOT_NEEDED = "not-needed"
