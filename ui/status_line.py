"""The status line: only what is true. Which database, whether it answers, whether it is a demonstration, who works."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from ui.tone import Tone
from ui.widgets.state_panel import busy_bar
from ui.widgets.text import caption, set_tone

if TYPE_CHECKING:
    from brokerage.domain.staff import Actor


class StatusLine(QFrame):
    """One line of facts, and a bar while something takes longer than a second."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("statusLine")
        self._place = ""
        self._facts = {"connection": "Opening the database…", "council": "", "demonstration": "", "who": ""}
        self._light = QLabel("●")
        self._words = caption()
        self._bar = busy_bar()
        self._bar.hide()
        line = QHBoxLayout(self)
        line.setContentsMargins(24, 4, 24, 4)
        line.setSpacing(8)
        line.addWidget(self._light)
        line.addWidget(self._words, 1)
        line.addWidget(self._bar)
        self._tell()

    @property
    def words(self) -> str:
        """What is said."""
        return self._words.text()

    def show_database(self, place: str, council: str, *, is_demonstration: bool) -> None:
        """Say which database is open and whose it is."""
        self._place = place
        self._facts["council"] = council
        self._facts["demonstration"] = "demonstration data" if is_demonstration else ""
        self.show_reachable(reachable=True)

    def show_actor(self, actor: "Actor") -> None:
        """Say who works, and where that is a choice and no sign-in, that it is."""
        from ui.formats import words

        chosen = "" if actor.independent else ", chosen in Settings"
        self._facts["who"] = f"working as {actor.full_name} ({words(actor.job).lower()}{chosen})"
        self._tell()

    def show_reachable(self, *, reachable: bool) -> None:
        """Say whether the database answers."""
        self._facts["connection"] = f"{'connected' if reachable else 'not reachable'}: {self._place}"
        self._tell(Tone.GOOD if reachable else Tone.BAD)

    def show_no_database(self) -> None:
        """Say that none is open."""
        self._facts["connection"] = "no database is open"
        self._tell(Tone.BAD)

    def show_slow(self, slow: bool) -> None:  # noqa: FBT001 - the slot of a signal
        """Show the moving bar while something takes long."""
        self._bar.setVisible(slow)

    def _tell(self, tone: Tone | None = None) -> None:
        self._words.setText(" · ".join(fact for fact in self._facts.values() if fact))
        if tone is not None:
            set_tone(self._light, tone)
