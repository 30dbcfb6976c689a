"""The columns of the tables of small competitions."""

from brokerage.domain.competition_criteria import AwardCriterion
from brokerage.domain.competition_summary import Invited, NotInvited
from brokerage.domain.competition_weighing import WeighedOffer, WeighedPart
from brokerage.domain.points import format_points
from ui import formats
from ui.market.competitions import words
from ui.market.competitions.reading import CompetitionLine
from ui.widgets.row_model import Column

_ORDER = tuple(words.Stands)

COMPETITIONS: tuple[Column[CompetitionLine], ...] = (
    Column(
        "Stands",
        lambda line: words.stands(line).value,
        width=200,
        tone=words.stands_tone,
        sort_key=lambda line: _ORDER.index(words.stands(line)),
    ),
    Column("Reference", lambda line: line.summary.reference, width=120, strong=True),
    Column("Person", lambda line: words.who(line.summary), width=120, sort_key=lambda line: line.summary.person),
    Column("Lot", lambda line: line.summary.lot, tip=lambda line: f"{line.summary.scheme} · {line.summary.lot}"),
    Column(
        "Answers until",
        words.until,
        width=250,
        tone=words.until_tone,
        sort_key=lambda line: line.summary.answers_due_on,
    ),
    Column("Answers", lambda line: words.answers(line.summary), figures=True, width=80),
    Column("Next step", lambda line: line.summary.next_step),
)
INVITED: tuple[Column[Invited], ...] = (
    Column("Answer", words.answer, width=100, tone=words.answer_tone, sort_key=words.answer),
    Column("Service", lambda each: each.service, strong=True, sort_key=lambda each: each.service.casefold()),
    Column("Provider", lambda each: each.provider),
    Column("Price", lambda each: words.price(each.answer), figures=True, width=130),
    Column(
        "A week",
        lambda each: formats.money(None if each.answer is None else each.answer.weekly),
        figures=True,
        width=100,
    ),
    Column("Can start", lambda each: formats.day(None if each.answer is None else each.answer.starts_on), width=110),
    Column("How it fits, or why not", lambda each: each.answer.fit if each.answer else formats.DASH),
)
TO_INVITE: tuple[Column[Invited], ...] = (
    Column("Service", lambda each: each.service, strong=True),
    Column("Provider", lambda each: each.provider),
)
NOT_INVITED: tuple[Column[NotInvited], ...] = (
    Column("Service", lambda each: each.service, strong=True),
    Column("Why it is not asked", lambda each: f"◆ {each.reason}"),
)


def weighing(criteria: tuple[AwardCriterion, ...]) -> tuple[Column[WeighedOffer], ...]:
    """The offers weighed: what each criterion counts, out of its weight, and the total of 100."""
    return (
        Column("Rank", lambda offer: formats.DASH if offer.rank is None else str(offer.rank), figures=True, width=60),
        Column("Service", lambda offer: offer.service, strong=True),
        Column("A week", lambda offer: formats.money(offer.weekly), figures=True, width=100),
        *(_counted(number, one) for number, one in enumerate(criteria)),
        Column(
            "Total of 100",
            lambda offer: formats.DASH if offer.total is None else format_points(offer.total),
            figures=True,
            width=110,
            strong=True,
        ),
    )


def _counted(number: int, criterion: AwardCriterion) -> Column[WeighedOffer]:
    return Column(
        f"Criterion {criterion.number} of {criterion.weight}",
        lambda offer: _weighted(offer.parts[number]),
        figures=True,
        width=120,
        tip=lambda offer: f"{criterion.text}: {offer.parts[number].sentence}",
    )


def _weighted(part: WeighedPart) -> str:
    return "not yet" if part.weighted is None else format_points(part.weighted)
