"""Reads days and amounts from fields, naming the field that cannot be read."""

from datetime import date
from decimal import Decimal

from brokerage.domain.errors import BadInput
from ui.widgets.day_field import DayField
from ui.widgets.money_field import MoneyField


def day_of(control: DayField, field: str) -> date | None:
    """The day, or None for none. Raises: BadInput at the field."""
    try:
        return control.day()
    except BadInput as error:
        raise BadInput(error.sentence, field) from error


def needed_day_of(control: DayField, field: str) -> date:
    """The day. Raises: BadInput at the field, for none too."""
    day = day_of(control, field)
    if day is None:
        raise BadInput("Give the day.", field)
    return day


def needed_amount_of(control: MoneyField, field: str) -> Decimal:
    """The amount in pounds. Raises: BadInput at the field, for none too."""
    try:
        amount = control.amount()
    except BadInput as error:
        raise BadInput(error.sentence, field) from error
    if amount is None:
        raise BadInput("Give pounds a week.", field)
    return amount
