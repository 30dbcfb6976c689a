"""Writes down what a provider answers and offers with its application: one way in, by a workbook or by hand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from brokerage.domain.application_answers import OfferedPrice
from brokerage.domain.application_rows import PriceWritten
from brokerage.storage.unit_of_work import UnitOfWork
from brokerage.storage.writes.application_answers import Replaced, replace_answers, replace_offered


@dataclass(frozen=True, slots=True)
class Written:
    """How many answers and offered prices are new, changed, taken out, and as they were."""

    answers: Replaced
    offered: Replaced

    @property
    def is_change(self) -> bool:
        """Whether anything is otherwise than before."""
        return self.answers.is_change or self.offered.is_change

    @property
    def figures(self) -> dict[str, str]:
        """What the audit entry says of it."""
        return {"answers": str(self.answers), "offered prices": str(self.offered)}


def write_down(
    work: UnitOfWork, application_id: int, answers: Mapping[int, str], offered: Sequence[OfferedPrice]
) -> Written:
    """Make these the application's answers, by the id of their question, and its offered prices."""
    return Written(
        replace_answers(work.session, application_id, answers), replace_offered(work.session, application_id, offered)
    )


def as_kept(price: PriceWritten, application_lot_id: int, activity_id: int | None) -> OfferedPrice:
    """Return the price as it is kept with the application."""
    return OfferedPrice(
        application_lot_id=application_lot_id,
        service=price.service,
        lot=price.lot,
        activity_id=activity_id,
        activity=price.activity,
        kind=price.kind,
        unit=price.unit,
        ratio=price.ratio,
        band=price.band,
        price=price.price,
        note=price.note,
    )
