"""Market, an application recorded by hand: the provider chosen by typing, the clock told before, errors at their fields."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from brokerage.domain.changes import Kind
from brokerage.services.find_applications import list_applications, show_application
from brokerage.storage.tables.providers import ProviderRow
from brokerage.storage.tables.schemes import LotRow
from tests.builders import TODAY
from tests.builders import Desk as Council
from tests.services.application_builders import Applicant, applicant, opened_round, received
from tests.ui.accessibility import assert_accessible, assert_nothing_clipped, tab_order
from tests.ui.keyboard import Presses
from ui.desk import Desk
from ui.market.applications.section import ApplicationsSection
from ui.market.page import MarketPage
from ui.market.recording.view import RecordView

AtRest = Callable[[], None]


@pytest.fixture
def who(council: Council) -> Applicant:
    """A scheme with a lot and a provider with a service, as the only ones there are."""
    return applicant(council)


@pytest.fixture
def record(page: MarketPage, who: Applicant, at_rest: AtRest) -> RecordView:
    """The form in front."""
    page.show_section(ApplicationsSection)
    at_rest()
    section = page.section
    assert isinstance(section, ApplicationsSection)
    section.record_one.click()
    at_rest()
    at_rest()
    return section.record


def name_of(council: Council, who: Applicant) -> str:
    with council.session() as session:
        return session.get_one(ProviderRow, who.provider_id).name


def choose(record: RecordView, council: Council, who: Applicant, qtbot: QtBot, at_rest: AtRest) -> None:
    record.finder.line.setFocus()
    Presses(qtbot, record).text(name_of(council, who)[:8])
    record.finder._pause.stop()
    record.finder._ask()
    at_rest()
    Presses(qtbot, record).key(Qt.Key.Key_Return)
    at_rest()


def test_an_application_is_recorded_by_keyboard_and_stands_selected_on_the_board(
    record: RecordView,
    council: Council,
    who: Applicant,
    page: MarketPage,
    qtbot: QtBot,
    at_rest: AtRest,
    said: list[str],
) -> None:
    assert record.clock.text() == ("Answer due on 16 Nov 2026: 10 working days after receipt. It comes between rounds.")
    assert "the day of receipt is kept and the clock runs" in record._notes.text()
    choose(record, council, who, qtbot, at_rest)
    assert record.finder.provider is not None
    keys = Presses(qtbot, page)
    (box,) = record.lots.boxes.values()
    keys.tab_to(box)
    keys.key(Qt.Key.Key_Space)
    keys.tab_to(record.save)
    keys.key(Qt.Key.Key_Space)
    at_rest()
    page.reload(frozenset({Kind.SCHEMES}))
    at_rest()
    (row,) = list_applications(council.database, TODAY).rows
    assert (row.facts.received_on, row.facts.due_on) == (TODAY, date(2026, 11, 16))
    section = page.section
    assert isinstance(section, ApplicationsSection)
    assert not record.isVisible()
    assert section.table.current is not None
    assert section.table.current.facts.reference == row.facts.reference
    assert said[0].startswith(f"{row.facts.reference} is recorded: its answer is due on 16 Nov 2026. Next: ")


def test_the_day_of_receipt_moves_the_clock_before_anything_is_recorded(
    record: RecordView, council: Council, who: Applicant, at_rest: AtRest
) -> None:
    opened_round(council, who.scheme_id, date(2026, 10, 1), date(2026, 10, 31))
    record.received._choose(date(2026, 10, 30))
    at_rest()
    assert record.clock.text() == "Answer due on 13 Nov 2026: 10 working days after receipt. It comes in Round 1."
    assert not record._notes.isVisible()


def test_what_is_missing_is_said_at_its_field_and_what_was_typed_stays(
    record: RecordView, council: Council, who: Applicant, qtbot: QtBot, at_rest: AtRest
) -> None:
    record.received._line.setText("last week")
    record.save.click()
    assert "Choose the provider" in record.fields["provider"]._below.text()
    assert "cannot be read" in record.fields["received_on"]._below.text()
    record.received._choose(TODAY)
    choose(record, council, who, qtbot, at_rest)
    record.save.click()
    at_rest()
    assert "asks for nothing" in record.fields["asked"]._below.text()
    record.received._choose(date(2026, 11, 3))
    at_rest()
    record.lots.boxes[next(iter(record.lots.boxes))].setChecked(True)
    record.save.click()
    at_rest()
    assert "still to come" in record.fields["received_on"]._below.text()
    assert record.finder.provider is not None
    assert len(record.lots.asked()) == 1
    assert list_applications(council.database, TODAY).rows == ()


def test_a_lot_that_is_asked_for_already_cannot_be_ticked_and_says_by_which(
    record: RecordView, council: Council, who: Applicant, qtbot: QtBot, at_rest: AtRest
) -> None:
    before = received(council, who)
    choose(record, council, who, qtbot, at_rest)
    (box,) = record.lots.boxes.values()
    assert not box.isEnabled()
    assert f"(asked for by {before.reference})" in box.text()


def test_the_tab_key_leads_from_the_provider_to_the_lots_and_on_in_the_order_they_are_read(
    record: RecordView, council: Council, who: Applicant, qtbot: QtBot, at_rest: AtRest
) -> None:
    choose(record, council, who, qtbot, at_rest)
    record.written.turn.click()
    next(iter(record.lots.boxes.values())).setChecked(True)
    editor = record.written.editor
    wanted = (
        *(record.finder.line, *record.lots.boxes.values(), record.add_service, record.written.turn),
        *(*editor.lots[0].answers.boxes.values(), editor.prices[0].add_one, record.save),
    )
    qtbot.waitUntil(lambda: all(control.isVisible() for control in wanted))
    order = tab_order(record.finder.line)
    assert [control for control in order if control in wanted] == list(wanted)


def test_a_lot_that_has_ended_is_refused_at_the_lots(
    record: RecordView, council: Council, who: Applicant, qtbot: QtBot, at_rest: AtRest
) -> None:
    with council.session() as session:
        session.get_one(LotRow, who.lot_id).last_call_off_day = date(2026, 10, 31)
    choose(record, council, who, qtbot, at_rest)
    next(iter(record.lots.boxes.values())).setChecked(True)
    record.save.click()
    at_rest()
    assert "ended on 31 Oct 2026" in record.fields["asked"]._below.text()


def test_a_second_press_records_nothing_twice(
    record: RecordView, council: Council, who: Applicant, qtbot: QtBot, at_rest: AtRest
) -> None:
    choose(record, council, who, qtbot, at_rest)
    next(iter(record.lots.boxes.values())).setChecked(True)
    record.save.click()
    record.save.click()
    at_rest()
    (row,) = list_applications(council.database, TODAY).rows
    assert show_application(council.database, row.facts.reference, TODAY).asked[0].service_id == who.service_id


def test_a_provider_typed_anew_is_chosen_no_longer(
    record: RecordView, council: Council, who: Applicant, qtbot: QtBot, at_rest: AtRest
) -> None:
    choose(record, council, who, qtbot, at_rest)
    record.finder.line.setFocus()
    Presses(qtbot, record).text("x")
    assert record.finder.provider is None
    assert record.lots.boxes == {}
    record.finder._ask()
    at_rest()
    assert "No provider is called so" in record.finder.found._panel.accessibleName()


def test_who_is_no_commissioner_sees_why_nothing_can_be_recorded(
    record: RecordView, council: Council, window_desk: Desk
) -> None:
    window_desk.work_as(council.broker)
    assert "only a commissioner records applications" in record._why_not.text()
    assert not record.save.isEnabled()


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_form_is_accessible_and_nothing_is_clipped(
    record: RecordView, council: Council, who: Applicant, window_desk: Desk, qtbot: QtBot, at_rest: AtRest, scale: float
) -> None:
    council.scheme(
        reference="ELA-2022", title="Everyday Life Activities, Skills Development and Training Opportunities"
    )
    record.begin()
    at_rest()
    window_desk.look.set_text_scale(scale)
    choose(record, council, who, qtbot, at_rest)
    assert_accessible(record)
    assert_nothing_clipped(record)
    assert record._area.horizontalScrollBar().maximum() == 0


def test_a_provider_and_a_service_nobody_knew_are_added_in_the_page_by_keyboard(
    record: RecordView, council: Council, page: MarketPage, qtbot: QtBot, at_rest: AtRest, said: list[str]
) -> None:
    keys = Presses(qtbot, page)
    record.finder.line.setFocus()
    keys.text("The Limes Care (demo)")
    keys.tab_to(record.add_provider)
    keys.key(Qt.Key.Key_Space)
    provider = record.new_provider
    assert provider.texts["name"].hasFocus()
    for name, words in (("address", "1 Example Way"), ("postcode", "nowhere")):
        keys.tab_to(provider.texts[name])
        keys.text(words)
    keys.tab_to(provider.save)
    keys.key(Qt.Key.Key_Space)
    at_rest()
    assert "postcode" in provider.fields["postcode"]._below.text()
    provider.texts["postcode"].setText("ME14 2AA")
    keys.tab_to(provider.save)
    keys.key(Qt.Key.Key_Space)
    at_rest()
    assert record.finder.provider is not None
    service = record.new_service
    assert not provider.isVisible()
    assert service.texts["name"].hasFocus()
    for name, words in (("postcode", "nowhere"), ("min_age", "old")):
        service.texts[name].setText(words)
    service.insurance._line.setText("soon")
    service.save.click()
    told = [name for name, field in service.fields.items() if field._below.text().startswith("▲")]
    assert told == ["name", "postcode", "min_age", "insurance_last_day"]
    assert service.texts["name"].hasFocus()
    for line in (service.texts["postcode"], service.texts["min_age"], service.insurance._line):
        line.clear()
    keys.text("The Limes (demo)")
    keys.tab_to(service.save)
    keys.key(Qt.Key.Key_Space)
    at_rest()
    (box,) = record.lots.boxes.values()
    assert box.hasFocus()
    assert not service.isVisible()
    assert said == [
        "The Limes Care (demo) is added. Next: add the service it applies with.",
        "The Limes (demo) is added. Next: tick the lots it asks to join, and record the application.",
    ]
    with council.session() as session:
        assert session.get_one(ProviderRow, record.finder.provider.provider_id).name == "The Limes Care (demo)"


def test_a_near_name_is_added_only_when_it_is_said_to_be_another(
    record: RecordView, council: Council, who: Applicant, at_rest: AtRest
) -> None:
    record.finder.line.setText(f"{name_of(council, who)}s")
    record.add_provider.click()
    form = record.new_provider
    form.texts["address"].setText("1 Example Way")
    form.texts["postcode"].setText("ME14 2AA")
    assert not form.as_new.isVisible()
    form.save.click()
    at_rest()
    assert "Near to one known already" in form.fields["name"]._below.text()
    form.as_new.setChecked(True)
    form.save.click()
    at_rest()
    assert record.finder.provider is not None
    assert record.finder.provider.provider_id != who.provider_id


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_forms_for_who_is_new_are_accessible_and_nothing_is_clipped(
    record: RecordView, council: Council, who: Applicant, window_desk: Desk, qtbot: QtBot, at_rest: AtRest, scale: float
) -> None:
    window_desk.look.set_text_scale(scale)
    record.add_provider.click()
    record.new_provider.as_new.show()
    assert_accessible(record)
    assert_nothing_clipped(record.new_provider)
    choose(record, council, who, qtbot, at_rest)
    record.add_service.click()
    assert_accessible(record)
    assert_nothing_clipped(record.new_service)
