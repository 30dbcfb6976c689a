"""May this service be called off on this start day? Each gate says yes, or why not (rules.md 8).

Regulation and practice: three ends are different things — the end of call-offs, the end of the contract and the end of a
placement. A gate concerns the start day only; a placement already running is untouched by any gate.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum

from brokerage.domain.period import Period, format_day
from brokerage.domain.service import Rating, Registration
from brokerage.domain.timetable import UnmetTimes, say_unmet


class GateName(Enum):
    """The gates in the order they are tried; the first that is closed is the one shown."""

    ADMISSION = "admission"
    SUSPENSION = "suspension"
    LAST_CALL_OFF_DAY = "last-call-off-day"
    TIMETABLE = "timetable"
    RATE = "rate"
    REGISTRATION = "registration"
    INSURANCE = "insurance"
    AGE = "age"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Gate:
    """A closed gate: which one, and why in a sentence ready to show."""

    name: GateName
    reason: str


@dataclass(frozen=True, slots=True)
class GateFacts:
    """What the gates look at. Days are included; None for a last day means no end is known.

    `admissions` and `suspensions` are periods of this service in this lot. `rate_in_force` says whether an agreed rate for
    the unit and ratio wanted covers the start day; `next_rate_day` is the first day of a later one, if any. `age` is None
    when nobody is in hand. `other_rate_in_force` says that a rate covers the day, though not for the days, times or
    ratio wanted. `unmet` are the times wanted at which a service with a timetable runs nothing.
    """

    admissions: tuple[Period, ...]
    suspensions: tuple[Period, ...]
    last_call_off_day: date | None
    rate_in_force: bool
    next_rate_day: date | None
    registration_needed: bool
    registration: Registration
    insurance_last_day: date | None
    min_age: int | None
    max_age: int | None
    age: int | None
    places_free: int | None
    other_rate_in_force: bool = False
    unmet: UnmetTimes | None = None


def closed_gates(facts: GateFacts, start_day: date) -> tuple[Gate, ...]:
    """Every gate that stops a call-off on this start day, in the order tried; empty when it may be called off."""
    return tuple(gate for gate in _tried(facts, start_day) if gate is not None)


def first_closed_gate(facts: GateFacts, start_day: date) -> Gate | None:
    """The first gate that stops a call-off on this start day, or None."""
    return next((gate for gate in _tried(facts, start_day) if gate is not None), None)


def timetable_gate(unmet: UnmetTimes | None) -> Gate | None:
    """The gate that times wanted in vain close, or None."""
    return None if unmet is None else Gate(GateName.TIMETABLE, say_unmet(unmet))


def needs_second_approver(rating: Rating) -> bool:
    """Whether a call-off into a service so rated wants two approvers (an "Inadequate" service does)."""
    return rating is Rating.INADEQUATE


def outlives_contract(placement_last_day: date | None, contract_last_day: date | None) -> str | None:
    """A warning that names the day when the placement would outlive the contract term; None when it would not."""
    if contract_last_day is None or (placement_last_day is not None and placement_last_day <= contract_last_day):
        return None
    return f"The contract ends on {format_day(contract_last_day)}; this placement would go on after it."


def _tried(facts: GateFacts, start_day: date) -> Iterator[Gate | None]:
    yield _admission(facts, start_day)
    yield _suspension(facts, start_day)
    yield _last_call_off_day(facts, start_day)
    yield timetable_gate(facts.unmet)
    yield _rate(facts)
    yield _registration(facts)
    yield _insurance(facts, start_day)
    yield _age(facts)
    yield _place(facts)


def _admission(facts: GateFacts, start_day: date) -> Gate | None:
    if any(admission.contains(start_day) for admission in facts.admissions):
        return None
    later = sorted(a.first_day for a in facts.admissions if a.first_day > start_day)
    ended = sorted(a.last_day for a in facts.admissions if a.last_day is not None and a.last_day < start_day)
    if later:
        return Gate(GateName.ADMISSION, f"not yet admitted: admission begins {format_day(later[0])}")
    if ended:
        return Gate(GateName.ADMISSION, f"admission ended {format_day(ended[-1])}")
    return Gate(GateName.ADMISSION, "not admitted")


def _suspension(facts: GateFacts, start_day: date) -> Gate | None:
    for suspension in facts.suspensions:
        if suspension.contains(start_day):
            until = (
                "until further notice" if suspension.last_day is None else f"until {format_day(suspension.last_day)}"
            )
            return Gate(GateName.SUSPENSION, f"suspended from {format_day(suspension.first_day)} {until}")
    return None


def _last_call_off_day(facts: GateFacts, start_day: date) -> Gate | None:
    if facts.last_call_off_day is None or start_day <= facts.last_call_off_day:
        return None
    return Gate(GateName.LAST_CALL_OFF_DAY, f"call-offs into the scheme ended {format_day(facts.last_call_off_day)}")


def _rate(facts: GateFacts) -> Gate | None:
    if facts.rate_in_force:
        return None
    if facts.next_rate_day is not None:
        return Gate(GateName.RATE, f"no agreed rate before {format_day(facts.next_rate_day)}")
    if facts.other_rate_in_force:
        return Gate(GateName.RATE, "no agreed rate for these times or this ratio")
    return Gate(GateName.RATE, "no agreed rate")


def _registration(facts: GateFacts) -> Gate | None:
    if not facts.registration_needed or facts.registration is Registration.REGISTERED:
        return None
    words = {
        Registration.DORMANT: "registration is dormant",
        Registration.ENDED: "registration has ended",
        Registration.NOT_NEEDED: "not registered with the regulator, which this lot needs",
    }
    return Gate(GateName.REGISTRATION, words[facts.registration])


def _insurance(facts: GateFacts, start_day: date) -> Gate | None:
    if facts.insurance_last_day is None or start_day <= facts.insurance_last_day:
        return None
    return Gate(GateName.INSURANCE, f"insurance lapsed {format_day(facts.insurance_last_day)}")


def _age(facts: GateFacts) -> Gate | None:
    if facts.age is None:
        return None
    if facts.min_age is not None and facts.age < facts.min_age:
        return Gate(GateName.AGE, f"takes people from {facts.min_age} years")
    if facts.max_age is not None and facts.age > facts.max_age:
        return Gate(GateName.AGE, f"takes people up to {facts.max_age} years")
    return None


def _place(facts: GateFacts) -> Gate | None:
    if facts.places_free is None or facts.places_free > 0:
        return None
    return Gate(GateName.PLACE, "no place free")
