"""The two small competitions of the demonstration: one under way, one awarded and called off. All of it is made up.

Days are working days before today, so that both stand where they stand on whatever day the demonstration is made.
"""

from dataclasses import dataclass
from decimal import Decimal

HOW_TO_ANSWER = "By e-mail to the address above, with the reference in the subject (demo)."
CONTACT = "The brokerage desk (demo), 01632 960700"
CANNOT = "No staff for these hours before the spring (demo)."
AWARD_REASONS = "It has the most points by the weights stated on the sheet (demo)."
CALL_OFF_REASON = "Awarded in a small competition: the most points by the stated weights (demo)."
POINTS_REASONS = ("Says little of how (demo).", "Says how, for some of it (demo).", "Says how, with an example (demo).")
"""By the share of the points: under half, under three quarters, and more."""


@dataclass(frozen=True, slots=True)
class OfferStory:
    """An offer: pounds an hour, what the service says, and its points on criteria 2 and 3, none while it is not scored."""

    price: Decimal
    fit: str
    points: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class CompetitionStory:
    """One competition.

    `seek` are the lots its person may look in, `ages` theirs on the first day; `week` and `ratio` are empty for those of the
    person's own plan. The invited answer by name: as many offers as there are, then so many that cannot; one at least stays
    silent.
    """

    lot_key: str
    seek: tuple[str, ...]
    ages: tuple[int, int]
    opened_days_ago: int
    days_to_answer: int
    starts_in_days: int
    week: str
    ratio: str
    why: str
    what_matters: str
    offers: tuple[OfferStory, ...]
    cannot: int
    awarded_days_ago: int | None = None

    @property
    def texts(self) -> tuple[str, ...]:
        """Everything that is written of it and may tell nobody who the person is."""
        said = (HOW_TO_ANSWER, CONTACT, AWARD_REASONS, *POINTS_REASONS, self.what_matters)
        return (*said, *(offer.fit for offer in self.offers))


UNDER_WAY = CompetitionStory(
    lot_key="children",
    seek=("day", "evening", "skills"),
    ages=(19, 25),
    opened_days_ago=3,
    days_to_answer=7,
    starts_in_days=28,
    week="Tue,Thu 17:00-19:30",
    ratio="1:2",
    why="Two evenings at one to two stand on no rate card of the lot (demo).",
    what_matters="Company of the same age, things to make and do, and a bus stop close by (demo).",
    offers=(
        OfferStory(Decimal("21.40"), "A club of nine on both evenings, six of them of this age (demo).", (8, 4)),
        OfferStory(Decimal("19.85"), "A workshop with two instructors, a bus stop at the door (demo).", (6, 5)),
        OfferStory(Decimal("23.10"), "Cookery and music, with somebody to walk to the bus with (demo)."),
        OfferStory(Decimal("20.60"), "A new group; it starts once four have joined (demo)."),
        OfferStory(Decimal("22.25"), "Sports hall and kitchen, the same two staff each evening (demo)."),
        OfferStory(Decimal("18.95"), "An open evening for twenty, quieter rooms on request (demo)."),
    ),
    cannot=1,
)
AWARDED = CompetitionStory(
    lot_key="micro",
    seek=("micro",),
    ages=(18, 64),
    opened_days_ago=14,
    days_to_answer=5,
    starts_in_days=17,
    week="",
    ratio="",
    why="No micro-enterprise has a rate for these hours at this ratio (demo).",
    what_matters="The same person each time, time to talk first, and a walk when it is dry (demo).",
    offers=(
        OfferStory(Decimal("18.40"), "Two regular helpers, and a first visit together (demo).", (7, 3)),
        OfferStory(Decimal("17.20"), "A small place at home, one visit first (demo).", (5, 2)),
        OfferStory(
            Decimal("19.60"), "The same person each time, and longer sessions in the first month (demo).", (9, 5)
        ),
        OfferStory(Decimal("16.90"), "In a group; who leads it changes (demo).", (4, 3)),
    ),
    cannot=2,
    awarded_days_ago=6,
)
STORIES = (AWARDED, UNDER_WAY)
"""In the order they were opened."""
