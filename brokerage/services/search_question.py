"""Reading a question as it was typed, and refusing words the council does not know."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation

from brokerage.domain.errors import BadInput
from brokerage.domain.money import parse_pounds
from brokerage.domain.offer import SearchCriteria
from brokerage.domain.period import parse_day
from brokerage.domain.ratio import parse_ratio
from brokerage.domain.said_back import said_back
from brokerage.domain.search_choices import Choice, SearchChoices
from brokerage.domain.week_wanted import parse_week
from brokerage.services.find_support import find_choices, resolve_place
from brokerage.storage.engine import Database

_MOST_NAMED = 12


@dataclass(frozen=True, slots=True)
class SearchAsked:
    """What was typed, as it was typed; None or nothing where nothing was."""

    needs: tuple[str, ...] = ()
    scheme: str | None = None
    lots: tuple[str, ...] = ()
    text: str = ""
    near: str | None = None
    miles: str | None = None
    districts: tuple[str, ...] = ()
    week: str | None = None
    ratio: str | None = None
    budget: str | None = None
    start: str | None = None
    limit: int = 100


def read_question(database: Database, asked: SearchAsked, today: date) -> SearchCriteria:
    """The question meant; it starts today where no day was given. Raises: BadInput for what cannot be read or is unknown."""
    criteria = SearchCriteria(
        start_day=today if asked.start is None else parse_day(asked.start, what="start day"),
        week=None if asked.week is None else parse_week(asked.week),
        text=asked.text,
        needs=asked.needs,
        scheme=asked.scheme,
        lots=asked.lots,
        near=None if asked.near is None else resolve_place(database, asked.near),
        miles=None if asked.miles is None else parse_miles(asked.miles),
        districts=asked.districts,
        ratio=None if asked.ratio is None else parse_ratio(asked.ratio),
        weekly_budget=None if asked.budget is None else parse_pounds(asked.budget, zero_allowed=True, what="budget"),
        limit=asked.limit,
    )
    return known_words(criteria, find_choices(database))


def known_words(criteria: SearchCriteria, choices: SearchChoices) -> SearchCriteria:
    """The question with needs and outcomes by their codes. Raises: BadInput naming the first word nobody knows."""
    _refuse_unknown("scheme", () if criteria.scheme is None else (criteria.scheme,), choices.schemes)
    _refuse_unknown("lot", criteria.lots, choices.lots)
    _refuse_unknown("district", criteria.districts, choices.districts)
    _refuse_unknown("language", () if criteria.language is None else (criteria.language,), choices.languages)
    return replace(
        criteria,
        needs=_codes("need", criteria.needs, choices.needs),
        outcomes=_codes("outcome", criteria.outcomes, choices.outcomes),
    )


def parse_miles(text: str) -> Decimal:
    """The miles written as `10` or `2.5`. Raises: BadInput for anything else."""
    try:
        miles = Decimal(text.strip())
    except InvalidOperation:
        miles = Decimal("NaN")
    if not miles.is_finite():
        raise BadInput("The miles cannot be read: give a number, as in 10 or 2.5.", "miles")
    return miles


def _codes(question: str, names: Iterable[str], choices: tuple[Choice, ...]) -> tuple[str, ...]:
    return tuple(_refuse_unknown(question, (name,), choices)[0].code for name in names)


def _refuse_unknown(question: str, names: Iterable[str], choices: tuple[Choice, ...]) -> list[Choice]:
    found = []
    for name in names:
        choice = next((choice for choice in choices if choice.answers_to(name)), None)
        if choice is None:
            raise BadInput(f"There is no {question} “{said_back(name)}”: {_say_known(choices)}.", question)
        found.append(choice)
    return found


def _say_known(choices: tuple[Choice, ...]) -> str:
    if not choices:
        return "this database has none yet"
    more = "" if len(choices) <= _MOST_NAMED else f" and {len(choices) - _MOST_NAMED} more"
    return f"there are {', '.join(choice.code for choice in choices[:_MOST_NAMED])}{more}"
