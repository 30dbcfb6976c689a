"""How a rate that was agreed or ended is printed."""

from typing import TYPE_CHECKING

from brokerage.cli.output import iso_day, print_json
from brokerage.cli.rate_output import gaps_as_json, rate_as_json
from brokerage.cli.uplift_output import cost_as_json, line_as_json

if TYPE_CHECKING:
    from brokerage.domain.rate_comparison import RateCompared
    from brokerage.domain.rate_setting import RateTold


def print_told(told: "RateTold", *, saved: bool, as_json: bool) -> None:
    """Print what became of the line, or would, where it was not saved."""
    if as_json:
        print_json(_told_as_json(told) | {"saved": saved})
        return
    from brokerage.domain.rate_words import say_change, say_cost, say_gaps, say_move

    change = say_change(told.compared)
    print(f"{told.line.provider}, {told.lot}: {told.line.called}.")
    print(f"{say_move(told)}{f' ({change})' if change else ''}.")
    if told.cost is not None:
        print(say_cost(told.cost))
    for sentence in (*told.warnings, say_gaps(told)):
        if sentence:
            print(f"▲ {sentence}")
    if not saved:
        print("Nothing was kept: this was a trial run.")


def compared_as_json(compared: "RateCompared") -> dict[str, object]:
    """Return old against new: pounds as text, the change in pounds and percent."""
    return {
        "move": compared.move.value,
        "old_price": None if compared.old_price is None else str(compared.old_price),
        "old_last_day": iso_day(compared.old_last_day),
        "price": str(compared.price),
        "first_day": compared.first_day.isoformat(),
        "last_day": iso_day(compared.last_day),
        "change": None if compared.change is None else str(compared.change),
        "change_percent": None if compared.change_percent is None else str(compared.change_percent),
    }


def _told_as_json(told: "RateTold") -> dict[str, object]:
    cost = told.cost
    return {
        **line_as_json(told.line),
        "lot": told.lot,
        **compared_as_json(told.compared),
        "why": told.why,
        "following": None if told.following is None else rate_as_json(told.following),
        "gaps": gaps_as_json(told.gaps),
        "warnings": list(told.warnings),
        "cost": None if cost is None else cost_as_json(cost),
        "mark": told.mark,
    }
