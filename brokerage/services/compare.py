"""Sets offers side by side for a person, or for a what-if, and puts the comparison on paper for the family."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from brokerage.domain.call_off_facts import PersonFacts
from brokerage.domain.comparison import Comparison, Question, compare
from brokerage.domain.comparison_options import option_of
from brokerage.domain.contribution import Contribution
from brokerage.domain.offer import SearchCriteria
from brokerage.domain.person import LegalBasis
from brokerage.domain.week_wanted import week_in_words
from brokerage.services.find_support import open_offer
from brokerage.storage.engine import Database
from brokerage.storage.queries.council import council
from brokerage.storage.queries.person_facts import person_facts


@dataclass(frozen=True, slots=True)
class OfferChoice:
    """One service in one lot, picked to be compared; no lot where it was never admitted to one."""

    service_id: int
    lot_id: int | None


def compare_offers(
    database: Database, choices: Sequence[OfferChoice], criteria: SearchCriteria, person_id: int | None, today: date
) -> Comparison:
    """Return up to six offers side by side for the week and start day of the criteria.

    The budget is that of the criteria, else what the person's other call-offs leave of theirs; so is the contribution. Nobody
    in hand has none. Raises: BadInput for none or more than six; RuleBroken when one is no longer in its lot; Unavailable.
    """
    person = _person(database, person_id, criteria.start_day)
    left = None if person is None else person.budget_left
    budget = left if criteria.weekly_budget is None else criteria.weekly_budget
    is_what_is_left = left is not None and budget == max(left, Decimal(0))
    question = Question(
        week="" if criteria.week is None else week_in_words(criteria.week),
        first_day=criteria.start_day,
        last_day=None,
        weekly_budget=budget,
        contribution=None if person is None else _contribution_left(person),
        written_on=today,
        spent_elsewhere=person.committed_weekly if person is not None and is_what_is_left else Decimal(0),
        contributed_elsewhere=Decimal(0) if person is None else person.contributed_weekly,
    )
    details = [open_offer(database, choice.service_id, choice.lot_id, criteria) for choice in choices]
    return compare([option_of(detail, criteria) for detail in details], question)


def print_comparison(database: Database, comparison: Comparison) -> bytes:
    """Return the comparison as a PDF under the council's head. It names no person."""
    from brokerage.documents.comparison import Sender, render_comparison

    with database.reading() as connection:
        ours = council(connection)
    if ours is None:
        return render_comparison(comparison, Sender("", "", None, is_demonstration=False))
    reach = "\n".join(part for part in (ours.department, ours.phone, ours.email) if part)
    return render_comparison(comparison, Sender(ours.name, reach, ours.logo_png, ours.is_demonstration))


def _person(database: Database, person_id: int | None, day: date) -> PersonFacts | None:
    if person_id is None:
        return None
    with database.reading() as connection:
        return person_facts(connection, person_id, day, None)


def _contribution_left(person: PersonFacts) -> Contribution | None:
    """Return what other call-offs leave of the contribution; none for aftercare, which is free."""
    agreed = person.contribution
    if agreed is None or person.legal_basis is LegalBasis.AFTERCARE_117:
        return None
    return Contribution(max(agreed.weekly - person.contributed_weekly, Decimal(0)), agreed.collected_by)
