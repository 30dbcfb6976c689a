"""Awards and seals: the contract of an application with the admissions of its admitted lots, in one transaction.

From that minute each service is in everybody's search, and can be called off from the contract's first day.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from brokerage.domain.application import ApplicationStep, LotOutcome, application_state_after, check_award
from brokerage.domain.application_assessment import ApplicationAssessment, LotAssessment
from brokerage.domain.assessment import refuse_conflicted
from brokerage.domain.changes import Done, Kind
from brokerage.domain.contract import Contract, ContractTerms, check_contract
from brokerage.domain.errors import BadInput, RuleBroken
from brokerage.domain.staff import Actor
from brokerage.services.agree_offered import agree_offered
from brokerage.services.application_standing import refuse_stale
from brokerage.services.assess_application import lot_of
from brokerage.services.typed_text import typed_line
from brokerage.storage.engine import Database
from brokerage.storage.queries.application_at_hand import (
    ApplicationAtHand,
    application_for_update,
    application_now,
)
from brokerage.storage.queries.assessments import application_assessment
from brokerage.storage.queries.contracts import (
    contract_days,
    contracts_of,
    lock_services,
    number_is_taken,
    standing_admission,
)
from brokerage.storage.queries.uplift_scope import lock_scheme
from brokerage.storage.unit_of_work import UnitOfWork, unit_of_work
from brokerage.storage.writes.application_steps import take_application_step
from brokerage.storage.writes.contracts import add_contract

CHANGED = frozenset({Kind.SCHEMES, Kind.PROVIDERS})


def contracts_of_application(database: Database, reference: str) -> tuple[Contract, ...]:
    """The contracts awarded on an application, the first first, with the admissions each made. Raises: RuleBroken."""
    with database.reading() as connection:
        return contracts_of(connection, application_now(connection, reference).application_id)


def award(
    database: Database,
    actor: Actor,
    reference: str,
    terms: ContractTerms,
    today: date,
    now: datetime,
    *,
    application_lot_ids: Sequence[int] = (),
    with_rates: bool = True,
    version: int | None = None,
    dry_run: bool = False,
) -> Done[Contract]:
    """Return the contract awarded for the lots named, or for every admitted lot that has none yet.

    Without a last day it ends with the scheme's contracts. The prices offered in its lots become agreed rates from its first day,
    unless they are left out. The same award sent again is answered as the first time.
    Raises: BadInput at a field; RuleBroken before the decision, for a lot that was refused or awarded, outside the scheme's
    contracts, with a declared conflict, where the service is admitted already, or where an offered price cannot follow the rates
    there are; Conflict when a colleague was first.
    """
    named = replace(terms, number=typed_line(terms.number, "number"))
    with unit_of_work(database, actor, now) as work:
        # The scheme before the application, as everybody who holds both: its rates are agreed below.
        lock_scheme(work.session, application_now(work.session, reference).scheme_id)
        application = application_for_update(work.session, reference)
        repeated = _awarded_before(work, application, named)
        if repeated is not None:
            return Done(repeated, frozenset())
        refuse_stale(work, application, version)
        application_state_after(ApplicationStep.AWARD, application.state, actor.job)
        shown = application_assessment(work.session, application)
        refuse_conflicted(actor.staff_id, shown.conflicted)
        lots = _lots_to_award(shown, application_lot_ids)
        whole = _checked(work, application, named, lots, today)
        take_application_step(work, application, ApplicationStep.AWARD, whole.number)
        add_contract(work, application, whole, lots)
        if with_rates:
            agree_offered(work, reference, lots, whole.first_day)
        contract = contracts_of(work.session, application.application_id)[-1]
        _record(work, reference, contract)
        if dry_run:
            work.undo()
    return Done(contract, frozenset() if dry_run else CHANGED if not contract.rates else CHANGED | {Kind.RATES})


def _awarded_before(work: UnitOfWork, application: ApplicationAtHand, terms: ContractTerms) -> Contract | None:
    """The contract that this very award made, where it is sent again."""
    for contract in contracts_of(work.session, application.application_id):
        meant = replace(terms, last_day=terms.last_day or contract.terms.last_day)
        if contract.terms == meant:
            return contract
    return None


def _lots_to_award(shown: ApplicationAssessment, application_lot_ids: Sequence[int]) -> tuple[LotAssessment, ...]:
    if application_lot_ids:
        named = tuple(lot_of(shown, each) for each in dict.fromkeys(application_lot_ids))
        for lot in named:
            check_award(lot.outcome)
        return named
    admitted = tuple(lot for lot in shown.lots if lot.outcome is LotOutcome.ADMITTED)
    if not admitted:
        raise RuleBroken(f"No lot of {shown.reference} waits for a contract: each was refused, or awarded already.")
    return admitted


def _checked(
    work: UnitOfWork, application: ApplicationAtHand, terms: ContractTerms, lots: Sequence[LotAssessment], today: date
) -> ContractTerms:
    decided_on = max(lot.decision.decided_on for lot in lots if lot.decision is not None)
    whole = check_contract(terms, contract_days(work.session, application.scheme_id), decided_on, today)
    if number_is_taken(work.session, whole.number):
        raise BadInput("Another contract has this number already: give the one this contract is filed under.", "number")
    lock_services(work.session, [lot.service.service_id for lot in lots])
    for lot in lots:
        _refuse_admitted_already(work, lot, whole)
    return whole


def _refuse_admitted_already(work: UnitOfWork, lot: LotAssessment, terms: ContractTerms) -> None:
    standing = standing_admission(work.session, lot.service.service_id, lot.lot.lot_id, terms.first_day, terms.last_day)
    if standing is not None:
        raise RuleBroken(
            f"{lot.name} is admitted already, {standing}: let this contract begin after that, or end that admission first.",
            field="first_day",
        )


def _record(work: UnitOfWork, reference: str, contract: Contract) -> None:
    terms = contract.terms
    work.record(
        "award",
        "contracts",
        terms.number,
        {
            "application": reference,
            "first_day": terms.first_day.isoformat(),
            "last_day": "" if terms.last_day is None else terms.last_day.isoformat(),
            "sealed_on": terms.sealed_on.isoformat(),
            "value": "" if terms.value is None else str(terms.value),
            "admissions": ", ".join(str(each.admission_id) for each in contract.admissions),
            "rates": str(len(contract.rates)),
        },
    )
