"""What the form that raises a package says: sentences, sums, what is missing, what happens next. No widgets here."""

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from brokerage.domain.approval import Approver, explain_estimated_year
from brokerage.domain.call_off_draft import CallOffDraft, Missing
from brokerage.domain.call_off_price import PricedCallOff
from brokerage.domain.gates import needs_second_approver
from brokerage.domain.money import format_pounds
from brokerage.domain.person_summary import PersonSummary
from brokerage.domain.scheme import AwardRoute
from ui import formats
from ui.call_offs.detail_words import Fact, chosen_sentence
from ui.call_offs.draft_words import DAYS, is_home, line_words
from ui.call_offs.package import Looked
from ui.desk import Tone

if TYPE_CHECKING:
    from brokerage.services.draft_looks import DraftLook

_MIDNIGHT = 24 * 60
NAMED = 3
"""How many approvers are named; the others are counted."""


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
    if one.week is None or other.week is None or is_home(one) or is_home(other):
        return ()
    found = [
        DAYS[mine.weekday]
        for mine in one.week.days
        for theirs in other.week.days
        if mine.weekday == theirs.weekday
        and (mine.start_minute or 0) < (theirs.end_minute or _MIDNIGHT)
        and (theirs.start_minute or 0) < (mine.end_minute or _MIDNIGHT)
    ]
    return tuple(dict.fromkeys(found))


def approver_sentence(look: "DraftLook") -> str:
    """Who approves, by name where that is known, and the estimated year their limits are compared with, as a sum.

    An amendment says that the approval stands.
    """
    if look.approval_stands:
        return look.approval_stands
    priced = look.priced
    if priced is None:
        return "Who may approve is known once it has a price."
    estimate = explain_estimated_year(priced.weekly, priced.approval_weeks, priced.one_off)
    two = (
        " Two approvers decide, because the service is rated Inadequate." if needs_second_approver(look.rating) else ""
    )
    return f"{_who_decides(look.approvers, priced.year_estimate)} Estimated year: {estimate}.{two}"


def _who_decides(approvers: tuple[Approver, ...] | None, year_estimate: Decimal) -> str:
    if approvers is None:
        return f"An approver whose limit is at least {format_pounds(year_estimate)} decides, and never who raised it."
    if not approvers:
        return f"Nobody else here has a limit of {format_pounds(year_estimate)}: an administrator has to raise one."
    named = tuple(f"{each.full_name} (to {format_pounds(each.limit)})" for each in approvers[:NAMED])
    more = len(approvers) - NAMED
    others = f" or {formats.count(more, 'other')}" if more > 0 else ""
    return f"May approve it: {', '.join(named)}{others}; never who raised it."


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
