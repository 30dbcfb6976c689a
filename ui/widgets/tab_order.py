"""Where the Tab key leads: what is made last comes last by itself, wherever it stands on the screen."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def lead_into(before: QWidget, made: QWidget) -> None:
    """Let the Tab key lead from the control before through all that is in `made`, in its own order.

    All of it goes there, also what takes no focus: a field made of several parts hands the focus on to one of them, and would
    lead back into it from wherever it was left behind. Qt moves only what takes the focus itself, so each does for the while.
    """
    parts = [(part, part.focusPolicy(), part.focusProxy()) for part in _parts_of(made)]
    for part, _policy, proxy in parts:
        if proxy is not None:
            part.setFocusProxy(None)  # type: ignore[arg-type]  # Qt takes none
        part.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    for part, _policy, _proxy in reversed(parts):
        QWidget.setTabOrder(before, part)
    for part, policy, _proxy in parts:
        part.setFocusPolicy(policy)
    for part, _policy, proxy in parts:
        if proxy is not None:
            part.setFocusProxy(proxy)


def lead_through(made: QWidget, following: QWidget) -> None:
    """Let the Tab key lead through all that is in `made` before it comes to the control that follows."""
    before = following.previousInFocusChain()
    while before is not None and before is not following and (made.isAncestorOf(before) or not _takes_tab(before)):
        before = before.previousInFocusChain()
    if before is not None:
        lead_into(before, made)


def _parts_of(whole: QWidget) -> Iterator[QWidget]:
    """It and all that stands in it, in the order of the Tab key now."""
    yield whole
    part = whole.nextInFocusChain()
    while part is not None and part is not whole:
        if whole.isAncestorOf(part):
            yield part
        part = part.nextInFocusChain()


def _takes_tab(control: QWidget) -> bool:
    return bool(control.focusPolicy() & Qt.FocusPolicy.TabFocus) and control.focusProxy() is None
