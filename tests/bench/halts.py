"""How long the window's thread works without looking up, set against a fixed piece of Qt's own work done in the same run.

Both are counted in the processor time of the window's thread, so that others' work on the computer is not in it; how fast the
computer is falls out of the ratio.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import thread_time

from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QWidget

_LINES_OF_THE_PIECE = 40


class Halts:
    """How long the window's thread worked each time, in milliseconds, and what it was doing."""

    def __init__(self) -> None:
        self._halts_ms: list[tuple[float, str]] = []
        self._doing = ""

    @property
    def longest(self) -> tuple[float, str]:
        """The longest, and what was being done."""
        return max(self._halts_ms)

    def do(self, doing: str, task: Callable[[], object], done: Callable[[], bool]) -> None:
        """Do this on the window's thread, then let the event loop turn until it is done; each turn is counted by itself."""
        self._doing = doing
        with self._counted():
            task()
        self._turn_until(done)

    def _turn_until(self, done: Callable[[], bool]) -> None:
        waker = QTimer(interval=5)
        waker.timeout.connect(lambda: None)
        waker.start()
        while not done():
            with self._counted():
                QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        waker.stop()

    @contextmanager
    def _counted(self) -> Iterator[None]:
        began = thread_time()
        yield
        self._halts_ms.append(((thread_time() - began) * 1000, self._doing))


def piece_of_qt_work_ms(rounds: int = 5) -> float:
    """The fewest milliseconds it takes to make, dress, show and paint a form of forty lines in the look that is worn."""
    return min(_form_ms() for _ in range(rounds))


def _form_ms() -> float:
    began = thread_time()
    form = QWidget()
    grid = QGridLayout(form)
    for line in range(_LINES_OF_THE_PIECE):
        grid.addWidget(QLabel(f"Line {line}"), line, 0)
        grid.addWidget(QLineEdit(f"What stands in line {line}"), line, 1)
    form.resize(600, 700)
    form.show()
    form.repaint()
    taken = (thread_time() - began) * 1000
    form.deleteLater()
    return taken
