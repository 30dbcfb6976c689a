"""Prints admissions, what lapses, who has a service, and its free places: as tables and sentences, or as JSON."""

from collections.abc import Sequence
from datetime import date

from brokerage.cli.output import enum_in_words, iso_day, print_facts, print_json, print_table
from brokerage.domain.admission_summary import AdmissionDetail, AdmissionSummary, PlacementThere
from brokerage.domain.contract import ContractTerms
from brokerage.domain.money import format_pounds
from brokerage.domain.number_words import count
from brokerage.domain.period import Period, format_day
from brokerage.domain.places_news import PlacesStanding
from brokerage.domain.renewal import Lapse, reminder_due_on, reminder_reached
from brokerage.domain.service_move import OwnedService

_TRIAL = "A trial run: nothing was kept."


def print_admissions(found: Sequence[AdmissionSummary], today: date, *, as_json: bool) -> None:
    """Print each admission with its days and where it stands."""
    if as_json:
        print_json([_summary(each, today) for each in found])
    elif not found:
        print("No admission answers that.")
    else:
        rows = [
            (each.service, each.lot, each.reference, str(each.period), enum_in_words(each.standing(today)))
            for each in found
        ]
        print_table(("Service", "Lot", "Reference", "Days", "Stands"), rows)
        print(f"{count(len(found), 'admission')}.")


def print_admission(
    detail: AdmissionDetail,
    today: date,
    *,
    as_json: bool,
    saved: bool | None = None,
    owner: OwnedService | None = None,
) -> None:
    """Print one admission whole, with the moves of its service where the `owner` is given.

    `saved` says whether a change of it was kept, None where nothing was changed.
    """
    if as_json:
        kept: dict[str, object] = {} if saved is None else {"saved": saved}
        moved: dict[str, object] = {} if owner is None else {"moves": _moves(owner)}
        print_json({**kept, **_detail(detail, today), **moved})
        return
    print_facts(_facts(detail, today))
    for suspension in detail.suspensions:
        print(f"Suspended {suspension.days}: {suspension.reason}")
    for event in detail.events:
        days = f"from {format_day(event.first_day)}" + (f" to {format_day(event.last_day)}" if event.last_day else "")
        print(f"{format_day(event.done_at.date())}  {event.kind.value} {days}, {event.done_by}: {event.reason}")
    if owner is not None:
        _print_moves(owner)
    _print_placements("Running, untouched", detail.running)
    _print_placements("Raised and still to start, untouched", detail.to_start)
    if saved is False:
        print(_TRIAL)


def print_lapses(found: Sequence[Lapse], today: date, *, as_json: bool) -> None:
    """Print what lapses with the days left, the reminder that has come, and the day its gate closes."""
    if as_json:
        print_json([_lapse(each, today) for each in found])
    elif not found:
        print("Nothing lapses in these days.")
    else:
        rows = [
            (
                each.service or f"all of {each.provider}",
                each.document or each.kind.value,
                each.lot or "all",
                "not known" if each.last_day is None else format_day(each.last_day),
                _days_left(each, today),
                _gate(each, today),
            )
            for each in found
        ]
        print_table(("Service", "What", "Lot", "Last day", "Days left", "Gate"), rows, right=(4,))


def print_owner(service: OwnedService, *, saved: bool, as_json: bool) -> None:
    """Print who has a service after a move, and every move of it."""
    if as_json:
        who = {"saved": saved, "service": service.service, "provider": service.provider}
        print_json({**who, "moves": _moves(service)})
        return
    print_facts((("Service", service.service), ("Provider", service.provider)))
    _print_moves(service)
    if not saved:
        print(_TRIAL)


def print_places(places: PlacesStanding, today: date, *, as_json: bool, saved: bool | None = None) -> None:
    """Print what stands of a service's free places, who said it and how old it is, and the news recorded."""
    if as_json:
        kept: dict[str, object] = {} if saved is None else {"saved": saved}
        print_json({**kept, **_places(places, today)})
        return
    print(_places_sentence(places, today))
    for news in places.news:
        free = count(news.places_free, "place")
        print(f"{format_day(news.said_on)}  {free} free, said by {news.said_by}; recorded by {news.recorded_by}")
    if saved is False:
        print(_TRIAL)


def _moves(service: OwnedService) -> list[dict[str, object]]:
    return [
        {
            "from_provider": move.from_provider,
            "to_provider": move.to_provider,
            "first_day": move.first_day.isoformat(),
            "reason": move.reason,
            "done_by": move.done_by,
            "done_at": move.done_at.isoformat(),
        }
        for move in service.moves
    ]


def _print_moves(service: OwnedService) -> None:
    for move in service.moves:
        print(f"From {format_day(move.first_day)}: {move.from_provider} → {move.to_provider}. {move.reason}")


