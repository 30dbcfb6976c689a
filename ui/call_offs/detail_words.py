"""What is said of one call-off: its facts, money, timeline, evidence, approvals, and who may do what next. No widgets here."""

from dataclasses import dataclass

from brokerage.domain.approval import NOT_INDEPENDENT, explain_estimated_year
from brokerage.domain.calendar import day_in_england
from brokerage.domain.call_off import ALLOWED_STEPS, NEXT_STEP, Step
from brokerage.domain.call_off_draft import ChosenFrom
from brokerage.domain.call_off_summary import CallOffDetail, StepShown
from brokerage.domain.money import format_pounds
from brokerage.domain.offer import Offer
from brokerage.domain.period import format_day
from brokerage.domain.staff import Actor, Job
from ui import formats
from ui.desk import Tone

Fact = tuple[str, str] | tuple[str, str, Tone]

ASKED_BY: dict[Step, str] = {
    Step.RAISE: "Finish and raise…",
    Step.CHANGE: "Change…",
    Step.APPROVE: "Approve…",
    Step.RETURN: "Return…",
    Step.SEND: "Send to provider",
    Step.ACCEPT: "Record acceptance…",
    Step.DECLINE: "Record refusal…",
    Step.EXPIRE: "Record no answer",
    Step.ISSUE_AGREEMENT: "Issue agreement",
    Step.SIGN: "Record signatures",
    Step.START: "Record start",
    Step.END: "End placement…",
    Step.WITHDRAW: "Withdraw…",
    Step.CANCEL: "Cancel call-off…",
}
"""What the button of a step says; the dots mean that something is asked first. An amendment has none: it is a change's form."""

TAKEN: dict[Step, str] = {
    Step.RAISE: "Raised",
    Step.CHANGE: "Changed",
    Step.AMEND: "Room or reason amended",
    Step.APPROVE: "Approved",
    Step.RETURN: "Returned",
    Step.SEND: "Sent to the provider",
    Step.ACCEPT: "Accepted by the provider",
    Step.DECLINE: "Declined by the provider",
    Step.EXPIRE: "Expired without an answer",
    Step.ISSUE_AGREEMENT: "Agreement issued",
    Step.SIGN: "Signed",
    Step.START: "Started",
    Step.END: "Ended",
    Step.WITHDRAW: "Withdrawn",
    Step.CANCEL: "Cancelled",
}
_LETTING_GO = frozenset({Step.RETURN, Step.DECLINE, Step.EXPIRE, Step.END, Step.WITHDRAW, Step.CANCEL})
_BESIDE = frozenset({Step.CHANGE, Step.AMEND})
"""Steps that neither lead on nor let go: there when they are wanted."""
_PLAIN: dict[Step, str] = {
    Step.RAISE: "finish and raise it",
    Step.APPROVE: "approve it",
    Step.RETURN: "return it",
    Step.SEND: "send it",
    Step.ACCEPT: "record the acceptance",
    Step.DECLINE: "record a refusal",
    Step.EXPIRE: "let it expire",
    Step.ISSUE_AGREEMENT: "issue the agreement",
    Step.SIGN: "record the signatures",
    Step.START: "record the start",
    Step.END: "end it",
    Step.WITHDRAW: "withdraw it",
    Step.CANCEL: "cancel it",
}
_LEADING_VERBS = frozenset(words for step, words in _PLAIN.items() if step not in _LETTING_GO)


