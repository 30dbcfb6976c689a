"""Which activities of a service are priced for themselves and run on some weekdays of a week that no one price has whole."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from brokerage.domain.gates import Gate, GateName
from brokerage.domain.ratio import Ratio
from brokerage.domain.timetable import FOLLOWS_TIMETABLE, WeeklySession, unmet_times
from brokerage.domain.unit import Unit
from brokerage.domain.week_wanted import WeekWanted, say_weekdays

_ONE_TO_ONE = Ratio(1, 1)
_MOST_SAID = 4


@dataclass(frozen=True, slots=True)
class PricedActivity:
    """An activity with an agreed rate of its own on the start day: by which unit, for which ratio, and its weekly sessions.

    `derives_ratio` says that the lot derives other ratios from a one-to-one price.
    """

    activity: str
    unit: Unit
    ratio: Ratio | None
    derives_ratio: bool
    sessions: tuple[WeeklySession, ...]

    def fits(self, asked: Ratio | None) -> bool:
        """Whether its rate is for the ratio asked, or that is derived from it."""
        return asked in (None, self.ratio) or (self.derives_ratio and self.ratio == _ONE_TO_ONE)


def name_priced_apart(
    gate: Gate, week: WeekWanted | None, ratio: Ratio | None, priced: Iterable[PricedActivity]
) -> Gate:
    """Return the gate with what could be called off for some of the weekdays alone, where it is closed for want of a rate.

    Every other gate is returned as it is, as is this one where no activity priced for itself runs on any of them.
    """
    apart = None if gate.name is not GateName.RATE or week is None else _say_apart(week, ratio, priced)
    return gate if apart is None else replace(gate, reason=f"{gate.reason}; {apart}")


def _say_apart(week: WeekWanted, ratio: Ratio | None, priced: Iterable[PricedActivity]) -> str | None:
    """Return `priced apart: Pottery on Mon and Gardening on Wed; no rate for Fri`; None where nothing runs then."""
    met: dict[str, set[int]] = {}
    for one in priced:
        weekdays = _weekdays_met(week, one) if one.fits(ratio) else set()
        if weekdays:
            met.setdefault(one.activity, set()).update(weekdays)
    if not met:
        return None
    in_order = sorted(met.items(), key=lambda entry: (sorted(entry[1]), entry[0]))
    said = [f"{activity} on {say_weekdays(weekdays)}" for activity, weekdays in in_order]
    if len(said) > _MOST_SAID:
        said = [*said[: _MOST_SAID - 1], "others"]
    missing = {day.weekday for day in week.days}.difference(*met.values())
    nothing = f"; no rate for {say_weekdays(missing)}" if missing else ""
    return f"priced apart: {' and '.join(part for part in ('; '.join(said[:-1]), said[-1]) if part)}{nothing}"


def _weekdays_met(week: WeekWanted, priced: PricedActivity) -> set[int]:
    """Return the wanted weekdays on which a session of it meets the times, by the rule of its unit."""
    if priced.unit not in FOLLOWS_TIMETABLE:
        return set()
    unmet = unmet_times(week, priced.sessions, priced.unit)
    return {day.weekday for day in week.days} - {day.weekday for day in (() if unmet is None else unmet.days)}
