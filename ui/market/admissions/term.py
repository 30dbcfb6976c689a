"""Ending an admission and letting it go on: removed from its lot, renewed to a later day; no widgets."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING

from brokerage.domain.admission_event import check_renewal, last_day_when_removed
from brokerage.domain.changes import Done
from brokerage.domain.period import ONE_DAY, format_day
from brokerage.domain.staff import Actor
from ui.market.admissions.reading import AdmissionOpened
from ui.market.admissions.step import AdmissionStep
from ui.market.admissions.suspension import has_ended
from ui.market.admissions.words import placements_untouched
from ui.market.reason_typed import DayAsked, Typed

if TYPE_CHECKING:
    from brokerage.services.desk import Database


_FOR_GOOD = "A removal is not renewed: the provider may apply again."


def _no_day(_opened: AdmissionOpened, _today: date) -> Mapping[str, date | None]:
    return {}


def _before_removal(opened: AdmissionOpened) -> str:
    return f"From this day it is not admitted any more. {_FOR_GOOD} {placements_untouched(opened)}"


def _check_removal(opened: AdmissionOpened, typed: Typed) -> None:
    last_day_when_removed(opened.detail.at_hand, typed.day("from"))


def _removal(_database: "Database", opened: AdmissionOpened, typed: Typed, _today: date) -> str:
    day = typed.day("from")
    last_day = last_day_when_removed(opened.detail.at_hand, day)
    return (
        f"The admission ends on {format_day(last_day)}: from {format_day(day)} no call-off may start. {_FOR_GOOD} "
        f"{placements_untouched(opened)}"
    )


def _remove(database: "Database", actor: Actor, opened: AdmissionOpened, typed: Typed, now: datetime) -> Done[object]:
    from brokerage.services.keep_admission import remove_from_lot

    about = opened.detail.summary
    return remove_from_lot(
        database, actor, about.admission_id, typed.day("from"), typed.reason, now, version=about.version
    )


def _removed(opened: AdmissionOpened, typed: Typed) -> str:
    about = opened.detail.summary
    return (
        f"{about.service} is removed from {about.lot} from {format_day(typed.day('from'))}. Placements that run go on."
    )


def _not_renewed(opened: AdmissionOpened, _today: date) -> str:
    at_hand = opened.detail.at_hand
    if at_hand.is_removed:
        return f"It was removed from the lot. {_FOR_GOOD}"
    if at_hand.period.last_day is None:
        return "The admission has no last day of its own: it goes on as long as the scheme’s contracts."
    return ""


def _before_renewal(opened: AdmissionOpened) -> str:
    at_hand = opened.detail.at_hand
    most = "" if at_hand.contracts_last_day is None else f", at most to {format_day(at_hand.contracts_last_day)}"
    return f"The admission goes on after {format_day(at_hand.period.known_last_day)}{most}."


def _check_renewal(opened: AdmissionOpened, typed: Typed) -> None:
    check_renewal(opened.detail.at_hand, typed.day("to"))


def _renewal(_database: "Database", opened: AdmissionOpened, typed: Typed, _today: date) -> str:
    last_day = typed.day("to")
    _check_renewal(opened, typed)
    goes_on = opened.detail.summary.period.known_last_day + ONE_DAY
    contract = opened.detail.contract
    longer = contract is not None and contract.last_day is not None and contract.last_day < last_day
    too = f" Contract {contract.number} goes on as long." if contract is not None and longer else ""
    return f"The admission goes on from {format_day(goes_on)} to {format_day(last_day)}: call-offs may start on these days.{too}"


def _renew(database: "Database", actor: Actor, opened: AdmissionOpened, typed: Typed, now: datetime) -> Done[object]:
    from brokerage.services.keep_admission import renew_admission

    about = opened.detail.summary
    return renew_admission(
        database, actor, about.admission_id, typed.day("to"), typed.reason, now, version=about.version
    )


def _renewed(opened: AdmissionOpened, typed: Typed) -> str:
    about = opened.detail.summary
    return f"The admission of {about.service} to {about.lot} is renewed to {format_day(typed.day('to'))}."


RENEW = AdmissionStep(
    title="Renew",
    verb="Renew the admission",
    days=(DayAsked("to", "New last day", "It counts."),),
    impossible=_not_renewed,
    suggested=_no_day,
    before=_before_renewal,
    consequence=_renewal,
    take=_renew,
    said=_renewed,
    check=_check_renewal,
)
REMOVE = AdmissionStep(
    title="Remove from the lot",
    verb="Remove from the lot",
    days=(DayAsked("from", "First day no longer admitted"),),
    impossible=has_ended,
    suggested=_no_day,
    before=_before_removal,
    consequence=_removal,
    take=_remove,
    said=_removed,
    check=_check_removal,
    is_letting_go=True,
)
