"""What Market says of small competitions: where each stands, what is wanted, who answered what; no widgets."""

from enum import Enum

from brokerage.domain.answer_clock import Urgency
from brokerage.domain.calendar import day_in_england
from brokerage.domain.competition import RUNS_COMPETITIONS, CompetitionState, CompetitionStep
from brokerage.domain.competition_criteria import AwardCriterion, say_criterion
from brokerage.domain.competition_summary import AnswerGiven, CompetitionDetail, CompetitionSummary, Invited, StepTaken
from brokerage.domain.money import format_pounds
from brokerage.domain.period import format_day
from brokerage.domain.staff import Actor
from brokerage.domain.unit import FOR_ONE
from ui import formats
from ui.market.competitions.reading import CompetitionLine, CompetitionRead
from ui.tone import Tone

Fact = tuple[str, str]


class Stands(Enum):
    """Where a competition stands, what presses first."""

    TO_WEIGH = "▲ To weigh and award"
    ASKING = "△ Open for answers"
    TO_CALL_OFF = "▸ Awarded, to call off"
    CALLED_OFF = "✓ Called off"
    ENDED = "■ Ended without an award"


_STANDS_TONES = {
    Stands.TO_WEIGH: Tone.WARN,
    Stands.ASKING: Tone.PLAIN,
    Stands.TO_CALL_OFF: Tone.WARN,
    Stands.CALLED_OFF: Tone.GOOD,
    Stands.ENDED: Tone.QUIET,
}
_CLOCK_SIGNS = {Urgency.LATE: "◆", Urgency.DUE_TODAY: "▲", Urgency.DUE_SOON: "△", Urgency.IN_TIME: "✓"}
_CLOCK_TONES = {
    Urgency.LATE: Tone.WARN,
    Urgency.DUE_TODAY: Tone.WARN,
    Urgency.DUE_SOON: Tone.WARN,
    Urgency.IN_TIME: Tone.GOOD,
}
_TAKEN = {
    CompetitionStep.EXTEND: "More days given",
    CompetitionStep.AWARD: "Awarded",
    CompetitionStep.END: "Ended without an award",
}
WHOLE_WEEK = "support of the whole week"
WHAT_IT_IS = "Every open service of the lot is asked; answers are weighed by stated weights, never by price alone."


def who(summary: CompetitionSummary) -> str:
    """`P-1043 · A.B.`."""
    return f"{summary.person} · {summary.initials}"


def stands(line: CompetitionLine) -> Stands:
    """Where it stands: an open one is to be weighed once the last day for answers is over, or all have answered."""
    summary = line.summary
    if summary.state is CompetitionState.OPEN:
        is_ready = line.urgency is Urgency.LATE or summary.answered == summary.invited
        return Stands.TO_WEIGH if is_ready else Stands.ASKING
    if summary.state is CompetitionState.ENDED:
        return Stands.ENDED
    return Stands.CALLED_OFF if summary.call_off else Stands.TO_CALL_OFF


def stands_tone(line: CompetitionLine) -> Tone:
    """How that is meant."""
    return _STANDS_TONES[stands(line)]


def until(line: CompetitionLine) -> str:
    """`9 Nov 2026 · △ 3 working days left`; the bare day once it is over."""
    day = format_day(line.summary.answers_due_on)
    if line.urgency is None or line.working_days_left is None:
        return day
    if line.urgency is Urgency.LATE:
        left = "over"
    elif line.urgency is Urgency.DUE_TODAY:
        left = "last day"
    else:
        left = f"{formats.count(line.working_days_left, 'working day')} left"
    return f"{day} · {_CLOCK_SIGNS[line.urgency]} {left}"


def until_tone(line: CompetitionLine) -> Tone:
    """How the clock is meant."""
    return Tone.QUIET if line.urgency is None else _CLOCK_TONES[line.urgency]


def answers(summary: CompetitionSummary) -> str:
    """`2 of 5`."""
    return f"{summary.answered} of {summary.invited}"


def in_order(lines: tuple[CompetitionLine, ...]) -> tuple[CompetitionLine, ...]:
    """What presses first; within that by the last day for answers, as they came."""
    order = tuple(Stands)
    return tuple(sorted(lines, key=lambda line: order.index(stands(line))))


def counts(lines: tuple[CompetitionLine, ...]) -> str:
    """`▲ 1 to weigh and award · △ 2 open for answers`; those there are none of are left out."""
    found = [stands(line) for line in lines]
    numbers = ((each, found.count(each)) for each in Stands)
    return " · ".join(
        f"{each.value[0]} {number} {each.value[2].lower()}{each.value[3:]}" for each, number in numbers if number
    )


