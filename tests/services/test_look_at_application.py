"""Before an application is recorded: who may apply, what may be asked for, by when it would be answered. Both databases."""

from datetime import date

import pytest

from brokerage.domain.application import ApplicationState, LotOutcome
from brokerage.domain.application_form import ServiceInLot
from brokerage.domain.errors import BadInput
from brokerage.services.look_at_application import MOST_FOUND, find_applicants, look_at_application
from brokerage.storage.tables.applications import ApplicationLotRow
from brokerage.storage.tables.assessments import DecisionRow
from tests.builders import NOW, Desk
from tests.services.application_builders import applicant, opened_round, received


def test_a_provider_is_found_by_a_part_of_its_name_or_the_beginning_of_a_number(desk: Desk) -> None:
    first = desk.provider("Barley Care Ltd (demo)", council_reference="PR-7", company_number="01234567")
    desk.provider("Weald 100% Homes (demo)")
    desk.service(first)
    for text in ("barley", "CARE  ltd", "pr-", "0123"):
        (found,) = find_applicants(desk.database, text)
        assert (found.provider_id, found.key, found.services) == (first, "PR-7", 1)
    assert [one.name for one in find_applicants(desk.database, "100%")] == ["Weald 100% Homes (demo)"]
    assert find_applicants(desk.database, "_") == ()


def test_so_many_are_found_at_most_by_name(desk: Desk) -> None:
    for number in range(MOST_FOUND + 2):
        desk.provider(f"Home {number:02} (demo)")
    found = find_applicants(desk.database, "home")
    assert [one.name for one in found] == [f"Home {number:02} (demo)" for number in range(MOST_FOUND)]


def test_the_clock_is_told_before_anything_is_recorded(desk: Desk) -> None:
    of = applicant(desk)
    opened_round(desk, of.scheme_id, date(2026, 12, 1), date(2026, 12, 20))
    look = look_at_application(desk.database, of.scheme, date(2026, 12, 17))
    assert (look.due_on, look.working_days, look.round_title) == (date(2027, 1, 5), 10, "Round 1")
    assert (look.notes, look.services, [lot.number for lot in look.lots]) == ((), (), ["1"])


def test_between_rounds_and_refusals_of_before_are_told(desk: Desk) -> None:
    of = applicant(desk)
    before = received(desk, of, state=ApplicationState.ANSWERED)
    with desk.session() as session:
        lot = session.get_one(ApplicationLotRow, before.asked[0])
        session.add(
            DecisionRow(
                application_lot_id=lot.id,
                outcome=LotOutcome.REFUSED,
                reasons="The insurance ends too soon",
                decided_on=date(2026, 11, 2),
                decided_by_id=desk.commissioner.staff_id,
                decided_at=NOW,
            )
        )
        session.flush()
        lot.outcome = LotOutcome.REFUSED
    look = look_at_application(desk.database, of.scheme, date(2026, 11, 2), of.provider_id)
    assert look.round_title == ""
    between, refused = look.notes
    assert "No round of" in between
    assert "refused" in refused.lower()
    assert [one.service_id for one in look.services] == [of.service_id]


def test_what_a_service_waits_for_already_is_told(desk: Desk) -> None:
    before = received(desk)
    of = before.applicant
    (waiting,) = look_at_application(desk.database, of.scheme, date(2026, 11, 2), of.provider_id).waiting
    assert (waiting.asked, waiting.reference) == (ServiceInLot(of.service_id, of.lot_id), before.reference)


def test_an_unknown_scheme_is_refused_at_its_field(desk: Desk) -> None:
    with pytest.raises(BadInput) as refused:
        look_at_application(desk.database, "NONE", date(2026, 11, 2))
    assert refused.value.field == "scheme"
