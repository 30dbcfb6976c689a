"""Use cases run here, off the UI thread; what they answer comes back on it, by one queued signal.

Reads share four threads and the latest question under a key wins: an older answer never arrives after it. Writes go one at
a time, in order. After `close` nothing is delivered any more. A refusal for a form that was destroyed meanwhile is told in the
banner; an answer to one is dropped, unless it is of a change.
"""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from brokerage.domain.changes import Done, Kind

ResultT = TypeVar("ResultT")
OnFailure = Callable[[Exception], None]

READ_THREADS = 4
SLOW_AFTER_MS = 1000
"""A task that takes longer says so in the status line."""


@dataclass(frozen=True, slots=True)
class _Asked:
    key: str
    on_result: Callable[[Any], None]
    on_failure: OnFailure
    future: Future[None]


@dataclass(frozen=True, slots=True)
class _Answer:
    number: int
    result: object = None
    failure: Exception | None = None


class _Lane(QObject):
    """Some threads and the one road back to the UI thread.

    Signals:
        slow_changed(bool): a task has been running for a second; none is any more.
    """

    slow_changed = Signal(bool)
    _answered = Signal(object)

    def __init__(self, threads: int, name: str, default_on_failure: OnFailure) -> None:
        super().__init__()
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix=name)
        self._default_on_failure = default_on_failure
        self._open: dict[int, _Asked] = {}
        self._last_number = 0
        self._closed = False
        self._slow = False
        self._slow_timer = QTimer(self, singleShot=True, interval=SLOW_AFTER_MS)
        self._slow_timer.timeout.connect(lambda: self._say_slow(slow=True))
        self._answered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def is_busy(self) -> bool:
        """Whether an answer is still awaited."""
        return bool(self._open)

    def close(self) -> None:
        """Drop what has not begun and deliver nothing any more. Does not wait."""
        self._closed = True
        self._open.clear()
        self._slow_timer.stop()
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _ask(
        self, key: str, function: Callable[[], Any], on_result: Callable[[Any], None], on_failure: OnFailure | None
    ) -> int:
        if self._closed:
            return 0
        self._last_number += 1
        number = self._last_number
        future = self._threads.submit(self._work, number, function)
        self._open[number] = _Asked(key, on_result, on_failure or self._default_on_failure, future)
        if not self._slow_timer.isActive():
            self._slow_timer.start()
        return number

    def _work(self, number: int, function: Callable[[], object]) -> None:
        try:
            answer = _Answer(number, result=function())
        except Exception as failure:  # noqa: BLE001 - whatever it is, it is shown on the UI thread and never lost
            answer = _Answer(number, failure=failure)
        if not self._closed:
            with suppress(RuntimeError):  # the window closed between the question above and this line
                self._answered.emit(answer)

    def _deliver(self, answer: _Answer) -> None:
        asked = self._open.pop(answer.number, None)
        if not self._open:
            self._slow_timer.stop()
            self._say_slow(slow=False)
        if asked is None or self._closed or not _is_there(asked.on_result):
            return
        if answer.failure is not None:
            asked.on_failure(answer.failure)
        else:
            asked.on_result(answer.result)

    def _forget(self, number: int) -> None:
        asked = self._open.pop(number, None)
        if asked is not None:
            asked.future.cancel()

    def _say_slow(self, *, slow: bool) -> None:
        if slow != self._slow and (not slow or self._open):
            self._slow = slow
            self.slow_changed.emit(slow)


class Reads(_Lane):
    """Questions. The latest under a key wins."""

    def __init__(self, default_on_failure: OnFailure) -> None:
        super().__init__(READ_THREADS, "read", default_on_failure)
        self._latest: dict[str, int] = {}

    def latest(
        self,
        key: str,
        function: Callable[[], ResultT],
        on_result: Callable[[ResultT], None],
        on_failure: OnFailure | None = None,
    ) -> None:
        """Ask; an earlier question under this key that is still open is dropped. Without `on_failure` the banner says it."""
        self.drop(key)
        self._latest[key] = self._ask(key, function, on_result, on_failure)

    def drop(self, key: str) -> None:
        """Want no answer under this key any more."""
        self._forget(self._latest.pop(key, 0))


class Writes(_Lane):
    """Changes, one at a time, in order.

    Signals:
        changed(frozenset[Kind]): a use case is done and these kinds of things are no longer as they were.
    """

    changed = Signal(object)

    def __init__(self, default_on_failure: OnFailure) -> None:
        super().__init__(1, "write", default_on_failure)

    def run(
        self,
        function: Callable[[], Done[ResultT]],
        on_result: Callable[[ResultT], None],
        on_failure: OnFailure | None = None,
        *,
        while_running: QWidget | None = None,
    ) -> None:
        """Run the use case, hand its result over, then tell every page what changed.

        `while_running` is disabled until the answer is there, so that a second press does nothing. The cursor waits with it: by
        itself it would go on to the next button, and a second press of the same key would save what was only to be tried.
        """
        had_cursor = while_running is not None and while_running.hasFocus()
        if while_running is not None:
            if had_cursor:
                while_running.clearFocus()
            while_running.setEnabled(False)

        def finish(done: Done[ResultT]) -> None:
            _enable(while_running, bring_cursor_back=had_cursor)
            on_result(done.result)
            self._tell(done.changed)

        def fail(failure: Exception) -> None:
            _enable(while_running, bring_cursor_back=had_cursor)
            tell = on_failure if on_failure is not None and _is_there(on_failure) else self._default_on_failure
            tell(failure)

        self._ask("write", function, finish, fail)

    def _tell(self, kinds: frozenset[Kind]) -> None:
        if kinds:
            self.changed.emit(kinds)


def _enable(widget: QWidget | None, *, bring_cursor_back: bool) -> None:
    """Let it be used again, with the cursor at it as before, unless that was put elsewhere meanwhile."""
    if widget is not None:
        with suppress(RuntimeError):  # the page it stood on is gone
            widget.setEnabled(True)
            if bring_cursor_back and widget.isVisible() and QApplication.focusWidget() is None:
                widget.setFocus()


def _is_there(callback: Callable[..., object]) -> bool:
    """Whether the widget the callback belongs to was not destroyed meanwhile, as a form that was left is."""
    while isinstance(callback, partial):
        callback = callback.func
    owner = getattr(callback, "__self__", None)
    return not isinstance(owner, QObject) or isValid(owner)