def _facts(detail: AdmissionDetail, today: date) -> tuple[tuple[str, str], ...]:
    summary = detail.summary
    return (
        ("Service", summary.service),
        ("Provider", summary.provider),
        ("Lot", f"{summary.lot} {summary.lot_title}"),
        ("Reference", summary.reference),
        ("Admitted", str(summary.period)),
        ("Stands", enum_in_words(summary.standing(today))),
        *_contract_facts(detail.contract),
    )


def _contract_facts(contract: ContractTerms | None) -> tuple[tuple[str, str], ...]:
    if contract is None:
        return ()
    days = str(Period(contract.first_day, contract.last_day))
    value = () if contract.value is None else (("Contract's value", format_pounds(contract.value)),)
    return (("Contract", f"{contract.number}, {days}, sealed on {format_day(contract.sealed_on)}"), *value)


def _print_placements(title: str, placements: Sequence[PlacementThere]) -> None:
    if not placements:
        print(f"{title}: none.")
        return
    print(f"{title}:")
    for each in placements:
        print(f"  {each.reference}  {each.state.value}, from {Period(each.first_day, each.planned_last_day)}")


def _days_left(lapse: Lapse, today: date) -> str:
    left = lapse.days_left(today)
    if left is None or lapse.last_day is None:
        return "—"
    return f"{left} (reminder today)" if reminder_due_on(lapse.last_day, today) else str(left)


def _gate(lapse: Lapse, today: date) -> str:
    if not lapse.has_gate:
        return "none"
    if lapse.has_lapsed(today) or lapse.closes_on is None:
        return "closed"
    return f"closes {format_day(lapse.closes_on)}"


def _places_sentence(places: PlacesStanding, today: date) -> str:
    old = places.days_old(today)
    if places.places_free is None or places.said_on is None or old is None:
        return f"{places.service}: nobody has said how many places are free."
    free = count(places.places_free, "place")
    who = f" by {places.said_by}" if places.said_by else ""
    return f"{places.service}: {free} free, as said{who} on {format_day(places.said_on)}, {count(old, 'day')} ago."


def _summary(each: AdmissionSummary, today: date) -> dict[str, object]:
    return {
        "admission": each.admission_id,
        "version": each.version,
        "service": each.service,
        "provider": each.provider,
        "lot": each.lot,
        "lot_title": each.lot_title,
        "reference": each.reference,
        **_days(each.period),
        "standing": each.standing(today).value,
        "suspended": None if each.suspended is None else _days(each.suspended),
    }


def _detail(detail: AdmissionDetail, today: date) -> dict[str, object]:
    return {
        **_summary(detail.summary, today),
        "contract": None if detail.contract is None else _contract(detail.contract),
        "suspensions": [{**_days(each.days), "reason": each.reason} for each in detail.suspensions],
        "events": [
            {
                "kind": event.kind.value,
                "first_day": event.first_day.isoformat(),
                "last_day": iso_day(event.last_day),
                "reason": event.reason,
                "done_by": event.done_by,
                "done_at": event.done_at.isoformat(),
            }
            for event in detail.events
        ],
        "running": [_placement(each) for each in detail.running],
        "to_start": [_placement(each) for each in detail.to_start],
    }


def _contract(contract: ContractTerms) -> dict[str, object]:
    return {
        "number": contract.number,
        "value": None if contract.value is None else str(contract.value),
        "first_day": contract.first_day.isoformat(),
        "last_day": iso_day(contract.last_day),
        "sealed_on": contract.sealed_on.isoformat(),
    }


def _placement(each: PlacementThere) -> dict[str, object]:
    days = {"first_day": each.first_day.isoformat(), "planned_last_day": iso_day(each.planned_last_day)}
    return {"reference": each.reference, "state": each.state.value, **days}


def _lapse(each: Lapse, today: date) -> dict[str, object]:
    return {
        "what": each.kind.value,
        "service": each.service or None,
        "provider": each.provider,
        "lot": each.lot or None,
        "admission": each.admission_id,
        "document": each.document_id,
        "title": each.document or None,
        "last_day": iso_day(each.last_day),
        "gate_closes_on": iso_day(each.closes_on),
        "days_left": each.days_left(today),
        "lapsed": each.has_lapsed(today),
        "reminder": None if each.last_day is None else reminder_reached(each.last_day, today),
        "reminder_due_today": each.last_day is not None and reminder_due_on(each.last_day, today) is not None,
    }


def _places(places: PlacesStanding, today: date) -> dict[str, object]:
    return {
        "service": places.service,
        "places_free": places.places_free,
        "said_on": iso_day(places.said_on),
        "said_by": places.said_by,
        "days_old": places.days_old(today),
        "news": [
            {
                "places_free": news.places_free,
                "said_on": news.said_on.isoformat(),
                "said_by": news.said_by,
                "days_old": news.days_old(today),
                "recorded_by": news.recorded_by,
                "recorded_at": news.recorded_at.isoformat(),
            }
            for news in places.news
        ],
    }


def _days(period: Period) -> dict[str, object]:
    return {"first_day": period.first_day.isoformat(), "last_day": iso_day(period.last_day)}
