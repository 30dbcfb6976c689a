"""Who is asked in a competition: every service admitted to the lot whose gates are open that day; the others, and why not."""

from dataclasses import dataclass
from datetime import date

from brokerage.domain.call_off_facts import gate_facts
from brokerage.domain.competition import SETTLED_BY_ANSWERS
from brokerage.domain.competition_summary import NotInvited
from brokerage.domain.gates import first_closed_gate
from brokerage.domain.offer import Offer, SearchCriteria
from brokerage.storage.queries.admitted import admissions_on
from brokerage.storage.queries.for_call_off import facts_for_call_off
from brokerage.storage.queries.lot_facts import lot_facts
from brokerage.storage.queries.offers import find_offers
from brokerage.storage.queries.person_facts import person_facts
from brokerage.storage.queries.reader import Reader
from brokerage.storage.unit_of_work import UnitOfWork
from brokerage.storage.writes.competitions import ToInvite

EVERY_SERVICE = 100_000
_NO_SERVICE = 0


@dataclass(frozen=True, slots=True)
class WantedFrom:
    """For whom, in which lot, from when, until when; days are included."""

    person_id: int
    lot_id: int
    first_day: date
    planned_last_day: date | None


@dataclass(frozen=True, slots=True)
class Invitees:
    """Whom to ask, and who is not asked."""

    invited: tuple[ToInvite, ...]
    not_invited: tuple[NotInvited, ...]


def find_invitees(work: UnitOfWork, wanted: WantedFrom) -> Invitees:
    """Return every service of the lot, by whether a call-off could start there on the first day.

    That no rate is agreed, or nothing runs at those hours, keeps nobody out: the answer brings both.
    """
    lot = lot_facts(work.session, _NO_SERVICE, wanted.lot_id)
    person = person_facts(work.session, wanted.person_id, wanted.first_day, wanted.planned_last_day)
    age = person.age_on(wanted.first_day)
    question = SearchCriteria(wanted.first_day, lots=(lot.key,), age=age, limit=EVERY_SERVICE)
    admitted = admissions_on(work.session, wanted.lot_id, wanted.first_day)
    invited, not_invited = [], []
    for offer in find_offers(work.session.connection(), question).offers:
        reason = _why_not(work, offer, wanted)
        if reason:
            not_invited.append(NotInvited(offer.service, offer.provider, reason))
        else:
            invited.append(ToInvite(offer.service_id, admitted[offer.service_id]))
    return Invitees(tuple(invited), tuple(sorted(not_invited, key=lambda one: (one.service, one.provider))))


def why_not_now(reader: Reader, wanted: WantedFrom, service_id: int) -> str:
    """Return the gate that keeps this one service from being called off on the first day; nothing where all are open."""
    facts = facts_for_call_off(
        reader,
        person_id=wanted.person_id,
        service_id=service_id,
        lot_id=wanted.lot_id,
        rate_ids=(),
        first_day=wanted.first_day,
        last_day=wanted.planned_last_day,
    )
    gate = first_closed_gate(gate_facts(facts, wanted.first_day, None), wanted.first_day)
    return "" if gate is None else gate.reason


def _why_not(work: UnitOfWork, offer: Offer, wanted: WantedFrom) -> str:
    """Return why the service is not asked. Behind a gate that answers settle another may be closed, so it is looked at whole."""
    if offer.gate is None:
        return ""
    if offer.gate.name not in SETTLED_BY_ANSWERS:
        return offer.gate.reason
    return why_not_now(work.session, wanted, offer.service_id)
