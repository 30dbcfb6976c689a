"""What the form that raises a package says: sentences, sums, what is missing, what happens next. No widgets here."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from brokerage.domain.approval import explain_estimated_year
from brokerage.domain.call_off_draft import CallOffDraft, Missing
from brokerage.domain.call_off_price import PricedCallOff
from brokerage.domain.fee_line import FeeKind
from brokerage.domain.gates import needs_second_approver
from brokerage.domain.money import format_pounds
from brokerage.domain.period import format_day
from brokerage.domain.person_summary import PersonSummary
from brokerage.domain.rate_card import line_of_rate
from brokerage.domain.scheme import AwardRoute
from brokerage.domain.service_sheet import CardLine
from brokerage.domain.unit import Unit
from brokerage.domain.week_wanted import WeekWanted
from ui import formats
from ui.call_offs.detail_words import Fact, chosen_sentence
from ui.call_offs.package import Looked
from ui.desk import Tone

if TYPE_CHECKING:
    from brokerage.services.draft_looks import DraftLook

_MIDNIGHT = 24 * 60
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class Together:
    """The package's money in pounds a week; `left_before` and `left_after` are of the budget."""

    weekly: Decimal
    four_weekly: Decimal
    first_year: Decimal
    one_off: Decimal
    year_estimate: Decimal
    contribution: Decimal
    top_up: Decimal
    net_weekly: Decimal
    budget: Decimal | None
    left_before: Decimal | None

    @property
    def left_after(self) -> Decimal | None:
        """What is left of the budget once all of it is raised; negative when over."""
        return None if self.left_before is None else self.left_before - self.weekly


def together(looked: Looked) -> Together | None:
    """The sums of the package, or None while a part of it has no price."""
    priced = [look.priced for look in looked.looks]
    known = [each for each in priced if each is not None]
    if not known or len(known) < len(priced):
        return None
    contributions = [each.contribution.weekly for each in known if each.contribution is not None]
    nothing = Decimal("0.00")
    return Together(
        weekly=sum((each.weekly for each in known), nothing),
        four_weekly=sum((each.four_weekly for each in known), nothing),
        first_year=sum((each.first_year for each in known), nothing),
        one_off=sum((each.one_off for each in known), nothing),
        year_estimate=sum((each.year_estimate for each in known), nothing),
        contribution=sum(contributions, nothing),
        top_up=sum((each.top_up_weekly for each in known), nothing),
        net_weekly=sum((each.council_net_weekly for each in known), nothing),
        budget=known[0].budget_weekly,
        left_before=known[0].budget_left,
    )


def together_facts(sums: Together) -> list[Fact]:
    """The sums as facts, with the convention of each."""
    shown: list[Fact] = [
        ("A week", formats.money(sums.weekly)),
        ("Four weeks", formats.money(sums.four_weekly)),
        ("First year, real dates", formats.money(sums.first_year)),
    ]
    if sums.one_off:
        shown.append(("Of that, once", formats.money(sums.one_off)))
    if sums.contribution:
        shown.append(("Contribution a week", f"−{formats.money(sums.contribution)}"))
    if sums.top_up:
        shown.append(("Top-up a week", f"−{formats.money(sums.top_up)}"))
    shown.append(("The council bears, a week", formats.money(sums.net_weekly)))
    if sums.budget is None or sums.left_before is None:
        shown.append(("Budget", "None in force on the first day", Tone.WARN))
        return shown
    shown.append(("Budget a week", formats.money(sums.budget)))
    shown.append(("Budget before this", formats.budget_left(sums.left_before), _tone(sums.left_before)))
    left = sums.left_before - sums.weekly
    shown.append(("Budget after this", formats.budget_left(left), _tone(left)))
    return shown


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
    where = f"{who} {'lives at' if _is_home(draft) else 'goes to'} {look.service}{when}{ratio}"
    cost = "" if look.priced is None else f" It costs {format_pounds(look.priced.weekly)} a week."
    return f"{where}{begins}{ends}.{cost}"


def week_sentence(week: WeekWanted) -> str:
    """`on Mondays and Wednesdays, 10:00-15:00`."""
    if week.days_per_week == len(_DAYS) and len({each.times for each in week.days}) == 1:
        return f"every day{', ' + week.days[0].times if week.days[0].times else ''}"
    by_times: dict[str, list[str]] = {}
    for each in week.days:
        by_times.setdefault(each.times, []).append(_DAYS[each.weekday] + "s")
    parts = [
        f"{formats.listed(tuple(dict.fromkeys(days)))}{', ' + times if times else ''}"
        for times, days in by_times.items()
    ]
    return "on " + "; ".join(parts)


def route_choices(look: "DraftLook") -> tuple[tuple[AwardRoute, str], ...]:
    """The award routes the scheme allows; a person's choice and an exception outside the scheme are always there."""
    always = (AwardRoute.PERSONS_CHOICE, AwardRoute.OFF_SCHEME)
    return tuple(
        (route, formats.words(route))
        for route in AwardRoute
        if route in always or not look.routes or route in look.routes
    )


def reasons_sentence(look: "DraftLook") -> str:
    """Why a reason is owed, or nothing where none is."""
    owed = " ".join(reason.sentence for reason in look.check.reasons_owed)
    return f"{owed} Choice is a right: give the reason and it goes on." if owed else ""


def evidence_sentence(looked: Looked, number: int) -> str:
    """Where the service stood in the list it was chosen from."""
    service_id = looked.package.drafts[number].service_id
    return chosen_sentence(service_id or 0, looked.package.chosen_from)


