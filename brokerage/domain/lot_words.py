"""What a lot allows, in plain words, and what a change of it leaves standing."""

from brokerage.domain.number_words import count
from brokerage.domain.period import format_day
from brokerage.domain.ratio import Ratio
from brokerage.domain.scheme_plan import LotPlan
from brokerage.domain.unit import Unit
from brokerage.domain.words_changed import words_changed

RateStanding = tuple[Unit, Ratio | None, int]
"""So many agreed rates by the unit and at the ratio that are in force or to come."""


def lot_in_words(lot: LotPlan) -> tuple[tuple[str, str], ...]:
    """Return what the lot is for and allows, each as what it is about and what it says."""
    return (
        ("Title", lot.title),
        ("For", ", ".join(lot.needs)),
        ("Ages", _ages(lot)),
        ("Registration with the regulator", "needed" if lot.registration_needed else "not needed"),
        ("CPV codes", ", ".join(lot.cpv_codes) or "none"),
        ("Priced by", ", ".join(unit.value.replace("-", " ") for unit in lot.units) or "any unit"),
        ("Ratios", ", ".join(map(str, lot.ratios)) or "any"),
        ("A ratio without its own price", "from the 1:1 price" if lot.derives_ratio else "has none"),
        ("Last day for call-offs", _last_day(lot)),
    )


def lot_changes(before: LotPlan | None, after: LotPlan) -> tuple[tuple[str, str, str], ...]:
    """Return what differs: what it is about, before, after. Of a new lot all of it, before empty."""
    return words_changed(None if before is None else lot_in_words(before), lot_in_words(after))


def standing_outside(lot: LotPlan, standing: tuple[RateStanding, ...]) -> str:
    """Return what agreed rates go on though the lot no longer allows their unit or ratio; empty where none do."""
    outside = sum(
        number
        for unit, ratio, number in standing
        if (lot.units and unit not in lot.units) or (lot.ratios and ratio is not None and ratio not in lot.ratios)
    )
    if not outside:
        return ""
    verb = "stands as it was" if outside == 1 else "stand as they were"
    return f"{count(outside, 'agreed rate')} outside what the lot allows {verb} agreed, until ended; no new one can be agreed so."


def waiting(before: LotPlan, lot: LotPlan, applications: int) -> str:
    """Return what becomes of applications under way where the lot gets a last day; empty where it gets none."""
    if not applications or lot.last_call_off_day in (None, before.last_call_off_day):
        return ""
    verb = "waits for its answer and is" if applications == 1 else "wait for their answers and are"
    return f"{count(applications, 'application')} to the lot {verb} answered all the same; none can be made after its last day."


def _ages(lot: LotPlan) -> str:
    if lot.min_age is None and lot.max_age is None:
        return "any"
    if lot.max_age is None:
        return f"{lot.min_age} and over"
    return f"up to {lot.max_age}" if not lot.min_age else f"{lot.min_age} to {lot.max_age}"


def _last_day(lot: LotPlan) -> str:
    return "the scheme’s" if lot.last_call_off_day is None else format_day(lot.last_call_off_day)
