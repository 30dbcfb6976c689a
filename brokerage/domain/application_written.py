"""What a provider wrote in its application, while somebody types it in: what is asked, what was typed, what is still wanting."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from brokerage.domain.application import ApplicationState
from brokerage.domain.application_answers import OfferedPrice
from brokerage.domain.application_form import ServiceInLot
from brokerage.domain.assessment import Question, QuestionKind, name_questions
from brokerage.domain.blank_application import BlankLot
from brokerage.domain.errors import RuleBroken
from brokerage.domain.fee_line import FeeKind
from brokerage.domain.money import format_pounds

MAY_BE_WRITTEN = frozenset({ApplicationState.RECEIVED, ApplicationState.ACKNOWLEDGED})
"""States in which nobody assesses it yet, so that what the provider wrote may still be typed in."""


@dataclass(frozen=True, slots=True)
class AskedToWrite:
    """One service in one lot it asks for: what the lot asks and may be priced by, and the activities a price may be for."""

    asked: ServiceInLot
    service: str
    lot: BlankLot
    activities: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AnswerTyped:
    """The answer to a question of a lot, as it was typed; an empty one takes back what was answered."""

    question_id: int
    text: str


@dataclass(frozen=True, slots=True)
class PriceTyped:
    """A price a service offers in a lot, as it was typed; without `activity` it is for the whole service."""

    asked: ServiceInLot
    activity: str = ""
    kind: str = FeeKind.CARE.value
    unit: str = ""
    ratio: str = ""
    band: str = ""
    price: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class WrittenTyped:
    """All that was typed."""

    answers: tuple[AnswerTyped, ...] = ()
    prices: tuple[PriceTyped, ...] = ()


NOTHING_WRITTEN = WrittenTyped()


@dataclass(frozen=True, slots=True)
class WrittenFault:
    """What is wrong at a field: `answer-7` by the number of the question in the database, `unit-2` of the second price."""

    field: str
    sentence: str


@dataclass(frozen=True, slots=True)
class ApplicationWriting:
    """An application that may be written on: what it asks for, and the answers and prices that stand, as one would type them."""

    reference: str
    version: int
    asked: tuple[AskedToWrite, ...]
    answers: Mapping[int, str]
    prices: tuple[PriceTyped, ...]

    @property
    def wanting(self) -> tuple[str, ...]:
        """What is not answered and not priced yet, a sentence each."""
        return say_wanting(self.asked, self.answers, {price.asked for price in self.prices})


def lots_to_write(asked: Sequence[AskedToWrite]) -> tuple[BlankLot, ...]:
    """Return the lots asked for, each once."""
    return tuple({each.lot.lot_id: each.lot for each in asked}.values())


def price_as_typed(offered: OfferedPrice, asked: ServiceInLot) -> PriceTyped:
    """Return the price as one would type it."""
    return PriceTyped(
        asked,
        offered.activity,
        offered.kind.value,
        offered.unit.value,
        "" if offered.ratio is None else str(offered.ratio),
        offered.band,
        format_pounds(offered.price),
        offered.note,
    )


def say_wanting(
    asked: Sequence[AskedToWrite], answered: Collection[int], priced: Collection[ServiceInLot]
) -> tuple[str, ...]:
    """Return what is wanting, a sentence each: questions without an answer lot by lot, services without a price in a lot.

    A question that asks for a document may be answered by the document itself.
    """
    unanswered = (
        f"Lot {lot.number} has no answer yet to {name_questions(waiting)}."
        for lot in lots_to_write(asked)
        if (waiting := _waiting(lot, answered))
    )
    unpriced = (
        f"{each.service} offers no price in lot {each.lot.number}: agree one before the award."
        for each in asked
        if each.asked not in priced
    )
    return (*unanswered, *unpriced)


def _waiting(lot: BlankLot, answered: Collection[int]) -> list[Question]:
    return [
        question
        for question in lot.questions
        if question.kind is not QuestionKind.DOCUMENT and question.question_id not in answered
    ]


def refuse_to_write(reference: str, state: ApplicationState) -> None:
    """Pass while nobody assesses the application. Raises: RuleBroken saying what may still be done."""
    if state in MAY_BE_WRITTEN:
        return
    if state is ApplicationState.IN_ASSESSMENT:
        raise RuleBroken(
            f"{reference} is being assessed, so what its provider wrote is typed in no more. A mended workbook of the provider "
            "still replaces it while no lot is decided."
        )
    raise RuleBroken(f"{reference} is {state.value}: what its provider wrote stands as it was.")
