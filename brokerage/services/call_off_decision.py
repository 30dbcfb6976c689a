"""Works out whether a draft may be raised: its price, its gates, what it lacks. Reads; decides in the domain; writes nothing."""

from dataclasses import dataclass, replace

from brokerage.domain.call_off_draft import (
    CallOffDraft,
    ChosenFrom,
    DraftCheck,
    DraftFigures,
    DraftSubject,
    check_draft,
    compare_with_list,
)
from brokerage.domain.call_off_facts import CallOffFacts, PolicyFacts, gate_facts
from brokerage.domain.call_off_price import Holidays, PricedCallOff, price_call_off
from brokerage.domain.call_off_timetable import unmet_by_draft
from brokerage.domain.errors import RuleBroken
from brokerage.domain.gates import Gate, GateName, closed_gates, outlives_contract
from brokerage.domain.period import Period, format_day
from brokerage.domain.person import BudgetRoute
from brokerage.domain.scheme import AwardRoute
from brokerage.domain.stay import buys_a_stay, stay_too_long
from brokerage.services.bank_holidays import load_bank_holidays
from brokerage.storage.queries.call_off_at_hand import CallOffAtHand
from brokerage.storage.queries.for_call_off import facts_for_call_off
from brokerage.storage.queries.reader import Reader

WAIVED_OFF_SCHEME = frozenset({GateName.ADMISSION, GateName.LAST_CALL_OFF_DAY, GateName.TIMETABLE, GateName.RATE})
"""Gates of the scheme itself, and of hours that an exception agrees for one person alone: when recorded, it passes them.
What keeps a person safe stays closed: suspension, registration, insurance, age, and a place that is not there."""


@dataclass(frozen=True, slots=True)
class Decision:
    """A draft worked out for its start day: the gates that stop it, its price, what it lacks, and what to be warned of."""

    subject: DraftSubject
    facts: CallOffFacts
    policy: PolicyFacts
    priced: PricedCallOff
    figures: DraftFigures
    check: DraftCheck
    gates: tuple[Gate, ...]
    warnings: tuple[str, ...]

    @property
    def admission_id(self) -> int | None:
        """The admission it is called off under; None outside the scheme."""
        admission = self.facts.lot.admission_on(self.subject.first_day)
        return None if admission is None else admission.admission_id


def rate_ids_of(draft: CallOffDraft) -> list[int]:
    """Return the agreed rates the draft's lines name, each once, in order of number."""
    return sorted({line.rate_id for line in draft.lines if line.rate_id is not None})


def read_facts(reader: Reader, draft: CallOffDraft, subject: DraftSubject, own_id: int) -> CallOffFacts:
    """Return what the draft is decided on. Raises: RuleBroken when something it names is not there."""
    return facts_for_call_off(
        reader,
        person_id=subject.person_id,
        service_id=subject.service_id,
        lot_id=subject.lot_id,
        rate_ids=rate_ids_of(draft),
        first_day=subject.first_day,
        last_day=draft.planned_last_day,
        own_id=own_id,
    )


def read_facts_for_change(
    reader: Reader, draft: CallOffDraft, subject: DraftSubject, existing: CallOffAtHand
) -> CallOffFacts:
    """Return what a change of the call-off is decided on; the place it holds itself counts as free for it."""
    facts = read_facts(reader, draft, subject, existing.call_off_id)
    free = facts.service.places_free
    if not existing.holds_place or existing.service_id != facts.service.service_id or free is None:
        return facts
    return replace(facts, service=replace(facts.service, places_free=free + 1))


def decide(facts: CallOffFacts, draft: CallOffDraft, subject: DraftSubject, chosen_from: ChosenFrom | None) -> Decision:
    """Return the draft worked out from the facts. Raises: RuleBroken or BadInput where it cannot be priced."""
    policy = policy_of(facts, subject)
    offers = () if chosen_from is None else chosen_from.offers
    priced = price_call_off(draft, facts, policy, subject.first_day, known_holidays(), offers)
    figures = replace(
        compare_with_list(draft, priced.weekly, offers, facts.lot.scheme),
        budget_left=priced.budget_left,
        top_up_weekly=priced.top_up_weekly,
        too_long=_too_long(facts, policy, draft, subject),
    )
    return Decision(
        subject=subject,
        facts=facts,
        policy=policy,
        priced=priced,
        figures=figures,
        check=check_draft(draft, figures),
        gates=gates_that_stop(facts, draft, subject),
        warnings=tuple(_warnings(facts, draft, subject)),
    )


