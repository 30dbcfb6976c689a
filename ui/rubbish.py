"""Collects Python's rubbish on the window's thread only, between two events.

Python's collector runs on whatever thread happens to allocate. A widget that was left over in a circle of references would then
be destroyed by a thread that reads the database, and Qt ends the program for that.
"""

import gc

from PySide6.QtCore import QObject, QTimer

LOOK_EVERY_MS = 500


class RubbishRounds(QObject):
    """Takes the collector's rounds over while it lives: by the collector's own thresholds, but here."""

    def __init__(self) -> None:
        super().__init__()
        self._timer = QTimer(self, interval=LOOK_EVERY_MS)
        self._timer.timeout.connect(self.go_round)

    def begin(self) -> None:
        """Let nothing be collected elsewhere from now on. What is loaded by now stays, and need not be looked through again."""
        gc.disable()
        gc.freeze()
        self._timer.start()

    def end(self) -> None:
        """Give the rounds back to Python."""
        self._timer.stop()
        gc.enable()

    def go_round(self) -> None:
        """Collect the oldest generation that is due, if any is."""
        due = [generation for generation in range(3) if gc.get_count()[generation] > gc.get_threshold()[generation]]
        if due:
            gc.collect(max(due))
