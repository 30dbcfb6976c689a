"""Writes contracts, and the admissions they make."""

from collections.abc import Sequence

from brokerage.domain.application import LotOutcome
from brokerage.domain.application_assessment import LotAssessment
from brokerage.domain.contract import ContractTerms
from brokerage.storage.queries.application_at_hand import ApplicationAtHand
from brokerage.storage.tables.admissions import AdmissionRow
from brokerage.storage.tables.applications import ApplicationLotRow
from brokerage.storage.tables.contracts import ContractRow
from brokerage.storage.unit_of_work import UnitOfWork


def add_contract(
    work: UnitOfWork, application: ApplicationAtHand, terms: ContractTerms, lots: Sequence[LotAssessment]
) -> None:
    """Write the contract and an admission for each lot: each service is in every search from then on."""
    contract = ContractRow(
        number=terms.number,
        scheme_id=application.scheme_id,
        provider_id=application.provider_id,
        application_id=application.application_id,
        value=terms.value,
        first_day=terms.first_day,
        last_day=terms.last_day,
        sealed_on=terms.sealed_on,
    )
    work.session.add(contract)
    work.session.flush()
    for lot in lots:
        work.session.add(_admission(contract, lot))
        work.session.get_one(ApplicationLotRow, lot.application_lot_id).outcome = LotOutcome.AWARDED
    work.session.flush()


def _admission(contract: ContractRow, lot: LotAssessment) -> AdmissionRow:
    return AdmissionRow(
        service_id=lot.service.service_id,
        lot_id=lot.lot.lot_id,
        reference=contract.number,
        first_day=contract.first_day,
        last_day=contract.last_day,
        sealed_on=contract.sealed_on,
        contract_id=contract.id,
        application_lot_id=lot.application_lot_id,
    )
