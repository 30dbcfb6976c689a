"""What stands in a control of a form, as text, and putting a text there: one way for lines, choices, days and boxes."""

from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QWidget

from brokerage.domain.lot_typed import NO, YES
from brokerage.domain.period import parse_day
from brokerage.domain.scheme_plan import words_between_commas
from ui.widgets.choice import ChoiceField
from ui.widgets.day_field import DayField
from ui.widgets.tick_row import TickRow
from ui.widgets.wrapped_line import WrappedLine


def typed_in(control: QWidget) -> str:
    """What stands in the control, as one would type it."""
    if isinstance(control, QLineEdit | WrappedLine | DayField):
        return control.text()
    if isinstance(control, QPlainTextEdit):
        return control.toPlainText()
    if isinstance(control, QCheckBox):
        return YES if control.isChecked() else NO
    if isinstance(control, TickRow):
        return ", ".join(control.values())
    assert isinstance(control, ChoiceField)  # noqa: S101 - a form has no other controls
    return control.value() or ""


def put_into(control: QWidget, text: str) -> None:
    """Let the text stand in the control."""
    if isinstance(control, QLineEdit):
        control.setText(text)
        control.setCursorPosition(0)  # a long text is read from its beginning
    elif isinstance(control, WrappedLine):
        control.set_text(text)
    elif isinstance(control, QPlainTextEdit):
        control.setPlainText(text)
    elif isinstance(control, DayField):
        control.set_day(parse_day(text) if text else None)
    elif isinstance(control, QCheckBox):
        control.setChecked(text == YES)
    elif isinstance(control, TickRow):
        control.choose(words_between_commas(text))
    elif isinstance(control, ChoiceField) and control.offers(text):
        control.choose(text)
