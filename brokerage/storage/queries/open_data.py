"""What a council publishes of its schemes. Of call-offs only what is counted comes up, and no word about anybody."""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import replace
from datetime import date
from typing import TypeVar

from sqlalchemy import Connection, Row, func, select

from brokerage.domain.call_off import CallOffState
from brokerage.domain.ocds import (
    OpenAdmission,
    OpenContract,
    OpenLot,
    OpenRound,
    OpenScheme,
    StartedCallOff,
    Supplier,
    count_by_quarter,
)
from brokerage.domain.scheme_terms import SchemeTerm, contract_ends
from brokerage.storage.tables.admissions import AdmissionRow
from brokerage.storage.tables.applications import RoundRow
from brokerage.storage.tables.call_offs import CallOffRow
from brokerage.storage.tables.contracts import ContractRow
from brokerage.storage.tables.providers import ProviderRow, ServiceRow
from brokerage.storage.tables.scheme_terms import LotCpvCodeRow, SchemeTermRow
from brokerage.storage.tables.schemes import LotRow, SchemeRow

KeyT = TypeVar("KeyT", bound=Hashable)
ItemT = TypeVar("ItemT")

_S = CallOffState
AGREED = (_S.ACCEPTED, _S.AGREEMENT_ISSUED, _S.SIGNED, _S.RUNNING, _S.ENDED)
"""Where both sides said yes to a call-off."""

_SCHEMES = select(
    SchemeRow.id,
    SchemeRow.reference,
    SchemeRow.title,
    SchemeRow.kind,
    SchemeRow.law,
    SchemeRow.first_day,
    SchemeRow.last_day,
    SchemeRow.estimated_value,
).order_by(SchemeRow.reference)
_TERMS = select(SchemeTermRow.scheme_id, SchemeTermRow.ordinal, SchemeTermRow.months)
_ROUNDS = select(RoundRow.scheme_id, RoundRow.opens_on, RoundRow.closes_on).order_by(RoundRow.opens_on, RoundRow.id)
_LOTS = select(LotRow.scheme_id, LotRow.id, LotRow.number, LotRow.title).order_by(LotRow.number)
_CODES = select(LotCpvCodeRow.lot_id, LotCpvCodeRow.code).order_by(LotCpvCodeRow.code)
_ADMISSIONS = (
    select(
        AdmissionRow.id,
        AdmissionRow.lot_id,
        AdmissionRow.reference,
        AdmissionRow.first_day,
        AdmissionRow.last_day,
        AdmissionRow.sealed_on,
        ServiceRow.name.label("service"),
        LotRow.scheme_id,
        ProviderRow.id.label("provider_id"),
        ProviderRow.name.label("provider"),
        ProviderRow.company_number,
        ProviderRow.charity_number,
        ContractRow.number,
        ContractRow.first_day.label("contract_first_day"),
        ContractRow.last_day.label("contract_last_day"),
        ContractRow.sealed_on.label("contract_sealed_on"),
        ContractRow.value,
    )
    .join(ServiceRow, ServiceRow.id == AdmissionRow.service_id)
    .join(LotRow, LotRow.id == AdmissionRow.lot_id)
    .outerjoin(ContractRow, ContractRow.id == AdmissionRow.contract_id)
    # A contract stays its provider's, even when the service has moved to another legal body since.
    .join(ProviderRow, ProviderRow.id == func.coalesce(ContractRow.provider_id, ServiceRow.provider_id))
    .order_by(AdmissionRow.id)
)
_CALL_OFFS = (
    select(CallOffRow.lot_id, CallOffRow.person_id, CallOffRow.first_day, CallOffRow.year_estimate)
    .where(CallOffRow.lot_id.is_not(None), CallOffRow.state.in_(AGREED))
    .order_by(CallOffRow.id)
)


def open_schemes(connection: Connection, today: date) -> tuple[OpenScheme, ...]:
    """Every scheme by reference with its rounds, lots, contracts, and the call-offs of the quarters that are over."""
    lots = _lots(connection)
    rounds = _by_key((row.scheme_id, OpenRound(row.opens_on, row.closes_on)) for row in connection.execute(_ROUNDS))
    terms = _by_key((row[0], SchemeTerm(*row[1:])) for row in connection.execute(_TERMS))
    call_offs = [StartedCallOff(*row) for row in connection.execute(_CALL_OFFS)]
    contracts = _contracts(connection, {lot.lot_id: lot for of_scheme in lots.values() for lot in of_scheme})
    return tuple(
        OpenScheme(
            reference=row.reference,
            title=row.title,
            kind=row.kind,
            law=row.law,
            first_day=row.first_day,
            last_day=row.last_day,
            latest_last_day=max(contract_ends(row.first_day, terms.get(row.id, ())), default=None),
            estimated_value=row.estimated_value,
            rounds=tuple(rounds.get(row.id, ())),
            lots=tuple(lots.get(row.id, ())),
            contracts=tuple(contracts.get(row.id, ())),
            quarters=count_by_quarter(lots.get(row.id, ()), call_offs, today),
        )
        for row in connection.execute(_SCHEMES)
    )


def _lots(connection: Connection) -> dict[int, list[OpenLot]]:
    codes = _by_key((row.lot_id, row.code) for row in connection.execute(_CODES))
    return _by_key(
        (row.scheme_id, OpenLot(row.id, row.number, row.title, tuple(codes.get(row.id, ()))))
        for row in connection.execute(_LOTS)
    )


def _contracts(connection: Connection, lots: dict[int, OpenLot]) -> dict[int, list[OpenContract]]:
    """The contracts of each scheme: admissions of one provider under one number belong together."""
    gathered = _by_key(
        ((row.scheme_id, row.provider_id, row.number or row.reference or f"admission {row.id}"), row)
        for row in connection.execute(_ADMISSIONS)
    )
    return _by_key((key[0], _contract(key[2], rows, lots)) for key, rows in sorted(gathered.items()))


def _contract(number: str, rows: list[Row[tuple[object, ...]]], lots: dict[int, OpenLot]) -> OpenContract:
    """One contract out of its admissions; where it is not on record as a contract, its days are those of its admissions."""
    first = next((row for row in rows if row.number is not None), rows[0])
    contract = OpenContract(
        number=number,
        supplier=Supplier(first.provider_id, first.provider, first.company_number, first.charity_number),
        admissions=tuple(
            OpenAdmission(row.id, lots[row.lot_id], row.service, row.first_day, row.last_day) for row in rows
        ),
        first_day=min(row.first_day for row in rows),
        last_day=None if any(row.last_day is None for row in rows) else max(row.last_day for row in rows),
        sealed_on=min((row.sealed_on for row in rows if row.sealed_on is not None), default=None),
        value=None,
    )
    if first.number is None:
        return contract
    return replace(
        contract,
        first_day=first.contract_first_day,
        last_day=first.contract_last_day,
        sealed_on=first.contract_sealed_on,
        value=first.value,
    )


def _by_key(pairs: Iterable[tuple[KeyT, ItemT]]) -> dict[KeyT, list[ItemT]]:
    gathered: dict[KeyT, list[ItemT]] = defaultdict(list)
    for key, item in pairs:
        gathered[key].append(item)
    return dict(gathered)
