"""Takes a competition through a step: the one place where its state and its last day for answers change."""

from collections.abc import Sequence
from datetime import date

from brokerage.domain.competition import CompetitionStep, competition_state_after
from brokerage.domain.competition_weighing import WeighedOffer
from brokerage.domain.plain import plain_value
from brokerage.storage.queries.competition_at_hand import SUBJECT, CompetitionAtHand, competition_now
from brokerage.storage.tables.competitions import CompetitionAwardRow, CompetitionRow, CompetitionStepRow
from brokerage.storage.unit_of_work import UnitOfWork


def take_competition_step(
    work: UnitOfWork, competition: CompetitionAtHand, step: CompetitionStep, note: str, due_on: date | None = None
) -> CompetitionAtHand:
    """Write a step, the state it leads to and its audit entry; return the competition as it stands then.

    `due_on` is the new last day for answers, None where it stays. Raises: RuleBroken once the competition is over.
    """
    to_state = competition_state_after(step, competition.state)
    row = work.session.get_one(CompetitionRow, competition.competition_id)
    row.answers_due_on = due_on or row.answers_due_on
    row.state = to_state
    work.session.add(
        CompetitionStepRow(
            competition_id=competition.competition_id,
            step=step,
            note=note,
            taken_by_id=work.actor.staff_id,
            taken_at=work.now,
        )
    )
    work.session.flush()
    said = {"from": competition.state.value, "to": to_state.value, "answers_due_on": row.answers_due_on.isoformat()}
    work.record(step.value, SUBJECT, competition.reference, said)
    return competition_now(work.session, competition.reference)


def keep_award(
    work: UnitOfWork,
    competition: CompetitionAtHand,
    answer_id: int,
    reasons: str,
    weighed: Sequence[WeighedOffer],
    today: date,
) -> None:
    """Freeze the award: to which answer, why, and the whole list as it was weighed."""
    work.session.add(
        CompetitionAwardRow(
            competition_id=competition.competition_id,
            answer_id=answer_id,
            reasons=reasons,
            weighed=[plain_value(offer) for offer in weighed],
            awarded_on=today,
            awarded_by_id=work.actor.staff_id,
            awarded_at=work.now,
        )
    )
    work.session.flush()
