"""A small competition among the admitted services of a lot, where agreed rates do not settle who supports a person.

Every admitted service whose gates are open is invited; each sees the need and the outcode and nothing that names the person
(rules.md 16). Answers are weighed by the scheme's stated weights, never by price alone.
"""

from enum import Enum


class CompetitionState(Enum):
    """Where a competition stands. One that is open is weighed once its last day for answers is over."""

    OPEN = "open"
    AWARDED = "awarded"
    ENDED = "ended"


class CompetitionStep(Enum):
    """What somebody does to a competition: more days for everybody, an award, or an end without one."""

    EXTEND = "extend"
    AWARD = "award"
    END = "end"


class CriterionKind(Enum):
    """How an answer is weighed on a criterion: by its price against the lowest, or by points with a reason."""

    PRICE = "price"
    SCORED = "scored"


class CompetitionLetterKind(Enum):
    """What an invited provider is sent."""

    INVITATION = "invitation"
    AWARD = "award"
    UNSUCCESSFUL = "unsuccessful"
