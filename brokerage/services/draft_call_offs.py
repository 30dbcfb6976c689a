"""Begins drafts of call-offs from a list, and opens saved ones again. Nothing here writes; `draft_looks` prices them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from brokerage.domain.calendar import day_in_england
from brokerage.domain.call_off_draft import CallOffDraft, ChosenFrom, subject_of
from brokerage.domain.draft_lines import begin_draft
from brokerage.domain.errors import RuleBroken
from brokerage.domain.offer import Offer, SearchCriteria
from brokerage.services.call_off_of_award import draft_of_award
from brokerage.services.evidence import list_again
from brokerage.services.find_support import find_offers
from brokerage.storage.engine import Database
from brokerage.storage.queries.call_off_drafts import draft_of_reference, drafts_of_package
from brokerage.storage.queries.rate_card import rate_card


@dataclass(frozen=True, slots=True)
class OpenedDraft:
    """The drafts of a package with the list they are compared with, asked anew: prices and places are those of today."""

    drafts: tuple[CallOffDraft, ...]
    chosen_from: ChosenFrom


def begin_drafts(
    database: Database,
    criteria: SearchCriteria,
    chosen: Sequence[Offer],
    person_id: int | None,
    request_ids: Sequence[str],
    lot_of_others: int | None = None,
) -> tuple[CallOffDraft, ...]:
    """Return a draft for each offer, filled from it and from the question; each has its own request id, in the same order.

    `lot_of_others` is the lot whose rules apply to a service that is in none.
    """
    lots = [offer.lot_id or lot_of_others for offer in chosen]
    with database.reading() as reader:
        return tuple(
            begin_draft(
                offer,
                criteria,
                rate_card(reader, offer.service_id, lot_id),
                person_id=person_id,
                request_id=request_id,
                lot_id=lot_id,
            )
            for offer, lot_id, request_id in zip(chosen, lots, request_ids, strict=True)
        )


def begin_award(database: Database, reference: str, request_id: str, now: datetime) -> OpenedDraft:
    """Return the draft that calls off what the competition was awarded, with the list that was weighed.

    Raises: RuleBroken for an unknown competition, or one that is not awarded.
    """
    draft = draft_of_award(database, reference, request_id)
    return OpenedDraft((draft,), _listed_anew(database, draft, None, now))


def open_draft(database: Database, package_id: int, evidence: ChosenFrom | None, now: datetime) -> OpenedDraft:
    """Return the package's drafts as their form left them, and the list asked anew, with the question kept if there is one.

    Raises: RuleBroken when the package has no draft any more.
    """
    with database.reading() as reader:
        drafts = drafts_of_package(reader, package_id)
    if not drafts:
        raise RuleBroken("There is no draft in this package any more: it was raised or withdrawn meanwhile.")
    return OpenedDraft(drafts, _listed_anew(database, drafts[0], evidence, now))


def draft_of(database: Database, reference: str) -> CallOffDraft:
    """Return a saved call-off as a form, with the version it stands at. Raises: RuleBroken when there is none."""
    with database.reading() as reader:
        return draft_of_reference(reader, reference)


def _listed_anew(database: Database, draft: CallOffDraft, evidence: ChosenFrom | None, now: datetime) -> ChosenFrom:
    """Return the list of the question kept, else of what the draft says; prices and places are those of this moment.

    Where a competition was awarded, it is the list that was weighed.
    """
    subject = subject_of(draft)
    if evidence is not None and draft.awarded_in is None:
        return ChosenFrom(evidence.criteria, find_offers(database, evidence.criteria).offers, now)
    if subject is not None:
        return list_again(database, draft, subject, now)
    criteria = SearchCriteria(draft.first_day or day_in_england(now), draft.week, ratio=draft.ratio)
    return ChosenFrom(criteria, find_offers(database, criteria).offers, now)
