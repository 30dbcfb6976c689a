"""Opens small competitions: checks the request, draws up the sheet, invites every open-gated service of the lot."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from brokerage.domain.call_off_facts import LotFacts
from brokerage.domain.changes import Done
from brokerage.domain.competition import refuse_who_runs_no_competition
from brokerage.domain.competition_criteria import AwardCriterion
from brokerage.domain.competition_form import (
    AnswerTime,
    CompetitionForm,
    OpeningFacts,
    check_opening,
    last_day_for_answers,
)
from brokerage.domain.competition_summary import Invited, NotInvited
from brokerage.domain.errors import BadInput, RuleBroken
from brokerage.domain.market_sheet import MarketSheet
from brokerage.domain.number_words import count
from brokerage.domain.person_record import PersonRecord
from brokerage.domain.staff import Actor
from brokerage.services.bank_holidays import load_bank_holidays
from brokerage.services.competition_invitees import Invitees, WantedFrom, find_invitees
from brokerage.services.competition_standing import CHANGED, CompetitionStanding, standing_of
from brokerage.services.draw_up_sheet import Opening, draw_up_sheet
from brokerage.services.typed_text import typed_text
from brokerage.storage.engine import Database
from brokerage.storage.failures import USED_REQUEST
from brokerage.storage.queries.award_criteria import award_criteria
from brokerage.storage.queries.call_off_locks import lock_person
from brokerage.storage.queries.competition_at_hand import CompetitionAtHand, competition_of_request
from brokerage.storage.queries.competition_list import competition_detail
from brokerage.storage.queries.lot_facts import lot_facts
from brokerage.storage.queries.person_records import person_record
from brokerage.storage.queries.scheme_policy import policy_on
from brokerage.storage.unit_of_work import UnitOfWork, unit_of_work
from brokerage.storage.writes.competitions import open_competition as write_competition
from brokerage.storage.writes.references import next_competition_reference

_NO_SERVICE = 0


@dataclass(frozen=True, slots=True)
class OpeningLook:
    """A competition before it is opened: its sheet as the market would see it, who would be asked, who would not and why.

    The reference on the sheet may go to another.
    """

    sheet: MarketSheet
    invited: tuple[Invited, ...]
    not_invited: tuple[NotInvited, ...]
    notes: tuple[str, ...]


def look_at_opening(
    database: Database, actor: Actor, form: CompetitionForm, today: date, now: datetime
) -> Done[OpeningLook]:
    """Return what opening would do; nothing is kept. Raises: as `open_competition`."""
    refuse_who_runs_no_competition(actor, "open a small competition")
    form = _fit_to_keep(form)
    with unit_of_work(database, actor, now) as work:
        opened, invitees = _open(work, form, today)
        detail = competition_detail(work.session, opened.reference)
        work.undo()
    return Done(OpeningLook(detail.sheet, detail.invited, invitees.not_invited, _notes(invitees)), frozenset())


def open_competition(
    database: Database, actor: Actor, form: CompetitionForm, today: date, now: datetime, *, dry_run: bool = False
) -> Done[CompetitionStanding]:
    """Return the competition as opened today, its sheet frozen, every service of the lot that may be called off invited.

    The same form sent again is answered as the first time. A dry run keeps nothing, and its reference may go to another.
    Raises: BadInput and RuleBroken as `check_opening` and `last_day_for_answers`, where a text tells who the person is, where
    nobody can be invited, or for a job that may not.
    """
    refuse_who_runs_no_competition(actor, "open a small competition")
    form = _fit_to_keep(form)
    with unit_of_work(database, actor, now) as work:
        lock_person(work.session, form.person_id)
        known = competition_of_request(work.session, form.request_id)
        if known is not None:
            _refuse_used_request(known, form)
            return Done(standing_of(work.session, known.reference), frozenset())
        opened, invitees = _open(work, form, today)
        standing = standing_of(work.session, opened.reference, invitees.not_invited, _notes(invitees))
        if dry_run:
            work.undo()
    return Done(standing, frozenset() if dry_run else CHANGED)


def _open(work: UnitOfWork, form: CompetitionForm, today: date) -> tuple[CompetitionAtHand, Invitees]:
    record = person_record(work.session, form.person_id)
    if record is None:
        raise RuleBroken("The person is not in this database: choose another.")
    lot = lot_facts(work.session, _NO_SERVICE, form.lot_id)
    criteria = award_criteria(work.session, lot.scheme_id)
    check_opening(form, _facts(work, form, lot, criteria, record))
    holidays = load_bank_holidays()
    due_on = last_day_for_answers(form, AnswerTime(today, holidays.days, holidays.known))
    invitees = find_invitees(work, WantedFrom(form.person_id, form.lot_id, form.first_day, form.planned_last_day))
    if not invitees.invited:
        why = "; ".join(f"{one.service}: {one.reason}" for one in invitees.not_invited) or "nobody is admitted to it"
        raise RuleBroken(f"Nobody in lot {lot.key} can be invited for that day ({why}): choose another day or lot.")
    reference = next_competition_reference(work.session, work.now.year)
    sheet = draw_up_sheet(work.session, form, Opening(reference, today, due_on, lot, criteria), record)
    opened = write_competition(work, form, reference, today, due_on, sheet, criteria, invitees.invited)
    return opened, invitees


def _fit_to_keep(form: CompetitionForm) -> CompetitionForm:
    if not form.request_id.strip():
        raise BadInput("The form has no request id: open it again.", "request_id")
    return replace(
        form,
        why=typed_text(form.why, "why"),
        what_matters=typed_text(form.what_matters, "what_matters"),
        how_to_answer=typed_text(form.how_to_answer, "how_to_answer"),
        contact=typed_text(form.contact, "contact"),
    )


def _facts(
    work: UnitOfWork,
    form: CompetitionForm,
    lot: LotFacts,
    criteria: tuple[AwardCriterion, ...],
    record: PersonRecord,
) -> OpeningFacts:
    return OpeningFacts(
        scheme=lot.scheme,
        routes=lot.routes,
        criteria=len(criteria),
        person_is_active=record.details.active,
        has_policy=policy_on(work.session, lot.scheme_id, form.first_day) is not None,
    )


def _notes(invitees: Invitees) -> tuple[str, ...]:
    only = ("Only one service could be invited: its price is compared with no other.",)
    left_out = len(invitees.not_invited)
    others = (
        (f"{count(left_out, 'service')} of the lot could not be invited; each with its reason.",) if left_out else ()
    )
    return (*(only if len(invitees.invited) == 1 else ()), *others)


def _refuse_used_request(known: CompetitionAtHand, form: CompetitionForm) -> None:
    """Pass when the competition this request id opened is the one that is asked for again."""
    asked = known.asked
    opened = (known.person_id, known.lot_id, asked.first_day, asked.planned_last_day, asked.week, asked.ratio)
    if opened != (form.person_id, form.lot_id, form.first_day, form.planned_last_day, form.week, form.ratio):
        raise RuleBroken(USED_REQUEST)
