"""What is known of a service and its provider, its timetable, and what stops a call-off. No widgets here."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from brokerage.domain.offer_detail import OfferDetail
from brokerage.domain.postcode import display_postcode
from brokerage.domain.service_sheet import ServiceSheet, SessionTime, TimetableEntry
from brokerage.domain.week_notation import WEEKDAYS
from brokerage.domain.week_wanted import format_minute
from ui import formats
from ui.find.offer_words import places_sentence
from ui.tone import Tone

Fact = tuple[str, str]


def heading(detail: OfferDetail) -> str:
    """The provider, the district and how far away it is, on one line."""
    offer = detail.offer
    away = "" if offer.miles is None else f"{formats.miles(offer.miles)} miles away"
    return " · ".join(filter(None, (offer.provider, offer.district, away)))


def gate_lines(detail: OfferDetail, start_day: date) -> tuple[tuple[str, Tone], ...]:
    """Every closed gate, or that it may be called off, with its tone."""
    if not detail.gates:
        return ((f"{formats.FITS} May be called off from {formats.day(start_day)}", Tone.GOOD),)
    return tuple((formats.gate(gate), Tone.BAD) for gate in detail.gates)


def timetable_facts(sheet: ServiceSheet) -> tuple[Fact, ...]:
    """Each activity with its days and times and what it works towards."""
    return tuple((entry.activity, _entry_words(entry)) for entry in sheet.timetable)


def open_days(sheet: ServiceSheet) -> str:
    """The weekdays the service is open."""
    mask = sheet.service.weekday_mask
    days = tuple(name for number, name in enumerate(WEEKDAYS) if mask & 1 << number)
    return "Open every day" if len(days) == 7 else f"Open {formats.listed(days)}"


def closure_facts(sheet: ServiceSheet, start_day: date) -> tuple[Fact, ...]:
    """The days it is closed that are not past on the start day, soonest first."""
    coming = (closure for closure in sheet.closures if (closure.period.last_day or date.max) >= start_day)
    in_order = sorted(coming, key=lambda closure: closure.period.first_day)
    return tuple(
        (closure.reason or "Closed", formats.period(closure.period.first_day, closure.period.last_day))
        for closure in in_order
    )


def service_facts(detail: OfferDetail, today: date) -> tuple[Fact, ...]:
    """What is known of the service; what is not known is left out."""
    sheet, service = detail.sheet, detail.sheet.service
    rated = "" if service.rated_on is None else f", {formats.day(service.rated_on)}"
    found = (
        ("About", service.summary),
        ("Address", _address(service.address, service.postcode)),
        ("Telephone", service.phone),
        ("Email", service.email),
        ("Care Quality Commission", f"{formats.words(service.rating)}{rated}"),
        ("Registration", formats.words(service.registration)),
        ("Places", _places(detail, today)),
        ("Ages", _ages(service.min_age, service.max_age)),
        ("Supports", formats.listed(sheet.needs)),
        ("Works towards", formats.listed(sheet.outcomes) if sheet.outcomes else ""),
        ("Languages", formats.listed(sheet.languages) if sheet.languages else ""),
        ("Transport", "Has its own" if service.has_transport else "None of its own"),
        ("Wheelchair access", "Yes" if service.wheelchair_access else "No"),
        ("Insured until", formats.day(service.insurance_last_day, "not known")),
    )
    return tuple(fact for fact in found if fact[1])


def provider_facts(detail: OfferDetail) -> tuple[Fact, ...]:
    """The legal body and the contract it is admitted under."""
    provider, lot = detail.sheet.provider, detail.sheet.lot
    found = [
        ("Provider", provider.name),
        ("Address", _address(provider.address, provider.postcode)),
        ("Telephone", provider.phone),
        ("Email", provider.email),
        ("Company number", provider.company_number or ""),
        ("Charity number", provider.charity_number or ""),
        ("Regulator’s number", provider.regulator_id or ""),
    ]
    if lot is not None:
        found += [
            ("Scheme", lot.scheme),
            ("Lot", f"{lot.number} · {lot.lot}"),
            ("Admitted", "; ".join(formats.period(one.first_day, one.last_day) for one in lot.admissions)),
            ("Last call-off day", formats.day(lot.last_call_off_day, "none set")),
            ("Contract ends", formats.day(lot.contract_last_day, "no end set")),
            ("Bank holidays", formats.words(lot.bank_holiday_rule) if lot.bank_holiday_rule else ""),
        ]
    return tuple(fact for fact in found if fact[1])


def _entry_words(entry: TimetableEntry) -> str:
    times = "; ".join(_times(entry.sessions)) or "no weekly session"
    towards = f"\nTowards: {formats.listed(entry.outcomes)}" if entry.outcomes else ""
    return f"{times}{towards}"


def _times(sessions: tuple[SessionTime, ...]) -> Iterator[str]:
    def hours(session: SessionTime) -> tuple[int, int]:
        return session.start_minute, session.end_minute

    for (start, end), held in groupby(sorted(sessions, key=lambda one: (hours(one), one.weekday)), key=hours):
        days = ", ".join(WEEKDAYS[session.weekday] for session in held)
        yield f"{days} {format_minute(start)}–{format_minute(end)}"


def _places(detail: OfferDetail, today: date) -> str:
    capacity = detail.sheet.service.capacity
    of = "" if capacity is None else f" It has {formats.count(capacity, 'place')} in all."
    return f"{places_sentence(detail.offer, today)}{of}"


def _ages(youngest: int | None, oldest: int | None) -> str:
    if youngest is None and oldest is None:
        return "Any age"
    if oldest is None:
        return f"From {youngest}"
    return f"Up to {oldest}" if youngest is None else f"{youngest} to {oldest}"


def _address(lines: str, postcode: str) -> str:
    return ", ".join(filter(None, (lines, display_postcode(postcode))))
