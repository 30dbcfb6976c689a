"""One release of PySide6 gave away references it did not own, and the program died after some thousand calls."""

import sys

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

CALLS = 20_000


def test_setting_texts_does_not_wear_out_none(qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for number in range(CALLS):
        label.setText(str(number))
    assert abs(sys.getrefcount(None) - before) < CALLS // 10


def test_asking_yes_or_no_does_not_wear_out_true_and_false(qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(True), sys.getrefcount(False)
    for _ in range(CALLS):
        label.setVisible(False)
        label.isVisible()
        label.isEnabled()
    after = sys.getrefcount(True), sys.getrefcount(False)
    assert all(abs(now - then) < CALLS // 10 for now, then in zip(after, before, strict=True))
