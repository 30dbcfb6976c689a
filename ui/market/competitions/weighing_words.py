"""What is said of answers that were weighed: what is missing, and how each figure came about; no widgets."""

from brokerage.domain.competition_weighing import WeighedOffer, say_total
from ui import formats
from ui.market.competitions.reading import CompetitionRead

Fact = tuple[str, str]


def missing(read: CompetitionRead) -> str:
    """What is still missing before it can be awarded, a line each; empty where nothing is."""
    unscored = tuple(named for offer in read.weighed.weighing.offers if (named := _unscored(offer)))
    waiting = read.weighed.waiting
    lines = (
        f"▲ No points yet: {'; '.join(unscored)}." if unscored else "",
        f"○ Not answered yet: {formats.listed(waiting)}." if waiting else "",
    )
    return "\n".join(filter(None, lines))


def made_up(offer: WeighedOffer) -> str:
    """`1st of the list: Alder Yard (demo), 32.00 + 48.00 = 80.00 of 100.`."""
    if offer.rank is None:
        return f"{offer.service}: it has its place once every offer has all its points."
    return f"Rank {offer.rank}: {offer.service}, {say_total(offer)} of 100."


def parts(offer: WeighedOffer) -> tuple[Fact, ...]:
    """Each criterion with how its points came about, and why so many."""
    return tuple(
        (f"Criterion {part.number}, {part.text}", f"{part.sentence} {part.reason}".strip()) for part in offer.parts
    )


def _unscored(offer: WeighedOffer) -> str:
    """`Alder Yard (demo) on 2 and 3`; empty where every criterion has its points."""
    numbers = tuple(str(part.number) for part in offer.parts if part.points is None)
    return f"{offer.service} on {formats.listed(numbers)}" if numbers else ""
