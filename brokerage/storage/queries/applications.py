"""Applications as the board lists them, and one of them whole."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import BindParameter, Integer, Select, Text, bindparam, func, or_, select

from brokerage.domain.application import AWAITING_ANSWER, LotOutcome
from brokerage.domain.application_board import (
    ApplicationFacts,
    AskedFor,
    EarlierRefusal,
    LetterIssued,
    StepTaken,
)
from brokerage.domain.errors import BadInput
from brokerage.domain.said_back import said_back
from brokerage.storage.queries.reader import Reader
from brokerage.storage.tables.applications import ApplicationLotRow, ApplicationRow, ApplicationStepRow, RoundRow
from brokerage.storage.tables.assessments import DecisionRow, LetterRow
from brokerage.storage.tables.council import StaffRow
from brokerage.storage.tables.providers import ProviderRow, ServiceRow
from brokerage.storage.tables.schemes import LotRow, SchemeRow

_WAITS_FOR_AWARD = (
    select(ApplicationLotRow.id)
    .where(ApplicationLotRow.application_id == ApplicationRow.id, ApplicationLotRow.outcome == LotOutcome.ADMITTED)
    .correlate(ApplicationRow)
    .exists()
)
_FACTS = (
    select(
        ApplicationRow.id,
        ApplicationRow.reference,
        ApplicationRow.version,
        SchemeRow.reference,
        SchemeRow.title,
        ApplicationRow.provider_id,
        ProviderRow.name,
        func.coalesce(RoundRow.title, ""),
        ApplicationRow.received_on,
        ApplicationRow.due_on,
        ApplicationRow.extension_reason,
        ApplicationRow.acknowledged_on,
        ApplicationRow.state,
        _WAITS_FOR_AWARD,
    )
    .join(SchemeRow, SchemeRow.id == ApplicationRow.scheme_id)
    .join(ProviderRow, ProviderRow.id == ApplicationRow.provider_id)
    .outerjoin(RoundRow, RoundRow.id == ApplicationRow.round_id)
)
_OPEN_FIRST = _FACTS.order_by(
    ApplicationRow.state.not_in(sorted(AWAITING_ANSWER, key=lambda state: state.value)),
    ApplicationRow.due_on,
    ApplicationRow.id,
)
_BOARD = _OPEN_FIRST.where(
    or_(
        bindparam("scheme", type_=Text()) == "",
        func.lower(SchemeRow.reference) == bindparam("scheme", type_=Text()),
    )
).limit(bindparam("row_limit"))
_ONE = _FACTS.where(ApplicationRow.reference == bindparam("reference", type_=Text()))
_LOTS: Select[tuple[int, str]] = (
    select(ApplicationLotRow.application_id, LotRow.number)
    .join(LotRow, LotRow.id == ApplicationLotRow.lot_id)
    .where(ApplicationLotRow.application_id.in_(bindparam("applications", expanding=True)))
    .order_by(LotRow.number)
)
_OF_APPLICATION: BindParameter[int] = bindparam("application_id", type_=Integer())
_ASKED = (
    select(
        ApplicationLotRow.id,
        ApplicationLotRow.service_id,
        ServiceRow.name,
        ApplicationLotRow.lot_id,
        LotRow.number,
        LotRow.title,
        ApplicationLotRow.outcome,
        DecisionRow.decided_on,
        func.coalesce(DecisionRow.reasons, ""),
        func.coalesce(DecisionRow.feedback, ""),
    )
    .join(ServiceRow, ServiceRow.id == ApplicationLotRow.service_id)
    .join(LotRow, LotRow.id == ApplicationLotRow.lot_id)
    .outerjoin(DecisionRow, DecisionRow.application_lot_id == ApplicationLotRow.id)
    .where(ApplicationLotRow.application_id == _OF_APPLICATION)
    .order_by(LotRow.number, ServiceRow.name)
)
_STEPS = (
    select(
        ApplicationStepRow.step,
        ApplicationStepRow.to_state,
        StaffRow.full_name,
        ApplicationStepRow.taken_at,
        ApplicationStepRow.note,
    )
    .join(StaffRow, StaffRow.id == ApplicationStepRow.taken_by_id)
    .where(ApplicationStepRow.application_id == _OF_APPLICATION)
    .order_by(ApplicationStepRow.id)
)
_LETTERS = (
    select(LetterRow.kind, StaffRow.full_name, LetterRow.issued_at)
    .join(StaffRow, StaffRow.id == LetterRow.issued_by_id)
    .where(LetterRow.application_id == _OF_APPLICATION)
    .order_by(LetterRow.id)
)
_REFUSED = (
    select(
        ApplicationRow.reference,
        SchemeRow.reference,
        ServiceRow.name,
        LotRow.number,
        DecisionRow.decided_on,
        DecisionRow.reasons,
    )
    .join(ApplicationLotRow, ApplicationLotRow.id == DecisionRow.application_lot_id)
    .join(ApplicationRow, ApplicationRow.id == ApplicationLotRow.application_id)
    .join(SchemeRow, SchemeRow.id == ApplicationRow.scheme_id)
    .join(ServiceRow, ServiceRow.id == ApplicationLotRow.service_id)
    .join(LotRow, LotRow.id == ApplicationLotRow.lot_id)
    .where(
        DecisionRow.outcome == LotOutcome.REFUSED,
        ApplicationRow.provider_id == bindparam("provider_id"),
        ApplicationRow.id < _OF_APPLICATION,
    )
    .order_by(DecisionRow.id.desc())
)


def applications(reader: Reader, *, scheme: str = "", limit: int) -> tuple[ApplicationFacts, ...]:
    """Return at most so many applications of one scheme or of all: those that wait for an answer first, by their due day."""
    rows = reader.execute(_BOARD, {"scheme": scheme.strip().lower(), "row_limit": limit}).all()
    lots = _lots_of(reader, [row[0] for row in rows])
    return tuple(replace(ApplicationFacts(*row), lots=lots.get(row[0], ())) for row in rows)


def application_facts(reader: Reader, reference: str) -> ApplicationFacts:
    """Return the application of this reference. Raises: BadInput when there is none."""
    row = reader.execute(_ONE, {"reference": reference}).first()
    if row is None:
        raise BadInput(f"There is no application {said_back(reference)}. Check the reference.")
    return replace(ApplicationFacts(*row), lots=_lots_of(reader, [row[0]]).get(row[0], ()))


def asked_for(reader: Reader, application_id: int) -> tuple[AskedFor, ...]:
    """Return what the application asks for, by lot and service, with what was decided."""
    return tuple(AskedFor(*row) for row in reader.execute(_ASKED, {"application_id": application_id}))


def steps_taken(reader: Reader, application_id: int) -> tuple[StepTaken, ...]:
    """Return the steps taken with the application, in order."""
    return tuple(StepTaken(*row) for row in reader.execute(_STEPS, {"application_id": application_id}))


def letters_issued(reader: Reader, application_id: int) -> tuple[LetterIssued, ...]:
    """Return the letters issued to the applicant, in order."""
    return tuple(LetterIssued(*row) for row in reader.execute(_LETTERS, {"application_id": application_id}))


def refused_before(reader: Reader, application_id: int, provider_id: int) -> tuple[EarlierRefusal, ...]:
    """Return the lots the provider was refused with earlier applications, the newest first."""
    asked = {"application_id": application_id, "provider_id": provider_id}
    return tuple(EarlierRefusal(*row) for row in reader.execute(_REFUSED, asked))


def _lots_of(reader: Reader, application_ids: Iterable[int]) -> dict[int, tuple[str, ...]]:
    numbers: dict[int, dict[str, None]] = defaultdict(dict)
    for application_id, number in reader.execute(_LOTS, {"applications": list(application_ids)}):
        numbers[application_id][number] = None
    return {application_id: tuple(lots) for application_id, lots in numbers.items()}
