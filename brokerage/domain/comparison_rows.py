"""A comparison as rows of words, in groups, for the screen and for paper alike."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from brokerage.domain.comparison import Comparison, Option, OptionMoney
from brokerage.domain.money import format_pounds
from brokerage.domain.period import format_day
from brokerage.domain.service import Rating

NOTHING = "–"
_RATING_WORDS = {
    Rating.OUTSTANDING: "Outstanding",
    Rating.GOOD: "Good",
    Rating.REQUIRES_IMPROVEMENT: "Requires improvement",
    Rating.INADEQUATE: "Inadequate",
    Rating.NOT_RATED: "Not rated",
}


@dataclass(frozen=True, slots=True)
class FactRow:
    """One fact of every option, in the order of the columns. `is_money` is set right; lines in a cell stay lines."""

    label: str
    cells: tuple[str, ...]
    is_money: bool = False


@dataclass(frozen=True, slots=True)
class FactGroup:
    """Facts that belong together, under a title."""

    title: str
    rows: tuple[FactRow, ...]


def comparison_rows(comparison: Comparison) -> tuple[FactGroup, ...]:
    """Return the facts in groups; a fact that is nothing for every option is left out."""
    groups = (
        FactGroup("Money", _money_rows(comparison)),
        FactGroup("What is inside", _inside_rows(comparison)),
        FactGroup("When and where", _place_rows(comparison)),
        FactGroup("Quality and room", _quality_rows(comparison)),
        FactGroup("Can it start", _start_rows(comparison)),
    )
    return tuple(FactGroup(group.title, tuple(row for row in group.rows if _says_something(row))) for group in groups)


def _money_rows(comparison: Comparison) -> tuple[FactRow, ...]:
    def row(label: str, amount: Callable[[OptionMoney], Decimal | None]) -> FactRow:
        return FactRow(label, tuple(_pounds(option, amount) for option in comparison.options), is_money=True)

    return (
        row("A week", lambda money: money.weekly),
        row("Four weeks", lambda money: money.four_weekly),
        row(f"This financial year, {comparison.year.label}", lambda money: money.this_year),
        row("Twelve months", lambda money: money.full_year),
        row("The council bears a week", lambda money: money.to_council_weekly),
        row(_person_pays(comparison), lambda money: money.to_person_weekly),
        row("Support by the hour", lambda money: money.per_hour),
        row("All by the day", lambda money: money.per_day),
        _row(comparison, "Personal budget", _say_budget),
        _row(comparison, "How they differ", lambda option: option.difference),
    )


def _person_pays(comparison: Comparison) -> str:
    elsewhere = comparison.question.contributed_elsewhere
    beside = f", beside {format_pounds(elsewhere)} for other support" if elsewhere else ""
    return f"The person pays a week{beside}"


def _inside_rows(comparison: Comparison) -> tuple[FactRow, ...]:
    return (
        _row(comparison, "Agreed price", lambda option: option.facts.price or "no agreed rate"),
        _row(comparison, "Inside the price", lambda option: "\n".join(option.facts.inside)),
        _row(comparison, "Apart from it", lambda option: "\n".join(option.facts.apart)),
    )


def _place_rows(comparison: Comparison) -> tuple[FactRow, ...]:
    return (
        _row(comparison, "Days and times", lambda option: "\n".join(option.facts.when)),
        _row(comparison, "Place", lambda option: option.facts.place),
        _row(comparison, "Distance", _say_distance),
    )


def _quality_rows(comparison: Comparison) -> tuple[FactRow, ...]:
    return (
        _row(comparison, "Care Quality Commission", lambda option: _RATING_WORDS[option.facts.rating]),
        _row(comparison, "Places free", _say_places),
    )


def _start_rows(comparison: Comparison) -> tuple[FactRow, ...]:
    day = format_day(comparison.question.first_day)
    return (
        _row(
            comparison,
            f"On {day}",
            lambda option: "yes" if option.facts.gate is None else f"no: {option.facts.gate.reason}",
        ),
        _row(comparison, "To note", lambda option: "\n".join(option.facts.warnings)),
    )


def _row(comparison: Comparison, label: str, say: Callable[[Option], str]) -> FactRow:
    return FactRow(label, tuple(say(option) or NOTHING for option in comparison.options))


def _pounds(option: Option, amount: Callable[[OptionMoney], Decimal | None]) -> str:
    found = None if option.money is None else amount(option.money)
    return NOTHING if found is None else format_pounds(found)


def _say_budget(option: Option) -> str:
    left = None if option.money is None else option.money.budget_left
    if left is None:
        return ""
    return f"inside, {format_pounds(left)} left" if left >= 0 else f"over by {format_pounds(-left)}"


def _say_distance(option: Option) -> str:
    miles = option.facts.miles
    return "" if miles is None else f"{miles:.1f} miles"


def _say_places(option: Option) -> str:
    facts = option.facts
    if facts.places_free is None:
        return "not said"
    said = "" if facts.places_said_on is None else f", as said on {format_day(facts.places_said_on)}"
    return f"{facts.places_free}{said}"


def _says_something(row: FactRow) -> bool:
    return any(cell != NOTHING for cell in row.cells)
