"""Market, the purchasing systems: the list, the one selected with its timeline in words, its lots and its value by year."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from brokerage.domain.changes import Kind
from brokerage.domain.unit import Unit
from brokerage.services.run_round import RoundToOpen, open_round
from brokerage.services.run_scheme import ExtensionAsked, extend_scheme, show_scheme
from brokerage.storage.tables.scheme_terms import LotUnitRow
from tests.builders import TODAY
from tests.builders import Desk as Council
from tests.services.scheme_builders import INITIAL_DECISION, SECOND_END, estimate, scheme_with_terms
from tests.ui.accessibility import assert_accessible, assert_nothing_clipped
from tests.ui.conftest import NOW
from tests.ui.keyboard import Presses
from ui.desk import Desk
from ui.market.page import MarketPage
from ui.market.schemes.section import SchemesSection
from ui.theme import ThemeChoice

AtRest = Callable[[], None]


def told(widget: QWidget) -> dict[str, str]:
    """The facts a screen reader is told."""
    names = (child.accessibleName() for child in widget.findChildren(QWidget) if child.isVisibleTo(widget))
    return dict(name.split(": ", 1) for name in names if ": " in name)


def test_the_timeline_is_told_in_words_with_every_decision(page: MarketPage, council: Council, at_rest: AtRest) -> None:
    scheme_with_terms(council)
    section = opened(page, at_rest)
    facts = told(section.view.timeline_facts)
    assert facts["■ Initial term"] == "15 Jun 2022 – 14 Jun 2026 · Example 22/00031, decided 3 May 2022"
    assert facts["■ Extension 1, taken"] == "15 Jun 2026 – 14 Jun 2028 · Example 26/00012, decided 9 Feb 2026"
    assert facts["▨ Extension 2, left"] == "15 Jun 2028 – 14 Jun 2030"
    assert facts["▼ Today"] == "2 Nov 2026"
    assert facts["◆ Last day for call-offs"] == "14 Jun 2027 · 224 days from today"


def test_rounds_stand_in_the_timeline_and_in_words(page: MarketPage, council: Council, at_rest: AtRest) -> None:
    scheme_with_terms(council)
    open_round(
        council.database, council.commissioner, RoundToOpen("RES-2022", date(2026, 10, 1), date(2026, 12, 1)), NOW
    )
    section = opened(page, at_rest)
    assert (
        told(section.view.timeline_facts)["▬ Round 1"] == "1 Oct 2026 – 1 Dec 2026 · Round 1 · open now, 0 applications"
    )
    assert "Round 1: 1 Oct 2026 to 1 Dec 2026." in section.view.timeline.accessibleName()


def test_a_scheme_without_terms_shows_its_contracts(page: MarketPage, council: Council, at_rest: AtRest) -> None:
    council.scheme(first_day=date(2022, 10, 1), last_day=None)
    section = opened(page, at_rest)
    assert told(section.view.timeline_facts)["■ Contracts"] == "from 1 Oct 2022"
    assert not section.view.extension.isVisible()


def test_lots_say_what_they_are_for_and_may_be_priced_by(page: MarketPage, council: Council, at_rest: AtRest) -> None:
    scheme_id = scheme_with_terms(council)
    lot_id = council.lot(scheme_id, number="1", title="Learning disability", min_age=18)
    with council.session() as session:
        session.add(LotUnitRow(lot_id=lot_id, unit=Unit.WEEK))
    section = opened(page, at_rest)
    written = [
        section.view.lots.model.index(0, column).data() for column in range(section.view.lots.model.columnCount())
    ]
    assert written[:6] == ["1", "Learning disability", "Learning disability", "week", "any", "18 and over"]


def test_value_by_year_is_told_and_a_year_to_come_is_not_counted_yet(
    page: MarketPage, council: Council, at_rest: AtRest
) -> None:
    scheme_id = scheme_with_terms(council)
    estimate(council, scheme_id, 2026, "120000")
    estimate(council, scheme_id, 2027, "130000")
    section = opened(page, at_rest)
    written = [[section.view.years.model.index(line, column).data() for column in range(4)] for line in range(2)]
    assert written == [["2026-27", "£120,000.00", "£0.00", "✓ 0 %"], ["2027-28", "£130,000.00", "—", "—"]]


def test_no_scheme_yet_says_what_to_do(page: MarketPage, at_rest: AtRest) -> None:
    section = opened(page, at_rest)
    assert "No purchasing system yet" in section.table._panel.accessibleName()
    assert not section.view.isVisible()


def test_what_cannot_be_read_is_said_in_its_place_and_tried_again(
    page: MarketPage, council: Council, at_rest: AtRest
) -> None:
    scheme_with_terms(council)
    with council.session() as session:
        session.connection().exec_driver_sql("ALTER TABLE rounds RENAME TO rounds_away")
    section = opened(page, at_rest)
    assert "That did not work" in section.table._panel.accessibleName()
    with council.session() as session:
        session.connection().exec_driver_sql("ALTER TABLE rounds_away RENAME TO rounds")
    section.table._panel._button.click()
    at_rest()
    assert len(section.table.rows) == 1


def test_the_scheme_selected_stays_when_something_changed(page: MarketPage, council: Council, at_rest: AtRest) -> None:
    scheme_with_terms(council, "RES-2022")
    scheme_with_terms(council, "RES-2023")
    section = opened(page, at_rest)
    section.table.make_current("RES-2023")
    extend_scheme(council.database, council.commissioner, second("RES-2023"), NOW)
    page.reload(frozenset({Kind.SCHEMES}))
    at_rest()
    current = section.table.current
    assert current is not None
    assert current.summary.reference == "RES-2023"
    assert "■ Extension 2, taken" in told(section.view.timeline_facts)


def test_a_change_of_people_reads_nothing_again(
    page: MarketPage, council: Council, window_desk: Desk, at_rest: AtRest
) -> None:
    opened(page, at_rest)
    page.reload(frozenset({Kind.PEOPLE}))
    assert not window_desk.reads.is_busy


def test_the_decision_of_an_extension_is_recorded_by_keyboard(
    page: MarketPage, council: Council, qtbot: QtBot, at_rest: AtRest, said: list[str]
) -> None:
    scheme_with_terms(council)
    form = opened(page, at_rest).view.extension
    keys = Presses(qtbot, page)
    keys.tab_to(form.reference)
    keys.text("Example 26/00107")
    keys.key(Qt.Key.Key_Tab)
    keys.text("19 Oct 2026")
    keys.tab_to(form.save)
    keys.key(Qt.Key.Key_Space)
    at_rest()
    scheme = show_scheme(council.database, "RES-2022", TODAY)
    assert scheme.summary.last_day == SECOND_END
    (sentence,) = said
    assert sentence.startswith(
        "Extension 2 of RES-2022 is recorded: its contracts end on 14 Jun 2030. No extension is left"
    )


def test_a_decision_without_its_day_is_refused_at_its_field_and_what_was_typed_stays(
    page: MarketPage, council: Council, at_rest: AtRest
) -> None:
    scheme_with_terms(council)
    form = opened(page, at_rest).view.extension
    form.save.click()
    assert form.fields["decision"]._below.text().startswith("▲ The decision has no reference")
    assert form.fields["on"]._below.text() == "▲ Give the day."
    assert form.reference.hasFocus()
    form.reference.setText("Example 26/00107")
    form.save.click()
    assert form.fields["decision"]._below.text() == "The one it is on record by."
    assert form.fields["on"]._below.text() == "▲ Give the day."
    form.decided.set_day(date(2027, 1, 4))
    form.save.click()
    at_rest()
    assert "a day to come" in form.fields["on"]._below.text()
    assert form.reference.text() == "Example 26/00107"


def test_a_colleague_who_was_first_is_told_and_the_next_extension_is_asked_for(
    page: MarketPage, council: Council, at_rest: AtRest, said: list[str]
) -> None:
    scheme_with_terms(council, decisions=(INITIAL_DECISION,))
    form = opened(page, at_rest).view.extension
    form.reference.setText("Mine")
    form.decided.set_day(date(2026, 6, 2))
    colleagues = ExtensionAsked("RES-2022", 1, "Theirs", date(2026, 6, 1))
    extend_scheme(council.database, council.commissioner, colleagues, NOW)
    form.save.click()
    at_rest()
    at_rest()
    assert len(said) == 1
    assert form.reference.text() == ""
    assert (
        "Extension 2 of 24 months moves the end of the contracts from 14 Jun 2028 to 14 Jun 2030" in form._what.text()
    )


def test_who_is_no_commissioner_sees_the_form_read_only_with_the_reason(
    page: MarketPage, council: Council, window_desk: Desk, at_rest: AtRest
) -> None:
    scheme_with_terms(council)
    window_desk.work_as(council.practitioner)
    form = opened(page, at_rest).view.extension
    assert "only a commissioner extends a scheme" in form.save.accessibleDescription()
    assert not form.save.isEnabled()
    window_desk.work_as(council.commissioner)
    assert form.save.isEnabled()
    assert (form.save.accessibleDescription(), form.reference.accessibleDescription()) == (
        "",
        "The one it is on record by.",
    )


def test_who_only_reads_a_scheme_is_told_once_at_its_top_and_by_each_control_that_cannot_be_used(
    page: MarketPage, council: Council, window_desk: Desk, at_rest: AtRest
) -> None:
    scheme_with_terms(council)
    window_desk.work_as(council.broker)
    view = opened(page, at_rest).view
    said = [label for label in view.findChildren(QLabel) if label.isVisible() and "Read only" in label.text()]
    assert said == [view.who_may.label]
    assert "only a commissioner changes a scheme" in view.who_may.label.text()
    assert view.who_may.label.geometry().bottom() < view.timeline.mapTo(view, view.timeline.rect().topLeft()).y()
    presses = [one for one in view.findChildren(QPushButton) if one.isVisible() and not one.isEnabled()]
    assert len(presses) > 10
    assert [one.text() for one in presses if "only a commissioner" not in one.accessibleDescription()] == []
    window_desk.work_as(council.commissioner)
    assert not view.who_may.label.isVisible()


def test_what_is_half_typed_stays_when_the_same_extension_is_read_again(
    page: MarketPage, council: Council, at_rest: AtRest
) -> None:
    scheme_with_terms(council)
    form = opened(page, at_rest).view.extension
    form.reference.setText("Exam")
    page.reload(frozenset({Kind.SCHEMES}))
    at_rest()
    assert form.reference.text() == "Exam"


@pytest.mark.parametrize(
    ("scale", "theme"), [(1.0, ThemeChoice.LIGHT), (1.0, ThemeChoice.DARK), (2.0, ThemeChoice.LIGHT)]
)
def test_the_section_is_accessible_and_nothing_is_clipped(
    page: MarketPage, council: Council, window_desk: Desk, at_rest: AtRest, scale: float, theme: ThemeChoice
) -> None:
    scheme_with_terms(council)
    window_desk.look.choose(theme)
    window_desk.look.set_text_scale(scale)
    opened(page, at_rest)
    assert_accessible(page)
    assert_nothing_clipped(page)


def opened(page: MarketPage, at_rest: AtRest) -> SchemesSection:
    """The section in front, read."""
    page.activated()
    at_rest()
    section = page.section
    assert isinstance(section, SchemesSection)
    return section


def second(reference: str) -> ExtensionAsked:
    """The decision on extension 2."""
    return ExtensionAsked(reference, 2, "Example 26/00107", date(2026, 10, 19))