def next_step(read: CompetitionRead) -> str:
    """What happens next, in words."""
    summary = read.summary
    if (
        summary.state is CompetitionState.OPEN
        and stands(read.line) is Stands.TO_WEIGH
        and read.weighed.weighing.missing
    ):
        return "The answers are in. Give every offer its points, then award it."
    return summary.next_step


def may_be_awarded(read: CompetitionRead) -> bool:
    """Whether awarding it is what comes next: the answers are in and every offer has its points."""
    return stands(read.line) is Stands.TO_WEIGH and read.weighed.weighing.is_complete


def wanted(detail: CompetitionDetail) -> tuple[Fact, ...]:
    """What was asked, as the market sees it, and why it was asked."""
    summary, sheet = detail.summary, detail.sheet
    return (
        ("Lot", f"{summary.scheme} · {summary.lot}"),
        ("Days", formats.period(summary.first_day, detail.planned_last_day)),
        ("Week", sheet.week_in_words or WHOLE_WEEK),
        *((("Ratio", sheet.ratio),) if sheet.ratio else ()),
        ("Need", ", ".join(sheet.needs) or formats.DASH),
        ("Where, age", " · ".join(filter(None, (sheet.outcode, sheet.age_band)))),
        *((("Outcomes", ", ".join(sheet.outcomes)),) if sheet.outcomes else ()),
        *((("What matters", sheet.what_matters),) if sheet.what_matters else ()),
        ("Why, kept here", detail.why),
    )


def terms(read: CompetitionRead) -> tuple[Fact, ...]:
    """By when answers come, by what they are weighed, who opened it, and what came of it."""
    detail, summary = read.detail, read.summary
    return (
        ("Answers until", until(read.line)),
        ("Answers", f"{answers(summary)} invited, {formats.count(summary.offers, 'offer')}"),
        *((f"Criterion {one.number}", say_criterion(one)) for one in detail.criteria),
        ("Opened", f"{format_day(summary.opened_on)} by {detail.opened_by}"),
        *((("Awarded to", summary.awarded_to),) if summary.awarded_to else ()),
        *((("Call-off", summary.call_off),) if summary.call_off else ()),
    )


def history(detail: CompetitionDetail) -> tuple[Fact, ...]:
    """The steps taken since it was opened, in order, each with its day, whoever took it, and the reason."""
    return tuple((_TAKEN[step.step], _step(step)) for step in detail.steps)


def answer(invited: Invited) -> str:
    """`✓ Offers`, `■ Cannot`, `○ Not yet`."""
    if invited.answer is None:
        return "○ Not yet"
    return "✓ Offers" if invited.answer.is_offer else "■ Cannot"


def answer_tone(invited: Invited) -> Tone:
    """How that is meant."""
    if invited.answer is None:
        return Tone.QUIET
    return Tone.GOOD if invited.answer.is_offer else Tone.PLAIN


def price(given: AnswerGiven | None) -> str:
    """`£24.08 an hour`; a dash without an offer."""
    if given is None or given.price is None or given.unit is None:
        return formats.DASH
    return f"{format_pounds(given.price)} {FOR_ONE[given.unit]}"


def answered(invited: Invited) -> tuple[Fact, ...]:
    """One service's answer whole; before it, who asked it and when."""
    asked = f"{format_day(day_in_england(invited.invited_at))} by {invited.invited_by}"
    given = invited.answer
    if given is None:
        return (("Asked", asked), ("Answer", answer(invited)))
    offer = (
        (
            ("Price", f"{price(given)}, {formats.money(given.weekly)} a week"),
            ("Can start", formats.day(given.starts_on)),
        )
        if given.is_offer
        else ()
    )
    return (
        ("Asked", asked),
        ("Answer", f"{answer(invited)}, {format_day(given.answered_on)}"),
        *offer,
        ("How it fits" if given.is_offer else "Why not", given.fit),
        ("Recorded by", given.recorded_by),
    )


def weighed_by(criteria: tuple[AwardCriterion, ...]) -> str:
    """By what answers will be weighed, or that nobody has stated it."""
    if not criteria:
        return "▲ Its scheme has not stated by what answers are weighed: a commissioner sets that first."
    return f"Weighed by: {'; '.join(map(say_criterion, criteria))}."


def why_not(actor: Actor) -> str:
    """Why who works now only reads, and who can do it; empty for who may run competitions."""
    if actor.job in RUNS_COMPETITIONS:
        return ""
    may = formats.listed(tuple(sorted(f"{formats.words(job).lower()}s" for job in RUNS_COMPETITIONS)))
    ask = "Ask one to do it." if actor.independent else "Choose one under Settings, “Working as”."
    return f"Read only: you are working as {formats.words(actor.job).lower()}, and only {may} run competitions. {ask}"


def _step(step: StepTaken) -> str:
    said = f"{format_day(day_in_england(step.taken_at))} by {step.taken_by}"
    return f"{said}: {step.note}" if step.note else said
