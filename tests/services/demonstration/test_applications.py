"""Rounds and applications of the demonstration: every state is there, each as the program itself would have made it."""

from collections import Counter

from sqlalchemy import text

from brokerage.domain.answer_clock import Urgency
from brokerage.domain.application import ApplicationState, LotOutcome
from brokerage.domain.application_letter import LetterKind
from brokerage.domain.round import RoundState
from brokerage.services.assess_application import show_assessment
from brokerage.services.draw_up_receipt import receipt_pdf
from brokerage.services.find_applications import list_applications, show_application
from brokerage.services.run_round import list_rounds
from brokerage.storage.engine import Database
from tests.demonstrations import DEMONSTRATION_DAY

S = ApplicationState


def test_one_round_is_open_and_one_is_closed_and_the_other_scheme_has_none(demonstration: Database) -> None:
    found = list_rounds(demonstration, DEMONSTRATION_DAY)
    assert [(one.round.scheme, one.state) for one in found.rounds] == [
        ("ELA-2022", RoundState.CLOSED),
        ("ELA-2022", RoundState.OPEN),
    ]
    assert any(warning.startswith("RES-2022: ") for warning in found.warnings)


def test_twelve_applications_stand_in_every_state_and_at_every_urgency(demonstration: Database) -> None:
    board = list_applications(demonstration, DEMONSTRATION_DAY)
    assert len(board.rows) == 12
    assert {row.facts.state for row in board.rows} == set(ApplicationState)
    assert {row.urgency for row in board.rows} == {*Urgency, None}
    assert all(row.facts.provider.endswith("(demo)") for row in board.rows)
    assert [row.facts.reference for row in board.rows if row.facts.waits_for_award] == ["AP-2026-0008"]


def test_every_outcome_of_a_lot_is_there_and_decisions_give_reasons_that_say_they_are_made_up(
    demonstration: Database,
) -> None:
    board = list_applications(demonstration, DEMONSTRATION_DAY)
    asked = [
        one
        for row in board.rows
        for one in show_application(demonstration, row.facts.reference, DEMONSTRATION_DAY).asked
    ]
    assert {one.outcome for one in asked} == set(LotOutcome)
    assert all(one.reasons.endswith("(demo).") for one in asked if one.outcome is not LotOutcome.ASKED)


def test_each_decision_follows_its_scores(demonstration: Database) -> None:
    checked = Counter[LotOutcome]()
    for row in list_applications(demonstration, DEMONSTRATION_DAY).rows:
        for lot in show_assessment(demonstration, row.facts.reference).lots:
            if lot.decision is not None:
                assert lot.assessment.is_complete
                assert bool(lot.assessment.failed) is (lot.decision.outcome is LotOutcome.REFUSED)
                checked[lot.decision.outcome] += 1
    assert min(checked.values()) > 1


def test_steps_lead_to_the_state_of_the_row_and_none_lies_in_the_future(demonstration: Database) -> None:
    for row in list_applications(demonstration, DEMONSTRATION_DAY).rows:
        shown = show_application(demonstration, row.facts.reference, DEMONSTRATION_DAY)
        assert (shown.steps[-1].to_state if shown.steps else S.RECEIVED) is row.facts.state
        assert [step.taken_at for step in shown.steps] == sorted(step.taken_at for step in shown.steps)
        assert all(step.taken_at.date() <= DEMONSTRATION_DAY for step in shown.steps)


def test_what_was_acknowledged_has_its_receipt_and_what_was_answered_its_letter(demonstration: Database) -> None:
    for row in list_applications(demonstration, DEMONSTRATION_DAY).rows:
        shown = show_application(demonstration, row.facts.reference, DEMONSTRATION_DAY)
        kinds = [letter.kind for letter in shown.letters]
        expected = [] if row.facts.state is S.RECEIVED else [LetterKind.RECEIPT]
        assert kinds == [*expected, *([LetterKind.DECISION] if row.facts.state is S.ANSWERED else [])]
        if kinds:
            assert receipt_pdf(demonstration, row.facts.reference).startswith(b"%PDF-")


def test_one_that_was_refused_applies_again_and_its_history_shows(demonstration: Database) -> None:
    board = list_applications(demonstration, DEMONSTRATION_DAY)
    again = [
        shown
        for row in board.rows
        if row.urgency is not None
        and (shown := show_application(demonstration, row.facts.reference, DEMONSTRATION_DAY)).refused_before
    ]
    assert again
    assert again[0].asked[0].service == again[0].refused_before[0].service


def test_a_service_applies_only_to_lots_it_was_not_in(demonstration: Database) -> None:
    asked = (
        "SELECT count(*) FROM application_lots a JOIN applications p ON p.id = a.application_id "
        "JOIN admissions m ON m.service_id = a.service_id AND m.lot_id = a.lot_id AND m.first_day <= p.received_on"
    )
    with demonstration.reading() as connection:
        assert connection.execute(text(asked)).scalar() == 0


def test_every_lot_asks_questions_and_weighs_its_scored_ones_to_a_hundred(demonstration: Database) -> None:
    asked = "SELECT l.id, sum(q.weight) FROM lots l LEFT JOIN questions q ON q.lot_id = l.id GROUP BY l.id"
    with demonstration.reading() as connection:
        assert {weight for _, weight in connection.execute(text(asked))} == {100}


def test_the_awarded_contract_runs_and_its_service_is_admitted(demonstration: Database) -> None:
    asked = "SELECT c.first_day, m.first_day FROM contracts c JOIN admissions m ON m.contract_id = c.id"
    with demonstration.reading() as connection:
        ((contract_from, admitted_from),) = connection.execute(text(asked)).all()
    assert str(contract_from) == str(admitted_from) <= str(DEMONSTRATION_DAY)
