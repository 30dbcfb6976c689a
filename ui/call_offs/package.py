"""A package while its form is open: the drafts as typed, and the list they were chosen from. No widgets."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from brokerage.domain.call_off_draft import CallOffDraft, ChosenFrom
from brokerage.domain.person_summary import PersonSummary
from ui.intents import RaiseCallOffs

if TYPE_CHECKING:
    from brokerage.services.desk import Database
    from brokerage.services.draft_looks import DraftLook


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
    """A package and how each of its drafts stands now, in order."""

    package: Package
    looks: "tuple[DraftLook, ...]"


def begin(database: "Database", person_id: int | None, asked: RaiseCallOffs, now: datetime) -> Looked:
    """The package for the offers chosen, priced: each offer's own line, and transport where it was asked for."""
    from brokerage.services.draft_call_offs import begin_drafts

    listed = asked.listed or asked.chosen
    lot_of_others = next((offer.lot_id for offer in listed if offer.lot_id is not None), None)
    request_ids = [str(uuid4()) for _ in asked.chosen]
    begun = begin_drafts(database, asked.criteria, asked.chosen, person_id, request_ids, lot_of_others)
    drafts = tuple(replace(draft, reason=asked.reason) for draft in begun)
    return look(database, Package(drafts, ChosenFrom(asked.criteria, listed, asked.listed_at or now)))


@dataclass(frozen=True, slots=True)
class Opened:
    """A draft opened again, and the person it is for."""

    looked: Looked
    person: PersonSummary | None


def open_again(
    database: "Database", package_id: int, evidence: ChosenFrom | None, now: datetime, today: date
) -> Opened:
    """The package's drafts as their form left them, priced anew. Raises: RuleBroken when there is none any more."""
    from brokerage.services.draft_call_offs import open_draft
    from brokerage.services.manage_people import read_person

    opened = open_draft(database, package_id, evidence, now)
    person_id = opened.drafts[0].person_id
    person = None if person_id is None else read_person(database, person_id, today)
    return Opened(look(database, Package(opened.drafts, opened.chosen_from)), person)


def look(database: "Database", package: Package) -> Looked:
    """The package priced and checked as it stands. Raises: RuleBroken when something it names is gone."""
    from brokerage.services.draft_looks import look_at_package

    return Looked(package, look_at_package(database, package.drafts, package.chosen_from))
