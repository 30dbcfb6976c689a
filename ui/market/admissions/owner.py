"""Moving a service to another legal body, with its admissions, rates and placements; no widgets."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING

from brokerage.domain.changes import Done
from brokerage.domain.period import format_day
from brokerage.domain.service_move import check_move
from brokerage.domain.staff import Actor
from ui.market.admissions.reading import AdmissionOpened
from ui.market.admissions.step import AdmissionStep
from ui.market.reason_typed import DayAsked, NameAsked, Typed

if TYPE_CHECKING:
    from brokerage.services.desk import Database

_KEPT = "its admissions, rates and placements. Call-offs raised and agreements issued before keep naming"


def _always(_opened: AdmissionOpened, _today: date) -> str:
    return ""


def _today_first(_opened: AdmissionOpened, today: date) -> Mapping[str, date | None]:
    return {"from": today}


def _before_move(opened: AdmissionOpened) -> str:
    owner = opened.owner
    return f"{owner.service} belongs to {owner.provider}. It moves with {_KEPT} {owner.provider}."


def _move_told(database: "Database", opened: AdmissionOpened, typed: Typed, today: date) -> str:
    from brokerage.services.typed_parts import provider_of

    if not typed.name.strip():
        return _before_move(opened)
    owner, first_day = opened.owner, typed.day("from")
    to = provider_of(database, typed.name)
    check_move(owner, to.provider_id, first_day, today)
    named = f"{to.name} ({to.key})" if to.key else to.name
    return f"From {format_day(first_day)} {owner.service} belongs to {named}, with {_KEPT} {owner.provider}."


def _move(database: "Database", actor: Actor, opened: AdmissionOpened, typed: Typed, now: datetime) -> Done[object]:
    from brokerage.services.move_service import move_service
    from brokerage.services.typed_parts import provider_of

    owner, to = opened.owner, provider_of(database, typed.name)
    return move_service(
        database,
        actor,
        owner.service_id,
        to.provider_id,
        typed.day("from"),
        typed.reason,
        now,
        version=owner.version,
    )


def _moved(opened: AdmissionOpened, typed: Typed) -> str:
    owner = opened.owner
    return f"{owner.service} is moved from {owner.provider} from {format_day(typed.day('from'))}; its history is kept."


MOVE = AdmissionStep(
    title="Change of ownership",
    verb="Move the service",
    days=(DayAsked("from", "First day of the new provider", "Today at the latest."),),
    name=NameAsked(
        "provider", "New provider", "Its whole name, reference or company number.", "Say who has it from that day on."
    ),
    impossible=_always,
    suggested=_today_first,
    before=_before_move,
    consequence=_move_told,
    take=_move,
    said=_moved,
    is_letting_go=True,
)
