"""How many staff support how many people, and the share of a one-to-one price that makes."""

import re
from dataclasses import dataclass
from fractions import Fraction

from brokerage.domain.errors import BadInput

_RATIO = re.compile(r"(?P<staff>[0-9]{1,2})\s*:\s*(?P<people>[0-9]{1,2})")


@dataclass(frozen=True, slots=True)
class Ratio:
    """`staff` to `people`, as in 1:3 (one member of staff with three people) or 2:1.

    Raises: BadInput when either number is below one.
    """

    staff: int
    people: int

    def __post_init__(self) -> None:
        if self.staff < 1 or self.people < 1:
            raise BadInput("A ratio needs at least one member of staff and one person: write it as 1:3 or 2:1.")

    @property
    def share(self) -> Fraction:
        """The exact part of a one-to-one price each person pays: 1:3 is a third, 2:1 is twice."""
        return Fraction(self.staff, self.people)

    def __str__(self) -> str:
        return f"{self.staff}:{self.people}"


def parse_ratio(text: str) -> Ratio:
    """Return the ratio written as `1:3`. Raises: BadInput for anything else."""
    match = _RATIO.fullmatch(text.strip())
    if match is None:
        raise BadInput("The ratio cannot be read: write staff to people, as in 1:3 or 2:1.")
    return Ratio(int(match["staff"]), int(match["people"]))
