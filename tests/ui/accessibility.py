"""What every screen is held to: names for all that takes the focus, labels with buddies, a wheel that changes nothing."""

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QWidget,
)

_VALUES = (QComboBox, QAbstractSpinBox)
SETTLING_ROUNDS = 20


def assert_accessible(widget: QWidget) -> None:
    """Fail when a control that takes the focus has no accessible name, or the wheel would change a value."""
    nameless = [_place(control) for control in focusable(widget) if not accessible_name(control)]
    assert not nameless, f"These take the focus and have no accessible name: {nameless}"
    for control in focusable(widget):
        if isinstance(control, _VALUES):
            _assert_wheel_changes_nothing(control)


def assert_nothing_clipped(widget: QWidget) -> None:
    """Fail when a label on one line, or a button, is shown smaller than its words once the layout has settled."""
    clipped = ["not looked at yet"]
    for _ in range(SETTLING_ROUNDS):
        QApplication.processEvents()  # a layout may ask for another one above it
        clipped = [
            f"{_place(part)} “{part.text()}” {part.width()}×{part.height()}, needs "
            f"{part.minimumSizeHint().width()}×{part.minimumSizeHint().height()}"
            for part in widget.findChildren(QWidget)
            if isinstance(part, QLabel | QAbstractButton) and part.isVisible() and _is_clipped(part)
        ]
        if not clipped:
            return
    raise AssertionError(f"These are cut off: {clipped}")


class OtherWindows(QObject):
    """Watches for windows that flash up by mistake: a widget shown before it has a parent is one."""

    def __init__(self, *expected: QWidget) -> None:
        super().__init__()
        self._expected = expected
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
        is_window = isinstance(watched, QWidget) and watched.isWindow() and watched not in self._expected
        if is_window and event.type() == QEvent.Type.Show:
            self.seen.append(f"{type(watched).__name__} {watched.objectName()}")
        return False


def focusable(widget: QWidget) -> list[QWidget]:
    """Every control below the widget that takes the focus by tabbing, in tab order of creation."""
    return [
        child
        for child in widget.findChildren(QWidget)
        if child.focusPolicy() & Qt.FocusPolicy.TabFocus and not child.focusProxy() and not _is_an_inner_part(child)
    ]


def accessible_name(widget: QWidget) -> str:
    """The name a screen reader says."""
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def tab_order(first: QWidget, most: int = 500) -> list[QWidget]:
    """The controls one comes to with the Tab key, beginning with this one, until it comes round."""
    order = [first]
    control = first.nextInFocusChain()
    while control is not None and control is not first and len(order) < most:
        if control.focusPolicy() & Qt.FocusPolicy.TabFocus and control.isVisible() and control.isEnabled():
            order.append(control)
        control = control.nextInFocusChain()
    return order


def _is_an_inner_part(widget: QWidget) -> bool:
    """A line inside a spin box or a view inside a combo box answers for its owner."""
    owner = widget.parentWidget()
    while owner is not None:
        if isinstance(owner, _VALUES):
            return True
        owner = owner.parentWidget()
    return isinstance(widget, QAbstractScrollArea) and not widget.isEnabled()


def _is_clipped(part: QLabel | QAbstractButton) -> bool:
    if isinstance(part, QLabel) and (part.wordWrap() or not part.text()):
        return False
    return part.width() + 1 < part.minimumSizeHint().width() or part.height() + 1 < part.minimumSizeHint().height()


def _assert_wheel_changes_nothing(control: QComboBox | QAbstractSpinBox) -> None:
    def shown() -> str:
        return control.currentText() if isinstance(control, QComboBox) else control.text()

    before = shown()
    centre = QPointF(control.rect().center())
    for turn in (120, -120):
        event = QWheelEvent(
            centre,
            QPointF(control.mapToGlobal(control.rect().center())),
            QPoint(0, turn),
            QPoint(0, turn),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(control, event)
    assert shown() == before, f"The wheel changed {_place(control)} from {before!r} to {shown()!r}"


def _place(widget: QWidget) -> str:
    parts = []
    part: QWidget | None = widget
    while part is not None:
        parts.append(type(part).__name__ + (f"#{part.objectName()}" if part.objectName() else ""))
        part = part.parentWidget()
    return " < ".join(parts[:4])
