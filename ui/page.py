"""What every page is: a widget the shell shows, told when it comes to the front and when something it shows has changed."""

from collections.abc import Set as AbstractSet

from PySide6.QtWidgets import QWidget

from brokerage.domain.changes import Kind
from ui.desk import Desk
from ui.page_name import PageName

__all__ = ["Page", "PageName"]


class Page(QWidget):
    """One page. A subclass sets `title`, lays itself out in `__init__`, and overrides what it needs of the rest.

    Attributes:
        desk: the one thing shared by all pages.
        title: what the window and a screen reader call the page.
    """

    title = ""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.setObjectName("page")
        self.setAccessibleName(self.title)

    def activated(self, intent: object | None = None) -> None:
        """Come to the front, with what the sender wants done (one of ui.intents) or nothing in particular."""

    def reload(self, kinds: AbstractSet[Kind]) -> None:
        """Ask again for what is shown, if any of these kinds of things is in it. Selection, scroll and typed text stay.

        Called only while the page is in front, or when it next comes to the front.
        """

    def focus_search(self) -> None:
        """Put the cursor where one types to find something (Ctrl+K); by default on the first control."""
        self.focusNextChild()
