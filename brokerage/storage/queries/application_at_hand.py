"""One application as a use case finds it before it changes it: locked, with its clock and its last step."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Row, Select, Text, bindparam, select
from sqlalchemy.orm import Session

from brokerage.domain.answer_clock import AnswerClock
from brokerage.domain.application import ApplicationState, ApplicationStep
from brokerage.domain.errors import BadInput
from brokerage.domain.said_back import said_back
from brokerage.storage.queries.reader import Reader
from brokerage.storage.row_locks import held
from brokerage.storage.tables.applications import ApplicationRow, ApplicationStepRow

SUBJECT = "applications"
"""What audit entries of an application name as their subject; the key is its reference."""


@dataclass(frozen=True, slots=True)
class ApplicationAtHand:
    """An application as it stands in this transaction. `round_id` is None where it came between rounds."""

    application_id: int
    reference: str
    request_id: str
    version: int
    state: ApplicationState
    scheme_id: int
    round_id: int | None
    provider_id: int
    received_on: date
    due_on: date
    extension_reason: str
    acknowledged_on: date | None

    @property
    def is_as_recorded(self) -> bool:
        """Whether nothing was done with it since it was recorded."""
        return self.version == 1

    @property
    def clock(self) -> AnswerClock:
        """By when it is answered."""
        return AnswerClock(self.received_on, self.due_on, self.extension_reason)


_AtHand = tuple[int, str, str, int, ApplicationState, int, int | None, int, date, date, str, date | None]

_STANDING: Select[_AtHand] = select(
    ApplicationRow.id,
    ApplicationRow.reference,
    ApplicationRow.request_id,
    ApplicationRow.version,
    ApplicationRow.state,
    ApplicationRow.scheme_id,
    ApplicationRow.round_id,
    ApplicationRow.provider_id,
    ApplicationRow.received_on,
    ApplicationRow.due_on,
    ApplicationRow.extension_reason,
    ApplicationRow.acknowledged_on,
)
_NOW = _STANDING.where(ApplicationRow.reference == bindparam("reference", type_=Text()))
_LOCKED = held(_NOW, ApplicationRow)
_OF_REQUEST = _STANDING.where(ApplicationRow.request_id == bindparam("request_id", type_=Text()))
_LAST_STEP = (
    select(ApplicationStepRow.step, ApplicationStepRow.taken_by_id, ApplicationStepRow.note)
    .where(ApplicationStepRow.application_id == bindparam("application_id"))
    .order_by(ApplicationStepRow.id.desc())
    .limit(1)
)


def application_for_update(session: Session, reference: str) -> ApplicationAtHand:
    """Return the application, locked until the transaction ends. Raises: BadInput when there is none of this reference."""
    return _found(session.execute(_LOCKED, {"reference": reference}).first(), reference)


def application_now(reader: Reader, reference: str) -> ApplicationAtHand:
    """Return the application as it stands, not locked. Raises: BadInput when there is none of this reference."""
    return _found(reader.execute(_NOW, {"reference": reference}).first(), reference)


def application_of_request(reader: Reader, request_id: str) -> ApplicationAtHand | None:
    """Return the application this form recorded, or None when it has recorded none yet."""
    row = reader.execute(_OF_REQUEST, {"request_id": request_id}).first()
    return None if row is None else ApplicationAtHand(*row)


def last_application_step_was(
    reader: Reader, application_id: int, step: ApplicationStep, staff_id: int, note: str = ""
) -> bool:
    """Return whether the last step was this one, taken by this member of staff with this note: a second press."""
    row = reader.execute(_LAST_STEP, {"application_id": application_id}).first()
    return row is not None and (row[0], row[1], row[2]) == (step, staff_id, note)


def _found(row: Row[_AtHand] | None, reference: str) -> ApplicationAtHand:
    if row is None:
        raise BadInput(f"There is no application {said_back(reference)}. Check the reference.")
    return ApplicationAtHand(*row)
