"""The least a window can be in PySide6: what ours is measured against. Says when it was painted, and ends."""

import sys
from time import perf_counter

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow

SIZE = (1366, 768)


class EmptyWindow(QMainWindow):
    """Nothing in it."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint nothing, say when, and end."""
        super().paintEvent(event)
        QTimer.singleShot(0, self._say)

    def _say(self) -> None:
        sys.stdout.write(f"{perf_counter()}\n")
        QApplication.exit()


if __name__ == "__main__":
    application = QApplication(sys.argv[:1])
    window = EmptyWindow()
    window.resize(*SIZE)
    window.show()
    sys.exit(application.exec())
