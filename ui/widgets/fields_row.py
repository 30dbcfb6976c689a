"""Labelled fields side by side, their labels on one line whatever stands below them."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

GAP = 16


def fields_row(*fields: QWidget, stretches: Sequence[int] = ()) -> QHBoxLayout:
    """The fields in a row, of equal width unless `stretches` says how to share it."""
    made = QHBoxLayout()
    made.setSpacing(GAP)
    for number, field in enumerate(fields):
        made.addWidget(field, stretches[number] if stretches else 1, Qt.AlignmentFlag.AlignTop)
    return made
