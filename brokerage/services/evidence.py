"""Makes again the list a service is chosen from, where whoever raises a call-off brings none: what fits the same week and need."""

from datetime import datetime

from brokerage.domain.call_off_draft import CallOffDraft, ChosenFrom, DraftSubject
from brokerage.domain.offer import SearchCriteria
from brokerage.services.call_off_decision import read_facts
from brokerage.services.find_support import find_offers
from brokerage.storage.engine import Database

MOST_KEPT = 500


def list_again(
    database: Database, draft: CallOffDraft, subject: DraftSubject, now: datetime, own_id: int = 0
) -> ChosenFrom:
    """Return the services of the same lot for the person's needs, the week wanted and what is left of the budget.

    `own_id` is the call-off that is changed: what it takes of the budget itself is left.
    Raises: RuleBroken when something the draft names is not there.
    """
    with database.reading() as reader:
        facts = read_facts(reader, draft, subject, own_id)
    left = facts.person.budget_left
    criteria = SearchCriteria(
        start_day=subject.first_day,
        week=draft.week,
        needs=facts.person.needs,
        lots=(facts.lot.key,),
        ratio=draft.ratio,
        age=facts.person.age_on(subject.first_day),
        weekly_budget=None if left is None or left < 0 else left,
        limit=MOST_KEPT,
    )
    return ChosenFrom(criteria, find_offers(database, criteria).offers, now)
