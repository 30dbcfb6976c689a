"""Market, the uplifts: every rate before and after with its cost first, applied in one press, taken back whole."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from brokerage.domain.uplift import Uplift, UpliftKind, UpliftRounding
from brokerage.domain.uplift_summary import UpliftAsked, UpliftState
from brokerage.services.uplift import apply_uplift, list_uplifts
from tests.builders import TODAY, ReadyService
from tests.builders import Desk as Council
from tests.services.admission_builders import running
from tests.ui.accessibility import assert_accessible, assert_nothing_clipped
from tests.ui.conftest import NOW
from tests.ui.keyboard import Presses
from ui.desk import Desk
from ui.market.page import MarketPage
from ui.market.uplifts import words as uplift_words
from ui.market.uplifts.form import UpliftForm
from ui.market.uplifts.section import UpliftsSection
from ui.theme import ThemeChoice

AtRest = Callable[[], None]
Opened = Callable[[], UpliftsSection]
FEBRUARY, MARCH = date(2027, 2, 1), date(2027, 3, 1)


@pytest.fixture
def ready(council: Council) -> ReadyService:
    """A service with a rate of £70.70, in a scheme called RES-2022."""
    return council.ready_service(lot_id=council.lot(council.scheme(reference="RES-2022"), number="1"))


@pytest.fixture
def opened(page: MarketPage, window_desk: Desk, at_rest: AtRest) -> Opened:
    """Brings the section to the front and lets it read; what changes is read again, as in the window."""
    window_desk.writes.changed.connect(page.reload)

    def bring() -> UpliftsSection:
        page.show_section(UpliftsSection)
        at_rest()
        section = page.section
        assert isinstance(section, UpliftsSection)
        return section

    return bring


def kept(council: Council, first_day: date = FEBRUARY) -> int:
    """The number of an uplift of 4 %, applied by a colleague."""
    uplift = Uplift(UpliftKind.PERCENT, Decimal(4), UpliftRounding.PENNY, first_day)
    asked = UpliftAsked("RES-2022", uplift)
    return apply_uplift(council.database, council.commissioner, asked, f"{first_day}", NOW).result.uplift_id


def ask(form: UpliftForm, amount: str, first_day: str) -> None:
    """Type an uplift and look at it."""
    form.amount.setText(amount)
    form.first_day._line.setText(first_day)
    form.first_day.finish()
    form.look.click()


def errors(form: UpliftForm) -> list[str]:
    """The fields at which something is wrong."""
    return [key for key, field in form.fields.items() if field._below.text().startswith("▲")]


def test_an_uplift_is_looked_at_and_applied_by_keyboard(
    page: MarketPage,
    council: Council,
    ready: ReadyService,
    opened: Opened,
    qtbot: QtBot,
    at_rest: AtRest,
    said: list[str],
) -> None:
    running(council, ready)
    form = opened().form
    keys = Presses(qtbot, page)
    keys.tab_to(form.scope.lots["1"])
    keys.key(Qt.Key.Key_Space)
    keys.tab_to(form.amount)
    keys.text("4")
    keys.tab_to(form.first_day._line)
    keys.text("1 Feb 2027")
    keys.tab_to(form.note)
    keys.text("Agreed in the forum")
    keys.tab_to(form.look)
    keys.key(Qt.Key.Key_Space)
    at_rest()
    (line,) = form.view.table.rows
    assert (line.old, line.new, line.rise, line.what) == (
        Decimal("70.70"),
        Decimal("73.53"),
        Decimal("2.83"),
        "✓ raised",
    )
    form.view.table.make_current(line.number)
    assert uplift_words.whole(line) in [label.text() for label in form.view.findChildren(QLabel) if label.isVisible()]
    assert uplift_words.whole(line).endswith("£70.70, then £73.53, £2.83 more; ✓ raised.")
    assert form.view.preview is not None
    totals = {fact[0]: fact[1] for fact in uplift_words.totals(form.view.preview)}
    assert totals["Placements"] == "1 placement that runs pays more, on their real dates"
    assert totals["Still to begin"] == "No signed placement is still to begin under these rates."
    assert totals["Cost in 2026-27"].endswith("more from 1 Feb 2027 to 31 Mar 2027")
    assert totals["Cost of a full year"] == f"£{form.view.preview.cost.full_year} more in twelve months from 1 Feb 2027"
    keys.tab_to(form.view.apply)
    keys.key(Qt.Key.Key_Space)
    at_rest()
    at_rest()
    (uplift,) = list_uplifts(council.database)
    assert (uplift.uplift.first_day, uplift.note, uplift.rates) == (FEBRUARY, "Agreed in the forum", 1)
    assert said == [
        f"Uplift {uplift.uplift_id} raises 1 rate of RES-2022 from 1 Feb 2027. Before that day it can be taken back whole."
    ]
    assert form.view.isHidden()
    assert opened().view.kept == uplift


@pytest.mark.usefixtures("ready")
def test_what_cannot_be_meant_is_refused_at_its_field_and_a_change_takes_the_preview_away(
    council: Council, opened: Opened, at_rest: AtRest
) -> None:
    form = opened().form
    for amount, first_day, field in (
        ("much", "1 Feb 2027", "amount"),
        ("0", "1 Feb 2027", "amount"),
        ("4", "in spring", "first_day"),
        ("4", "", "first_day"),
    ):
        ask(form, amount, first_day)
        at_rest()
        assert errors(form) == [field]
        assert form.view.isHidden()
    form.scope.some_providers.setChecked(True)
    ask(form, "much", "")
    assert errors(form) == ["provider", "amount", "first_day"]  # in one press
    ask(form, "4", "1 Feb 2027")
    assert errors(form) == ["provider"]
    form.scope.providers.tick_only(form.scope.providers.rows)
    form.kind.choose(UpliftKind.PENCE)
    ask(form, "50", "1 Feb 2027")
    at_rest()
    assert [line.rise for line in form.view.table.rows] == [Decimal("0.50")]
    form.amount.setText("60")
    assert form.view.isHidden()
    ask(form, "0.1", "1 Feb 2027")
    at_rest()
    assert "more than two figures" in form.fields["amount"]._below.text()
    ask(form, "1", "1 Apr 2026")
    at_rest()
    assert [line.what for line in form.view.table.rows] == ["left: begins then or later"]
    assert "No rate in force before 1 Apr 2026 would be raised" in form.view._why_not.text()
    assert not form.view.apply.isEnabled()
    assert list_uplifts(council.database) == ()


def test_providers_are_found_by_typing_and_those_ticked_stay_so(
    page: MarketPage, council: Council, ready: ReadyService, opened: Opened, qtbot: QtBot
) -> None:
    for number, name in enumerate(("Applegate (demo)", "Bluebell (demo)")):
        service_id = council.service(council.provider(name, council_reference=f"PR-{number}"))
        council.rate(service_id, ready.lot_id)
    scope = opened().form.scope
    keys = Presses(qtbot, page)
    keys.tab_to(scope.some_providers)
    keys.key(Qt.Key.Key_Space)
    keys.tab_to(scope.finder.line)
    keys.text("blue")
    assert [row.name for row in scope.providers.rows] == ["Bluebell (demo)"]
    scope.providers.tick_only(scope.providers.rows)
    assert scope.finder.ticked.text() == "1 provider ticked (Space ticks)"
    scope.finder.line.setText("PR-0")
    assert [row.name for row in scope.providers.rows] == ["Applegate (demo)"]
    scope.finder.line.setText("atlantis")
    assert "No provider is called so" in scope.providers._panel.accessibleName()
    assert scope.chosen_providers() == ("PR-1",)


@pytest.mark.usefixtures("ready")
def test_rates_changed_since_the_preview_are_told_and_looked_at_again(
    council: Council, opened: Opened, at_rest: AtRest, said: list[str]
) -> None:
    form = opened().form
    ask(form, "4", "1 Mar 2027")
    at_rest()
    kept(council)
    form.view.apply.click()
    at_rest()
    at_rest()
    assert "changed since this uplift was looked at" in said[0]
    assert [line.old for line in form.view.table.rows] == [Decimal("73.53")]
    assert len(list_uplifts(council.database)) == 1


@pytest.mark.usefixtures("ready")
def test_an_uplift_is_taken_back_once_that_is_confirmed_in_the_page_and_not_below_a_later_one(
    council: Council, opened: Opened, at_rest: AtRest, said: list[str]
) -> None:
    first, later = kept(council), kept(council, MARCH)
    section = opened()
    section.table.make_current(first)
    section.view.take_back.click()
    at_rest()
    assert "A later uplift stands on 1 rate of this one" in section.view._why_not.text()
    assert section.view.confirm.isHidden()
    section.table.make_current(later)
    section.view.take_back.click()
    at_rest()
    assert section.view.question.text().startswith("Take it back? Its 1 raised rate goes")
    section.view.leave.click()
    assert section.view.question.isHidden()
    section.view.take_back.click()
    at_rest()
    section.view.confirm.click()
    at_rest()
    at_rest()
    states = {one.uplift_id: one.state_on(TODAY) for one in list_uplifts(council.database)}
    assert states == {first: UpliftState.TO_COME, later: UpliftState.TAKEN_BACK}
    assert said == [f"Uplift {later} of RES-2022 is taken back: the rates before it go on."]
    assert [uplift_words.stands(one, TODAY) for one in section.table.rows] == [
        "✕ Taken back 2 Nov 2026",
        "▸ To come: begins in 91 days",
    ]
    assert section.view.take_back.isHidden()


@pytest.mark.usefixtures("ready")
def test_who_is_no_commissioner_may_look_but_neither_apply_nor_take_back(
    council: Council, window_desk: Desk, opened: Opened, at_rest: AtRest
) -> None:
    kept(council)
    window_desk.work_as(council.broker)
    section = opened()
    ask(section.form, "2", "1 Mar 2027")
    at_rest()
    assert len(section.form.view.table.rows) == 1
    assert "only a commissioner raises agreed rates" in section.form.view._why_not.text()
    assert not section.form.view.apply.isEnabled()
    assert "only a commissioner takes an uplift back" in section.view._why_not.text()
    assert not section.view.take_back.isEnabled()
    window_desk.work_as(council.commissioner)
    assert section.form.view.apply.isEnabled()
    assert section.view.take_back.isEnabled()


def test_no_uplift_and_what_cannot_be_read_are_told_in_their_place(
    council: Council, opened: Opened, at_rest: AtRest
) -> None:
    section = opened()
    assert "No uplift yet" in section.table._panel.accessibleName()
    section.form.look.click()
    assert errors(section.form) == ["scheme", "amount", "first_day"]
    with council.session() as session:
        session.connection().exec_driver_sql("ALTER TABLE uplift_rates RENAME TO uplift_rates_away")
    section.load()
    at_rest()
    assert "That did not work" in section.table._panel.accessibleName()
    with council.session() as session:
        session.connection().exec_driver_sql("ALTER TABLE uplift_rates_away RENAME TO uplift_rates")
    section.table._panel._button.click()
    at_rest()
    assert "No uplift yet" in section.table._panel.accessibleName()


@pytest.mark.usefixtures("ready")
def test_however_long_a_schemes_title_the_form_is_no_wider_than_its_room(
    council: Council, window_desk: Desk, opened: Opened, at_rest: AtRest
) -> None:
    council.scheme(reference="LONG", title="Everyday life, skills, training and evenings out for everybody " * 3)
    section = opened()
    window_desk.look.set_text_scale(2.0)
    at_rest()
    assert section.form.minimumSizeHint().width() <= section.width()


@pytest.mark.parametrize(
    ("scale", "theme"), [(1.0, ThemeChoice.LIGHT), (1.0, ThemeChoice.DARK), (2.0, ThemeChoice.LIGHT)]
)
@pytest.mark.usefixtures("ready")
def test_the_section_is_accessible_and_nothing_is_clipped(
    page: MarketPage,
    council: Council,
    window_desk: Desk,
    opened: Opened,
    at_rest: AtRest,
    scale: float,
    theme: ThemeChoice,
) -> None:
    kept(council)
    window_desk.look.choose(theme)
    window_desk.look.set_text_scale(scale)
    section = opened()
    section.form.scope.some_providers.setChecked(True)
    section.form.scope.providers.tick_only(section.form.scope.providers.rows)
    ask(section.form, "4", "1 Mar 2027")
    at_rest()
    assert_accessible(page)
    assert_nothing_clipped(page)
