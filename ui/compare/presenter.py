"""What Compare asks and what it says. No widgets here."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from brokerage.domain.comparison import MOST_OPTIONS, Comparison, Option
from brokerage.domain.comparison_rows import FactRow, comparison_rows
from brokerage.domain.offer import Offer, SearchCriteria
from brokerage.domain.person_summary import PersonSummary
from ui import formats
from ui.intents import CompareOffers, RaiseCallOffs
from ui.tone import Tone

if TYPE_CHECKING:
    from brokerage.services.desk import Database

_TONES = (("inside", formats.FITS, Tone.GOOD), ("over by", formats.OVER, Tone.WARN), ("yes", formats.FITS, Tone.GOOD))
_STOPPED = "no: "
_LONGEST_NAME = 32
_EMPHASISED = frozenset({"A week"})


@dataclass(frozen=True, slots=True)
class Cell:
    """What one option says to one fact."""

    words: str
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class TableRow:
    """A fact of every option; a heading has no cells. Money is set right."""

    label: str
    cells: tuple[Cell, ...]
    is_heading: bool = False
    is_money: bool = False
    is_strong: bool = False


def compare(database: "Database", asked: CompareOffers, person: PersonSummary | None, today: date) -> Comparison:
    """The offers side by side, in what is left of the budget now unless another was asked about.

    `person` is as they stood when it was asked. Raises: RuleBroken when one is no longer in its lot.
    """
    from brokerage.services.compare import OfferChoice, compare_offers

    choices = [OfferChoice(offer.service_id, offer.lot_id) for offer in asked.offers[:MOST_OPTIONS]]
    criteria = asked.criteria if person is None else _with_budget_of_now(database, asked.criteria, person, today)
    return compare_offers(database, choices, criteria, None if person is None else person.person_id, today)


def _with_budget_of_now(
    database: "Database", criteria: SearchCriteria, person: PersonSummary, today: date
) -> SearchCriteria:
    from brokerage.services.manage_people import read_person

    now = read_person(database, person.person_id, today)
    if now is None or criteria.weekly_budget != person.budget_left:
        return criteria
    return replace(criteria, weekly_budget=now.budget_left)


def paper_of(database: "Database", comparison: Comparison) -> bytes:
    """The comparison as a PDF."""
    from brokerage.services.compare import print_comparison

    return print_comparison(database, comparison)


def save_paper(database: "Database", comparison: Comparison, path: Path) -> Path:
    """Where the PDF was written, whole. Raises: Unavailable with the way out."""
    from brokerage.services.whole_file import write_whole_file

    write_whole_file(path, paper_of(database, comparison))
    return path


def table_rows(comparison: Comparison) -> tuple[TableRow, ...]:
    """The facts in groups, each group under its heading; a group that says nothing is left out."""
    return tuple(
        row
        for group in comparison_rows(comparison)
        if group.rows
        for row in (TableRow(group.title, (), is_heading=True), *(_row(fact) for fact in group.rows))
    )


def names(comparison: Comparison) -> tuple[str, ...]:
    """What stands above each option, a line each: the service, its provider, and that it cannot start where something stops it."""
    return tuple(
        f"{option.facts.service}\n{option.facts.provider}\n"
        + (f"{formats.STOPPED} cannot start" if option.facts.gate is not None else "")
        for option in comparison.options
    )


def sentence(comparison: Comparison) -> str:
    """What all of them are priced for."""
    asked = comparison.question
    return " · ".join(_question(comparison)) + (f" · as known on {formats.day(asked.written_on)}")


def choice_sentence(comparison: Comparison, number: int) -> str:
    """What choosing this option means, beside the first one."""
    option = comparison.options[number]
    said = (_price_words(option), option.difference if number else "", _gate_words(option))
    return " ".join(filter(None, said))


def wants_reason(comparison: Comparison, number: int) -> bool:
    """Whether a reason will be asked for: it is dearer than the first, over the budget, or stopped."""
    first, option = comparison.options[0], comparison.options[number]
    if option.money is None or first.money is None or option.facts.gate is not None:
        return True
    left = option.money.budget_left
    return option.money.weekly > first.money.weekly or (left is not None and left < 0)


def call_off_words(option: Option) -> str:
    """What the button says: the service, unless its name would not fit."""
    name = option.facts.service
    return f"Call off {name}" if len(name) <= _LONGEST_NAME else "Call off the chosen one"


def offer_of(asked: CompareOffers, option: Option) -> Offer | None:
    """The offer the option was made of."""
    key = (option.facts.service_id, option.facts.lot_id)
    return next((offer for offer in asked.offers if (offer.service_id, offer.lot_id) == key), None)


def number_of(before: Comparison, number: int, now: Comparison) -> int:
    """Where the option that stood at this number stands now; the first where it is gone."""
    was = before.options[number].facts
    keys = [(option.facts.service_id, option.facts.lot_id) for option in now.options]
    return keys.index((was.service_id, was.lot_id)) if (was.service_id, was.lot_id) in keys else 0


def calling_off(asked: CompareOffers, offer: Offer, reason: str) -> RaiseCallOffs:
    """What Call-offs is sent: the chosen one, with the list it was chosen from and the reason."""
    return RaiseCallOffs(asked.criteria, (offer,), asked.listed or asked.offers, asked.listed_at, reason.strip())


def file_name(comparison: Comparison) -> str:
    """A name for the file; it names no person."""
    return f"comparison from {comparison.question.first_day.isoformat()}.pdf"


def _question(comparison: Comparison) -> Iterator[str]:
    asked = comparison.question
    if asked.week:
        yield asked.week
    yield f"from {formats.day(asked.first_day)}"
    if asked.weekly_budget is not None:
        left = " left" if asked.spent_elsewhere else ""
        yield f"budget {formats.money(asked.weekly_budget)} a week{left}"
    if asked.contribution is not None:
        left = " left to pay" if asked.contributed_elsewhere else ""
        yield f"contribution {formats.money(asked.contribution.weekly)} a week{left}"


def _row(fact: FactRow) -> TableRow:
    cells = tuple(_cell(words) for words in fact.cells)
    return TableRow(fact.label, cells, is_money=fact.is_money, is_strong=fact.label in _EMPHASISED)


def _cell(words: str) -> Cell:
    if words.startswith(_STOPPED):
        return Cell(f"{formats.STOPPED} {words}", Tone.BAD)
    for beginning, shape, tone in _TONES:
        if words.startswith(beginning):
            return Cell(f"{shape} {words}", tone)
    return Cell(words)


def _price_words(option: Option) -> str:
    return "" if option.money is None else f"{formats.money(option.money.weekly)} a week."


def _gate_words(option: Option) -> str:
    gate = option.facts.gate
    return "" if gate is None else f"{formats.gate(gate)}."
