"""A whole small competition, from the request to the call-off and its agreement, on both databases."""

from decimal import Decimal

from sqlalchemy import select

from brokerage.domain.call_off import CallOffState
from brokerage.domain.competition import CompetitionState
from brokerage.services.agree_and_print import issue_agreement
from brokerage.services.approve import approve
from brokerage.services.award_competition import weigh_competition
from brokerage.services.call_off_typed import CallOffAsked, read_package
from brokerage.services.find_competitions import show_competition
from brokerage.services.raise_call_off import raise_package
from brokerage.services.send_and_answer import accept_call_off, send_call_off
from brokerage.storage.queries.evidence_kept import list_kept
from brokerage.storage.tables.call_offs import CallOffLineRow, CallOffRow
from tests.builders import Desk
from tests.services.competition_builders import NOW, awarded, market


def test_what_was_awarded_is_called_off_at_its_price_with_the_list_it_was_weighed_in(desk: Desk) -> None:
    of = market(desk)
    reference = awarded(desk, of)
    asked = CallOffAsked(competition=reference, reason="The better fit by the weights.")
    (draft,), listed = read_package(desk.database, asked, NOW)
    (raised,) = raise_package(desk.database, desk.broker, (draft,), NOW, listed).result
    with desk.session() as session:
        row = session.scalars(select(CallOffRow).where(CallOffRow.reference == raised.reference)).one()
        line = session.scalars(select(CallOffLineRow).where(CallOffLineRow.call_off_id == row.id)).one()
        kept = list_kept(session, row.id)
    assert (row.service_id, row.weekly, line.price) == (of.services[1], Decimal("160.00"), Decimal("80.00"))
    assert kept is not None
    assert [(offer.service, offer.weekly) for offer in kept.offers] == [
        ("B Yard (demo)", Decimal("160.00")),
        ("A Yard (demo)", Decimal("140.00")),
    ]
    shown = show_competition(desk.database, reference)
    assert shown.summary.call_off == raised.reference
    approve(desk.database, desk.approver, raised.reference, NOW)
    send_call_off(desk.database, desk.broker, raised.reference, NOW)
    accepted = accept_call_off(desk.database, desk.broker, raised.reference, NOW).result
    assert accepted.state is CallOffState.ACCEPTED
    issue_agreement(desk.database, desk.broker, raised.reference, NOW)


def test_the_list_after_the_award_is_the_one_that_was_frozen(desk: Desk) -> None:
    of = market(desk)
    reference = awarded(desk, of)
    found = weigh_competition(desk.database, reference)
    assert found.summary.state is CompetitionState.AWARDED
    assert [(offer.rank, offer.service, offer.total) for offer in found.weighing.offers] == [
        (1, "B Yard (demo)", Decimal("89.0000")),
        (2, "A Yard (demo)", Decimal("76.0000")),
    ]
