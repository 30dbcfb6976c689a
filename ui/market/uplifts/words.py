"""What Market says of uplifts: where each stands, what a new one would do and cost; no widgets."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from brokerage.domain.calendar import day_in_england
from brokerage.domain.period import format_day
from brokerage.domain.rate_named import RateLineNamed
from brokerage.domain.rate_words import say_to_begin
from brokerage.domain.uplift import LeftAlone, RateGap, UpliftKind, UpliftRounding
from brokerage.domain.uplift_summary import UpliftKept, UpliftPreview, UpliftState, say_amount
from ui import formats
from ui.tone import Tone

Fact = tuple[str, str]

MOST_LINES = 1_000
KIND_WORDS = {UpliftKind.PERCENT: "percent", UpliftKind.PENCE: "pence a unit"}
ROUNDING_WORDS = {
    UpliftRounding.PENNY: "the penny",
    UpliftRounding.FIVE_PENCE: "five pence",
    UpliftRounding.TEN_PENCE: "ten pence",
    UpliftRounding.POUND: "the pound",
}
SIGNS = {UpliftState.TO_COME: "▸", UpliftState.IN_FORCE: "✓", UpliftState.TAKEN_BACK: "✕"}
_TONES = {UpliftState.TO_COME: Tone.PLAIN, UpliftState.IN_FORCE: Tone.GOOD, UpliftState.TAKEN_BACK: Tone.QUIET}
_WHY_LEFT = {
    LeftAlone.BEGINS_THEN_OR_LATER: "left: begins then or later",
    LeftAlone.ROUNDED_AWAY: "left: rounding takes the rise away",
}


@dataclass(frozen=True, slots=True)
class UpliftLine:
    """A line of the preview: a rate before and after, one that is left, or days without any."""

    number: int
    service: str
    provider: str
    called: str
    old: Decimal | None
    new: Decimal | None
    what: str
    tone: Tone

    @property
    def rise(self) -> Decimal | None:
        """By how many pounds it goes up."""
        return None if self.old is None or self.new is None else self.new - self.old


def stands(kept: UpliftKept, today: date) -> str:
    """`▸ To come: begins in 150 days`, `✓ In force`, `✕ Taken back 3 Nov 2026`."""
    state = kept.state_on(today)
    if state is UpliftState.TO_COME:
        said = f"To come: begins in {formats.count((kept.uplift.first_day - today).days, 'day')}"
    elif state is UpliftState.IN_FORCE:
        said = "In force"
    else:
        said = f"Taken back {formats.day(kept.taken_back_on)}"
    return f"{SIGNS[state]} {said}"


def tone(kept: UpliftKept, today: date) -> Tone:
    """How it is meant."""
    return _TONES[kept.state_on(today)]


def facts(kept: UpliftKept, today: date) -> tuple[tuple[str, str] | tuple[str, str, Tone], ...]:
    """What was agreed, what it raised, and who did it."""
    uplift = kept.uplift
    taken = f"{formats.day(kept.taken_back_on)}, {kept.taken_back_by}"
    return (
        ("Stands", stands(kept, today), tone(kept, today)),
        ("Scheme", kept.scheme),
        ("By", f"{say_amount(uplift)}, rounded to {ROUNDING_WORDS[uplift.rounding]}"),
        ("First day", format_day(uplift.first_day)),
        ("Rates raised", f"{kept.rates:,}"),
        ("Note", kept.note or formats.DASH),
        ("Applied", f"{format_day(day_in_england(kept.applied_at))}, {kept.applied_by}"),
        *((("Taken back", taken),) if kept.taken_back_on is not None else ()),
    )


def totals(preview: UpliftPreview) -> tuple[tuple[str, str] | tuple[str, str, Tone], ...]:
    """What it would raise and what that costs, before the table of every rate."""
    plan, cost, first_day = preview.plan, preview.cost, preview.uplift.first_day
    until = format_day(cost.financial_year.period.known_last_day)
    year = f"{formats.money(cost.in_financial_year)} more from {format_day(first_day)} to {until}"
    return (
        ("Rates raised", f"{len(plan.raised):,} of {preview.scheme}, by {say_amount(preview.uplift)}"),
        (f"Cost in {cost.financial_year.label}", year),
        ("Cost of a full year", f"{formats.money(cost.full_year)} more in twelve months from {format_day(first_day)}"),
        ("Placements", _placements(preview)),
        ("Still to begin", say_to_begin(cost) or "No signed placement is still to begin under these rates."),
        ("Left as they are", formats.count(len(plan.left), "rate")),
        *((("Without a rate", _gaps(preview), Tone.WARN),) if plan.gaps else ()),
    )


def lines(preview: UpliftPreview) -> tuple[UpliftLine, ...]:
    """Every rate that is raised, then those that are left, then the lines without a rate on the first day."""
    plan = preview.plan
    told = (
        *((one.line, one.old.price, one.new_price, "✓ raised", Tone.GOOD) for one in plan.raised),
        *((one.line, one.rate.price, None, _WHY_LEFT[one.why], Tone.QUIET) for one in plan.left),
        *((one.line, None, None, f"▲ no rate {_days(one)}", Tone.WARN) for one in plan.gaps),
    )
    return tuple(
        UpliftLine(number, line.service, line.provider, _called(line), old, new, what, tone)
        for number, (line, old, new, what, tone) in enumerate(told)
    )


def whole(line: UpliftLine) -> str:
    """All of one line: `The Mill (demo) of Mill Ltd (demo), care by the day: £70.70, then £73.53, £2.83 more; ✓ raised.`."""
    prices = "" if line.old is None else f" {formats.money(line.old)}"
    if line.new is not None:
        prices += f", then {formats.money(line.new)}, {formats.money(line.rise)} more"
    return f"{line.service} of {line.provider}, {line.called}:{prices}{';' if prices else ''} {line.what}."


def cut_words(number: int) -> str:
    """That not every line is shown; nothing where all are."""
    return f"The first {MOST_LINES:,} of {number:,} are shown; the totals count all." if number > MOST_LINES else ""


def nothing_raised(preview: UpliftPreview) -> str:
    """Why this cannot be applied; nothing where it can."""
    if preview.plan.raised:
        return ""
    day = format_day(preview.uplift.first_day)
    return f"No rate in force before {day} would be raised: choose another day, lots or providers, or a finer rounding."


def applied(kept: UpliftKept) -> str:
    """What happened and what may still be done."""
    day = format_day(kept.uplift.first_day)
    raised = formats.count(kept.rates, "rate")
    return f"Uplift {kept.uplift_id} raises {raised} of {kept.scheme} from {day}. Before that day it can be taken back whole."


def taking_back(kept: UpliftKept) -> str:
    """What taking it back does, before it is confirmed."""
    raised = formats.count(kept.rates, "raised rate goes", "raised rates go")
    return f"Take it back? Its {raised}, and the rates before go on as they were. That it was there stays on record."


def taken_back(kept: UpliftKept) -> str:
    """What happened."""
    return f"Uplift {kept.uplift_id} of {kept.scheme} is taken back: the rates before it go on."


def why_not_taken_back(kept: UpliftKept, today: date) -> str:
    """Why it cannot be taken back on this day; nothing where it may be asked."""
    if kept.state_on(today) is UpliftState.IN_FORCE:
        return "It is in force: it could be taken back only before its first day. Agree new rates instead."
    return ""


def _called(line: RateLineNamed) -> str:
    """The line without its service, which has a column of its own."""
    return line.called.removeprefix(f"{line.service} · ")


def _placements(preview: UpliftPreview) -> str:
    cost = preview.cost
    told = f"{formats.count(cost.placements, 'placement that runs pays', 'placements that run pay')} more, on their real dates"
    if not cost.price_locked:
        return told
    return f"{told}; {formats.count(cost.price_locked, 'keeps its locked price', 'keep their locked price')}"


def _gaps(preview: UpliftPreview) -> str:
    without = formats.count(len(preview.plan.gaps), "line has", "lines have")
    return f"▲ {without} no agreed rate on {format_day(preview.uplift.first_day)}: nobody can be called off on them"


def _days(gap: RateGap) -> str:
    return formats.period(gap.period.first_day, gap.period.last_day)
