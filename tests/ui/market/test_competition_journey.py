"""A small competition by keyboard: opened, answered, scored, awarded, its letters, its call-off.

The use cases behind it are played on both databases in tests/services/test_life_of_a_competition.py.
"""

from collections.abc import Callable

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from brokerage.domain.call_off_summary import CallOffTab
from brokerage.domain.competition import CompetitionState
from brokerage.services.competition_letters import Letters, look_at_competition_letters
from brokerage.services.find_call_offs import show_call_off
from brokerage.services.find_competitions import list_competitions
from brokerage.services.manage_people import read_person
from tests.builders import TODAY
from tests.builders import Desk as Council
from tests.services.competition_builders import market
from tests.ui.call_off_desk import button_of, texts
from tests.ui.market.competition_desk import AtRest, Competitions, Hands, competitions
from ui import intents
from ui.call_offs.page import CallOffsPage
from ui.desk import Desk
from ui.market.competitions.service import SCORE
from ui.market.page import MarketPage
from ui.page_name import PageName

Sent = list[tuple[PageName, object]]


def test_a_competition_is_played_from_the_request_to_the_call_off_by_keyboard(
    council: Council,
    window_desk: Desk,
    page: MarketPage,
    shown: Callable[[CallOffsPage], CallOffsPage],
    at_rest: AtRest,
    qtbot: QtBot,
    sent: Sent,
) -> None:
    of = market(council)
    window_desk.work_as(council.broker)
    window_desk.take_in_hand(read_person(council.database, of.person_id, TODAY))
    made = competitions(page, at_rest)
    hands = Hands(qtbot, page, made.again)
    _open(made, hands)
    _answer(made, hands, "70", "6")
    hands.down(made.view.work.answers.table)
    _answer(made, hands, "80", "9")
    hands.down(made.view.work.answers.table)
    hands.down(made.panel.answer.offers)
    hands.into(made.panel.answer.fit, "No staff on Mondays.")
    hands.press(made.panel.answer.save)
    _award(made, hands)
    hands.press(made.view.call_off)
    assert sent == [(PageName.CALL_OFFS, intents.CallOffAward("SC-2026-0001"))]
    calls = shown(CallOffsPage(window_desk))
    _raise(calls, at_rest, qtbot)
    raised = show_call_off(council.database, council.broker, "CO-2026-0001", TODAY)
    assert (raised.competition, str(raised.summary.weekly)) == ("SC-2026-0001", "160.00")
    assert "Small competition SC-2026-0001" in texts(calls)
    button_of(calls, "Competition").click()
    made.again()
    assert made.view.next_step.text() == "CO-2026-0001 was raised from it."
    made.view.show_call_off.click()
    assert sent[1:] == [
        (PageName.MARKET, intents.OpenCompetition("SC-2026-0001")),
        (PageName.CALL_OFFS, intents.OpenCallOff(raised.summary.call_off_id)),
    ]


def _open(made: Competitions, hands: Hands) -> None:
    hands.press(made.section.run_one)
    form = made.form
    hands.into(form.first_day, "7 Dec 2026")
    form.week.set_week(None)
    hands.into(form.week, "Mon,Wed 10:00-15:00")
    hands.into(form.why, "Two to one at the weekend is not on any rate card.")
    hands.into(form.what_matters, "Likes a quiet room and cooking.")
    hands.into(form.working_days, "5")
    hands.press(made.section.opening.check)
    assert made.section.opening.is_looking
    assert [each.service for each in made.section.opening.look.invited.rows] == [
        "A Yard (demo)",
        "B Yard (demo)",
        "C Yard (demo)",
    ]
    hands.press(made.section.opening.open)
    assert made.view.work.answers.isVisible()


def _answer(made: Competitions, hands: Hands, price: str, points: str) -> None:
    form = made.panel.answer
    hands.into(form.price, price)
    hands.down(form.unit, form.unit.findText("day"))
    hands.into(form.fit, "Knows the house.")
    hands.press(form.save)
    hands.press(made.panel.tabs.tabs[SCORE])
    (row,) = made.panel.score.rows.values()
    hands.into(row.points, points)
    hands.into(row.reason, f"{points} of 10 for what they showed.")
    hands.press(made.panel.score.save)


def _award(made: Competitions, hands: Hands) -> None:
    weighing = made.view.work.weighing.table
    assert weighing is not None
    assert [(offer.rank, offer.service, str(offer.total)) for offer in weighing.rows] == [
        (1, "B Yard (demo)", "89.00"),
        (2, "A Yard (demo)", "76.00"),
    ]
    form = made.view.work.forms["Award"].form
    assert form.consequence.text() == "By the stated weights it goes to B Yard (demo), 89.00 of 100 points."
    hands.into(form.reason, "The better fit by the weights.")
    hands.press(form.press)
    (summary,) = list_competitions(made.section.desk.database)
    assert (summary.state, summary.awarded_to) == (CompetitionState.AWARDED, "B Yard (demo)")
    hands.press(made.view.results)
    hands.press(made.section.papers.issue)
    desk = made.section.desk
    look = look_at_competition_letters(desk.database, desk.actor, summary.reference, Letters.RESULTS, TODAY)
    assert (len(look.letters), look.are_issued) == (2, True)
    hands.press(made.section.papers.back)


def _raise(calls: CallOffsPage, at_rest: AtRest, qtbot: QtBot) -> None:
    calls.activated(intents.CallOffAward("SC-2026-0001"))
    at_rest()
    while not calls.form.is_ready:
        QApplication.processEvents()
    QApplication.processEvents()
    hands = Hands(qtbot, calls, at_rest)
    (part,) = calls.form.parts
    hands.into(part.reason, "The better fit by the weights.")
    while calls.form.is_pausing:
        QApplication.processEvents()
    at_rest()
    hands.press(calls.form.check)
    hands.press(calls.form.answers.raise_button)
    hands.press(calls.form.done.open)
    calls.list.open_tab(CallOffTab.ALL)
    at_rest()
    at_rest()
