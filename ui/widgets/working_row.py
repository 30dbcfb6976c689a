"""What stands in the place of an answer that takes its time: a bar that moves, how far it is, and a button that stops it."""

from contextlib import suppress
from threading import Event

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from brokerage.domain.import_report import ImportProgress, ImportWatch
from ui.widgets.buttons import button
from ui.widgets.card import GAP, row
from ui.widgets.state_panel import busy_bar
from ui.widgets.text import body


class WorkingRow(QWidget):
    """Hidden while nothing is under way."""

    _came_so_far = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._asked_to_stop = Event()
        self.said = body()
        self.stop = button("Stop", self._stop)
        self._came_so_far.connect(self._tell, Qt.ConnectionType.QueuedConnection)  # it is told from another thread
        line = row(busy_bar(), self.said, self.stop, gap=2 * GAP)
        line.setContentsMargins(0, 0, 0, 0)
        line.setStretch(1, 1)
        self.setLayout(line)
        self.hide()

    def begin(self, sentence: str) -> ImportWatch:
        """Stand there, and return what tells the other thread to stop and hears how far it is."""
        self._asked_to_stop = Event()
        self.said.setText(sentence)
        self.stop.setEnabled(True)
        self.show()
        return ImportWatch(self._pass_on, self._asked_to_stop)

    def end(self) -> None:
        """Nothing is under way any more."""
        self.hide()

    def _pass_on(self, progress: ImportProgress) -> None:
        with suppress(RuntimeError):  # the page is gone
            self._came_so_far.emit(progress)

    def _tell(self, progress: ImportProgress) -> None:
        if self._asked_to_stop.is_set():
            return
        share = f" {progress.done * 100 // progress.total} %" if progress.total else ""
        self.said.setText(f"{progress.doing}…{share}")

    def _stop(self) -> None:
        self._asked_to_stop.set()
        self.stop.setEnabled(False)
        self.said.setText("Stopping: nothing is changed…")
