"""The terms of schemes: one scheme as an extension finds it, and all of them with their value and their lots' rules."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

from sqlalchemy import Connection, Select, Text, bindparam, func, select
from sqlalchemy.orm import Session

from brokerage.domain.call_off import CallOffState
from brokerage.domain.errors import BadInput
from brokerage.domain.ratio import Ratio
from brokerage.domain.said_back import said_back
from brokerage.domain.scheme_overview import LotRules, SchemeOverview
from brokerage.domain.scheme_terms import SchemeTerm, date_terms
from brokerage.domain.scheme_value import CalledOff, value_by_year
from brokerage.storage.queries.reader import Reader
from brokerage.storage.queries.scheme_list import schemes
from brokerage.storage.row_locks import held
from brokerage.storage.tables.call_offs import CallOffRow
from brokerage.storage.tables.scheme_terms import (
    LotCpvCodeRow,
    LotRatioRow,
    LotUnitRow,
    SchemeTermRow,
    SchemeValueRow,
)
from brokerage.storage.tables.schemes import LotNeedRow, LotRow, NeedCategoryRow, SchemeRow

KeyT = TypeVar("KeyT")
ItemT = TypeVar("ItemT")

SUBJECT = "schemes"
"""What audit entries of a scheme name as their subject; the key is its reference."""

_ACCEPTED_STATES = (
    CallOffState.ACCEPTED,
    CallOffState.AGREEMENT_ISSUED,
    CallOffState.SIGNED,
    CallOffState.RUNNING,
    CallOffState.ENDED,
)
_SchemeFacts = tuple[int, int, str, date, date | None, date | None]
_SCHEME: Select[_SchemeFacts] = select(
    SchemeRow.id,
    SchemeRow.version,
    SchemeRow.reference,
    SchemeRow.first_day,
    SchemeRow.last_day,
    SchemeRow.last_call_off_day,
).where(func.lower(SchemeRow.reference) == bindparam("word", type_=Text()))
_SCHEME_FOR_UPDATE = held(_SCHEME, SchemeRow)
_OF_NOTICE: Select[tuple[str]] = select(SchemeRow.reference).where(
    SchemeRow.notice_ocid == bindparam("ocid", type_=Text())
)
_RULES = select(
    SchemeRow.reference,
    SchemeRow.id,
    SchemeRow.version,
    SchemeRow.answer_working_days,
    SchemeRow.extended_answer_working_days,
    SchemeRow.assessors_needed,
)
_TERMS = select(
    SchemeTermRow.scheme_id,
    SchemeTermRow.ordinal,
    SchemeTermRow.months,
    SchemeTermRow.decision_reference,
    SchemeTermRow.decided_on,
).order_by(SchemeTermRow.scheme_id, SchemeTermRow.ordinal)
_TERMS_OF_ONE = _TERMS.where(SchemeTermRow.scheme_id == bindparam("scheme_id"))
_VALUES = select(SchemeValueRow.scheme_id, SchemeValueRow.year, SchemeValueRow.estimated_value)
_CALLED_OFF = (
    select(
        LotRow.scheme_id,
        CallOffRow.weekly,
        CallOffRow.one_off,
        CallOffRow.first_day,
        func.coalesce(CallOffRow.ended_on, CallOffRow.planned_last_day),
    )
    .join(LotRow, LotRow.id == CallOffRow.lot_id)
    .where(CallOffRow.state.in_(_ACCEPTED_STATES))
)
_LOTS = select(LotRow.id, LotRow.scheme_id, LotRow.number).order_by(LotRow.scheme_id, LotRow.number)
_NEEDS = (
    select(LotNeedRow.lot_id, NeedCategoryRow.title)
    .join(NeedCategoryRow, NeedCategoryRow.id == LotNeedRow.need_id)
    .order_by(LotNeedRow.lot_id, NeedCategoryRow.title)
)
_CPV_CODES = select(LotCpvCodeRow.lot_id, LotCpvCodeRow.code).order_by(LotCpvCodeRow.lot_id, LotCpvCodeRow.code)
_UNITS = select(LotUnitRow.lot_id, LotUnitRow.unit).order_by(LotUnitRow.lot_id, LotUnitRow.unit)
_RATIOS = select(LotRatioRow.lot_id, LotRatioRow.staff, LotRatioRow.people).order_by(
    LotRatioRow.lot_id, LotRatioRow.staff.desc(), LotRatioRow.people
)


@dataclass(frozen=True, slots=True)
class SchemeAtHand:
    """A scheme as it stands in this transaction, its terms in order. Days are included."""

    scheme_id: int
    version: int
    reference: str
    first_day: date
    last_day: date | None
    last_call_off_day: date | None
    terms: tuple[SchemeTerm, ...]


def scheme_now(reader: Reader, reference: str) -> SchemeAtHand:
    """Return the scheme of the reference, in any case, not locked. Raises: BadInput when there is none."""
    return _at_hand(reader, reference, _SCHEME)


def scheme_for_update(session: Session, reference: str) -> SchemeAtHand:
    """Return the scheme, locked until the transaction ends. Raises: BadInput when there is none of this reference."""
    return _at_hand(session, reference, _SCHEME_FOR_UPDATE)


def scheme_of_notice(reader: Reader, ocid: str) -> str | None:
    """Return the reference of the scheme that was started from the notice of this open contracting id; None where none was."""
    return reader.execute(_OF_NOTICE, {"ocid": ocid}).scalar()


def scheme_overviews(connection: Connection, today: date) -> tuple[SchemeOverview, ...]:
    """Every scheme by reference; services admitted are counted today, call-offs up to the end of today's financial year."""
    rules = {row.reference: row for row in connection.execute(_RULES)}
    terms = _by_key((row[0], SchemeTerm(*row[1:])) for row in connection.execute(_TERMS))
    estimated = _estimates(connection)
    called_off = _by_key((row[0], CalledOff(*row[1:])) for row in connection.execute(_CALLED_OFF))
    lot_rules = _lot_rules(connection)
    return tuple(
        SchemeOverview(
            scheme_id=rule.id,
            version=rule.version,
            summary=summary,
            answer_working_days=rule.answer_working_days,
            extended_answer_working_days=rule.extended_answer_working_days,
            assessors_needed=rule.assessors_needed,
            terms=date_terms(summary.first_day, terms.get(rule.id, ())),
            years=value_by_year(estimated.get(rule.id, {}), called_off.get(rule.id, ()), today),
            lot_rules=lot_rules.get(rule.id, ()),
        )
        for summary in schemes(connection, today)
        for rule in [rules[summary.reference]]
    )


