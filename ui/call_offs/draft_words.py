"""What is said of one call-off that is put together: its lines, its week, what the person will get. No widgets here."""

from decimal import Decimal
from typing import TYPE_CHECKING

from brokerage.domain.call_off_draft import CallOffDraft
from brokerage.domain.fee_line import FeeKind
from brokerage.domain.money import format_pounds
from brokerage.domain.period import format_day
from brokerage.domain.person_summary import PersonSummary
from brokerage.domain.rate_card import line_of_rate
from brokerage.domain.service_sheet import CardLine
from brokerage.domain.unit import Unit
from brokerage.domain.week_wanted import WeekWanted
from ui import formats

if TYPE_CHECKING:
    from brokerage.services.draft_looks import DraftLook

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def line_words(look: "DraftLook", number: int) -> tuple[str, str]:
    """A line of the fee and its weekly figure: `Cookery, £35.35 ½ day × 4 a week`, `£141.40 a week`."""
    chosen = look.draft.lines[number]
    if look.priced is None:
        line = line_of_rate(look.card, chosen.rate_id)
        price = formats.money(chosen.price) if chosen.price is not None else "no price yet"
        return (price if line is None else card_words(line, look.draft), formats.DASH)
    priced = look.priced.lines[number]
    units = look.priced.costing.lines[number].units_per_week
    each = formats.unit_price(priced.fee.price, chosen.unit)
    ratio = "" if priced.fee.ratio is None else f" {priced.fee.ratio}"
    if chosen.unit is Unit.ONCE:
        return f"{priced.description}, {formats.money(priced.fee.price)} once", "once"
    quantity = "" if chosen.unit is Unit.WEEK else f" × {_number(Decimal(units.numerator) / units.denominator)} a week"
    return f"{priced.description}, {each}{ratio}{quantity}", f"{formats.money(priced.weekly)} a week"


def card_words(line: CardLine, draft: CallOffDraft) -> str:
    """`Transport, £7.50 day`: a line of the rate card with its price on the first day."""
    rate = None if draft.first_day is None else line.rate_on(draft.first_day)
    what = ", ".join(filter(None, (formats.words(line.kind), line.activity, line.band)))
    return f"{what}, {formats.unit_price(None if rate is None else rate.price, line.unit, line.ratio)}"


def sentence(look: "DraftLook", person: PersonSummary | None) -> str:
    """What the person will get, in a sentence."""
    draft = look.draft
    who = "The person" if person is None else person.initials
    when = "" if draft.week is None else f" {week_sentence(draft.week)}"
    ratio = f", {draft.ratio} staff to people," if draft.ratio is not None and draft.week is not None else ""
    begins = "" if draft.first_day is None else f" from {format_day(draft.first_day)}"
    ends = "" if draft.planned_last_day is None else f" to {format_day(draft.planned_last_day)}"
    where = f"{who} {'lives at' if is_home(draft) else 'goes to'} {look.service}{when}{ratio}"
    cost = "" if look.priced is None else f" It costs {format_pounds(look.priced.weekly)} a week."
    return f"{where}{begins}{ends}.{cost}"


def week_sentence(week: WeekWanted) -> str:
    """`on Mondays and Wednesdays, 10:00-15:00`."""
    if week.days_per_week == len(DAYS) and len({each.times for each in week.days}) == 1:
        return f"every day{', ' + week.days[0].times if week.days[0].times else ''}"
    by_times: dict[str, list[str]] = {}
    for each in week.days:
        by_times.setdefault(each.times, []).append(DAYS[each.weekday] + "s")
    parts = [
        f"{formats.listed(tuple(dict.fromkeys(days)))}{', ' + times if times else ''}"
        for times, days in by_times.items()
    ]
    return "on " + "; ".join(parts)


def is_home(draft: CallOffDraft) -> bool:
    """Whether the person lives there."""
    return any(line.kind is FeeKind.ACCOMMODATION for line in draft.lines)


def _number(value: Decimal) -> str:
    return f"{value.normalize():f}" if value == value.quantize(Decimal("0.01")) else f"{value:.2f}"
