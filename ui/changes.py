"""The one loop back: what a use case changed, and what a colleague changed meanwhile, reach the pages here.

A colleague's change is noticed by asking the database every few seconds whether anything was written since; it is a hint,
and the pages then read again.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from brokerage.domain.changes import Kind
from ui.tasks import Reads

ASK_EVERY_MS = 4000
_KEY = "shell: changed since"


class Changes(QObject):
    """Tells what has changed, here and at colleagues' desks.

    Signals:
        changed(frozenset[Kind]): read these kinds of things again.
        reachable(bool): the database answers, or no longer does.
    """

    changed = Signal(object)
    reachable = Signal(bool)

    def __init__(self, reads: Reads, mark: Callable[[], str]) -> None:
        """`mark` is any text that is different once something was written; it runs off the UI thread."""
        super().__init__()
        self._reads = reads
        self._mark = mark
        self._last_mark: str | None = None
        self._is_reachable = True
        self._timer = QTimer(self, interval=ASK_EVERY_MS)
        self._timer.timeout.connect(self.ask)

    def start(self) -> None:
        """Begin to ask, now and every few seconds."""
        self._timer.start()
        self.ask()

    def stop(self) -> None:
        """Ask no more."""
        self._timer.stop()

    def tell(self, kinds: frozenset[Kind]) -> None:
        """Pass on what a use case of ours changed; our own change is not mistaken for a colleague's."""
        self._last_mark = None
        self.changed.emit(kinds)
        self.ask()

    def ask(self) -> None:
        """Ask now whether anything was written."""
        self._reads.latest(_KEY, self._mark, self._compare, self._unreachable)

    def _compare(self, mark: str) -> None:
        self._say_reachable(reachable=True)
        was, self._last_mark = self._last_mark, mark
        if was is not None and was != mark:
            self.changed.emit(frozenset(Kind))

    def _unreachable(self, _error: Exception) -> None:
        self._say_reachable(reachable=False)

    def _say_reachable(self, *, reachable: bool) -> None:
        if reachable != self._is_reachable:
            self._is_reachable = reachable
            self.reachable.emit(reachable)
