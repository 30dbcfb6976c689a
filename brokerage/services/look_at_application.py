"""An application before it is recorded: who may apply, what may be asked for, and by when it would be answered. Nothing is kept."""

from dataclasses import replace
from datetime import date

from brokerage.domain.answer_clock import start_clock
from brokerage.domain.application_board import say_refused_before
from brokerage.domain.application_form import ServiceInLot
from brokerage.domain.application_written import AskedToWrite
from brokerage.domain.applying import ApplicantFound, ApplicationLook, ServiceToApply
from brokerage.domain.round import round_open_on, warn_between_rounds
from brokerage.services.bank_holidays import load_bank_holidays
from brokerage.storage.engine import Database
from brokerage.storage.queries import choosing_applicants as queries
from brokerage.storage.queries.application_writing import activities_named
from brokerage.storage.queries.applications import refused_before
from brokerage.storage.queries.blank_application import blank_application
from brokerage.storage.queries.reader import Reader
from brokerage.storage.queries.rounds import rounds_of
from brokerage.storage.queries.scheme_at_hand import SchemeAtHand, scheme_now

MOST_FOUND = 12
_LATER_THAN_ALL = 2**31 - 1
"""The number of an application yet to come: what was refused with any so far counts."""


def find_applicants(database: Database, text: str, limit: int = MOST_FOUND) -> tuple[ApplicantFound, ...]:
    """Return providers whose name contains the text, or whose reference or company number begins with it; so many at most."""
    with database.reading() as reader:
        return queries.applicants_found(reader, text, limit)


def look_at_application(
    database: Database, scheme: str, received_on: date, provider_id: int | None = None
) -> ApplicationLook:
    """Return what would be recorded: the day the answer is due, the round, what may be asked for, what to be warned of.

    Raises: BadInput for an unknown scheme; RuleBroken where the bank holidays up to the answer are not known yet.
    """
    holidays = load_bank_holidays()
    with database.reading() as reader:
        found = scheme_now(reader, scheme)
        clock = start_clock(received_on, found.answer_working_days, holidays.days, holidays.known)
        in_round = round_open_on(rounds_of(reader, found.scheme_id), received_on)
        between = () if in_round is not None else (warn_between_rounds(found.reference, found.kind, received_on),)
        look = ApplicationLook(
            clock.due_on,
            found.answer_working_days,
            "" if in_round is None else in_round.title,
            between,
            queries.lots_to_apply(reader, found.scheme_id),
        )
        return look if provider_id is None else _of_provider(reader, look, provider_id, found)


def _of_provider(reader: Reader, look: ApplicationLook, provider_id: int, scheme: SchemeAtHand) -> ApplicationLook:
    refused = tuple(say_refused_before(one) for one in refused_before(reader, _LATER_THAN_ALL, provider_id))
    services = queries.services_to_apply(reader, provider_id)
    return replace(
        look,
        notes=(*look.notes, *refused),
        services=services,
        to_write=_to_write(reader, services, scheme),
        waiting=queries.waiting_for(reader, provider_id),
        needs=queries.need_titles(reader),
    )


def _to_write(reader: Reader, services: tuple[ServiceToApply, ...], scheme: SchemeAtHand) -> tuple[AskedToWrite, ...]:
    lots = blank_application(reader, scheme).lots
    activities = activities_named(reader, {service.service_id for service in services})
    return tuple(
        AskedToWrite(
            ServiceInLot(service.service_id, lot.lot_id),
            service.name,
            lot,
            tuple(activities.get(service.service_id, ())),
        )
        for service in services
        for lot in lots
    )
