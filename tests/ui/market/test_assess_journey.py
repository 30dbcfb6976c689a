"""Market: the life of an application from its receipt to the contract, by keyboard, by two assessors, on both databases."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from brokerage.domain.application import ApplicationState, LotOutcome
from brokerage.domain.offer import SearchCriteria
from brokerage.services.assess_application import show_assessment
from brokerage.services.find_support import find_offers
from brokerage.storage.engine import open_database
from tests.builders import START, open_council
from tests.builders import Desk as Council
from tests.services.application_builders import applicant, received
from tests.services.assessment_builders import second_assessor
from tests.ui.market.opened import PASSED, Hands, Open, standing
from ui.desk import Desk


@pytest.fixture
def council(database_url: str) -> Iterator[Council]:
    """The council's rows, in a database of either kind."""
    database = open_database(database_url)
    yield open_council(database)
    database.close()


def test_an_application_is_played_from_received_to_awarded_by_keyboard_by_two_assessors(
    council: Council, window_desk: Desk, opened: Open, qtbot: QtBot, said: list[str]
) -> None:
    came = received(council, applicant(council, assessors_needed=2))
    other = second_assessor(council)
    made = opened()
    view, hands = made.section.view, Hands(qtbot, made)
    made.section.close_one()
    hands.keys.key(Qt.Key.Key_Return)
    assert made.section.back.isVisible()
    hands.press(view.acknowledge)
    hands.press(view.assessment.interest.none)
    card = made.lots[0]
    hands.scores(((PASSED, "Seen"), (PASSED, "Seen"), ("4", "Well told"), ("3", "Told")))
    assert standing(card, "3") == "Your score is kept. It stays sealed until the other assessor has scored."
    assert card.progress.text().endswith("A second assessor’s scores are missing for questions 1, 2, 3 and 4.")
    window_desk.work_as(other)
    assert standing(card, "3") == "Commissioner (demo) scored it; that is shown once you have."
    assert [row.typed for row in card.rows.values()] == [("", "")] * 4
    hands.scores(((PASSED, "Seen"), (PASSED, "Seen"), ("2", "Thin"), ("3", "Told")))
    assert standing(card, "3") == "▲ The assessors differ: agree on one score."
    question = list(card.rows.values())[2]
    assert "Commissioner (demo): 4 of 5 · Well told" in question._given.text()
    hands.into(question.points, "3")
    hands.into(question.reason, "Agreed together")
    hands.press(question.save)
    assert standing(card, "3") == "✓ Met: 3 of 5"
    assert card.decide.suggestion.text().startswith("✓ It meets every criterion of this lot")
    hands.into(card.decide.reasons, "Every criterion is met.")
    hands.press(card.decide.save)
    assert view.next_step.text() == "Send the letters."
    hands.press(view.assessment.letter)
    hands.press(made.section.letters.issue)
    hands.press(made.section.letters.back)
    made.section.back.setFocus()
    award = view.assessment.award
    hands.into(award.number, "C-42")
    hands.into(award.value, "120000")
    hands.into(award.sealed_on, "2 Nov 2026")
    hands.into(award.first_day, "7 Dec 2026")
    hands.press(award.award)
    shown = show_assessment(council.database, came.reference)
    assert (shown.state, shown.lots[0].outcome) == (ApplicationState.ANSWERED, LotOutcome.AWARDED)
    assert "in everybody’s search now, and can be called off from 7 Dec 2026" in said[-1]
    assert said[-1].endswith("Next: agree its prices under Rates; without one nobody can call it off.")
    found = find_offers(council.database, SearchCriteria(START)).offers
    assert came.applicant.service_id in {offer.service_id for offer in found}
