"""The banner above the page: what happened and what happens next, or what failed, with the one thing to do."""

from PySide6.QtCore import QPropertyAnimation
from PySide6.QtWidgets import QFrame, QGraphicsOpacityEffect, QHBoxLayout

from ui.tone import Notice, Tone
from ui.widgets.buttons import button
from ui.widgets.text import body, set_tone

FADE_MS = 120
_MARKS = {Tone.GOOD: "✓", Tone.WARN: "▲", Tone.BAD: "◆"}


class Banner(QFrame):
    """One notice at a time, until it is closed or another comes."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("banner")
        self.hide()
        self._notice: Notice | None = None
        self._mark = body(strong=True)
        self._words = body()
        self._act = button("Try again", self._press)
        self._close = button("Dismiss", self.close_notice, weight="quiet", tip="Take this message away")
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 8, 8, 8)
        line.setSpacing(12)
        line.addWidget(self._mark)
        line.addWidget(self._words, 1)
        line.addWidget(self._act)
        line.addWidget(self._close)

    def show_notice(self, notice: Notice) -> None:
        """Show this notice in place of the one before."""
        self._notice = notice
        set_tone(self, notice.tone)
        set_tone(self._mark, notice.tone)
        self._mark.setText(_MARKS.get(notice.tone, ""))
        self._words.setText(notice.text)
        self._act.setText(notice.action_label)
        self._act.setAccessibleName(notice.action_label or "Try again")
        self._act.setVisible(bool(notice.action_label))
        self.setAccessibleName(notice.text)
        self.show()
        self._fade_in()

    def close_notice(self) -> None:
        """Take the notice away."""
        self._notice = None
        self.hide()

    def _press(self) -> None:
        action = self._notice.action if self._notice else None
        self.close_notice()
        if action is not None:
            action()

    def _fade_in(self) -> None:
        effect = QGraphicsOpacityEffect(self)
        self.setGraphicsEffect(effect)
        fade = QPropertyAnimation(effect, b"opacity", self)
        fade.setDuration(FADE_MS)
        fade.setStartValue(0.0)
        fade.setEndValue(1.0)
        fade.finished.connect(lambda: self.setGraphicsEffect(None))  # type: ignore[arg-type]  # Qt takes none to remove it
        fade.start(QPropertyAnimation.DeletionPolicy.DeleteWhenStopped)
