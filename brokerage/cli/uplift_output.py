"""How the commands of an uplift print what was found or done."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from brokerage.cli.output import iso_day, print_facts, print_json, print_table, print_unless_saved

if TYPE_CHECKING:
    from brokerage.domain.rate_named import RateLineNamed
    from brokerage.domain.uplift_cost import UpliftCost
    from brokerage.domain.uplift_summary import UpliftKept, UpliftPreview

LISTED_AT_MOST = 50


def print_preview(preview: "UpliftPreview", *, as_json: bool, tried: bool = False) -> None:
    """Print what an uplift would do; the first rates of each kind where there are many, all of them as JSON.

    `tried` says that it was done and undone, so that nothing is saved.
    """
    if as_json:
        print_json(_preview_as_json(preview) | ({"saved": False} if tried else {}))
        return
    _print_preview(preview)
    print_unless_saved(not tried)


def print_kept(kept: "UpliftKept", today: date, *, as_json: bool, saved: bool) -> None:
    """Print an uplift as it stands, and whether what was asked was saved."""
    if as_json:
        print_json(_kept_as_json(kept, today) | {"saved": saved})
        return
    from brokerage.domain.period import format_day
    from brokerage.domain.uplift_summary import say_amount

    print_facts(
        (
            ("Uplift", str(kept.uplift_id)),
            ("Scheme", kept.scheme),
            ("By", say_amount(kept.uplift)),
            ("From", format_day(kept.uplift.first_day)),
            ("Rates", f"{kept.rates:,}"),
            ("Stands", kept.state_on(today).value.replace("-", " ")),
        )
    )
    if not saved:
        print("It may be taken back; nothing was changed.")


def print_list(found: Sequence["UpliftKept"], today: date, *, as_json: bool) -> None:
    """Print every uplift on a line of its own."""
    from brokerage.domain.period import format_day
    from brokerage.domain.uplift_summary import say_amount

    if as_json:
        print_json([_kept_as_json(kept, today) for kept in found])
    elif not found:
        print("No uplift was applied yet.")
    else:
        rows = [
            (
                str(kept.uplift_id),
                kept.scheme,
                say_amount(kept.uplift),
                format_day(kept.uplift.first_day),
                f"{kept.rates:,}",
                kept.state_on(today).value.replace("-", " "),
                kept.applied_by,
            )
            for kept in found
        ]
        print_table(("Number", "Scheme", "By", "From", "Rates", "Stands", "Applied by"), rows, right=(0, 4))


def line_as_json(line: "RateLineNamed") -> dict[str, object]:
    """Return what a rate is a price of."""
    return {
        "provider": line.provider,
        "service": line.service,
        "lot": line.lot,
        "kind": line.kind.value,
        "activity": line.activity or None,
        "unit": line.unit.value,
        "ratio": None if line.ratio is None else str(line.ratio),
        "band": line.band or None,
    }


def _preview_as_json(preview: "UpliftPreview") -> dict[str, object]:
    plan, cost = preview.plan, preview.cost
    return {
        "scheme": preview.scheme,
        "first_day": preview.uplift.first_day.isoformat(),
        "mark": preview.mark,
        "rates": [
            line_as_json(one.line)
            | {
                "old_price": str(one.old.price),
                "new_price": str(one.new_price),
                "old_first_day": one.old.first_day.isoformat(),
                "last_day": iso_day(one.old.last_day),
            }
            for one in plan.raised
        ],
        "left": [
            line_as_json(one.line)
            | {"price": str(one.rate.price), "first_day": one.rate.first_day.isoformat(), "why": one.why.value}
            for one in plan.left
        ],
        "gaps": [
            line_as_json(one.line)
            | {"first_day": one.period.first_day.isoformat(), "last_day": iso_day(one.period.last_day)}
            for one in plan.gaps
        ],
        "cost": cost_as_json(cost),
    }


def cost_as_json(cost: "UpliftCost") -> dict[str, object]:
    """Return what new prices add over placements that run, and under `to_begin` over those signed that are still to begin."""
    to_begin = cost.to_begin
    return {
        "placements": cost.placements,
        "price_locked": cost.price_locked,
        "financial_year": cost.financial_year.label,
        "in_financial_year": str(cost.in_financial_year),
        "full_year": str(cost.full_year),
        "to_begin": {
            "placements": to_begin.placements,
            "price_locked": to_begin.price_locked,
            "in_financial_year": str(to_begin.in_financial_year),
            "full_year": str(to_begin.full_year),
        },
    }


def _kept_as_json(kept: "UpliftKept", today: date) -> dict[str, object]:
    return {
        "number": kept.uplift_id,
        "scheme": kept.scheme,
        "kind": kept.uplift.kind.value,
        "amount": str(kept.uplift.amount),
        "rounding": kept.uplift.rounding.value,
        "first_day": kept.uplift.first_day.isoformat(),
        "note": kept.note,
        "rates": kept.rates,
        "state": kept.state_on(today).value,
        "applied_by": kept.applied_by,
        "applied_at": kept.applied_at.isoformat(),
        "taken_back_by": kept.taken_back_by or None,
        "taken_back_on": iso_day(kept.taken_back_on),
    }


def _print_preview(preview: "UpliftPreview") -> None:
    from brokerage.domain.money import format_pounds
    from brokerage.domain.number_words import count
    from brokerage.domain.period import format_day
    from brokerage.domain.rate_words import say_to_begin
    from brokerage.domain.uplift import LeftAlone
    from brokerage.domain.uplift_summary import say_amount

    plan, cost, uplift = preview.plan, preview.cost, preview.uplift
    day = format_day(uplift.first_day)
    print(f"{preview.scheme}: {say_amount(uplift)} from {day} raises {count(len(plan.raised), 'rate')}.")
    if plan.raised:
        rows = [
            (one.line.provider, one.line.called, format_pounds(one.old.price), format_pounds(one.new_price))
            for one in plan.raised[:LISTED_AT_MOST]
        ]
        print_table(("Provider", "Rate", "Old", "New"), rows, right=(2, 3))
        _print_more(len(plan.raised))
    why = {
        LeftAlone.BEGINS_THEN_OR_LATER: "begins then or later",
        LeftAlone.ROUNDED_AWAY: "rounding takes the rise away",
    }
    _print_listed(
        "Left as they are",
        [
            f"{one.line.called}: {format_pounds(one.rate.price)} from {format_day(one.rate.first_day)}, {why[one.why]}"
            for one in plan.left
        ],
    )
    _print_listed(f"Without a rate on {day}", [f"{one.line.called}: {one.period}" for one in plan.gaps])
    locked = f"; {count(cost.price_locked, 'placement keeps its', 'placements keep their')} locked price"
    print(
        f"Over {count(cost.placements, 'running placement')} it adds {format_pounds(cost.in_financial_year)} in "
        f"{cost.financial_year.label} and {format_pounds(cost.full_year)} in twelve months, on their real dates"
        f"{locked if cost.price_locked else ''}."
    )
    print(say_to_begin(cost) or "No signed placement is still to begin under these rates.")
    print(f"Mark: {preview.mark}")


def _print_listed(title: str, sentences: Sequence[str]) -> None:
    if sentences:
        print(f"{title}:")
        for sentence in sentences[:LISTED_AT_MOST]:
            print(f"· {sentence}")
        _print_more(len(sentences))


def _print_more(number: int) -> None:
    if number > LISTED_AT_MOST:
        print(f"… and {number - LISTED_AT_MOST:,} more; --json names them all.")
