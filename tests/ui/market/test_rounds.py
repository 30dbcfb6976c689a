"""Market, the rounds of a scheme: opened and closed in the page, refused at their fields, by keyboard alone."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from brokerage.domain.changes import Kind
from brokerage.domain.scheme import SchemeKind
from brokerage.services.run_round import RoundToOpen, list_rounds, open_round
from tests.builders import TODAY
from tests.builders import Desk as Council
from tests.services.scheme_builders import scheme_with_terms
from tests.ui.conftest import NOW
from tests.ui.keyboard import Presses
from ui.desk import Desk
from ui.market.page import MarketPage
from ui.market.schemes.round_form import RoundForm
from ui.market.schemes.section import SchemesSection

AtRest = Callable[[], None]


@pytest.fixture
def form(page: MarketPage, council: Council, at_rest: AtRest) -> RoundForm:
    """The form of a scheme whose first round was open in September and whose second is open now."""
    scheme_with_terms(council)
    for opens, closes in ((date(2026, 9, 1), date(2026, 9, 30)), (date(2026, 10, 1), None)):
        open_round(council.database, council.commissioner, RoundToOpen("RES-2022", opens, closes), NOW)
    return shown(page, at_rest)


def shown(page: MarketPage, at_rest: AtRest) -> RoundForm:
    page.activated()
    at_rest()
    section = page.section
    assert isinstance(section, SchemesSection)
    return section.view.rounds


def test_a_round_is_opened_by_keyboard_and_says_what_happens_next(
    page: MarketPage, council: Council, qtbot: QtBot, at_rest: AtRest, said: list[str]
) -> None:
    scheme_with_terms(council)
    form = shown(page, at_rest)
    assert "No round is open today" in form._now.text()
    assert not form.which.isVisible()
    keys = Presses(qtbot, page)
    keys.tab_to(form.title)
    keys.text("Winter")
    for words in ("7 Dec 2026", "2027-01-29"):
        keys.key(Qt.Key.Key_Tab)
        if words.startswith("2027"):
            keys.key(Qt.Key.Key_Tab)  # past the calendar of the day before
        keys.text(words)
    keys.tab_to(form.open_round)
    keys.key(Qt.Key.Key_Space)
    at_rest()
    at_rest()
    (one,) = list_rounds(council.database, TODAY).rounds
    assert (one.round.title, one.round.opens_on, one.round.closes_on) == (
        "Winter",
        date(2026, 12, 7),
        date(2027, 1, 29),
    )
    assert said == ["Winter of RES-2022 is recorded: open from 7 Dec 2026 until 29 Jan 2027, by itself."]
    assert form.title.text() == ""
    page.reload(frozenset({Kind.SCHEMES}))
    at_rest()
    assert form.which.isVisible()


def test_the_open_round_is_closed_and_a_closed_one_is_not_offered(
    form: RoundForm, council: Council, at_rest: AtRest, said: list[str]
) -> None:
    assert form._now.text() == "Round 2, continuous is open: it stays open."
    assert [form.which.itemText(line) for line in range(form.which.count())] == ["Round 2: from 1 Oct 2026"]
    form.closing.set_day(date(2026, 11, 30))
    form.close_round.click()
    at_rest()
    at_rest()
    assert list_rounds(council.database, TODAY).rounds[1].round.closes_on == date(2026, 11, 30)
    assert "closes by itself at the end of 30 Nov 2026" in said[0]


REFUSED: tuple[tuple[date | str | None, date | None, str, str], ...] = (
    (None, None, "opens_on", "Give the day."),
    ("31 Sep 2026", None, "opens_on", "does not exist"),
    (date(2026, 8, 2), date(2026, 8, 1), "closes_on", "before it opens"),
    (date(2026, 8, 2), date(2026, 9, 1), "closes_on", "two rounds share no day"),
    (date(2026, 9, 15), date(2026, 9, 20), "opens_on", "two rounds share no day"),
)


def test_a_round_that_cannot_be_is_refused_at_its_field_and_what_was_typed_stays(
    form: RoundForm, at_rest: AtRest
) -> None:
    form.title.setText("Late")
    for opens, closes, field, sentence in REFUSED:
        form.opens.set_day(opens if isinstance(opens, date) else None)
        if isinstance(opens, str):
            form.opens._line.setText(opens)
        form.closes.set_day(closes)
        form.open_round.click()
        at_rest()
        assert sentence in form.fields[field]._below.text(), (opens, closes)
    assert form.title.text() == "Late"


def test_an_open_round_closes_today_at_the_earliest(form: RoundForm, at_rest: AtRest) -> None:
    form.close_round.click()
    assert form.closing_fields["closes_on"]._below.text() == "▲ Give the day."
    form.closing.set_day(date(2026, 11, 1))
    form.close_round.click()
    at_rest()
    assert "closes today at the earliest" in form.closing_fields["closes_on"]._below.text()


def test_a_system_of_2015_without_an_open_round_warns(page: MarketPage, council: Council, at_rest: AtRest) -> None:
    council.scheme(kind=SchemeKind.DPS_2015)
    assert "▲ No round is open today. A scheme of this kind is not closed" in shown(page, at_rest)._now.text()


def test_every_day_of_a_round_that_cannot_be_read_is_told_in_one_press(form: RoundForm) -> None:
    for day in (form.opens, form.closes):
        day._line.setText("soon")
    form.open_round.click()
    assert all("cannot be read" in form.fields[name]._below.text() for name in ("opens_on", "closes_on"))
    assert form.opens._line.hasFocus()


def test_who_is_no_commissioner_reads_the_rounds_and_why(form: RoundForm, council: Council, window_desk: Desk) -> None:
    window_desk.work_as(council.broker)
    for press in (form.open_round, form.close_round):
        assert not press.isEnabled()
        assert "only a commissioner opens and closes rounds" in press.accessibleDescription()
    assert form.title.isReadOnly()
