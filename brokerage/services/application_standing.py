"""What every step of an application shares: who may take it, who was first, and what is told afterwards."""

from dataclasses import dataclass
from datetime import date

from brokerage.domain.answer_clock import urgency_of, working_days_left
from brokerage.domain.application import AWAITING_ANSWER, NEXT_APPLICATION_STEPS, ApplicationState
from brokerage.domain.application_board import say_time_left
from brokerage.domain.changes import Kind
from brokerage.services import changed_meanwhile
from brokerage.services.bank_holidays import load_bank_holidays
from brokerage.storage.queries.application_at_hand import SUBJECT, ApplicationAtHand
from brokerage.storage.unit_of_work import UnitOfWork

CHANGED = frozenset({Kind.SCHEMES})


@dataclass(frozen=True, slots=True)
class ApplicationStanding:
    """Where an application stands after a step, by when it is answered, what happens next, and what else there is to say."""

    application_id: int
    reference: str
    version: int
    state: ApplicationState
    received_on: date
    due_on: date
    is_between_rounds: bool
    time_left: str
    next_step: str
    notes: tuple[str, ...] = ()


def standing_of(application: ApplicationAtHand, today: date, notes: tuple[str, ...] = ()) -> ApplicationStanding:
    """Return what to tell of an application as it stands on the day."""
    return ApplicationStanding(
        application.application_id,
        application.reference,
        application.version,
        application.state,
        application.received_on,
        application.due_on,
        application.round_id is None,
        _time_left(application, today),
        NEXT_APPLICATION_STEPS[application.state],
        notes,
    )


def refuse_stale(work: UnitOfWork, application: ApplicationAtHand, version: int | None) -> None:
    """Pass when the version is the one that stands (or none is given). Raises: Conflict naming who changed it, and when."""
    changed_meanwhile.refuse_stale(work, SUBJECT, application.reference, version, application.version)


def _time_left(application: ApplicationAtHand, today: date) -> str:
    if application.state not in AWAITING_ANSWER:
        return ""
    holidays, clock = load_bank_holidays().days, application.clock
    return say_time_left(urgency_of(clock, today, holidays), working_days_left(clock, today, holidays))