@dataclass(frozen=True, slots=True)
class StepButton:
    """A step this actor may take: it leads on, lets go, or is beside the way. Only one is what happens next.

    `refused` says why it cannot be taken after all, empty where it can.
    """

    step: Step
    words: str
    is_next: bool
    leads_on: bool
    lets_go: bool
    refused: str


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Steps that another job may take, in a sentence, and that job."""

    job: Job
    sentence: str


def headline(detail: CallOffDetail) -> str:
    """`P-1043 · A.B. at Orchard Day (demo)`."""
    summary = detail.summary
    return f"{summary.person_reference} · {summary.person_initials} at {summary.service}"


def facts(detail: CallOffDetail) -> list[Fact]:
    """What it is: service, scheme, days, week, route, reason."""
    summary = detail.summary
    last = detail.ended_on or summary.planned_last_day
    shown: list[Fact] = [
        ("Provider", summary.provider),
        ("Scheme and lot", " · ".join(filter(None, (detail.scheme, summary.lot))) or "Outside any scheme"),
        ("Days", formats.period(summary.first_day, last) + (" (ended)" if detail.ended_on else "")),
        ("Week", ", ".join(filter(None, (detail.week, detail.ratio))) or formats.DASH),
        ("Route", f"{formats.words(summary.route)} {detail.competition}".rstrip()),
    ]
    if detail.room:
        shown.append(("Room", detail.room))
    if detail.reason:
        shown.append(("Reason", detail.reason))
    if summary.answer_due_on is not None:
        shown.append(("Answer due", formats.day(summary.answer_due_on)))
    return shown


def money_facts(detail: CallOffDetail) -> list[Fact]:
    """What it costs and who bears it, with the convention of each figure."""
    summary = detail.summary
    shown: list[Fact] = [
        ("A week", formats.money(summary.weekly)),
        ("Four weeks", formats.money(detail.four_weekly)),
        ("First year, real dates", formats.money(detail.first_year)),
    ]
    if detail.one_off:
        shown.append(("Once", formats.money(detail.one_off)))
    if detail.contribution_weekly:
        who = "" if detail.collected_by is None else f" ({formats.words(detail.collected_by).lower()})"
        shown.append((f"Contribution{who}", formats.money(detail.contribution_weekly)))
    if detail.top_up_weekly:
        shown.append((f"Top-up, paid by {detail.top_up_payer}", formats.money(detail.top_up_weekly)))
    shown.append(("Budget when raised", formats.money(detail.budget_weekly)))
    shown.append(("Estimated year", formats.money(summary.year_estimate)))
    return shown


def convention(detail: CallOffDetail) -> str:
    """How the estimated year is counted, as a sum one can check."""
    weekly, one_off, estimate = detail.summary.weekly, detail.one_off, detail.summary.year_estimate
    weeks = int((estimate - one_off) / weekly) if weekly else 52
    return f"Estimated year, compared with approvers’ limits: {explain_estimated_year(weekly, weeks, one_off)}."


def evidence(detail: CallOffDetail) -> str:
    """`Chosen 2nd of 14 that fit, from 30 listed on 2 Nov 2026 at 09:00 UTC.`, or that no list was kept."""
    kept = detail.evidence
    if kept is None:
        return "The list it is chosen from is kept when it is raised."
    return chosen_sentence(detail.summary.service_id, kept)


def chosen_sentence(service_id: int, kept: ChosenFrom) -> str:
    """Where the chosen service stood in the list kept as evidence."""
    fitting = [offer for offer in kept.offers if fits(offer)]
    at = f"on {format_day(kept.listed_at.date())} at {kept.listed_at:%H:%M} UTC"
    listed = f"from {formats.count(len(kept.offers), 'service')} listed {at}"
    place = next((n for n, offer in enumerate(fitting, start=1) if offer.service_id == service_id), None)
    fit = "that fits" if len(fitting) == 1 else "that fit"
    if place is not None:
        return f"Chosen {ordinal(place)} of {len(fitting)} {fit}, {listed}."
    if not fitting:
        return f"Chosen where none fits, {listed}."
    if any(offer.service_id == service_id for offer in kept.offers):
        return f"Chosen outside the {len(fitting)} {fit}, {listed}."
    return f"Chosen outside the list: {len(fitting)} in it {fit.removeprefix('that ')}, {listed}."


def fits(offer: Offer) -> bool:
    """Whether the offer may be called off and is within the budget asked for."""
    return offer.gate is None and (offer.budget_left is None or offer.budget_left >= 0)


def ordinal(number: int) -> str:
    """`1st`, `2nd`, `11th`, `23rd`."""
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def timeline(detail: CallOffDetail) -> list[tuple[str, str, str, str]]:
    """What happened, newest first: what, who, when, note."""
    return [_told(step) for step in reversed(detail.steps)]


def _told(step: StepShown) -> tuple[str, str, str, str]:
    when = f"{format_day(step.taken_at.date())} {step.taken_at:%H:%M} UTC"
    return TAKEN[step.step], step.taken_by, when, step.note


def approvals(detail: CallOffDetail) -> list[tuple[str, Tone]]:
    """Each decision in a sentence: who, what, the figures, whether it stands and was independent."""
    told = []
    for each in detail.approvals:
        verb = "approved" if each.approved else "returned it:"
        limit = "" if each.approval_limit is None else f" (limit {format_pounds(each.approval_limit)})"
        what = f"{format_pounds(each.year_estimate)} a year{limit}" if each.approved else each.reason
        sentence = f"{each.approver} {verb} {what}, {format_day(day_in_england(each.decided_at))}."
        if each.approved and not each.stands:
            sentence += " The money changed afterwards, so it no longer stands."
        if each.approved and not each.independent:
            sentence += " Not independently approved."
        told.append((sentence, Tone.GOOD if each.approved and each.stands else Tone.QUIET))
    return told


def editions(detail: CallOffDetail) -> list[str]:
    """The agreement's editions, newest first."""
    return [
        f"{each.number} edition {each.edition}, issued by {each.issued_by}, {format_day(day_in_england(each.issued_at))}"
        for each in reversed(detail.agreements)
    ]


