"""Saves the drafts of a package one after another; the first begins the package the others join."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from brokerage.domain.call_off_draft import CallOffDraft
from brokerage.domain.changes import Done, Kind
from brokerage.domain.staff import Actor
from brokerage.services.call_off_standing import CallOffStanding
from brokerage.services.raise_call_off import draft_call_off
from brokerage.storage.engine import Database


def draft_package(
    database: Database, actor: Actor, drafts: Sequence[CallOffDraft], now: datetime
) -> Done[tuple[CallOffStanding, ...]]:
    """Return how each draft stands once saved, in order. Sent again it saves over what this form saved before.

    Raises: as `draft_call_off`, at the first that is refused; those before it are saved then.
    """
    saved: list[CallOffStanding] = []
    changed: frozenset[Kind] = frozenset()
    for draft in drafts:
        package_id = draft.package_id or (saved[0].package_id if saved else None)
        done = draft_call_off(database, actor, replace(draft, package_id=package_id), now)
        saved.append(done.result)
        changed |= done.changed
    return Done(tuple(saved), changed)
