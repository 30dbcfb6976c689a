"""Looks at a change of a call-off before it is made: the form as it stands, what would be different, what it opens again."""

from dataclasses import dataclass, replace
from datetime import datetime

from brokerage.domain.amendment import step_of_change
from brokerage.domain.calendar import day_in_england
from brokerage.domain.call_off import Step, state_after
from brokerage.domain.call_off_draft import CallOffDraft, ChosenFrom, DraftCheck, subject_of
from brokerage.domain.call_off_face import (
    Changed,
    changes_of,
    face_of_detail,
    face_of_draft,
    say_what_reopens,
    say_what_stands,
)
from brokerage.domain.call_off_summary import CallOffDetail
from brokerage.domain.errors import BadInput
from brokerage.domain.staff import Actor
from brokerage.services.draft_looks import Asking, DraftLook, look_at_draft
from brokerage.services.evidence import list_for_change
from brokerage.storage.engine import Database
from brokerage.storage.queries.call_off_at_hand import approval_standing, call_off_now
from brokerage.storage.queries.call_off_detail import call_off_detail
from brokerage.storage.queries.call_off_drafts import draft_of_reference


@dataclass(frozen=True, slots=True)
class CallOffStood:
    """A call-off as it stood when its form was opened: all of it, and as a form with the version it stands at."""

    detail: CallOffDetail
    draft: CallOffDraft


@dataclass(frozen=True, slots=True)
class ChangeLook:
    """A change as it would be saved now, with the list it would be chosen from.

    `changes` is empty where nothing would be different, or while it has no price; `step` is the one that saving takes, and
    `reopens` says what becomes of the approval. An amendment has no gates, nothing missing and no money that differs.
    """

    look: DraftLook
    chosen_from: ChosenFrom
    changes: tuple[Changed, ...]
    reopens: str
    step: Step = Step.CHANGE


def read_to_change(database: Database, actor: Actor, reference: str, now: datetime) -> CallOffStood:
    """Return the call-off as it stands, to be changed. Raises: RuleBroken when this job, or its state, does not allow it."""
    with database.reading() as reader:
        detail = call_off_detail(reader, reference, actor, day_in_england(now))
        state_after(Step.CHANGE, detail.summary.state, actor.job)
        return CallOffStood(detail, draft_of_reference(reader, reference))


def look_at_change(
    database: Database, actor: Actor, stood: CallOffStood, draft: CallOffDraft, now: datetime
) -> ChangeLook:
    """Return what the draft would make of the call-off, priced and compared with the list as it is now.

    Raises: BadInput while person, service, lot or first day is missing; RuleBroken when something it names is gone.
    """
    subject = subject_of(draft)
    if subject is None:
        raise BadInput("Give the first day.", "first_day")
    summary = stood.detail.summary
    with database.reading() as reader:
        existing = call_off_now(reader, summary.reference)
    listed = list_for_change(database, draft, subject, now, existing)
    with database.reading() as reader:
        asked_by = approval_standing(reader, existing).asked_by | {actor.staff_id}
        look = look_at_draft(reader, draft, listed, existing, Asking(asked_by, day_in_england(now)))
    if step_of_change(stood.draft, draft) is Step.AMEND:
        return _amended(stood.detail, look, listed)
    changes: tuple[Changed, ...] = ()
    if look.priced is not None:
        after = face_of_draft(draft, look.service, subject.first_day, look.priced)
        changes = changes_of(face_of_detail(stood.detail), after)
    return ChangeLook(look, listed, changes, say_what_reopens(summary.state, _approved_by(stood.detail)))


def _amended(detail: CallOffDetail, look: DraftLook, listed: ChosenFrom) -> ChangeLook:
    """Return the look at an amendment: the price stands as it was frozen, and nothing stops what is only noted."""
    before, draft = face_of_detail(detail), look.draft
    after = replace(before, room=draft.room.strip(), reason=draft.reason.strip())
    stands = say_what_stands(detail.summary.state, _approved_by(detail))
    noted = replace(
        look,
        check=DraftCheck((), look.check.reasons_owed),
        gates=(),
        warnings=(),
        refused="",
        refused_field="",
        approvers=None,
        approval_stands=stands,
    )
    return ChangeLook(noted, listed, changes_of(before, after), stands, Step.AMEND)


def _approved_by(detail: CallOffDetail) -> tuple[str, ...]:
    return tuple(each.approver for each in detail.approvals if each.approved and each.stands)