def buttons(detail: CallOffDetail) -> list[StepButton]:
    """The steps open to this actor: what happens next first, then what else leads on; those that let go last."""
    shown = [
        StepButton(
            step,
            ASKED_BY[step] if not (step is Step.ISSUE_AGREEMENT and detail.agreements) else "Issue next edition",
            step is NEXT_STEP.get(detail.summary.state),
            step not in _LETTING_GO | _BESIDE,
            step in _LETTING_GO,
            detail.approval_refused if step is Step.APPROVE else "",
        )
        for step in detail.steps_open
        if step in ASKED_BY
    ]
    return sorted(shown, key=lambda button: (not button.is_next, not button.leads_on, button.lets_go))


def elsewhere(detail: CallOffDetail, actor: Actor) -> list[Elsewhere]:
    """What other jobs may do now, a sentence for each; nothing where it is this actor's turn to lead it on."""
    if any(step not in _LETTING_GO | _BESIDE for step in detail.steps_open):
        return []
    ways: dict[Job, list[str]] = {}
    for way in ALLOWED_STEPS:
        is_theirs = way.from_state is detail.summary.state and way.job is not actor.job
        if is_theirs and way.step not in _BESIDE and way.step not in detail.steps_open:
            ways.setdefault(way.job, []).append(_PLAIN[way.step])
    leading = {job: verbs for job, verbs in ways.items() if any(verb in _LEADING_VERBS for verb in verbs)}
    return [
        Elsewhere(job, f"{'An' if job is Job.APPROVER else 'A'} {formats.words(job).lower()} may {listed_or(verbs)}.")
        for job, verbs in (leading or ways).items()
    ]


def listed_or(items: list[str]) -> str:
    """`approve or return it`."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} or {items[-1]}"


def approve_facts(detail: CallOffDetail, actor: Actor) -> list[Fact]:
    """What an approver decides on: the estimated year with its convention, against their limit."""
    summary = detail.summary
    limit = formats.money(actor.approval_limit)
    return [
        ("Estimated year", f"{formats.money(summary.year_estimate)}"),
        ("How it is counted", convention(detail).split(": ", 1)[1].rstrip(".")),
        ("Your limit", limit),
        ("Budget", formats.money(detail.budget_weekly) + " a week" if detail.budget_weekly is not None else "None"),
        ("Reason given", detail.reason or "None was owed"),
        ("Chosen from", evidence(detail)),
    ]


def approve_warning(actor: Actor) -> str:
    """That an approval on the embedded database is not independent; nothing on a shared one."""
    return "" if actor.independent else NOT_INDEPENDENT