def clashes(looked: Looked) -> str:
    """Days on which two parts of the package overlap, in a sentence; nothing where none do. It is told, never refused."""
    told = []
    for number, one in enumerate(looked.looks):
        for other in looked.looks[number + 1 :]:
            days = _days_in_both(one.draft, other.draft)
            if days:
                told.append(f"{one.service} and {other.service} overlap on {formats.listed(days)}.")
    return " ".join(told)


def _days_in_both(one: CallOffDraft, other: CallOffDraft) -> tuple[str, ...]:
    if one.week is None or other.week is None or _is_home(one) or _is_home(other):
        return ()
    found = [
        _DAYS[mine.weekday]
        for mine in one.week.days
        for theirs in other.week.days
        if mine.weekday == theirs.weekday
        and (mine.start_minute or 0) < (theirs.end_minute or _MIDNIGHT)
        and (theirs.start_minute or 0) < (mine.end_minute or _MIDNIGHT)
    ]
    return tuple(dict.fromkeys(found))


def approver_sentence(look: "DraftLook") -> str:
    """Who approves: anybody whose limit is at least the estimated year, which is shown as a sum."""
    priced = look.priced
    if priced is None:
        return "Who may approve is known once it has a price."
    estimate = explain_estimated_year(priced.weekly, priced.approval_weeks, priced.one_off)
    two = (
        " Two approvers decide, because the service is rated Inadequate." if needs_second_approver(look.rating) else ""
    )
    return (
        f"An approver whose limit is at least {format_pounds(priced.year_estimate)} decides, and never who raised it. "
        f"Estimated year: {estimate}.{two}"
    )


def stops(look: "DraftLook") -> str:
    """Why it may not start on that day, or why it has no price; nothing where neither is so."""
    if look.gates:
        return f"It cannot start then: {'; '.join(look.gates)}."
    return look.refused


def missing_of(looked: Looked, person: PersonSummary | None) -> list[tuple[int, Missing]]:
    """Everything that is missing, each with the number of its part."""
    found = [] if person is not None else [(0, Missing("person_id", "Choose the person this is for."))]
    for number, look in enumerate(looked.looks):
        found += [(number, missing) for missing in look.check.missing if missing.field != "person_id"]
        stopped = stops(look)
        if stopped and not look.check.missing:
            found.append((number, Missing(look.refused_field or "first_day", stopped)))
    return found


def standing_line(looked: Looked, person: PersonSummary | None) -> tuple[str, Tone]:
    """The line beside the button: what is still missing, or that it can be checked and raised."""
    missing = missing_of(looked, person)
    if not missing:
        return "✓ Everything is there. Check your answers next.", Tone.GOOD
    first = missing[0][1].sentence
    more = len(missing) - 1
    return f"▲ {first}" + (f" And {formats.count(more, 'more thing')} to fill in." if more else ""), Tone.WARN


def answers(looked: Looked, number: int, person: PersonSummary | None) -> list[Fact]:
    """One part of the package as it will be raised, to be read once more."""
    look = looked.looks[number]
    draft, priced = look.draft, look.priced
    shown: list[Fact] = [
        ("Service", f"{look.service}, {look.provider}"),
        ("Scheme and lot", " · ".join(filter(None, (look.scheme, look.lot)))),
        ("Days", "" if draft.first_day is None else formats.period(draft.first_day, draft.planned_last_day)),
        ("Week", ", ".join(filter(None, (str(draft.week or ""), str(draft.ratio or "")))) or "Every day"),
    ]
    for at in range(len(draft.lines)):
        what, weekly = line_words(look, at)
        shown.append((f"Fee line {at + 1}", f"{what}: {weekly}"))
    if priced is not None:
        shown += _money_answers(priced, draft)
    shown.append(("Route", formats.words(draft.route)))
    if draft.reason.strip():
        shown.append(("Reason", draft.reason.strip()))
    if draft.room.strip():
        shown.append(("Room", draft.room.strip()))
    shown.append(("Chosen from", evidence_sentence(looked, number)))
    shown.append(("Approval", approver_sentence(look)))
    shown += [("Take note", f"▲ {warning}", Tone.WARN) for warning in look.warnings]
    return shown


def _money_answers(priced: PricedCallOff, draft: CallOffDraft) -> list[Fact]:
    shown: list[Fact] = [
        ("Price", "Locked as it is today" if draft.price_locked else "Follows the agreed rate of each day"),
        ("A week, four weeks", f"{formats.money(priced.weekly)}, {formats.money(priced.four_weekly)}"),
        ("First year, real dates", formats.money(priced.first_year)),
    ]
    if priced.contribution is not None:
        collected = formats.words(priced.contribution.collected_by).lower()
        shown.append(("Contribution", f"{formats.money(priced.contribution.weekly)} a week, {collected}"))
    if priced.top_up_weekly:
        shown.append(("Top-up", f"{formats.money(priced.top_up_weekly)} a week, paid by {draft.top_up_payer or '—'}"))
    return shown


def raised_words(references: Sequence[str]) -> str:
    """That these are raised: `CO-2026-0012 is raised.`."""
    return f"{formats.listed(tuple(references))} {'is' if len(references) == 1 else 'are'} raised."


def _is_home(draft: CallOffDraft) -> bool:
    return any(line.kind is FeeKind.ACCOMMODATION for line in draft.lines)


def _tone(left: Decimal) -> Tone:
    return Tone.GOOD if left >= 0 else Tone.BAD


def _number(value: Decimal) -> str:
    return f"{value.normalize():f}" if value == value.quantize(Decimal("0.01")) else f"{value:.2f}"
