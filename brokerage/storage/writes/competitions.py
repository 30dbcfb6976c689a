"""Writes competitions as they are opened, with their criteria and invitations, and the award criteria of a scheme."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from brokerage.domain.competition import CompetitionState
from brokerage.domain.competition_criteria import AwardCriterion
from brokerage.domain.competition_form import CompetitionForm
from brokerage.domain.market_sheet import MarketSheet
from brokerage.storage.queries.competition_at_hand import SUBJECT, CompetitionAtHand, competition_now
from brokerage.storage.tables.competitions import (
    AwardCriterionRow,
    CompetitionCriterionRow,
    CompetitionRow,
    InvitationRow,
)
from brokerage.storage.unit_of_work import UnitOfWork

_CRITERIA = "scheme_award_criteria"


@dataclass(frozen=True, slots=True)
class ToInvite:
    """A service to be asked, under which admission."""

    service_id: int
    admission_id: int


def set_award_criteria(
    work: UnitOfWork, scheme_id: int, scheme: str, criteria: Sequence[AwardCriterion]
) -> tuple[AwardCriterion, ...]:
    """Write the scheme's criteria in place of those it had, with an audit entry; return them.

    Competitions that are open keep theirs: each has its own copy.
    """
    work.session.execute(
        delete(AwardCriterionRow)
        .where(AwardCriterionRow.scheme_id == scheme_id)
        .execution_options(synchronize_session=False)
    )
    work.session.add_all(
        AwardCriterionRow(
            scheme_id=scheme_id,
            number=one.number,
            kind=one.kind,
            text=one.text,
            weight=one.weight,
            highest_score=one.highest_score,
        )
        for one in criteria
    )
    work.session.flush()
    weights = ", ".join(f"{one.number} {one.kind.value} {one.weight} %" for one in criteria)
    work.record("set-award-criteria", _CRITERIA, scheme, {"criteria": weights})
    return tuple(criteria)


def open_competition(
    work: UnitOfWork,
    form: CompetitionForm,
    reference: str,
    opened_on: date,
    due_on: date,
    sheet: MarketSheet,
    criteria: Sequence[AwardCriterion],
    to_invite: Sequence[ToInvite],
) -> CompetitionAtHand:
    """Write the competition with its criteria, who is invited, and its audit entry; return it as it stands."""
    row = CompetitionRow(
        reference=reference,
        request_id=form.request_id,
        lot_id=form.lot_id,
        person_id=form.person_id,
        state=CompetitionState.OPEN,
        opened_on=opened_on,
        answers_due_on=due_on,
        first_day=form.first_day,
        planned_last_day=form.planned_last_day,
        week="" if form.week is None else str(form.week),
        ratio="" if form.ratio is None else str(form.ratio),
        why=form.why,
        sheet=sheet.to_plain(),
        opened_by_id=work.actor.staff_id,
        opened_at=work.now,
    )
    work.session.add(row)
    work.session.flush()
    _add_criteria(work.session, row.id, criteria)
    _invite(work, row.id, to_invite)
    said = {"first_day": form.first_day.isoformat(), "answers_due_on": due_on.isoformat()}
    work.record("open-competition", SUBJECT, reference, {**said, "lot": sheet.lot, "invited": str(len(to_invite))})
    return competition_now(work.session, reference)


def touch(session: Session, competition_id: int) -> None:
    """Count the competition's version up: whoever decides on what they read before is told that it has changed."""
    session.execute(
        update(CompetitionRow)
        .where(CompetitionRow.id == competition_id)
        .values(version=CompetitionRow.version + 1)
        .execution_options(synchronize_session=False)
    )


def _add_criteria(session: Session, competition_id: int, criteria: Sequence[AwardCriterion]) -> None:
    session.add_all(
        CompetitionCriterionRow(
            competition_id=competition_id,
            number=one.number,
            kind=one.kind,
            text=one.text,
            weight=one.weight,
            highest_score=one.highest_score,
        )
        for one in criteria
    )
    session.flush()


def _invite(work: UnitOfWork, competition_id: int, to_invite: Sequence[ToInvite]) -> None:
    work.session.add_all(
        InvitationRow(
            competition_id=competition_id,
            service_id=one.service_id,
            admission_id=one.admission_id,
            invited_by_id=work.actor.staff_id,
            invited_at=work.now,
        )
        for one in to_invite
    )
    work.session.flush()
