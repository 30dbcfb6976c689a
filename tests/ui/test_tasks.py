"""Use cases off the UI thread: the latest question wins, writes go one at a time, the window never halts."""

import threading
import time
from collections.abc import Callable, Iterator
from functools import partial

import pytest
from PySide6.QtCore import QElapsedTimer, QTimer
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from brokerage.domain.changes import Done, Kind
from brokerage.domain.errors import Unavailable
from ui.tasks import Reads, Writes

LONGEST_GAP_MS = 100


@pytest.fixture
def failed() -> list[Exception]:
    return []


@pytest.fixture
def reads(qtbot: QtBot, failed: list[Exception]) -> Iterator[Reads]:
    made = Reads(failed.append)
    yield made
    made.close()


@pytest.fixture
def writes(qtbot: QtBot, failed: list[Exception]) -> Iterator[Writes]:
    made = Writes(failed.append)
    yield made
    made.close()


def after(gate: threading.Event, answer: str, seconds: float = 5) -> Callable[[], str]:
    def work() -> str:
        gate.wait(seconds)
        return answer

    return work


def test_an_answer_arrives_on_the_ui_thread(qtbot: QtBot, reads: Reads) -> None:
    seen: list[tuple[str, bool]] = []
    reads.latest("a", lambda: threading.current_thread().name, lambda name: seen.append((name, on_ui_thread())))
    qtbot.waitUntil(lambda: bool(seen))
    (worker, came_back), *_ = seen
    assert worker.startswith("read")
    assert came_back


def test_the_latest_question_wins_though_the_earlier_answers_last(qtbot: QtBot, reads: Reads) -> None:
    seen: list[str] = []
    slow = threading.Event()
    reads.latest("search", after(slow, "earlier"), seen.append)
    reads.latest("search", lambda: "latest", seen.append)
    qtbot.waitUntil(lambda: bool(seen))
    slow.set()
    qtbot.wait(50)
    assert seen == ["latest"]


def test_questions_under_other_keys_are_all_answered(qtbot: QtBot, reads: Reads) -> None:
    seen: list[int] = []
    for number in range(20):
        reads.latest(f"key {number}", partial(int, number), seen.append)
    qtbot.waitUntil(lambda: len(seen) == 20)
    assert sorted(seen) == list(range(20))


def test_a_dropped_question_is_not_answered(qtbot: QtBot, reads: Reads) -> None:
    seen: list[str] = []
    gate = threading.Event()
    reads.latest("search", after(gate, "unwanted"), seen.append)
    reads.drop("search")
    gate.set()
    qtbot.waitUntil(lambda: not reads.is_busy)
    qtbot.wait(50)
    assert seen == []


def test_nothing_is_delivered_after_the_window_closed(qtbot: QtBot, reads: Reads) -> None:
    seen: list[str] = []
    gate = threading.Event()
    reads.latest("search", after(gate, "late"), seen.append)
    reads.close()
    gate.set()
    qtbot.wait(50)
    reads.latest("search", lambda: "later still", seen.append)
    qtbot.wait(50)
    assert seen == []


def test_a_failure_goes_to_whoever_asked_else_to_the_window(
    qtbot: QtBot, reads: Reads, failed: list[Exception]
) -> None:
    own: list[Exception] = []

    def fail() -> None:
        raise Unavailable("The database cannot be reached.")

    reads.latest("with", fail, lambda _: None, own.append)
    reads.latest("without", fail, lambda _: None)
    qtbot.waitUntil(lambda: bool(own) and bool(failed))
    assert isinstance(own[0], Unavailable)
    assert isinstance(failed[0], Unavailable)


def test_writes_go_one_at_a_time_and_in_order(qtbot: QtBot, writes: Writes) -> None:
    running, most, order = [0], [0], list[int]()

    def write(number: int) -> Done[int]:
        running[0] += 1
        most[0] = max(most[0], running[0])
        time.sleep(0.005)
        running[0] -= 1
        return Done(number, frozenset())

    for number in range(8):
        writes.run(partial(write, number), order.append)
    qtbot.waitUntil(lambda: len(order) == 8)
    assert order == list(range(8))
    assert most[0] == 1


