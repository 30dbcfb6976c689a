"""Bringing a part of a page into sight: Qt scrolls to where the Tab key leads, and not to where the cursor is put."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QScrollArea, QWidget


def bring_into_sight(part: QWidget) -> None:
    """Scroll to the part, once it has its place; nothing happens where nothing scrolls."""
    area = part.parentWidget()
    while area is not None and not isinstance(area, QScrollArea):
        area = area.parentWidget()
    if area is not None:
        held = area
        QTimer.singleShot(0, part, lambda: held.ensureWidgetVisible(part))
