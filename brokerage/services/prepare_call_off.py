"""What the call-off page stands on before anything is raised: forms filled from offers, and a preview of what they come to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from brokerage.domain.approval import approvers_needed, explain_estimated_year
from brokerage.domain.call_off_draft import (
    CallOffDraft,
    ChosenFrom,
    DraftCheck,
    DraftFigures,
    LineChosen,
    LineOffered,
    check_draft,
    subject_of,
)
from brokerage.domain.call_off_price import PricedCallOff
from brokerage.domain.errors import RuleBroken
from brokerage.domain.fee_line import FeeKind
from brokerage.domain.gates import Gate
from brokerage.domain.money import format_pounds
from brokerage.domain.offer import Offer, SearchCriteria
from brokerage.domain.period import format_day
from brokerage.domain.service import Rating
from brokerage.domain.staff import Actor
from brokerage.domain.unit import Unit
from brokerage.services.call_off_decision import Decision, decide, read_facts
from brokerage.storage.engine import Database
from brokerage.storage.queries.approvers import approvers_of
from brokerage.storage.queries.for_call_off import Reader
from brokerage.storage.queries.rate_card import rate_card
from brokerage.storage.queries.saved_drafts import saved_draft

_ATTENDED = (Unit.DAY, Unit.SESSION)


@dataclass(frozen=True, slots=True)
class CallOffPreview:
    """What a form comes to today. `priced` is None while it cannot be priced, and `problem` says why.

    `estimate` is the approval sum in words, `approvers` who may approve it, `in_words` what the person will get.
    """

    check: DraftCheck
    gates: tuple[Gate, ...]
    figures: DraftFigures
    priced: PricedCallOff | None
    warnings: tuple[str, ...]
    problem: str
    estimate: str
    approvers: tuple[str, ...]
    approvers_needed: int
    in_words: str

    @property
    def may_be_raised(self) -> bool:
        """Whether nothing is missing and no gate is closed."""
        return self.priced is not None and self.check.may_be_raised and not self.gates


def begin_drafts(
    database: Database,
    criteria: SearchCriteria,
    chosen: Sequence[Offer],
    person_id: int | None,
    request_ids: Sequence[str],
) -> tuple[CallOffDraft, ...]:
    """Return a form for each offer, filled from it and from the question; each has its own request id, in the same order."""
    with database.reading() as reader:
        return tuple(
            CallOffDraft(
                request_id=request_id,
                person_id=person_id,
                service_id=offer.service_id,
                lot_id=offer.lot_id,
                first_day=criteria.start_day,
                week=criteria.week,
                ratio=criteria.ratio,
                lines=_lines(reader, criteria, offer),
            )
            for offer, request_id in zip(chosen, request_ids, strict=True)
        )


def lines_offered(database: Database, service_id: int, lot_id: int, day: date) -> tuple[LineOffered, ...]:
    """Return the agreed rates a form may choose its lines from on the day."""
    with database.reading() as reader:
        return rate_card(reader, service_id, lot_id, day)


def draft_of(database: Database, reference: str) -> CallOffDraft:
    """Return a saved call-off as a form, with the version it stands at. Raises: RuleBroken when there is none."""
    with database.reading() as reader:
        return saved_draft(reader, reference)


def preview_call_off(
    database: Database, actor: Actor, draft: CallOffDraft, chosen_from: ChosenFrom | None, today: date
) -> CallOffPreview:
    """Return what the form comes to if it were raised now. Nothing is written; what cannot be worked out is said."""
    subject = subject_of(draft)
    if subject is None or not draft.lines:
        return _unpriced(draft, "")
    try:
        with database.reading() as reader:
            decision = decide(read_facts(reader, draft, subject, 0), draft, subject, chosen_from)
            approvers = approvers_of(reader, decision.priced.year_estimate, actor.staff_id, today)
    except RuleBroken as refused:
        return _unpriced(draft, refused.sentence)
    priced = decision.priced
    return CallOffPreview(
        check=decision.check,
        gates=decision.gates,
        figures=decision.figures,
        priced=priced,
        warnings=decision.warnings,
        problem="",
        estimate=explain_estimated_year(priced.weekly, priced.approval_weeks, priced.one_off),
        approvers=approvers,
        approvers_needed=approvers_needed(decision.facts.service.rating),
        in_words=_in_words(draft, decision),
    )


def _unpriced(draft: CallOffDraft, problem: str) -> CallOffPreview:
    needed = approvers_needed(Rating.NOT_RATED)
    return CallOffPreview(check_draft(draft), (), DraftFigures(), None, (), problem, "", (), needed, "")


def _lines(reader: Reader, criteria: SearchCriteria, offer: Offer) -> tuple[LineChosen, ...]:
    """Return the line of the rate the offer was priced at, and its cheapest transport where transport was asked for."""
    if offer.rate_id is None or offer.lot_id is None or offer.unit is None:
        return ()
    card = rate_card(reader, offer.service_id, offer.lot_id, criteria.start_day)
    chosen = [LineChosen(line.kind, line.unit, line.rate_id) for line in card if line.rate_id == offer.rate_id]
    return (*chosen, *(_transport(card, criteria) if criteria.transport else ()))


def _transport(card: Sequence[LineOffered], criteria: SearchCriteria) -> tuple[LineChosen, ...]:
    days = 0 if criteria.week is None else criteria.week.days_per_week
    offered = [line for line in card if line.kind is FeeKind.TRANSPORT and line.unit in (Unit.WEEK, *_ATTENDED)]
    if not offered:
        return ()
    cheapest = min(offered, key=lambda line: (line.price * (1 if line.unit is Unit.WEEK else days), line.rate_id))
    each_day = None if cheapest.unit is Unit.WEEK else Decimal(1)
    return (LineChosen(FeeKind.TRANSPORT, cheapest.unit, cheapest.rate_id, per_attended_day=each_day),)


def _in_words(draft: CallOffDraft, decision: Decision) -> str:
    facts, priced = decision.facts, decision.priced
    week = "" if draft.week is None else f", {draft.week},"
    until = "until it is ended" if draft.planned_last_day is None else f"to {format_day(draft.planned_last_day)}"
    contribution = priced.payment.gross - priced.payment.net
    pays = f" The person pays {format_pounds(contribution)} a week of it." if contribution else ""
    once = f" and {format_pounds(priced.one_off)} once" if priced.one_off else ""
    return (
        f"{facts.person.reference} will have {facts.service.name}{week} from {format_day(decision.subject.first_day)} {until}, "
        f"for {format_pounds(priced.weekly)} a week{once}.{pays}"
    )
