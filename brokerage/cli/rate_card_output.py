"""How a service's whole rate card is printed."""

from datetime import date
from typing import TYPE_CHECKING

from brokerage.cli.output import iso_day, print_json, print_table
from brokerage.cli.rate_output import gaps_as_json

if TYPE_CHECKING:
    from brokerage.domain.rate_card_shown import RateCardShown
    from brokerage.domain.service_sheet import CardLine, CardRate


def print_card(card: "RateCardShown", day: date, *, as_json: bool) -> None:
    """Print every line with its rates, past and to come as seen from the day, and its gaps."""
    if as_json:
        print_json(_card_as_json(card))
        return
    from brokerage.domain.rate_named import say_what

    print(f"{card.provider}: {card.service}, lot {card.lot_title}.")
    if not card.lines:
        print("No rate is agreed yet.")
    for line in card.lines:
        print()
        print(say_what(line.activity, line.band, line.kind, line.unit, line.ratio))
        print_table(("Price", "In force", "", "Where from, what was said"), _rows(card, line, day), right=(0,))


def _rows(card: "RateCardShown", line: "CardLine", day: date) -> list[tuple[str, str, str, str]]:
    from brokerage.domain.money import format_pounds
    from brokerage.domain.rate_gaps import say_gap

    rows = [
        (
            rate.period.first_day,
            (format_pounds(rate.price), str(rate.period), rate.timing_on(day).value.replace("-", " "), _said(rate)),
        )
        for rate in line.rates
    ]
    rows.extend((gap.first_day, ("no agreed rate", say_gap(gap), "", "")) for gap in card.gaps_of(line))
    return [row for _, row in sorted(rows)]


def _said(rate: "CardRate") -> str:
    ended = f"Ended: {rate.end_reason}" if rate.end_reason else ""
    return " · ".join(part for part in (rate.source, rate.note, ended) if part)


def _card_as_json(card: "RateCardShown") -> dict[str, object]:
    return {
        "service": card.service,
        "provider": card.provider,
        "lot": card.pricing.lot,
        "units_allowed": [unit.value for unit in card.pricing.units],
        "ratios_allowed": list(map(str, card.pricing.ratios)),
        "lines": [
            {
                "kind": line.kind.value,
                "activity": line.activity or None,
                "unit": line.unit.value,
                "ratio": None if line.ratio is None else str(line.ratio),
                "band": line.band or None,
                "rates": [_rate_as_json(rate) for rate in line.rates],
                "gaps": gaps_as_json(card.gaps_of(line)),
            }
            for line in card.lines
        ],
    }


def _rate_as_json(rate: "CardRate") -> dict[str, object]:
    return {
        "price": str(rate.price),
        "first_day": rate.period.first_day.isoformat(),
        "last_day": iso_day(rate.period.last_day),
        "source": rate.source,
        "note": rate.note,
        "end_reason": rate.end_reason,
    }
