"""Who is asked in a competition: every service admitted to the lot whose gates are open that day; the others, and why not."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from brokerage.domain.call_off_facts import gates_but_for_rate
from brokerage.domain.competition_summary import NotInvited
from brokerage.domain.gates import first_closed_gate
from brokerage.storage.queries.lot_facts import lot_facts
from brokerage.storage.queries.person_facts import person_facts
from brokerage.storage.queries.reader import Reader
from brokerage.storage.queries.services_of_lot import services_of_lot
from brokerage.storage.unit_of_work import UnitOfWork
from brokerage.storage.writes.competitions import ToInvite

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
    invited, not_invited = [], []
    for one in services_of_lot(work.session, lot):
        gate = first_closed_gate(gates_but_for_rate(one.service, one.lot, age), wanted.first_day)
        admission = one.lot.admission_on(wanted.first_day)
        if gate is not None:
            not_invited.append(NotInvited(one.service.name, one.service.provider, gate.reason))
        elif admission is not None:
            invited.append(ToInvite(one.service.service_id, admission.admission_id))
    return Invitees(tuple(invited), tuple(sorted(not_invited, key=lambda one: (one.service, one.provider))))


def stopped_since(reader: Reader, person_id: int, lot_id: int, starts: Mapping[int, date]) -> dict[int, str]:
    """Return why each service that may not be called off any more, on the day it would start, may not.

    `starts` are the days by service, at least one.
    """
    lot = lot_facts(reader, _NO_SERVICE, lot_id)
    person = person_facts(reader, person_id, min(starts.values()), None)
    stopped = {}
    for one in services_of_lot(reader, lot):
        day = starts.get(one.service.service_id)
        if day is not None:
            gate = first_closed_gate(gates_but_for_rate(one.service, one.lot, person.age_on(day)), day)
            if gate is not None:
                stopped[one.service.service_id] = gate.reason
    return stopped
