"""`check` names the awards and call-offs of competitions that do not agree with what they rest on."""

from decimal import Decimal

from sqlalchemy import insert, select, text, update

from brokerage.services.check import check_database
from brokerage.storage.tables.call_offs import CallOffLineRow, CallOffRow
from brokerage.storage.tables.competitions import CompetitionAnswerRow, CompetitionCriterionRow, CompetitionScoreRow
from brokerage.storage.tables.providers import ServiceRow
from tests.builders import Desk
from tests.services.competition_builders import NOW, awarded, market
from tests.services.test_call_off_of_award import called_off, draft


def wrong(desk: Desk) -> dict[str, tuple[str, ...]]:
    return {item.title: item.wrong for item in check_database(desk.database) if not item.is_well}


def test_awards_and_their_call_offs_agree_until_somebody_writes_past_the_program(desk: Desk) -> None:
    of = market(desk)
    reference = awarded(desk, of)
    raised = called_off(desk, draft(desk, reference)).reference
    with desk.session() as session:
        session.execute(update(ServiceRow).values(name="Renamed Yard (demo)"))
    assert wrong(desk) == {}
    with desk.session() as session:
        on = "" if desk.database.is_embedded else " ON competition_scores"
        session.execute(text(f"DROP TRIGGER points_come_while_open{on}"))
        criterion_id = session.scalars(
            select(CompetitionCriterionRow.id).order_by(CompetitionCriterionRow.number.desc())
        ).first()
        answer_id = session.scalars(select(CompetitionAnswerRow.id).order_by(CompetitionAnswerRow.id)).first()
        late = {"answer_id": answer_id, "criterion_id": criterion_id, "points": 10, "reason": "Late", "given_by_id": 1}
        session.execute(insert(CompetitionScoreRow).values(**late, given_at=NOW))
        row = session.scalars(select(CallOffRow).where(CallOffRow.reference == raised)).one()
        line = session.scalars(select(CallOffLineRow).where(CallOffLineRow.call_off_id == row.id)).one()
        told = {"kind": line.kind, "unit": line.unit, "description": "", "position": 0, "week": line.week}
        other = {"call_off_id": row.id, "edition": 2, "price": Decimal(90), "weekly": row.weekly, **told}
        session.execute(insert(CallOffLineRow).values(**other))
        row.lines_edition = 2
    assert wrong(desk) == {
        "Each award is that of the list its answers make": (reference,),
        "Each call-off from a competition is at its award's price": (raised,),
    }
