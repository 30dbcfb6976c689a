"""Our window, opened as ever with Find as its first page, and ended when it has said three moments.

They are: the first picture; the fields of Find painted, from when on one may type a question; the first list painted.
"""

import sys
from collections.abc import Callable
from functools import partial
from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from ui.app import Asked, Start, make_application
from ui.page_name import PageName
from ui.preferences import kept_preferences

if TYPE_CHECKING:
    from brokerage.domain.offer import Offer
    from ui.widgets.row_table import RowTable


class FirstPaint(QObject):
    """Says when the widget watched was painted for the first time.

    Signals:
        painted(): it was.
    """

    painted = Signal()

    def __init__(self, watched: QWidget, is_of_use: Callable[[], bool] = lambda: True) -> None:
        """`is_of_use` tells whether what is painted now is what is waited for."""
        super().__init__(watched)
        self._watched = watched
        self._is_of_use = is_of_use
        watched.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Let the paint event through, and say so when it is done."""
        if event.type() == QEvent.Type.Paint and self._is_of_use():
            self._watched.removeEventFilter(self)
            QTimer.singleShot(0, self._say)
        return False

    def _say(self) -> None:
        sys.stdout.write(f"{perf_counter()}\n")
        self.painted.emit()


def _watch_find(start: Start) -> None:
    from ui.find.page import FindPage

    page = start.window.page(PageName.FIND)
    assert isinstance(page, FindPage)  # noqa: S101 - the first page asked for
    fields = FirstPaint(page.criteria.words, page.criteria.words.isEnabled)
    fields.painted.connect(lambda: _watch_list(start, page.results.table))


def _watch_list(start: Start, table: "RowTable[Offer]") -> None:
    # Not before the fields are painted: to hand out a viewport, Qt makes Python know every kind of widget there is.
    FirstPaint(table.view.viewport(), lambda: bool(table.rows)).painted.connect(start.window.close)


def main(address: str) -> int:
    """The exit code, once the first list was painted and the window closed."""
    application = make_application()
    start = Start(Asked(address=address, first_page=PageName.FIND), kept_preferences())
    FirstPaint(start.window)
    start.prepared.connect(partial(_watch_find, start))
    start.failed.connect(lambda _error: application.exit(1))
    start.window.show()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
