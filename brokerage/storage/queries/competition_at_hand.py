"""One competition as a use case finds it before it changes it: locked, with what was asked and its last step."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Row, Select, Text, bindparam, select
from sqlalchemy.orm import Session

from brokerage.domain.competition import CompetitionState, CompetitionStep
from brokerage.domain.competition_answer import Asked
from brokerage.domain.errors import BadInput
from brokerage.domain.ratio import parse_ratio
from brokerage.domain.said_back import said_back
from brokerage.domain.week_wanted import parse_week
from brokerage.storage.queries.reader import Reader
from brokerage.storage.row_locks import held
from brokerage.storage.tables.competitions import CompetitionRow, CompetitionStepRow

SUBJECT = "competitions"
"""What audit entries of a competition name as their subject; the key is its reference."""


@dataclass(frozen=True, slots=True)
class CompetitionAtHand:
    """A competition as it stands in this transaction. Days are included."""

    competition_id: int
    reference: str
    request_id: str
    version: int
    lot_id: int
    person_id: int
    asked: Asked

    @property
    def state(self) -> CompetitionState:
        """Where it stands."""
        return self.asked.state


@dataclass(frozen=True, slots=True)
class LastStep:
    """The step taken last: which, by whom, and what was noted."""

    step: CompetitionStep
    taken_by_id: int
    note: str


_AtHand = tuple[
    int, str, str, int, int, int, CompetitionState, date, date, date, date | None, str, str
]  # fmt: skip

_STANDING: Select[_AtHand] = select(
    CompetitionRow.id,
    CompetitionRow.reference,
    CompetitionRow.request_id,
    CompetitionRow.version,
    CompetitionRow.lot_id,
    CompetitionRow.person_id,
    CompetitionRow.state,
    CompetitionRow.opened_on,
    CompetitionRow.answers_due_on,
    CompetitionRow.first_day,
    CompetitionRow.planned_last_day,
    CompetitionRow.week,
    CompetitionRow.ratio,
)
_NOW = _STANDING.where(CompetitionRow.reference == bindparam("reference", type_=Text()))
_LOCKED = held(_NOW, CompetitionRow)
_OF_REQUEST = _STANDING.where(CompetitionRow.request_id == bindparam("request_id", type_=Text()))
_LAST_STEP = (
    select(CompetitionStepRow.step, CompetitionStepRow.taken_by_id, CompetitionStepRow.note)
    .where(CompetitionStepRow.competition_id == bindparam("competition_id"))
    .order_by(CompetitionStepRow.id.desc())
    .limit(1)
)


def competition_for_update(session: Session, reference: str) -> CompetitionAtHand:
    """Return the competition, locked until the transaction ends. Raises: BadInput when there is none of this reference."""
    return _found(session.execute(_LOCKED, {"reference": reference}).first(), reference)


def competition_now(reader: Reader, reference: str) -> CompetitionAtHand:
    """Return the competition as it stands, not locked. Raises: BadInput when there is none of this reference."""
    return _found(reader.execute(_NOW, {"reference": reference}).first(), reference)


def competition_of_request(reader: Reader, request_id: str) -> CompetitionAtHand | None:
    """Return the competition this form opened, or None when it has opened none yet."""
    row = reader.execute(_OF_REQUEST, {"request_id": request_id}).first()
    return None if row is None else _at_hand(row)


def last_competition_step(reader: Reader, competition_id: int) -> LastStep | None:
    """Return the step taken last, or None where none was taken since it was opened."""
    row = reader.execute(_LAST_STEP, {"competition_id": competition_id}).first()
    return None if row is None else LastStep(*row)


def _found(row: Row[_AtHand] | None, reference: str) -> CompetitionAtHand:
    if row is None:
        raise BadInput(f"There is no competition {said_back(reference)}. Check the reference.")
    return _at_hand(row)


def _at_hand(row: Row[_AtHand]) -> CompetitionAtHand:
    competition_id, reference, request_id, version, lot_id, person_id, *asked = row
    state, opened_on, due_on, first_day, last_day, week, ratio = asked
    return CompetitionAtHand(
        competition_id,
        reference,
        request_id,
        version,
        lot_id,
        person_id,
        Asked(
            state,
            opened_on,
            due_on,
            first_day,
            last_day,
            parse_week(week) if week else None,
            parse_ratio(ratio) if ratio else None,
        ),
    )
