"""What every section of Market is: a page of its own behind a tab, that reads when it comes to the front."""

from collections.abc import Set as AbstractSet

from PySide6.QtWidgets import QWidget

from brokerage.domain.changes import Kind
from ui.desk import Desk


class Section(QWidget):
    """One section. A subclass sets `title` and `shows`, lays itself out and overrides `load`."""

    title = ""
    shows: AbstractSet[Kind] = frozenset()
    """The kinds of things it reads again when they change."""
    taken: AbstractSet[type] = frozenset()
    """What other pages send the person at the desk here for: classes of ui.intents."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk

    def load(self) -> None:
        """Read what is shown. Called each time the section comes to the front and when its things changed."""

    def take(self, intent: object) -> None:
        """Show what another page sent the person at the desk here for; one of `taken`."""

    def focus_search(self) -> None:
        """Put the cursor in its list."""
