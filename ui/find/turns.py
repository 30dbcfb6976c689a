"""Does pieces of work one after the other, each in a turn of the event loop of its own, so that the window answers between."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, QTimer


class Turns(QObject):
    """Work on the window's thread, a piece a turn."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pieces: list[Callable[[], object]] = []
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._next)

    @property
    def is_busy(self) -> bool:
        """Whether pieces are left."""
        return bool(self._pieces)

    def do(self, pieces: Iterable[Callable[[], object]]) -> None:
        """Do these from the next turn on, in place of those that are left of what was asked before."""
        self._pieces = list(pieces)
        if self._pieces:
            self._timer.start()

    def finish(self) -> None:
        """Do now whatever is left."""
        while self._pieces:
            self._next()

    def _next(self) -> None:
        self._pieces.pop(0)()
        if not self._pieces:
            self._timer.stop()
