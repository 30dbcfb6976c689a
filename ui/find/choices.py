"""The titles behind the codes that Find asks with, and the ratios it offers. No widgets here."""

from collections.abc import Iterable

from brokerage.domain.ratio import Ratio
from brokerage.domain.search_choices import Choice, SearchChoices

NO_CHOICES = SearchChoices((), (), (), (), (), ())
"""Before the first answer."""

RATIOS = tuple(
    Ratio(staff, people) for staff, people in ((2, 1), (1, 1), (1, 2), (1, 3), (1, 4), (1, 5), (1, 6), (1, 8))
)


def title_of(choices: Iterable[Choice], code: str) -> str:
    """The title, or the code itself where the council does not have it."""
    return next((choice.title for choice in choices if choice.answers_to(code)), code)


def lots_of(choices: SearchChoices, scheme: str | None) -> tuple[Choice, ...]:
    """The lots of the scheme, or of all where none is chosen."""
    return tuple(lot for lot in choices.lots if scheme is None or lot.code.startswith(f"{scheme}/"))
