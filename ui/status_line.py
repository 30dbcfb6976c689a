"""The status line: only what is true. Which database, whether it answers, whether it is a demonstration, who works."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from brokerage.domain.staff import Actor
from ui.desk import Tone
from ui.formats import words
from ui.widgets.state_panel import busy_bar
from ui.widgets.text import caption, set_tone


class StatusLine(QFrame):
    """One line of facts, and a bar while something takes longer than a second."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("statusLine")
        self._place = ""
        self._light = QLabel("●")
        self._connection = caption("Opening the database…")
        self._council = caption()
        self._who = caption()
        self._bar = busy_bar()
        self._bar.hide()
        line = QHBoxLayout(self)
        line.setContentsMargins(24, 4, 24, 4)
        line.setSpacing(8)
        for label in (self._connection, self._council, self._who):
            label.setWordWrap(False)
        for widget in (self._light, self._connection, self._council, self._who):
            line.addWidget(widget)
        line.addStretch(1)
        line.addWidget(self._bar)

    def show_database(self, place: str, council: str, *, is_demonstration: bool) -> None:
        """Say which database is open and whose it is."""
        self._place = place
        known = " · ".join(filter(None, (council, "demonstration data" if is_demonstration else "")))
        self._council.setText(f"· {known}" if known else "")
        self.show_reachable(reachable=True)

    def show_actor(self, actor: Actor) -> None:
        """Say who works, and where that is a choice and no sign-in, that it is."""
        chosen = "" if actor.independent else ", chosen in Settings"
        self._who.setText(f"· working as {actor.full_name} ({words(actor.job).lower()}{chosen})")

    def show_reachable(self, *, reachable: bool) -> None:
        """Say whether the database answers."""
        self._connection.setText(f"{'connected' if reachable else 'not reachable'}: {self._place}")
        set_tone(self._light, Tone.GOOD if reachable else Tone.BAD)
        set_tone(self._connection, Tone.QUIET if reachable else Tone.BAD)

    def show_no_database(self) -> None:
        """Say that none is open."""
        self._connection.setText("no database is open")
        set_tone(self._light, Tone.BAD)

    def show_slow(self, slow: bool) -> None:  # noqa: FBT001 - the slot of a signal
        """Show the moving bar while something takes long."""
        self._bar.setVisible(slow)
