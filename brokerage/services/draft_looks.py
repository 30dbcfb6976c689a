"""Looks at call-offs before they are raised or changed: prices them, says what they lack and who may approve them.

Nothing here writes; `raise_call_off` and `change_call_off` decide everything once more.
"""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from brokerage.domain.approval import Approver, who_may_approve
from brokerage.domain.call_off_draft import CallOffDraft, ChosenFrom, DraftCheck, DraftSubject, check_draft, subject_of
from brokerage.domain.call_off_facts import CallOffFacts, PersonFacts
from brokerage.domain.call_off_price import PricedCallOff
from brokerage.domain.errors import BadInput, RuleBroken
from brokerage.domain.period import Period
from brokerage.domain.scheme import AwardRoute
from brokerage.domain.service import Rating
from brokerage.domain.service_sheet import CardLine, ServiceSheet
from brokerage.domain.stay import buys_a_stay
from brokerage.services.call_off_decision import Decision, decide, read_facts, read_facts_for_change
from brokerage.storage.engine import Database
from brokerage.storage.queries.call_off_at_hand import CallOffAtHand
from brokerage.storage.queries.call_off_drafts import routes_of_lot
from brokerage.storage.queries.reader import Reader
from brokerage.storage.queries.service_sheet import service_sheet
from brokerage.storage.queries.staff import staff


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks for the approval (they may not give it), and the day it is."""

    asked_by: AbstractSet[int]
    today: date


@dataclass(frozen=True, slots=True)
class DraftLook:
    """A draft as it would be raised now. `priced` is None where it cannot be priced yet, and `refused` says why.

    `gates` are why it may not start then; `card` the rate card of the service; `routes` the award routes of the scheme;
    `person` what the record says of their money on the first day. `approvers` may approve it, the lowest limit first; None
    where nobody asked who may, or it has no price. `approval_stands` says so where nothing the approver decided on differs.
    """

    draft: CallOffDraft
    service: str
    provider: str
    scheme: str
    lot: str
    rating: Rating
    routes: tuple[AwardRoute, ...]
    card: tuple[CardLine, ...]
    person: PersonFacts | None
    priced: PricedCallOff | None
    check: DraftCheck
    gates: tuple[str, ...]
    warnings: tuple[str, ...]
    refused: str
    refused_field: str
    approvers: tuple[Approver, ...] | None = None
    approval_stands: str = ""


def look_at_package(
    database: Database,
    drafts: Sequence[CallOffDraft],
    chosen_from: ChosenFrom | None,
    asking: Asking | None = None,
) -> tuple[DraftLook, ...]:
    """Return each draft priced and checked, in order; each is told what those before it take of budget and contribution.

    Raises: RuleBroken when the person or a service is not there.
    """
    looks: list[DraftLook] = []
    before: list[tuple[CallOffDraft, PricedCallOff]] = []
    with database.reading() as reader:
        for draft in drafts:
            look = _with_approvers(reader, _look(reader, draft, before, chosen_from, None), asking)
            looks.append(look)
            if look.priced is not None:
                before.append((draft, look.priced))
    return tuple(looks)


def look_at_draft(
    reader: Reader,
    draft: CallOffDraft,
    chosen_from: ChosenFrom | None,
    existing: CallOffAtHand,
    asking: Asking,
) -> DraftLook:
    """Return a change of the existing call-off priced and checked. Raises: as `look_at_package`."""
    return _with_approvers(reader, _look(reader, draft, (), chosen_from, existing), asking)


def _with_approvers(reader: Reader, look: DraftLook, asking: Asking | None) -> DraftLook:
    if asking is None or look.priced is None:
        return look
    able = who_may_approve(staff(reader), look.priced.year_estimate, asking.asked_by, asking.today)
    return replace(look, approvers=able)


def _look(
    reader: Reader,
    draft: CallOffDraft,
    before: Sequence[tuple[CallOffDraft, PricedCallOff]],
    chosen_from: ChosenFrom | None,
    existing: CallOffAtHand | None,
) -> DraftLook:
    sheet, routes = _sheet(reader, draft)
    subject = subject_of(draft)
    if subject is None:
        return _unpriced(draft, sheet, routes, "")
    person: PersonFacts | None = None
    try:
        facts = _after(_facts(reader, draft, subject, existing), draft, before)
        person = facts.person
        decision = decide(facts, draft, subject, chosen_from)
    except RuleBroken as error:
        return replace(_unpriced(draft, sheet, routes, error.sentence, _field_of(error)), person=person)
    return _decided(draft, sheet, decision)


def _facts(reader: Reader, draft: CallOffDraft, subject: DraftSubject, existing: CallOffAtHand | None) -> CallOffFacts:
    if existing is None:
        return read_facts(reader, draft, subject, 0)
    return read_facts_for_change(reader, draft, subject, existing)


def _field_of(error: RuleBroken) -> str:
    """Return the field of the form the refusal is about: the one it names, or the one its first figure stands in."""
    if isinstance(error, BadInput):
        return error.field or ""
    return next((_FIGURES[figure] for figure in error.figures if figure in _FIGURES), "")


_FIGURES = {"contribution": "contribution_weekly", "top_up": "top_up_weekly"}


def _decided(draft: CallOffDraft, sheet: ServiceSheet, decision: Decision) -> DraftLook:
    facts = decision.facts
    return DraftLook(
        draft=draft,
        service=sheet.service.name,
        provider=sheet.provider.name,
        scheme=facts.lot.scheme,
        lot=facts.lot.lot,
        rating=sheet.service.rating,
        routes=facts.lot.routes,
        card=sheet.card,
        person=facts.person,
        priced=decision.priced,
        check=decision.check,
        gates=tuple(gate.reason for gate in decision.gates),
        warnings=decision.warnings,
        refused="",
        refused_field="",
    )


def _after(
    facts: CallOffFacts, draft: CallOffDraft, before: Sequence[tuple[CallOffDraft, PricedCallOff]]
) -> CallOffFacts:
    """Return the facts once the drafts before it are raised: what they cost and take of the contribution counts too."""
    together = [priced for other, priced in before if _share_days(other, draft)]
    person = facts.person
    contributed = (Decimal(0) if p.contribution is None else p.contribution.weekly for p in together)
    return replace(
        facts,
        person=replace(
            person,
            committed_weekly=person.committed_weekly + sum((p.weekly for p in together), Decimal(0)),
            contributed_weekly=person.contributed_weekly + sum(contributed, Decimal(0)),
            stays=(*person.stays, *(_stay(other) for other, _ in before if buys_a_stay(other.lines))),
        ),
    )


def _stay(draft: CallOffDraft) -> Period:
    """Return the days of a draft that was priced, and so has its first day and an end after it."""
    if draft.first_day is None:
        raise BadInput("Give the first day.", "first_day")
    return Period(draft.first_day, draft.planned_last_day)


def _share_days(one: CallOffDraft, other: CallOffDraft) -> bool:
    first, second = subject_of(one), subject_of(other)
    if first is None or second is None:
        return False
    ends_before = one.planned_last_day is not None and one.planned_last_day < second.first_day
    begins_after = other.planned_last_day is not None and first.first_day > other.planned_last_day
    return not ends_before and not begins_after


def _sheet(reader: Reader, draft: CallOffDraft) -> tuple[ServiceSheet, tuple[AwardRoute, ...]]:
    if draft.service_id is None or draft.first_day is None:
        raise BadInput("Give the first day.", "first_day")
    sheet = service_sheet(reader, draft.service_id, draft.lot_id, draft.first_day)
    if sheet is None:
        raise RuleBroken("This service is not in the database any more. Search again.")
    routes = () if draft.lot_id is None else routes_of_lot(reader, draft.lot_id)
    return sheet, routes


def _unpriced(
    draft: CallOffDraft, sheet: ServiceSheet, routes: tuple[AwardRoute, ...], refused: str, field: str = ""
) -> DraftLook:
    return DraftLook(
        draft=draft,
        service=sheet.service.name,
        provider=sheet.provider.name,
        scheme="" if sheet.lot is None else sheet.lot.scheme,
        lot="" if sheet.lot is None else f"{sheet.lot.number} {sheet.lot.lot}",
        rating=sheet.service.rating,
        routes=routes,
        card=sheet.card,
        person=None,
        priced=None,
        check=check_draft(draft),
        gates=(),
        warnings=(),
        refused=refused,
        refused_field=field,
    )
