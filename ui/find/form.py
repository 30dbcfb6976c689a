"""What stands in the fields of Find: plain values in, a question for the search out. No widgets here."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import TypeVar

from brokerage.domain.errors import BadInput
from brokerage.domain.offer import OfferOrder, SearchCriteria
from brokerage.domain.person_summary import PersonSummary
from brokerage.domain.ratio import Ratio, parse_ratio
from brokerage.domain.service import Rating
from brokerage.domain.week_wanted import WeekWanted, parse_week

ValueT = TypeVar("ValueT")
USUAL_MILES = Decimal(10)
FEWEST_SHOWN = 100
MOST_SHOWN = 1000


@dataclass(frozen=True, slots=True)
class FindForm:
    """The fields as they stand, each read on its own. None and empty mean that nothing is asked there.

    With `outcomes_only` a service must work towards one of the outcomes; without, the list says how many it works towards.
    """

    start_day: date
    text: str = ""
    needs: tuple[str, ...] = ()
    scheme: str | None = None
    lot: str | None = None
    outcomes: tuple[str, ...] = ()
    outcomes_only: bool = True
    place: str = ""
    miles: Decimal | None = USUAL_MILES
    districts: tuple[str, ...] = ()
    week: WeekWanted | None = None
    ratio: Ratio | None = None
    transport: bool = False
    ratings: tuple[Rating, ...] = ()
    place_free: bool = False
    age: int | None = None
    language: str | None = None
    wheelchair: bool = False
    budget: Decimal | None = None
    order: OfferOrder = OfferOrder.FIT
    limit: int = FEWEST_SHOWN


@dataclass(frozen=True, slots=True)
class Fault:
    """What stands in one field and cannot be used, in a sentence to show under it."""

    field: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Question:
    """Checked criteria, and the place as typed: finding it needs the directory, which is not asked on the window's thread."""

    criteria: SearchCriteria
    place: str


def question_of(form: FindForm) -> Question:
    """The question the form asks; two forms that ask the same give equal questions. Miles mean nothing without a place."""
    criteria = SearchCriteria(
        start_day=form.start_day,
        week=form.week,
        text=" ".join(form.text.split()),
        needs=form.needs,
        scheme=form.scheme,
        lots=(form.lot,) if form.lot else (),
        outcomes=form.outcomes,
        outcomes_only=form.outcomes_only or not form.outcomes,
        miles=form.miles if form.place else None,
        districts=form.districts,
        ratio=form.ratio,
        transport=form.transport,
        ratings=form.ratings,
        place_free=form.place_free,
        age=form.age,
        language=form.language,
        wheelchair=form.wheelchair,
        weekly_budget=form.budget,
        order=form.order,
        limit=form.limit,
    )
    return Question(criteria, form.place)


def form_of(criteria: SearchCriteria) -> FindForm:
    """The form that asks this question."""
    return FindForm(
        start_day=criteria.start_day,
        text=criteria.text,
        needs=criteria.needs,
        scheme=criteria.scheme,
        lot=criteria.lots[0] if criteria.lots else None,
        outcomes=criteria.outcomes,
        outcomes_only=criteria.outcomes_only,
        place=criteria.near.asked_as if criteria.near else "",
        miles=criteria.miles if criteria.near else USUAL_MILES,
        districts=criteria.districts,
        week=criteria.week,
        ratio=criteria.ratio,
        transport=criteria.transport,
        ratings=criteria.ratings,
        place_free=criteria.place_free,
        age=criteria.age,
        language=criteria.language,
        wheelchair=criteria.wheelchair,
        budget=criteria.weekly_budget,
        order=criteria.order,
    )


def form_with_more(form: FindForm) -> FindForm:
    """The form that shows the rest of the same list."""
    return replace(form, limit=MOST_SHOWN)


def form_as_new(form: FindForm, before: FindForm) -> FindForm:
    """The form with what the fields do not show; another question begins with the top of its list again."""
    same = replace(form, order=before.order, limit=before.limit)
    return same if same == before else replace(same, limit=FEWEST_SHOWN)


def form_for(person: PersonSummary | None, today: date) -> FindForm:
    """The form as it begins: for nobody it asks nothing; for a person their needs, place, age, week and what budget is left.

    The outcomes of their plan mark services and hide none: few services say what they work towards, care homes nearly none
    do, and a list of the few would hide what fits the budget. One tick narrows the list to them.
    """
    empty = FindForm(start_day=usual_first_day(today))
    if person is None:
        return empty
    return replace(
        empty,
        needs=person.need_codes,
        outcomes=person.outcome_codes,
        outcomes_only=not person.outcome_codes,
        place=person.outcode,
        age=person.age,
        week=_usual(person.week, parse_week),
        ratio=_usual(person.ratio, parse_ratio),
        budget=person.budget_left,
    )


def with_newer_budget(form: FindForm, before: PersonSummary, now: PersonSummary) -> FindForm:
    """The form with what is left of the budget now, unless another budget was typed in."""
    return replace(form, budget=now.budget_left) if form.budget == before.budget_left else form


def usual_first_day(today: date) -> date:
    """The first Monday that is a week away or more: it takes days to agree, and support mostly begins with a week."""
    return today + timedelta(days=7 + -today.weekday() % 7)


def prices_alike(one: SearchCriteria, other: SearchCriteria) -> bool:
    """Whether both questions give any one service the same figures: what differs only chooses which services are listed."""
    return _pricing_part(one) == _pricing_part(other)


def _pricing_part(criteria: SearchCriteria) -> tuple[object, ...]:
    return (
        criteria.start_day, criteria.week, criteria.ratio, criteria.transport, criteria.weekly_budget, criteria.age, criteria.near,
    )  # fmt: skip


def _usual(text: str, parse: Callable[[str], ValueT]) -> ValueT | None:
    try:
        return parse(text) if text else None
    except BadInput:
        return None  # a plan brought in from elsewhere: the field is simply left to be filled
