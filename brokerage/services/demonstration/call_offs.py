"""Writes the 250 call-offs: who they are for, what was chosen, at what price, and every step of their lives."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from brokerage.domain.call_off import HOLDS_A_PLACE, CallOffState
from brokerage.domain.call_off_draft import CallOffDraft
from brokerage.domain.call_off_facts import CallOffFacts, PersonFacts
from brokerage.domain.call_off_price import Holidays, PricedCallOff, PricedLine, price_call_off
from brokerage.domain.period import Period
from brokerage.domain.plain import plain_value, to_plain
from brokerage.domain.ratio import parse_ratio
from brokerage.domain.scheme import AwardRoute
from brokerage.domain.week_wanted import parse_week
from brokerage.services.demonstration.call_off_facts import lot_facts, rate_facts, service_facts
from brokerage.services.demonstration.choosing import Chooser, Chosen
from brokerage.services.demonstration.council import Staff
from brokerage.services.demonstration.ledger import Columns, Ledger
from brokerage.services.demonstration.life import AgreementToIssue, Asked, LifeWriter
from brokerage.services.demonstration.lots import Lot
from brokerage.services.demonstration.made import MadePerson, MadeService
from brokerage.services.demonstration.stories import Story, make_stories

_MOST_AT_ONCE = 2
_TRIES = 400
_OFF_SCHEME_EVERY = 40
_NOTHING = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class _Commitment:
    """What a call-off takes of a person's budget and contribution, in pounds a week, and when."""

    period: Period
    weekly: Decimal
    contribution: Decimal
    service_id: int


@dataclass(frozen=True, slots=True)
class _Before:
    """The call-off added last; a second one for the same person joins its package."""

    person: MadePerson
    package_id: int
    service_id: int


