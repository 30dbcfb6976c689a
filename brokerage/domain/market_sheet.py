"""All that the market sees of a request in a small competition: the need and the outcode, and nothing that names the person.

The sheet is kept with the competition when it is opened, so that everybody invited reads the same for ever (rules.md 16).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from brokerage.domain.agreement_terms import PartyTerms
from brokerage.domain.competition import CriterionKind
from brokerage.domain.errors import BadInput
from brokerage.domain.identity_guard import part_of_identity_in
from brokerage.domain.person_record import PersonDetails
from brokerage.domain.plain import Plain, from_plain, to_plain
from brokerage.domain.unit import Unit

_BAND_STARTS = (0, 5, 11, 16, 18, 25, 35, 45, 55, 65, 75, 85)
"""The ages at which a band begins: wide enough to hide one person, and none lies across the day somebody comes of age."""
_FREE_TEXTS = {
    "what_matters": "What matters to the person",
    "how_to_answer": "How to answer",
    "contact": "The council's contact",
}


@dataclass(frozen=True, slots=True)
class SheetCriterion:
    """A criterion the answers are weighed on. `weight` is whole percent; `highest_score` is 0 where the price is weighed."""

    number: int
    kind: CriterionKind
    text: str
    weight: int
    highest_score: int = 0


@dataclass(frozen=True, slots=True)
class MarketSheet:
    """The market-facing sheet of a competition. Days are included.

    `lot` is its number and title, `needs` and `outcomes` are titles of the council's lists, `week` is a notation that
    `parse_week` reads and `week_in_words` the same for people; both are empty for support of the whole week. `units` are
    those a price may be given in, none named for any. Typed by hand are only `what_matters`, `how_to_answer` and `contact`.
    """

    wording: str
    is_demonstration: bool
    reference: str
    council: PartyTerms
    scheme_reference: str
    scheme_title: str
    law: str
    lot: str
    needs: tuple[str, ...]
    outcode: str
    week: str
    week_in_words: str
    ratio: str
    age_band: str
    first_day: date
    planned_last_day: date | None
    outcomes: tuple[str, ...]
    what_matters: str
    criteria: tuple[SheetCriterion, ...]
    units: tuple[Unit, ...]
    opened_on: date
    answers_due_on: date
    how_to_answer: str
    contact: str

    def to_plain(self) -> Plain:
        """Return the sheet as it is kept."""
        return to_plain(self)

    @classmethod
    def from_plain(cls, plain: Mapping[str, object]) -> "MarketSheet":
        """Return the sheet that was kept."""
        return from_plain(cls, plain)


def age_band(born_on: date, on_day: date) -> str:
    """Return the band of the age in whole years on the day: `25 to 34`, `under 5`, `85 and over`."""
    age = on_day.year - born_on.year - ((on_day.month, on_day.day) < (born_on.month, born_on.day))
    start = max(start for start in _BAND_STARTS if start <= max(age, 0))
    if start == _BAND_STARTS[-1]:
        return f"{start} and over"
    end = _BAND_STARTS[_BAND_STARTS.index(start) + 1]
    return f"{start} to {end - 1}" if start else f"under {end}"


def refuse_identity(sheet: MarketSheet, person: PersonDetails) -> None:
    """Pass a sheet whose texts tell nobody who the person is.

    Raises: BadInput at the field (`what_matters`, `how_to_answer`, `contact`) that holds any part of the identity, saying
    which part but not the part itself.
    """
    council = sheet.council
    public = (council.name, council.address, council.email, sheet.scheme_title, sheet.lot)
    for field, label in _FREE_TEXTS.items():
        part = part_of_identity_in(getattr(sheet, field), person, public)
        if part is not None:
            raise BadInput(
                f"{label} holds {part}, which the market must not see: take it out, and where a word only happens to be "
                "the same, say it in another way.",
                field,
            )
