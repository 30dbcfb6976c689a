"""The window as a whole: opens a database, shows its pages, tells only the truth, works by keyboard."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from brokerage.domain.changes import Kind
from brokerage.domain.errors import Conflict, Unavailable
from brokerage.services.administer import find_council, keep_council
from brokerage.services.manage_people import find_people
from tests.builders import TODAY
from tests.builders import Desk as Council
from tests.ui.accessibility import OtherWindows, assert_accessible, assert_nothing_clipped, tab_order
from tests.ui.conftest import NOW
from ui.app import Asked, Start
from ui.desk import Desk, Tone
from ui.home.page import HomePage
from ui.page import PageName
from ui.people_picker import PeoplePicker
from ui.person_bar import PersonBar
from ui.preferences import Preferences

Open = Callable[..., Start]
WidgetT = TypeVar("WidgetT", bound=QWidget)


@pytest.fixture
def open_window(qtbot: QtBot, council: Council) -> Iterator[Open]:
    started: list[Start] = []

    def open_it(address: str = council.database.url, login: str = "practitioner") -> Start:
        start = Start(Asked(address, login, PageName.HOME), Preferences(), lambda: NOW)
        started.append(start)
        outcome: list[str] = []
        start.ready.connect(lambda: outcome.append("ready"))
        start.failed.connect(lambda _error: outcome.append("failed"))
        start.window.show()
        qtbot.waitUntil(lambda: bool(outcome))
        return start

    yield open_it
    for start in started:
        start.window.close()
        start.window.deleteLater()
    QCoreApplication.sendPostedEvents(None, int(QEvent.Type.DeferredDelete.value))


@pytest.fixture
def start(open_window: Open, council: Council, qtbot: QtBot) -> Start:
    council.person(reference="P-1043", budget="310", given_name="Ada", family_name="Brook")
    council.person(reference="P-1044", budget=None)
    opened = open_window()
    opened.window.activateWindow()
    qtbot.waitUntil(opened.window.isActiveWindow)
    rest(qtbot, opened)
    return opened


def desk_of(start: Start) -> Desk:
    assert start.desk is not None
    return start.desk


def part(start: Start, kind: type[WidgetT]) -> WidgetT:
    found = start.window.findChild(kind)
    assert isinstance(found, kind)
    return found


def rest(qtbot: QtBot, start: Start) -> None:
    desk = desk_of(start)
    qtbot.waitUntil(lambda: not desk.reads.is_busy and not desk.writes.is_busy)


def take_in_hand(start: Start, reference: str = "P-1043") -> None:
    desk = desk_of(start)
    (person,) = find_people(desk.database, desk.actor, reference, TODAY)
    desk.take_in_hand(person)


def test_the_status_line_tells_the_truth(start: Start) -> None:
    words = start.window.shell.status.words
    assert words.startswith(
        "connected: desk.db (SQLite file) · Weald County Council (demonstration) · demonstration data"
    )
    assert "working as" in words
    assert "practitioner, chosen in Settings" in words


def test_a_demonstration_carries_a_ribbon_and_a_council_of_its_own_does_not(
    qtbot: QtBot, open_window: Open, council: Council
) -> None:
    assert open_window().window.shell._ribbon.isVisible()
    with council.session() as session:
        session.connection().exec_driver_sql("UPDATE council SET is_demonstration = 0")
    other = open_window().window.shell
    assert not other._ribbon.isVisible()
    assert "demonstration data" not in other.status.words


def test_a_database_that_is_not_there_is_said_with_the_way_out_and_tried_again(
    qtbot: QtBot, open_window: Open, council: Council, tmp_path: Path
) -> None:
    missing = tmp_path / "missing.db"
    start = open_window(f"sqlite:///{missing.as_posix()}")
    panel = start.window.shell._opening
    assert start.desk is not None
    assert not start.desk.is_open
    assert "brokerage demo" in panel.accessibleName()
    assert start.window.shell.status.words == "no database is open"
    assert not start.window.shell.rail.isEnabled()
    full = council.database.url.removeprefix("sqlite:///")
    with closing(sqlite3.connect(full)) as there, closing(sqlite3.connect(missing)) as here:
        there.backup(here)
    with qtbot.waitSignal(start.ready, timeout=60_000):
        panel._button.click()
    assert start.window.current is PageName.HOME


def test_ctrl_and_a_number_goes_to_each_page(qtbot: QtBot, qapp: QApplication, start: Start) -> None:
    window = start.window
    others = OtherWindows(window)
    qapp.installEventFilter(others)
    for number, name in enumerate(PageName, start=1):
        QTest.keyClick(window, Qt.Key(Qt.Key.Key_0 + number), Qt.KeyboardModifier.ControlModifier)
        rest(qtbot, start)
        assert window.current is name
        assert others.seen == [], name


def test_text_grows_and_shrinks_by_keyboard_within_limits(start: Start) -> None:
    start.look.set_text_scale(1.9)
    for _ in range(2):
        QTest.keyClick(start.window, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert start.look.text_scale == 2.0
    QTest.keyClick(start.window, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert start.look.text_scale == 1.9
    QTest.keyClick(start.window, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert start.look.text_scale == 1.0


def test_the_shell_and_home_are_accessible_and_not_clipped(start: Start) -> None:
    take_in_hand(start)
    assert_accessible(start.window)
    assert_nothing_clipped(start.window)


@pytest.mark.parametrize("scale", [1.5, 2.0])
def test_large_text_is_not_clipped(qtbot: QtBot, start: Start, scale: float) -> None:
    take_in_hand(start)
    start.look.set_text_scale(scale)
    qtbot.wait(20)
    assert_nothing_clipped(start.window)


def test_one_comes_to_every_part_of_the_shell_with_the_tab_key(start: Start) -> None:
    names = {control.accessibleName() for control in tab_order(start.window.shell.rail._buttons[PageName.HOME])}
    assert {"Home", "Settings", "Choose person", "Find support"} <= names


def test_the_person_in_hand_stands_in_the_bar_with_the_budget(start: Start) -> None:
    bar = part(start, PersonBar)
    take_in_hand(start)
    desk_of(start).show_choice(Decimal("141.40"))
    said = [label.text() for label in bar.findChildren(QLabel) if label.isVisible()]
    assert "P-1043 · A.B." in said
    assert "Budget £310.00 a week" in said
    assert "✓ £168.60 left" in said
    desk_of(start).show_choice(Decimal("360.00"))
    assert "▲ £50.00 over" in [label.text() for label in bar.findChildren(QLabel)]
    take_in_hand(start, "P-1044")
    assert "No budget in force" in [label.text() for label in bar.findChildren(QLabel) if label.isVisible()]


def test_a_what_if_is_one_press_away(start: Start) -> None:
    take_in_hand(start)
    bar = part(start, PersonBar)
    bar.let_go.click()
    assert desk_of(start).person is None
    assert "What-if" in [label.text() for label in bar.findChildren(QLabel)]
    assert not bar.let_go.isVisible()


def test_a_person_is_chosen_by_keyboard_alone(qtbot: QtBot, start: Start) -> None:
    window = start.window
    QTest.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    picker = part(start, PeoplePicker)
    qtbot.waitUntil(lambda: len(picker.found.rows) == 2)
    QTest.keyClicks(picker._line, "1044")
    qtbot.waitUntil(lambda: [person.reference for person in picker.found.rows] == ["P-1044"])
    QTest.keyClick(picker._line, Qt.Key.Key_Return)
    person = desk_of(start).person
    assert person is not None
    assert person.reference == "P-1044"


def test_the_finder_leaves_with_escape_and_says_when_nobody_is_found(qtbot: QtBot, start: Start) -> None:
    bar = part(start, PersonBar)
    bar.change.click()
    picker = part(start, PeoplePicker)
    assert_accessible(picker)
    QTest.keyClicks(picker._line, "zzz")
    qtbot.waitUntil(lambda: picker.found._panel.isVisible() and "Nobody found" in picker.found._panel.accessibleName())
    QTest.keyClick(picker._line, Qt.Key.Key_Escape)
    assert not picker.isVisible()
    assert desk_of(start).person is None


def test_a_notice_stands_in_the_banner_until_it_is_dismissed_or_another_page_comes(start: Start) -> None:
    banner, desk = start.window.shell.banner, desk_of(start)
    desk.say("Call-off CO-2026-0001 is raised.")
    assert banner.isVisible()
    assert banner.accessibleName() == "Call-off CO-2026-0001 is raised."
    desk.navigate(PageName.SETTINGS)
    assert not banner.isVisible()


def test_a_failure_that_may_be_retried_offers_that(start: Start) -> None:
    banner, desk, tried = start.window.shell.banner, desk_of(start), list[str]()
    desk.fail(Conflict("A colleague was first."), lambda: tried.append("again"))
    assert banner._act.text() == "Try again"
    banner._act.click()
    assert tried == ["again"]
    assert not banner.isVisible()


def test_a_database_that_stops_answering_is_said_and_taken_back(start: Start) -> None:
    shell, changes = start.window.shell, desk_of(start).changes
    changes.reachable.emit(False)
    assert "not reachable: desk.db" in shell.status.words
    assert shell.banner.isVisible()
    changes.reachable.emit(True)
    assert "connected: desk.db" in shell.status.words
    assert not shell.banner.isVisible()


def test_pages_read_again_when_a_colleague_saved(qtbot: QtBot, start: Start, council: Council) -> None:
    window, desk = start.window, desk_of(start)
    page = window.page(PageName.HOME)
    assert isinstance(page, HomePage)
    seen: list[object] = []
    desk.changes.changed.connect(seen.append)
    rest(qtbot, start)
    before = find_council(council.database)
    assert before is not None
    keep_council(council.database, council.administrator, replace(before, phone="01622 000000"), NOW)
    desk.changes.ask()
    qtbot.waitUntil(lambda: seen == [frozenset(Kind)])


def test_working_as_somebody_else_is_said_and_every_page_reads_again(
    qtbot: QtBot, start: Start, council: Council
) -> None:
    desk_of(start).work_as(council.broker)
    rest(qtbot, start)
    assert "broker, chosen in Settings" in start.window.shell.status.words
    page = start.window.page(PageName.HOME)
    assert isinstance(page, HomePage)
    assert "as broker" in page._header._sentence.text()


def test_nothing_is_delivered_once_the_window_is_closed(qtbot: QtBot, start: Start) -> None:
    seen: list[str] = []
    desk = desk_of(start)
    desk.reads.latest("late", lambda: "late", seen.append)
    start.window.close()
    qtbot.wait(50)
    assert seen == []


def test_an_unforeseen_failure_of_a_task_is_told_in_the_banner(qtbot: QtBot, start: Start) -> None:
    def fail() -> None:
        raise Unavailable("The printer cannot be reached.")

    desk_of(start).reads.latest("print", fail, lambda _: None)
    banner = start.window.shell.banner
    qtbot.waitUntil(banner.isVisible)
    assert banner.accessibleName() == "The printer cannot be reached."
    assert banner.property("tone") == Tone.BAD.value