class CallOffMaker:
    """Adds one call-off after another, in the order they were begun."""

    def __init__(
        self,
        ledger: Ledger,
        staff: Staff,
        services: Sequence[MadeService],
        people: Sequence[MadePerson],
        holidays: Holidays,
        *,
        independent: bool,
    ) -> None:
        self._ledger, self._staff, self._holidays = ledger, staff, holidays
        self._chooser = Chooser(ledger, services)
        self._people = [person for person in people if ledger.row("people", person.id)["active"]]
        self._commitments: dict[int, list[_Commitment]] = {person.id: [] for person in people}
        self._life = LifeWriter(ledger, staff, holidays.days, independent=independent)
        self._numbers: dict[int, int] = {}

    def add_all(self) -> list[AgreementToIssue]:
        """Adds every call-off, the counters their references go on from, and the audit of their steps.

        Returns the agreements still to be drawn up, in the order of their call-offs.
        """
        before: _Before | None = None
        for number, story in enumerate(make_stories(self._ledger), start=1):
            before = self._add(number, story, before if story.is_second else None)
        for year, last_number in sorted(self._numbers.items()):
            self._ledger.link("reference_counters", prefix=f"CO-{year}-", last_number=last_number)
        self._life.finish()
        return self._life.agreements

    def _add(self, number: int, story: Story, joined: _Before | None) -> _Before:
        person, chosen = self._match(story, joined, is_off_scheme=number % _OFF_SCHEME_EVERY == 0)
        facts = self._facts(person, chosen, story.first_day)
        draft = _draft(number, story, person, chosen)
        if chosen.route is AwardRoute.PERSONS_CHOICE:
            draft = replace(draft, top_up_payer="The person's family (demo)")
        policy = _lot_of(chosen).policy_on(story.first_day)
        priced = price_call_off(draft, facts, policy, story.first_day, self._holidays, chosen.offers)
        joins = joined is not None and joined.person is person
        package_id = joined.package_id if joined is not None and joins else self._add_package(person, story)
        asking = self._life.who_asks(person.team)
        reference = self._reference(story.made_on.year)
        raised = self._ledger.add(
            "call_offs",
            reference=reference,
            package_id=package_id,
            raised_by_id=asking,
            made_at=self._life.stamp(story.made_on, 0),
            **_columns(story, draft, chosen, facts),
            **_money(priced),
        )
        self._add_lines(raised, priced.lines, draft)
        if story.steps:
            self._ledger.add(
                "evidence",
                call_off_id=raised,
                criteria=to_plain(chosen.criteria),
                offers=[plain_value(offer) for offer in chosen.offers],
                listed_at=self._life.stamp(story.made_on, 0),
            )
        rating, days = chosen.service.rating, policy.answer_days
        self._life.write(Asked(raised, reference, person.team, asking, priced.year_estimate, rating, days), story)
        self._commit(person, story, priced, chosen.service.id)
        return _Before(person, package_id, chosen.service.id)

    def _match(self, story: Story, joined: _Before | None, *, is_off_scheme: bool) -> tuple[MadePerson, Chosen]:
        """A person who is free to take something up on that day, and what they chose."""
        for attempt in range(_TRIES):
            joins = attempt == 0 and joined is not None and not joined.person.lot_key.startswith("res")
            person = joined.person if joined is not None and joins else self._ledger.chance.choice(self._people)
            if not self._is_free(person, story):
                continue
            left = person.budget_on(story.first_day) - self._taken(person, story)
            choose = self._chooser.choose_off_scheme if is_off_scheme else self._chooser.choose
            taken = {part.service_id for part in self._commitments[person.id]}
            taken |= {joined.service_id} if joined is not None else set()
            chosen = choose(person, story.first_day, left, frozenset(taken))
            if chosen is not None and (left > 0 or attempt > _TRIES // 2):
                return person, chosen
        raise LookupError("the demonstration has nobody left for a call-off")

    def _is_free(self, person: MadePerson, story: Story) -> bool:
        running = [part for part in self._commitments[person.id] if part.period.overlaps(_period(story))]
        is_home = person.lot_key.startswith("res")
        return len(running) < (1 if is_home else _MOST_AT_ONCE)

    def _taken(self, person: MadePerson, story: Story) -> Decimal:
        parts = self._commitments[person.id]
        return sum((part.weekly for part in parts if part.period.contains(story.first_day)), _NOTHING)

    def _commit(self, person: MadePerson, story: Story, priced: PricedCallOff, service_id: int) -> None:
        if story.state in HOLDS_A_PLACE or story.state in (CallOffState.ENDED, CallOffState.DRAFT):
            contribution = _NOTHING if priced.contribution is None else priced.contribution.weekly
            taken = _Commitment(_period(story), priced.weekly, contribution, service_id)
            self._commitments[person.id].append(taken)

    def _reference(self, year: int) -> str:
        self._numbers[year] = self._numbers.get(year, 0) + 1
        return f"CO-{year}-{self._numbers[year]:04d}"

    def _add_package(self, person: MadePerson, story: Story) -> int:
        made_by = self._life.who_asks(person.team)
        made_at = self._life.stamp(story.made_on, 0)
        return self._ledger.add("packages", person_id=person.id, made_by_id=made_by, made_at=made_at)

    def _add_lines(self, call_off_id: int, lines: Sequence[PricedLine], draft: CallOffDraft) -> None:
        for position, line in enumerate(lines):
            chosen, fee = line.chosen, line.fee
            self._ledger.add(
                "call_off_lines",
                call_off_id=call_off_id,
                edition=1,
                position=position,
                kind=chosen.kind,
                description=line.description,
                unit=chosen.unit,
                ratio="" if fee.ratio is None else str(fee.ratio),
                ratio_derived=False,
                price=fee.price,
                rate_id=chosen.rate_id,
                week="" if fee.week is None else str(fee.week),
                per_attended_day="" if chosen.per_attended_day is None else str(chosen.per_attended_day),
                weekly=line.weekly,
            )

    def _facts(self, person: MadePerson, chosen: Chosen, first_day: date) -> CallOffFacts:
        parts = [part for part in self._commitments[person.id] if part.period.contains(first_day)]
        return CallOffFacts(
            person=PersonFacts(
                person_id=person.id,
                reference=person.reference,
                born_on=person.born_on,
                legal_basis=person.legal_basis,
                needs=person.needs,
                budget_weekly=person.budget_on(first_day),
                budget_route=person.route,
                contribution=person.contribution_on(first_day),
                committed_weekly=sum((part.weekly for part in parts), _NOTHING),
                contributed_weekly=sum((part.contribution for part in parts), _NOTHING),
            ),
            service=service_facts(chosen.service),
            lot=lot_facts(chosen.service, _lot_of(chosen)),
            policy=_lot_of(chosen).policy_on(first_day),
            rates=tuple(
                rate_facts(line, chosen_line.rate_id or 0)
                for line, chosen_line in zip(chosen.picked, chosen.lines, strict=False)
            ),
        )


def _period(story: Story) -> Period:
    return Period(story.first_day, None if story.last_day is None else max(story.last_day, story.first_day))


def _lot_of(chosen: Chosen) -> Lot:
    return next(lot for lot in chosen.service.lots if lot.key == chosen.lot_key)


def _draft(number: int, story: Story, person: MadePerson, chosen: Chosen) -> CallOffDraft:
    return CallOffDraft(
        request_id=f"demonstration-{number:04d}",
        person_id=person.id,
        service_id=chosen.service.id,
        lot_id=_lot_of(chosen).id,
        first_day=story.first_day,
        planned_last_day=story.planned_last_day,
        week=parse_week(person.week),
        ratio=parse_ratio(chosen.ratio) if chosen.ratio else None,
        lines=chosen.lines,
        route=chosen.route,
        reason=chosen.reason,
    )


def _columns(story: Story, draft: CallOffDraft, chosen: Chosen, facts: CallOffFacts) -> Columns:
    admission = None if chosen.route is AwardRoute.OFF_SCHEME else facts.lot.admission_on(story.first_day)
    return {
        "request_id": draft.request_id,
        "person_id": draft.person_id,
        "service_id": draft.service_id,
        "lot_id": draft.lot_id,
        "admission_id": None if admission is None else admission.admission_id,
        "route": draft.route,
        "reason": draft.reason,
        "state": story.state,
        "first_day": story.first_day,
        "planned_last_day": story.planned_last_day,
        "ended_on": story.ended_on,
        "week": str(draft.week),
        "ratio": chosen.ratio,
        "top_up_payer": draft.top_up_payer,
        "holds_place": story.state in HOLDS_A_PLACE and chosen.service.places_free is not None,
        "raised_at": None,
        "answer_due_on": None,
    }


def _money(priced: PricedCallOff) -> Columns:
    return {
        "weekly": priced.weekly,
        "four_weekly": priced.four_weekly,
        "first_year": priced.first_year,
        "one_off": priced.one_off,
        "year_estimate": priced.year_estimate,
        "budget_weekly": priced.budget_weekly,
        "contribution_weekly": _NOTHING if priced.contribution is None else priced.contribution.weekly,
        "collected_by": None if priced.contribution is None else priced.contribution.collected_by,
        "top_up_weekly": priced.top_up_weekly,
    }
