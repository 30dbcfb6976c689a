"""`brokerage search`: which services answer a question, and the week's cost at each. Its form is fixed for other programs."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from brokerage.cli.output import print_json, print_table

if TYPE_CHECKING:
    from brokerage.domain.offer import Offer, OfferList, SearchCriteria
    from brokerage.services.typing_errors import TextHelp


def add_search(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("search")(search)


def search(
    need: Annotated[
        list[str] | None, typer.Option(help="Need category, learning-disability; may be given again.")
    ] = None,
    scheme: Annotated[str | None, typer.Option(help="Scheme, by its reference or title.")] = None,
    lot: Annotated[
        list[str] | None, typer.Option(help="Lot, by number, title or scheme/number; may be given again.")
    ] = None,
    text: Annotated[str, typer.Option(help="Words in the name, provider, place or activities.")] = "",
    near: Annotated[str | None, typer.Option(help="Postcode or its first half, ME14 1XX or ME14.")] = None,
    miles: Annotated[str | None, typer.Option(help="At most so many miles from there.")] = None,
    district: Annotated[
        list[str] | None, typer.Option(help="District, by name or ONS code; may be given again.")
    ] = None,
    week: Annotated[str | None, typer.Option(help='Days and times wanted, "Mon,Wed 10:00-15:00".')] = None,
    ratio: Annotated[str | None, typer.Option(help="Staff to people, 1:3.")] = None,
    budget: Annotated[str | None, typer.Option(help="Pounds a week, such as 310.")] = None,
    start: Annotated[str | None, typer.Option(help="Day it would start, 2026-12-07; today when not said.")] = None,
    limit: Annotated[int, typer.Option(help="List at most so many.")] = 100,
    database: Annotated[
        str | None, typer.Option(help="sqlite:///FILE or postgresql://USER@HOST/NAME; else the setting.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Find services for a week of support, with its cost at their agreed rates, in order."""
    from brokerage.domain.calendar import day_in_england
    from brokerage.services.desk import default_database_url, open_desk
    from brokerage.services.find_support import find_offers, name_priced_apart
    from brokerage.services.search_question import SearchAsked, read_question
    from brokerage.services.typing_errors import NO_HELP, help_with_text

    asked = SearchAsked(
        needs=tuple(need or ()),
        scheme=scheme,
        lots=tuple(lot or ()),
        text=text,
        near=near,
        miles=miles,
        districts=tuple(district or ()),
        week=week,
        ratio=ratio,
        budget=budget,
        start=start,
        limit=limit,
    )
    desk = open_desk(database or default_database_url())
    try:
        criteria = read_question(desk, asked, day_in_england(datetime.now(UTC)))
        answer = name_priced_apart(desk, find_offers(desk, criteria), criteria)
        text_help = NO_HELP if answer.count else help_with_text(desk, criteria)
    finally:
        desk.close()
    if as_json:
        found = {"count": answer.count, "offers": [_as_json(offer) for offer in answer.offers]}
        meant = [suggestion.text for suggestion in text_help.suggestions]
        print_json(found | ({"suggestions": meant} if meant else {}))
    else:
        _print(answer, criteria, text_help)


def _as_json(offer: "Offer") -> dict[str, object]:
    return {
        "service": offer.service,
        "provider": offer.provider,
        "district": offer.district,
        "miles": None if offer.miles is None else float(offer.miles),
        "lot": offer.lot or None,
        "unit": None if offer.unit is None else offer.unit.value,
        "unit_price": None if offer.unit_price is None else str(offer.unit_price),
        "weekly": None if offer.weekly is None else str(offer.weekly),
        "budget_left": None if offer.budget_left is None else str(offer.budget_left),
        "rating": offer.rating.value,
        "places_free": offer.places_free,
        "gate": None if offer.gate is None else offer.gate.reason,
    }


def _print(answer: "OfferList", criteria: "SearchCriteria", text_help: "TextHelp") -> None:
    from brokerage.domain.period import format_day

    listed = "" if len(answer.offers) == answer.count else f"; the first {len(answer.offers)} are listed"
    print(f"{answer.count} found, {answer.count_fitting} fit, for a start on {format_day(criteria.start_day)}{listed}.")
    if not answer.offers:
        print(_why_none(text_help))
        return
    print()
    rows = [_row(offer) for offer in answer.offers]
    print_table(
        ("Service", "Provider", "Area", "Miles", "Lot", "Rate", "This week", "Budget", "Rating", "Places"),
        rows,
        right=(3, 5, 6, 9),
    )


def _why_none(text_help: "TextHelp") -> str:
    if text_help.title:
        return " ".join(filter(None, (f"{text_help.title}.", text_help.question)))
    return "Nothing answers all of this: widen the distance, the days or the needs."


def _row(offer: "Offer") -> tuple[str, ...]:
    from brokerage.domain.money import format_pounds

    rate = "no agreed rate"
    if offer.unit_price is not None and offer.unit is not None:
        ratio = "" if offer.ratio is None else f" {offer.ratio}"
        rate = f"{format_pounds(offer.unit_price)} {offer.unit.value}{ratio}"
    return (
        offer.service,
        offer.provider,
        offer.district,
        "" if offer.miles is None else str(offer.miles),
        offer.lot,
        rate,
        "—" if offer.weekly is None else format_pounds(offer.weekly),
        _fit_words(offer),
        offer.rating.value.replace("-", " "),
        "—" if offer.places_free is None else str(offer.places_free),
    )


def _fit_words(offer: "Offer") -> str:
    from brokerage.domain.money import format_pounds

    if offer.gate is not None:
        return f"◆ {offer.gate.reason}"
    if offer.budget_left is None:
        return ""
    if offer.budget_left < 0:
        return f"▲ {format_pounds(-offer.budget_left)} over"
    return f"✓ {format_pounds(offer.budget_left)} left"
