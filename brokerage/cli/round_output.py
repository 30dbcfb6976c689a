"""What the round commands print: JSON, or a table in plain words."""

from typing import TYPE_CHECKING

from brokerage.cli.output import enum_in_words, print_json, print_table, print_unless_saved

if TYPE_CHECKING:
    from datetime import date

    from brokerage.domain.round import Round, RoundState
    from brokerage.services.run_round import RoundList


def print_round(one: "Round", today: "date", *, saved: bool, as_json: bool) -> None:
    """Print a round as it was written, or as a dry run would write it."""
    state = one.state_on(today)
    if as_json:
        print_json({**_round(one, state), "saved": saved})
        return
    print(f"{one.title} of {one.scheme}: {_days(one)}, {enum_in_words(state)}.")
    print_unless_saved(saved)


def print_rounds(found: "RoundList", *, as_json: bool) -> None:
    """Print the rounds as they stand, then what to be warned of."""
    if as_json:
        rounds = [_round(one.round, one.state) for one in found.rounds]
        print_json({"rounds": rounds, "warnings": list(found.warnings)})
        return
    rows = [
        (
            one.round.scheme,
            str(one.round.number),
            one.round.title,
            _days(one.round),
            enum_in_words(one.state),
            str(one.round.applications),
        )
        for one in found.rounds
    ]
    print_table(("Scheme", "No", "Round", "Days", "State", "Applications"), rows, right=(1, 5))
    for warning in found.warnings:
        print(f"▲ {warning}")


def _round(one: "Round", state: "RoundState") -> dict[str, object]:
    return {
        "scheme": one.scheme,
        "number": one.number,
        "title": one.title,
        "opens_on": one.opens_on.isoformat(),
        "closes_on": None if one.closes_on is None else one.closes_on.isoformat(),
        "continuous": one.closes_on is None,
        "notice_reference": one.notice_reference,
        "state": state.value,
        "applications": one.applications,
    }


def _days(one: "Round") -> str:
    from brokerage.domain.period import format_day

    closes = "without a closing day" if one.closes_on is None else f"to {format_day(one.closes_on)}"
    return f"{format_day(one.opens_on)} {closes}"
