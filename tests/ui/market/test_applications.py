"""Market, the applications: the board by days left in words and shapes, the one selected, and the steps taken there."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from pytestqt.qtbot import QtBot

from brokerage.domain.answer_clock import Urgency
from brokerage.domain.application import ApplicationState, ApplicationStep, LotOutcome
from brokerage.domain.application_board import AskedFor
from brokerage.domain.changes import Kind
from brokerage.services.find_applications import show_application
from brokerage.services.receive_application import acknowledge_application
from brokerage.storage.tables.providers import ProviderRow
from tests.builders import TODAY
from tests.builders import Desk as Council
from tests.services.application_builders import applicant, received
from tests.ui.accessibility import assert_accessible, assert_nothing_clipped
from tests.ui.conftest import NOW
from tests.ui.keyboard import Presses
from ui.desk import Desk
from ui.market.applications import words as application_words
from ui.market.applications.section import ApplicationsSection
from ui.market.page import MarketPage
from ui.theme import MARGIN_OF_CELLS, ThemeChoice

AtRest = Callable[[], None]
EARLIER = date(2026, 10, 1)


@pytest.fixture
def board(page: MarketPage, council: Council, at_rest: AtRest) -> Callable[[], ApplicationsSection]:
    """Brings the board to the front and lets it read."""

    def bring() -> ApplicationsSection:
        page.show_section(ApplicationsSection)
        at_rest()
        at_rest()
        section = page.section
        assert isinstance(section, ApplicationsSection)
        return section

    return bring


Board = Callable[[], ApplicationsSection]


def test_the_board_puts_what_presses_most_first_in_words_and_shapes(council: Council, board: Board) -> None:
    received(council, due_on=date(2026, 11, 16))
    received(council, received_on=EARLIER, due_on=date(2026, 11, 2))
    received(council, received_on=EARLIER, due_on=date(2026, 10, 29))
    received(council, received_on=EARLIER, due_on=date(2026, 11, 4))
    received(council, received_on=EARLIER, due_on=date(2026, 10, 15), state=ApplicationState.ANSWERED)
    section = board()
    assert [application_words.clock(row) for row in section.table.rows] == [
        "◆ Late by 2 working days",
        "▲ Due today",
        "△ Due soon: 2 working days left",
        "✓ In time: 10 working days left",
        "—",
    ]
    assert section.counts.text() == "◆ 1 late · ▲ 1 due today · △ 1 due soon · ✓ 1 in time"


def test_on_a_small_screen_every_word_of_the_board_can_be_read(council: Council, board: Board) -> None:
    with council.session() as session:
        session.get_one(
            ProviderRow, received(council).applicant.provider_id
        ).name = "Kingfisher Housing and Day Opportunities for Everybody LLP (demo)"
    received(council, state=ApplicationState.IN_ASSESSMENT)
    view = board().table.view
    model = view.model()
    for line in range(model.rowCount()):
        for column in range(model.columnCount()):
            cell = model.index(line, column)
            metrics = QFontMetrics(cell.data(Qt.ItemDataRole.FontRole) or view.font())
            room = view.visualRect(cell).adjusted(MARGIN_OF_CELLS, 0, -MARGIN_OF_CELLS, 0)
            taken = metrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap), cell.data())
            assert room.contains(taken), cell.data()


def test_every_way_to_stand_against_the_clock_has_a_shape_of_its_own() -> None:
    assert set(application_words.SIGNS) == set(Urgency)
    assert len(set(application_words.SIGNS.values())) == len(Urgency)


def test_every_step_is_told_in_the_history() -> None:
    assert set(application_words._DONE) == set(ApplicationStep)


def test_the_one_selected_says_what_was_asked_and_what_happens_next(council: Council, board: Board) -> None:
    received(council)
    section = board()
    detail = section.view.detail
    assert detail is not None
    facts = dict(application_words.facts(detail))
    assert facts["Received"] == "2 Nov 2026"
    assert facts["Answer due"] == "16 Nov 2026"
    assert facts["Round"] == "came between rounds; the day of receipt is kept"
    assert facts["Lot 1"].endswith("· Asked for")
    assert section.view.next_step.text() == "Acknowledge it."


def test_an_application_is_acknowledged_by_keyboard(
    page: MarketPage, council: Council, board: Board, qtbot: QtBot, at_rest: AtRest, said: list[str]
) -> None:
    known = received(council)
    section = board()
    keys = Presses(qtbot, page)
    keys.tab_to(section.view.acknowledge)
    keys.key(Qt.Key.Key_Space)
    at_rest()
    page.reload(frozenset({Kind.SCHEMES}))
    at_rest()
    at_rest()
    facts = show_application(council.database, known.reference, TODAY).summary.facts
    assert (facts.state, facts.acknowledged_on) == (ApplicationState.ACKNOWLEDGED, TODAY)
    assert not section.view.acknowledge.isVisible()
    assert section.view.next_step.text() == "Assess it against the criteria of each lot."
    assert said[0].startswith(f"{known.reference} is acknowledged and its receipt is issued.")


def test_the_receipt_is_saved_once_it_was_issued(
    council: Council, board: Board, at_rest: AtRest, said: list[str], tmp_path: Path
) -> None:
    known = received(council)
    section = board()
    assert not section.view.save_receipt.isVisible()
    acknowledge_application(council.database, council.commissioner, known.reference, TODAY, NOW)
    section.load()
    at_rest()
    at_rest()
    assert section.view.save_receipt.isVisible()
    section.view.save_receipt_to(tmp_path / "receipt.pdf")
    at_rest()
    assert (tmp_path / "receipt.pdf").read_bytes().startswith(b"%PDF")
    assert said == ["The receipt is saved as receipt.pdf."]


def test_a_colleague_who_acknowledged_first_is_told_and_the_page_reads_again(
    council: Council, board: Board, at_rest: AtRest, said: list[str]
) -> None:
    known = received(council)
    section = board()
    other = council.staff("second.commissioner", council.commissioner.job)
    acknowledge_application(council.database, other, known.reference, TODAY, NOW)
    section.view.acknowledge.click()
    at_rest()
    at_rest()
    assert len(said) == 1
    assert section.view.next_step.text() == "Assess it against the criteria of each lot."


def test_the_longer_time_needs_its_reason_and_is_taken_once(council: Council, board: Board, at_rest: AtRest) -> None:
    known = received(council)
    section = board()
    form = section.view.longer
    form.save.click()
    at_rest()
    assert "reason" in form.field._below.text()
    form.reason.setText("The insurer answers next week")
    form.save.click()
    at_rest()
    section.load()
    at_rest()
    at_rest()
    facts = show_application(council.database, known.reference, TODAY).summary.facts
    assert facts.due_on == date(2026, 11, 23)
    assert facts.extension_reason == "The insurer answers next week"
    assert not form.isVisible()


def test_who_is_no_commissioner_reads_the_board_and_is_told_who_may_act(
    council: Council, board: Board, window_desk: Desk
) -> None:
    received(council)
    window_desk.work_as(council.practitioner)
    view = board().view
    assert not view.acknowledge.isVisible()
    assert not view.longer.isVisible()
    assert "only a commissioner runs schemes" in view._why_not.text()
    window_desk.work_as(council.commissioner)
    assert view.acknowledge.isVisible()
    assert not view._why_not.isVisible()


def test_a_reason_half_typed_stays_for_its_application_and_goes_with_another(
    council: Council, board: Board, at_rest: AtRest
) -> None:
    first = received(council)
    second = received(council, due_on=date(2026, 11, 17))
    section = board()
    section.view.longer.reason.setText("The insu")
    section.load()
    at_rest()
    at_rest()
    assert section.view.detail is not None
    assert section.view.detail.summary.facts.reference == first.reference
    assert section.view.longer.reason.text() == "The insu"
    section.table.make_current(second.reference)
    at_rest()
    assert section.view.longer.reason.text() == ""


def test_a_lot_decided_on_says_the_day_and_the_reasons() -> None:
    asked = AskedFor(
        1, 1, "Barley Cottage (demo)", 1, "2", "Autism", LotOutcome.REFUSED, date(2026, 10, 30), "No insurance", ""
    )
    said = application_words._outcome(asked)
    assert said == "Barley Cottage (demo) · Refused, decided 30 Oct 2026: No insurance"


def test_no_application_yet_is_said(board: Board) -> None:
    section = board()
    assert "No application yet" in section.table._panel.accessibleName()
    assert not section.view.isVisible()


def test_a_board_that_cannot_be_read_is_said_and_tried_again(council: Council, board: Board, at_rest: AtRest) -> None:
    received(council)
    with council.session() as session:
        session.connection().exec_driver_sql("ALTER TABLE application_lots RENAME TO away")
    section = board()
    assert "That did not work" in section.table._panel.accessibleName()
    with council.session() as session:
        session.connection().exec_driver_sql("ALTER TABLE away RENAME TO application_lots")
    section.table._panel._button.click()
    at_rest()
    at_rest()
    assert len(section.table.rows) == 1
    assert section.view.isVisible()


@pytest.mark.parametrize(
    ("scale", "theme"), [(1.0, ThemeChoice.LIGHT), (1.0, ThemeChoice.DARK), (2.0, ThemeChoice.LIGHT)]
)
def test_the_board_is_accessible_and_nothing_is_clipped(
    page: MarketPage, council: Council, board: Board, window_desk: Desk, scale: float, theme: ThemeChoice
) -> None:
    who = applicant(council)
    received(council, who)
    window_desk.look.choose(theme)
    window_desk.look.set_text_scale(scale)
    board()
    assert_accessible(page)
    assert_nothing_clipped(page)
