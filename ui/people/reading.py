"""Reads amounts from fields, naming the field that cannot be read."""

from decimal import Decimal

from brokerage.domain.errors import BadInput
from ui.widgets.money_field import MoneyField


def needed_amount_of(control: MoneyField, field: str) -> Decimal:
    """The amount in pounds. Raises: BadInput at the field, for none too."""
    try:
        amount = control.amount()
    except BadInput as error:
        raise BadInput(error.sentence, field) from error
    if amount is None:
        raise BadInput("Give pounds a week.", field)
    return amount
