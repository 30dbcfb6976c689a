"""Saves the drafts of a package one after another; the first begins the package the others join. No widgets here."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from brokerage.domain.call_off_draft import CallOffDraft
from brokerage.domain.changes import Done, Kind
from brokerage.domain.staff import Actor

if TYPE_CHECKING:
    from brokerage.services.call_off_standing import CallOffStanding
    from brokerage.services.desk import Database


def save_drafts(
    database: "Database", actor: Actor, drafts: Sequence[CallOffDraft], now: datetime
) -> "Done[tuple[CallOffStanding, ...]]":
    """How each draft stands once saved, in order. Pressed again it saves over what this form saved before.

    Raises: as `draft_call_off`, at the first that is refused; those before it are saved then.
    """
    from brokerage.services.raise_call_off import draft_call_off

    saved: list[CallOffStanding] = []
    changed: frozenset[Kind] = frozenset()
    for draft in drafts:
        package_id = draft.package_id or (saved[0].package_id if saved else None)
        done = draft_call_off(database, actor, replace(draft, package_id=package_id), now)
        saved.append(done.result)
        changed |= done.changed
    return Done(tuple(saved), changed)
