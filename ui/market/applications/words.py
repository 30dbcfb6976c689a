"""What Market says of applications to join a purchasing system; no widgets."""

from brokerage.domain.answer_clock import Urgency
from brokerage.domain.application import ALLOWED_APPLICATION_STEPS, ApplicationState, ApplicationStep
from brokerage.domain.application_board import (
    ApplicationBoard,
    ApplicationDetail,
    ApplicationFacts,
    ApplicationSummary,
    AskedFor,
    StepTaken,
    say_refused_before,
)
from brokerage.domain.application_letter import LetterKind
from brokerage.domain.calendar import day_in_england
from brokerage.domain.period import format_day
from brokerage.domain.staff import Actor
from ui import formats
from ui.market.read_only import only_commissioners
from ui.tone import Tone
from ui.widgets.ask_words import Asked

Fact = tuple[str, str]

SIGNS = {Urgency.LATE: "◆", Urgency.DUE_TODAY: "▲", Urgency.DUE_SOON: "△", Urgency.IN_TIME: "✓"}
"""Each way to stand against the clock has a shape of its own."""
_WORDS = {
    Urgency.LATE: "late",
    Urgency.DUE_TODAY: "due today",
    Urgency.DUE_SOON: "due soon",
    Urgency.IN_TIME: "in time",
}
_TONES = {
    Urgency.LATE: Tone.BAD,
    Urgency.DUE_TODAY: Tone.WARN,
    Urgency.DUE_SOON: Tone.WARN,
    Urgency.IN_TIME: Tone.GOOD,
}
_DONE = {
    ApplicationStep.ACKNOWLEDGE: "Acknowledged",
    ApplicationStep.EXTEND: "Longer time taken",
    ApplicationStep.ASSESS: "Assessed",
    ApplicationStep.DECIDE: "Decided",
    ApplicationStep.ANSWER: "Answered",
    ApplicationStep.AWARD: "Awarded",
    ApplicationStep.WITHDRAW: "Withdrawn",
}


def clock(summary: ApplicationSummary) -> str:
    """`◆ Late by 2 working days`, `△ Due soon: 3 working days left`; a dash once the clock has stopped."""
    if summary.urgency is None:
        return formats.DASH
    said = summary.time_left
    return f"{SIGNS[summary.urgency]} {said[:1].upper()}{said[1:]}"


def answer(summary: ApplicationSummary) -> str:
    """How the clock stands, and below it the day by which the answer is due; a dash once it has stopped."""
    said = clock(summary)
    return said if summary.urgency is None else f"{said}\ndue {format_day(summary.facts.due_on)}"


def clock_tone(summary: ApplicationSummary) -> Tone:
    """How the clock is meant."""
    return Tone.QUIET if summary.urgency is None else _TONES[summary.urgency]


def counts(board: ApplicationBoard) -> str:
    """`◆ 1 late · ▲ 0 due today · △ 2 due soon · ✓ 3 in time`."""
    return " · ".join(f"{SIGNS[urgency]} {number} {_WORDS[urgency]}" for urgency, number in board.counts)


def lots(facts: ApplicationFacts) -> str:
    """`1, 2 of RES-2022`."""
    return f"{', '.join(facts.lots)} of {facts.scheme}"


def facts(detail: ApplicationDetail) -> tuple[Fact, ...]:
    """What was asked for, when it came, and by when it is answered."""
    about = detail.summary.facts
    return (
        ("Scheme", f"{about.scheme} · {about.scheme_title}"),
        ("Round", about.round or "came between rounds; the day of receipt is kept"),
        ("Received", format_day(about.received_on)),
        ("Acknowledged", formats.day(about.acknowledged_on, "not yet")),
        ("Answer due", format_day(about.due_on)),
        *((("Time", clock(detail.summary)),) if detail.summary.urgency is not None else ()),
        *((("Longer time because", about.extension_reason),) if about.extension_reason else ()),
        *((f"Lot {one.lot_number}", _outcome(one)) for one in detail.asked),
    )


def history(detail: ApplicationDetail) -> tuple[Fact, ...]:
    """The steps taken, in order, each with its day and whoever took it."""
    return tuple((_DONE[step.step], _step_words(step)) for step in detail.steps)


def refused_before(detail: ApplicationDetail) -> str:
    """What this provider was refused before, a sentence a line; empty for none."""
    return "\n".join(f"▲ {say_refused_before(refusal)}" for refusal in detail.refused_before)


def has_receipt(detail: ApplicationDetail) -> bool:
    """Whether a receipt was issued, to be saved and printed."""
    return any(letter.kind is LetterKind.RECEIPT for letter in detail.letters)


def may_take(step: ApplicationStep, state: ApplicationState, actor: Actor) -> bool:
    """Whether the step may be taken from this state by who works now."""
    return any(
        way.step is step and way.from_state is state and way.job is actor.job for way in ALLOWED_APPLICATION_STEPS
    )


def may_take_longer(detail: ApplicationDetail, actor: Actor) -> bool:
    """Whether the longer time may still be taken: once, and before the time is over."""
    summary = detail.summary
    if summary.facts.clock.is_extended or summary.urgency in (None, Urgency.LATE):
        return False
    return may_take(ApplicationStep.EXTEND, summary.facts.state, actor)


def withdrawal(detail: ApplicationDetail) -> Asked:
    """What is asked before an application is withdrawn."""
    about = detail.summary.facts
    return Asked(
        f"Withdraw {about.reference}?",
        f"Only where {about.provider} wishes it. Nothing is decided then; the provider may apply again.",
        "Withdraw it",
        reason="What the provider said",
        reason_hint="It is kept with the application. Name no person.",
        is_letting_go=True,
    )


def why_not(actor: Actor) -> str:
    """Why nothing can be done to an application here, and who can; empty for a commissioner."""
    return only_commissioners(actor, "runs schemes")


def _outcome(one: AskedFor) -> str:
    """`Barley Cottage · Refused, decided 7 Dec 2026: the insurance ends too soon`."""
    said = f"{one.service} · {formats.words(one.outcome)}"
    return said if one.decided_on is None else f"{said}, decided {format_day(one.decided_on)}: {one.reasons}"


def _step_words(step: StepTaken) -> str:
    taken = f"{format_day(day_in_england(step.taken_at))}, {step.taken_by}"
    return f"{taken} · {step.note}" if step.note else taken
