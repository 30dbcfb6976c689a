"""A package while its form is open: the drafts as typed, and the list they were chosen from. No widgets."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from brokerage.domain.calendar import day_in_england
from brokerage.domain.call_off_draft import CallOffDraft, ChosenFrom
from brokerage.domain.person_summary import PersonSummary
from brokerage.domain.staff import Actor
from ui.intents import RaiseCallOffs

if TYPE_CHECKING:
    from brokerage.services.desk import Database
    from brokerage.services.draft_looks import Asking, DraftLook
    from brokerage.services.look_at_change import CallOffStood, ChangeLook


@dataclass(frozen=True, slots=True)
class Package:
    """The drafts of one form, each with the request id it keeps for the form's lifetime, and what they were chosen from."""

    drafts: tuple[CallOffDraft, ...]
    chosen_from: ChosenFrom

    def with_draft(self, number: int, draft: CallOffDraft) -> "Package":
        """The package with this draft in the place of the one of that number."""
        return replace(self, drafts=(*self.drafts[:number], draft, *self.drafts[number + 1 :]))

    def without(self, number: int) -> "Package":
        """The package without the draft of that number."""
        return replace(self, drafts=(*self.drafts[:number], *self.drafts[number + 1 :]))


@dataclass(frozen=True, slots=True)
class Looked:
    """A package and how each of its drafts stands now, in order; `change` where it changes a call-off that was raised."""

    package: Package
    looks: "tuple[DraftLook, ...]"
    change: "ChangeLook | None" = None


def asking(actor: Actor, today: date) -> "Asking":
    """That this actor asks for the approval, today."""
    from brokerage.services.draft_looks import Asking

    return Asking(frozenset({actor.staff_id}), today)


def begin(database: "Database", actor: Actor, person_id: int | None, asked: RaiseCallOffs, now: datetime) -> Looked:
    """The package for the offers chosen, priced: each offer's own line, and transport where it was asked for."""
    from brokerage.services.draft_call_offs import begin_drafts

    listed = asked.listed or asked.chosen
    lot_of_others = next((offer.lot_id for offer in listed if offer.lot_id is not None), None)
    request_ids = [str(uuid4()) for _ in asked.chosen]
    begun = begin_drafts(database, asked.criteria, asked.chosen, person_id, request_ids, lot_of_others)
    drafts = tuple(replace(draft, reason=asked.reason) for draft in begun)
    package = Package(drafts, ChosenFrom(asked.criteria, listed, asked.listed_at or now))
    return look(database, package, asking(actor, day_in_england(now)))


@dataclass(frozen=True, slots=True)
class Opened:
    """A draft opened again, and the person it is for."""

    looked: Looked
    person: PersonSummary | None


def open_again(
    database: "Database", actor: Actor, package_id: int, evidence: ChosenFrom | None, now: datetime
) -> Opened:
    """The package's drafts as their form left them, priced anew. Raises: RuleBroken when there is none any more."""
    from brokerage.services.draft_call_offs import open_draft
    from brokerage.services.manage_people import read_person

    opened = open_draft(database, package_id, evidence, now)
    person_id, today = opened.drafts[0].person_id, day_in_england(now)
    person = None if person_id is None else read_person(database, person_id, today)
    package = Package(opened.drafts, opened.chosen_from)
    return Opened(look(database, package, asking(actor, today)), person)


def begin_award(database: "Database", actor: Actor, competition: str, now: datetime) -> Opened:
    """The call-off of what the competition was awarded, priced, chosen from the list that was weighed.

    Raises: RuleBroken before the award.
    """
    from brokerage.services import draft_call_offs
    from brokerage.services.manage_people import read_person

    begun = draft_call_offs.begin_award(database, competition, str(uuid4()), now)
    today, (draft,) = day_in_england(now), begun.drafts
    person = None if draft.person_id is None else read_person(database, draft.person_id, today)
    return Opened(look(database, Package(begun.drafts, begun.chosen_from), asking(actor, today)), person)


@dataclass(frozen=True, slots=True)
class OpenedChange:
    """A call-off opened to be changed: as it stood, the form filled with it, and the person it is for."""

    stood: "CallOffStood"
    looked: Looked
    person: PersonSummary | None


def open_change(database: "Database", actor: Actor, reference: str, now: datetime) -> OpenedChange:
    """The call-off as its form, priced anew. Raises: RuleBroken when this job, or its state, allows no change."""
    from brokerage.services.look_at_change import read_to_change
    from brokerage.services.manage_people import read_person

    stood = read_to_change(database, actor, reference, now)
    looked = look_changed(database, actor, stood, stood.draft, now)
    return OpenedChange(stood, looked, read_person(database, stood.detail.summary.person_id, day_in_england(now)))


def look_changed(
    database: "Database", actor: Actor, stood: "CallOffStood", draft: CallOffDraft, now: datetime
) -> Looked:
    """The change priced and compared with how the call-off stood. Raises: RuleBroken when something it names is gone."""
    from brokerage.services.look_at_change import look_at_change

    found = look_at_change(database, actor, stood, draft, now)
    return Looked(Package((draft,), found.chosen_from), (found.look,), found)


def look(database: "Database", package: Package, asking: "Asking") -> Looked:
    """The package priced and checked as it stands. Raises: RuleBroken when something it names is gone."""
    from brokerage.services.draft_looks import look_at_package

    return Looked(package, look_at_package(database, package.drafts, package.chosen_from, asking))