def _too_long(facts: CallOffFacts, policy: PolicyFacts, draft: CallOffDraft, subject: DraftSubject) -> str:
    """Return why a direct payment does not buy so long a stay; nothing where it does, or where it pays for none."""
    longest, person = policy.direct_payment_stay_days, facts.person
    if longest is None or person.budget_route is not BudgetRoute.DIRECT_PAYMENT or not buys_a_stay(draft.lines):
        return ""
    if draft.planned_last_day is not None and draft.planned_last_day < subject.first_day:
        return ""  # told already: the planned end is before the first day
    refused = stay_too_long(Period(subject.first_day, draft.planned_last_day), person.stays, longest)
    return "" if refused is None else refused.sentence


def policy_of(facts: CallOffFacts, subject: DraftSubject) -> PolicyFacts:
    """Return the scheme's rules on the first day. Raises: RuleBroken when it has none then."""
    if facts.policy is None:
        raise RuleBroken(
            f"The scheme {facts.lot.scheme} has no rules for {format_day(subject.first_day)}: "
            "choose another day, or ask a commissioner to add them."
        )
    return facts.policy


def gates_that_stop(facts: CallOffFacts, draft: CallOffDraft, subject: DraftSubject) -> tuple[Gate, ...]:
    """Return the closed gates; outside the scheme, those of the scheme itself are waived."""
    unmet = unmet_by_draft(draft, facts, subject.first_day)
    gates = closed_gates(gate_facts(facts, subject.first_day, unmet), subject.first_day)
    if draft.route is not AwardRoute.OFF_SCHEME:
        return gates
    return tuple(gate for gate in gates if gate.name not in WAIVED_OFF_SCHEME)


def refuse_closed(decision: Decision) -> None:
    """Pass when no gate is closed. Raises: RuleBroken with the first reason, and every reason as a figure."""
    if not decision.gates:
        return
    first, day = decision.gates[0], format_day(decision.subject.first_day)
    raise RuleBroken(
        f"{decision.facts.service.name} cannot be called off from {day}: {first.reason}.",
        {gate.name.value: gate.reason for gate in decision.gates},
    )


def refuse_route(facts: CallOffFacts, route: AwardRoute) -> None:
    """Pass when the scheme allows the award route. A person's choice and an exception are always allowed, with a reason."""
    always = (AwardRoute.PERSONS_CHOICE, AwardRoute.OFF_SCHEME)
    if route in always or not facts.lot.routes or route in facts.lot.routes:
        return
    allowed = ", ".join(sorted(allowed.value.replace("-", " ") for allowed in {*facts.lot.routes, *always}))
    raise RuleBroken(
        f"The scheme {facts.lot.scheme} does not allow the award route “{route.value.replace('-', ' ')}”; "
        f"it allows: {allowed}."
    )


def known_holidays() -> Holidays:
    """Return the bank holidays the program ships."""
    listed = load_bank_holidays()
    return Holidays(listed.days, listed.known)


def _warnings(facts: CallOffFacts, draft: CallOffDraft, subject: DraftSubject) -> list[str]:
    outlives = outlives_contract(draft.planned_last_day, facts.lot.contract_last_day_on(subject.first_day))
    ends = [line.rates[-1].period.last_day for line in facts.rates if line.rates]
    rate_ends = min((day for day in ends if day is not None), default=None)
    warnings = [] if outlives is None else [outlives]
    if rate_ends is not None and (draft.planned_last_day is None or draft.planned_last_day > rate_ends):
        warnings.append(
            f"Agreed rates are known to {format_day(rate_ends)}; later dates are priced as if the last one went on."
        )
    return warnings