def _at_hand(reader: Reader, reference: str, asked: Select[_SchemeFacts]) -> SchemeAtHand:
    row = reader.execute(asked, {"word": reference.strip().lower()}).first()
    if row is None:
        raise BadInput(f"There is no scheme “{said_back(reference)}”: “brokerage scheme list” names those there are.")
    terms = tuple(SchemeTerm(*term[1:]) for term in reader.execute(_TERMS_OF_ONE, {"scheme_id": row[0]}))
    scheme_id, version, known, first_day, last_day, last_call_off_day = row
    return SchemeAtHand(scheme_id, version, known, first_day, last_day, last_call_off_day, terms)


def _estimates(connection: Connection) -> Mapping[int, Mapping[int, Decimal]]:
    gathered: dict[int, dict[int, Decimal]] = defaultdict(dict)
    for scheme_id, year, value in connection.execute(_VALUES):
        gathered[scheme_id][year] = value
    return gathered


def _lot_rules(connection: Connection) -> Mapping[int, tuple[LotRules, ...]]:
    needs = _by_key((row[0], row[1]) for row in connection.execute(_NEEDS))
    codes = _by_key((row[0], row[1]) for row in connection.execute(_CPV_CODES))
    units = _by_key((row[0], row[1]) for row in connection.execute(_UNITS))
    ratios = _by_key((row[0], str(Ratio(row[1], row[2]))) for row in connection.execute(_RATIOS))
    return _by_key(
        (
            scheme_id,
            LotRules(
                number, needs.get(lot_id, ()), codes.get(lot_id, ()), units.get(lot_id, ()), ratios.get(lot_id, ())
            ),
        )
        for lot_id, scheme_id, number in connection.execute(_LOTS)
    )


def _by_key(pairs: Iterable[tuple[KeyT, ItemT]]) -> dict[KeyT, tuple[ItemT, ...]]:
    gathered: dict[KeyT, list[ItemT]] = defaultdict(list)
    for key, item in pairs:
        gathered[key].append(item)
    return {key: tuple(items) for key, items in gathered.items()}
