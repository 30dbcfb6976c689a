"""The rules of schemes as a commissioner sets them: standing rules, award routes, estimates by year, lots."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, TypeVar

from sqlalchemy import Integer, Row, bindparam, func, or_, select

from brokerage.domain.award_route_rule import RouteRule
from brokerage.domain.calendar import FinancialYear, financial_year_of
from brokerage.domain.call_off_facts import PolicyFacts
from brokerage.domain.lot_typed import in_order
from brokerage.domain.period import Period
from brokerage.domain.scheme import AwardRoute
from brokerage.domain.scheme_head import SchemeHead
from brokerage.domain.scheme_plan import LotPlan
from brokerage.domain.scheme_rules import NeedKnown, SchemeRules
from brokerage.domain.scheme_summary import PolicySummary
from brokerage.domain.scheme_terms import SchemeTerm, contract_ends
from brokerage.storage.queries.lot_pricing import lot_pricings
from brokerage.storage.queries.reader import Reader
from brokerage.storage.queries.scheme_policy import POLICY_COLUMNS
from brokerage.storage.tables.admissions import AdmissionRow
from brokerage.storage.tables.scheme_terms import LotCpvCodeRow, SchemeTermRow, SchemeValueRow
from brokerage.storage.tables.schemes import (
    LotNeedRow,
    LotRow,
    NeedCategoryRow,
    SchemePolicyRow,
    SchemeRouteRow,
    SchemeRow,
)

ItemT = TypeVar("ItemT")
_YEARS_WITHOUT_AN_END = 10
_ID = bindparam("scheme_id", type_=Integer())
_ADMITTED = (
    select(func.count(AdmissionRow.id))
    .join(LotRow, LotRow.id == AdmissionRow.lot_id)
    .where(LotRow.scheme_id == SchemeRow.id)
    .correlate(SchemeRow)
    .scalar_subquery()
)
_SCHEMES = (
    select(
        SchemeRow.id,
        SchemeRow.version,
        SchemeRow.reference,
        SchemeRow.title,
        SchemeRow.description,
        SchemeRow.kind,
        SchemeRow.law,
        SchemeRow.last_call_off_day,
        SchemeRow.answer_working_days,
        SchemeRow.extended_answer_working_days,
        SchemeRow.estimated_value,
        SchemeRow.first_day,
        SchemeRow.last_day,
        _ADMITTED.label("admissions"),
    )
    .where(or_(_ID.is_(None), SchemeRow.id == _ID))
    .order_by(SchemeRow.reference)
)
_TERMS = select(
    SchemeTermRow.scheme_id,
    SchemeTermRow.ordinal,
    SchemeTermRow.months,
    SchemeTermRow.decision_reference,
    SchemeTermRow.decided_on,
).order_by(SchemeTermRow.ordinal)
_POLICIES = select(
    SchemePolicyRow.scheme_id, SchemePolicyRow.first_day, SchemePolicyRow.last_day, *POLICY_COLUMNS
).order_by(SchemePolicyRow.first_day)
_ROUTES = select(SchemeRouteRow.scheme_id, SchemeRouteRow.route, SchemeRouteRow.rule_reference)
_VALUES = select(SchemeValueRow.scheme_id, SchemeValueRow.year, SchemeValueRow.estimated_value).order_by(
    SchemeValueRow.year
)
_LOTS = select(
    LotRow.scheme_id,
    LotRow.id,
    LotRow.number,
    LotRow.title,
    LotRow.min_age,
    LotRow.max_age,
    LotRow.registration_needed,
    LotRow.derives_ratio,
    LotRow.last_call_off_day,
).order_by(LotRow.number)
_NEEDS = select(LotNeedRow.lot_id, NeedCategoryRow.code).join(NeedCategoryRow, NeedCategoryRow.id == LotNeedRow.need_id)
_CODES = select(LotCpvCodeRow.lot_id, LotCpvCodeRow.code)
_NEEDS_KNOWN = select(NeedCategoryRow.code, NeedCategoryRow.title).order_by(NeedCategoryRow.title)


def scheme_rules(reader: Reader, scheme_id: int | None = None) -> tuple[SchemeRules, ...]:
    """Return the rules of every scheme by reference, or of the one."""
    terms = _by_key((row[0], SchemeTerm(*row[1:])) for row in reader.execute(_TERMS))
    policies = _by_key(
        (row[0], PolicySummary(row[1], row[2], PolicyFacts(*row[3:]))) for row in reader.execute(_POLICIES)
    )
    routes = _by_key((row[0], RouteRule(row[1], row[2])) for row in reader.execute(_ROUTES))
    estimates = _by_key((row[0], (FinancialYear(row[1]), row[2])) for row in reader.execute(_VALUES))
    lots, needs = _lots(reader), tuple(NeedKnown(code, title) for code, title in reader.execute(_NEEDS_KNOWN))
    return tuple(
        SchemeRules(
            row.id,
            row.version,
            row.reference,
            _head(row, terms.get(row.id, ())),
            Period(row.first_day, row.last_day),
            row.admissions,
            _years(Period(row.first_day, row.last_day), terms.get(row.id, ())),
            policies.get(row.id, ()),
            _in_usual_order(routes.get(row.id, ())),
            estimates.get(row.id, ()),
            lots.get(row.id, ()),
            needs,
        )
        for row in reader.execute(_SCHEMES, {"scheme_id": scheme_id})
    )


def _lots(reader: Reader) -> dict[int, tuple[LotPlan, ...]]:
    needs = _by_key((row[0], row[1]) for row in reader.execute(_NEEDS))
    codes = _by_key((row[0], row[1]) for row in reader.execute(_CODES))
    pricings = lot_pricings(reader)
    return _by_key(
        (
            row.scheme_id,
            in_order(
                LotPlan(
                    row.number,
                    row.title,
                    needs.get(row.id, ()),
                    row.min_age,
                    row.max_age,
                    row.registration_needed,
                    codes.get(row.id, ()),
                    pricings[row.id].units,
                    pricings[row.id].ratios,
                    row.derives_ratio,
                    row.last_call_off_day,
                )
            ),
        )
        for row in reader.execute(_LOTS)
    )


def _head(row: Row[Any], terms: tuple[SchemeTerm, ...]) -> SchemeHead:
    return SchemeHead(
        row.title,
        row.description,
        row.kind,
        row.law,
        row.last_call_off_day,
        row.answer_working_days,
        row.extended_answer_working_days,
        row.estimated_value,
        tuple(term.decision_reference for term in terms if term.is_taken),
    )


def _years(contracts: Period, terms: tuple[SchemeTerm, ...]) -> tuple[FinancialYear, ...]:
    first = financial_year_of(contracts.first_day).start_year
    ends = [*contract_ends(contracts.first_day, terms), *((contracts.last_day,) if contracts.last_day else ())]
    last = max((financial_year_of(end).start_year for end in ends), default=first + _YEARS_WITHOUT_AN_END)
    return tuple(FinancialYear(year) for year in range(first, last + 1))


def _in_usual_order(rules: tuple[RouteRule, ...]) -> tuple[RouteRule, ...]:
    return tuple(rule for route in AwardRoute for rule in rules if rule.route is route)


def _by_key(pairs: Iterable[tuple[int, ItemT]]) -> dict[int, tuple[ItemT, ...]]:
    gathered: dict[int, list[ItemT]] = defaultdict(list)
    for key, item in pairs:
        gathered[key].append(item)
    return {key: tuple(items) for key, items in gathered.items()}
