"""Where the Tab key leads: what is made last comes last by itself, wherever it stands on the screen."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def lead_into(before: QWidget, made: QWidget) -> None:
    """Let the Tab key lead from the control before through all that is in `made`, in its own order."""
    for control in list(_tabbed_to(made)):
        QWidget.setTabOrder(before, control)
        before = control


def lead_through(made: QWidget, following: QWidget) -> None:
    """Let the Tab key lead through all that is in `made` before it comes to the control that follows."""
    before = following.previousInFocusChain()
    while before is not None and before is not following and (made.isAncestorOf(before) or not _takes_tab(before)):
        before = before.previousInFocusChain()
    if before is not None:
        lead_into(before, made)


def _tabbed_to(part: QWidget) -> Iterator[QWidget]:
    """What takes the focus by tabbing in the part, in the order the Tab key leads there now."""
    control = part.nextInFocusChain()
    while control is not None and control is not part:
        if part.isAncestorOf(control) and _takes_tab(control):
            yield control
        control = control.nextInFocusChain()


def _takes_tab(control: QWidget) -> bool:
    return bool(control.focusPolicy() & Qt.FocusPolicy.TabFocus) and control.focusProxy() is None
