"""What the tests of the People page share: opening a record, reading what is on the screen."""

from collections.abc import Callable

from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from ui.people.page import PeoplePage
from ui.widgets.conflict_panel import ConflictPanel

AtRest = Callable[[], None]


def settle(at_rest: AtRest) -> None:
    for _ in range(3):
        at_rest()
        QApplication.processEvents()


def opened(page: PeoplePage, at_rest: AtRest, person_id: int) -> None:
    page.activated()
    page.open_person(person_id)
    settle(at_rest)


def texts(page: PeoplePage) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def buttons(page: PeoplePage) -> set[str]:
    return {made.text() for made in page.findChildren(QPushButton) if made.isVisible()}


def differences_shown(form: QWidget) -> list[tuple[str, ...]]:
    """The lines of the form's conflict panel: field, before, theirs, mine, what stands."""
    panel = next(iter(form.findChildren(ConflictPanel)))
    return panel.lines if panel.isVisible() else []