def test_what_changed_is_told_after_the_result(qtbot: QtBot, writes: Writes) -> None:
    told: list[object] = []
    writes.changed.connect(told.append)
    kinds = frozenset({Kind.CALL_OFFS})
    writes.run(lambda: Done("C-1", kinds), told.append)
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told == ["C-1", kinds]


def test_a_button_is_disabled_while_its_write_runs_and_enabled_after_a_failure(
    qtbot: QtBot, writes: Writes, failed: list[Exception]
) -> None:
    press, gate = QPushButton("Raise call-off"), threading.Event()
    qtbot.addWidget(press)

    def fail() -> Done[None]:
        gate.wait(5)
        raise Unavailable("The disk is full.")

    writes.run(fail, lambda _: None, while_running=press)
    assert not press.isEnabled()
    gate.set()
    qtbot.waitUntil(lambda: bool(failed))
    assert press.isEnabled()


def test_the_cursor_waits_with_what_was_pressed_and_goes_to_no_other_button(
    writes: Writes, qtbot: QtBot, shown: Callable[[QWidget], QWidget]
) -> None:
    window, gate = QWidget(), threading.Event()
    attempt, save = QPushButton("Try it", window), QPushButton("Save", window)
    save.move(0, 50)
    saved: list[bool] = []
    save.clicked.connect(lambda: saved.append(True))
    shown(window)
    window.activateWindow()
    attempt.setFocus()
    qtbot.waitUntil(attempt.hasFocus)

    def wait() -> Done[str]:
        gate.wait(5)
        return Done("tried", frozenset())

    told: list[str] = []
    writes.run(wait, told.append, while_running=attempt)
    assert not save.hasFocus()
    gate.set()
    qtbot.waitUntil(lambda: told == ["tried"])
    assert attempt.hasFocus()
    assert saved == []


def test_the_window_never_halts_while_a_question_is_answered(qtbot: QtBot, reads: Reads) -> None:
    seen: list[str] = []
    gaps: list[int] = []
    clock = QElapsedTimer()
    clock.start()
    tick = QTimer(interval=5)
    tick.timeout.connect(lambda: gaps.append(clock.restart()))
    tick.start()
    reads.latest("slow", after(threading.Event(), "done", 0.4), seen.append)
    qtbot.waitUntil(lambda: bool(seen))
    assert len(gaps) > 10
    assert max(gaps) <= LONGEST_GAP_MS


def test_what_takes_long_says_so_and_stops_saying_so(qtbot: QtBot, reads: Reads) -> None:
    said: list[bool] = []
    reads.slow_changed.connect(said.append)
    reads._slow_timer.setInterval(20)
    gate = threading.Event()
    reads.latest("slow", after(gate, "done"), lambda _: None)
    qtbot.waitUntil(lambda: said == [True])
    gate.set()
    qtbot.waitUntil(lambda: said == [True, False])


def on_ui_thread() -> bool:
    return threading.current_thread() is threading.main_thread()


class Form(QPushButton):
    """A form that is told of what became of its press."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[object] = []

    def refused(self, step: int, error: Exception) -> None:
        self.told.append((step, self.text(), error))

    def shown(self, answer: str) -> None:
        self.told.append((self.text(), answer))


def test_a_refusal_for_a_form_that_is_gone_is_told_all_the_same(
    qtbot: QtBot, writes: Writes, failed: list[Exception]
) -> None:
    stands, left = Form(), Form()
    error = Unavailable("The database cannot be reached.")

    def refuse() -> Done[None]:
        raise error

    for form in (stands, left):
        writes.run(refuse, lambda _result: None, partial(form.refused, 1), while_running=form)
    delete(left)
    qtbot.waitUntil(lambda: not writes.is_busy)
    assert (stands.told, left.told, failed) == ([(1, "", error)], [], [error])


def test_an_answer_to_a_form_that_is_gone_is_dropped(qtbot: QtBot, reads: Reads, failed: list[Exception]) -> None:
    form = Form()
    reads.latest("a", lambda: "answer", form.shown)
    delete(form)
    qtbot.waitUntil(lambda: not reads.is_busy)
    assert (form.told, failed) == ([], [])
