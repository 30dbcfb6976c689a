"""Adds a provider that applies and is not known yet, and the services it applies with, typed in by hand.

A service with a timetable of activities comes in with the provider's own workbook: see apply_by_workbook.
"""

from datetime import datetime

from brokerage.domain.applying import NEAR, ApplicantFound, ServiceToApply
from brokerage.domain.changes import Done, Kind
from brokerage.domain.errors import BadInput, RuleBroken
from brokerage.domain.import_rows import ServiceEntry
from brokerage.domain.staff import Actor
from brokerage.services.applicant_typed import ProviderTyped, ServiceTyped, read_provider_typed, read_service_typed
from brokerage.services.districts_added import add_districts
from brokerage.services.run_round import refuse_who_runs_no_scheme
from brokerage.storage.engine import Database
from brokerage.storage.queries.applicant_alike import Alike, providers_alike, services_alike
from brokerage.storage.queries.matching import need_ids
from brokerage.storage.unit_of_work import UnitOfWork, unit_of_work
from brokerage.storage.writes.applicants import add_provider as write_provider
from brokerage.storage.writes.applicants import add_service as write_service
from brokerage.storage.writes.applicants import refresh_search_texts_of
from brokerage.storage.writes.imports import wait_for_other_imports

CHANGED = frozenset({Kind.PROVIDERS})


def add_provider(
    database: Database,
    actor: Actor,
    typed: ProviderTyped,
    now: datetime,
    *,
    as_new: bool = False,
    dry_run: bool = False,
) -> Done[ApplicantFound]:
    """Return the provider as added, with no service yet. `as_new` says that nobody known by a near name is meant.

    Raises: BadInput for what cannot be read, and for one that is known already or may be; RuleBroken for a job that may not.
    """
    refuse_who_runs_no_scheme(actor)
    entry = read_provider_typed(typed)
    with unit_of_work(database, actor, now) as work:
        wait_for_other_imports(work.session)
        _refuse_known("provider", providers_alike(work.session, entry), as_new=as_new)
        provider_id = write_provider(work, entry)
        if dry_run:
            work.undo()
    found = ApplicantFound(provider_id, entry.name, entry.company_number or "", 0)
    return Done(found, frozenset() if dry_run else CHANGED)


def add_service(
    database: Database,
    actor: Actor,
    provider_id: int,
    typed: ServiceTyped,
    now: datetime,
    *,
    as_new: bool = False,
    dry_run: bool = False,
) -> Done[ServiceToApply]:
    """Return the service as added to the provider; no lot has admitted it. `as_new`: none of the provider's near name is meant.

    Raises: as `add_provider`; BadInput for a need category that is not known.
    """
    refuse_who_runs_no_scheme(actor)
    entry = read_service_typed(typed)
    with unit_of_work(database, actor, now) as work:
        wait_for_other_imports(work.session)
        _refuse_known("service", services_alike(work.session, provider_id, entry), as_new=as_new)
        needs = _needs(work, entry)
        add_districts(work, [entry])
        service_id = write_service(work, provider_id, entry, needs)
        refresh_search_texts_of(work.session, [service_id])
        if dry_run:
            work.undo()
    return Done(ServiceToApply(service_id, entry.name), frozenset() if dry_run else CHANGED)


def _refuse_known(what: str, alike: Alike, *, as_new: bool) -> None:
    names = "; ".join(alike.names)
    if alike.is_sure:
        raise RuleBroken(f"Known already as {names}: choose that {what} instead.", field="name")
    if alike.names and not as_new:
        sentence = f"Near to one known already: {names}. Choose that one, or say that this is another {what}."
        raise RuleBroken(sentence, {NEAR: names}, "name")


def _needs(work: UnitOfWork, entry: ServiceEntry) -> list[int]:
    known = need_ids(work.session)
    strange = next((need for need in entry.needs if need.lower() not in known), None)
    if strange is not None:
        raise BadInput(f"There is no need category “{strange[:40]}”: choose among those of the council.", "needs")
    return [known[need.lower()] for need in entry.needs]
