"""Reads answers and offered prices as they are typed in, by the same rules as the rows of an application workbook."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from brokerage.domain.application_form import ServiceInLot
from brokerage.domain.application_rows import PriceWritten
from brokerage.domain.application_written import AskedToWrite, PriceTyped, WrittenFault, WrittenTyped
from brokerage.domain.errors import BadInput
from brokerage.domain.row_fault import Line, RowFault
from brokerage.exchange.application_layout import ANSWERS, LONGEST_ANSWER, prices_layout
from brokerage.exchange.application_prices import read_price
from brokerage.exchange.columns import Row
from brokerage.exchange.outside_reader import fault_letters_turned

_ANSWER, _PRICES = "Your answer", "Prices"
_TITLES = {
    "activity": "Activity name",
    "kind": "Pays for",
    "unit": "Unit",
    "ratio": "Ratio",
    "band": "Band",
    "price": "Price",
    "note": "Note",
}
_FIELDS = {title: field for field, title in _TITLES.items()} | {_ANSWER: "answer", "Service name": "price"}


@dataclass(frozen=True, slots=True)
class WrittenRead:
    """What was typed, read: answers by the id of their question, prices in order; and every fault in it."""

    answers: Mapping[int, str]
    prices: tuple[tuple[ServiceInLot, PriceWritten], ...]
    faults: tuple[WrittenFault, ...]


def read_written(typed: WrittenTyped, asked: Sequence[AskedToWrite]) -> WrittenRead:
    """Return what was typed for these services and lots. Raises: BadInput for a service and lot that are none of them."""
    faults: list[RowFault] = []
    questions = {question.question_id for each in asked for question in each.lot.questions}
    answers = {each.question_id: _answer(each.question_id, each.text, questions, faults) for each in typed.answers}
    prices = _prices(typed.prices, {each.asked: each for each in asked}, faults)
    return WrittenRead(answers, prices, tuple(_at_field(fault) for fault in faults))


def refuse_faults(read: WrittenRead) -> None:
    """Pass where nothing is wrong. Raises: BadInput at the first field that is."""
    for fault in read.faults:
        raise BadInput(fault.sentence, fault.field)


def _answer(question_id: int, text: str, questions: set[int], faults: list[RowFault]) -> str:
    whole = "\n".join(line.rstrip() for line in text.strip().splitlines())
    row = Row(Line("", ANSWERS.title, question_id), ANSWERS, {_ANSWER: whole}, faults)
    fault_letters_turned(row)
    if question_id not in questions:
        row.fault(_ANSWER, "The lots applied for do not ask this question: look at them again.")
    return row.text(_ANSWER, LONGEST_ANSWER) or ""


def _prices(
    typed: Sequence[PriceTyped], asked: Mapping[ServiceInLot, AskedToWrite], faults: list[RowFault]
) -> tuple[tuple[ServiceInLot, PriceWritten], ...]:
    places: dict[tuple[object, ...], int] = {}
    read: list[tuple[ServiceInLot, PriceWritten]] = []
    for place, one in enumerate(typed, start=1):
        if one.asked not in asked:
            raise BadInput("The application asks for no such service and lot: look at what it asks for again.", "lot")
        row, price = _price(place, one, asked[one.asked], faults)
        first = places.setdefault((one.asked, *price.thing), place) if row.is_sound else place
        if first != place:
            row.fault("Price", "There is a price for the same thing above: keep one, or say what this one is for.")
        read.append((one.asked, price))
    return tuple(read)


def _price(place: int, typed: PriceTyped, asked: AskedToWrite, faults: list[RowFault]) -> tuple[Row, PriceWritten]:
    cells = {title: getattr(typed, field).strip() for field, title in _TITLES.items()}
    layout = prices_layout(_PRICES, asked.lot)
    row = Row(Line("", _PRICES, place), layout, {**cells, "Service name": asked.service}, faults)
    fault_letters_turned(row)
    price = read_price(row, asked.lot)
    known = [name.casefold() for name in asked.activities]
    if price.activity and price.activity.casefold() not in known:
        listed = "; ".join(asked.activities) or "none yet: its application workbook brings them with their timetable"
        row.fault("Activity name", f"The service has no activity of this name. Its activities are {listed}.")
    return row, price


def _at_field(fault: RowFault) -> WrittenFault:
    return WrittenFault(f"{_FIELDS[fault.column]}-{fault.line}", fault.how_to_mend.replace("the cell", "the field"))
