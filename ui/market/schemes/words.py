"""What Market says of a purchasing system; no widgets."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from brokerage.domain.period import format_day
from brokerage.domain.round import Round, RoundState
from brokerage.domain.scheme_overview import LotRules, SchemeOverview
from brokerage.domain.scheme_summary import LotSummary
from brokerage.domain.scheme_terms import DatedTerm, SchemeTerm
from brokerage.domain.scheme_value import YearValue
from brokerage.domain.staff import Actor
from ui import formats
from ui.market.read_only import only_commissioners
from ui.market.schemes.timeline_words import Mark, MarkShape, Span, SpanShape, Timeline
from ui.tone import Tone

_SIGNS = {SpanShape.TAKEN: "■", SpanShape.LEFT: "▨", SpanShape.ROUND: "▬"}
_ROUND_WORDS = {RoundState.TO_COME: "to come", RoundState.OPEN: "open now", RoundState.CLOSED: "closed"}


Fact = tuple[str, str]


@dataclass(frozen=True, slots=True)
class LotLine:
    """A lot as the table shows it: what it is, and what it may be priced by."""

    lot: LotSummary
    rules: LotRules


def why_not(actor: Actor) -> str:
    """Why a scheme is only read by who works now, said once for all of its page; empty for who runs it."""
    return only_commissioners(actor, "changes a scheme: its terms, rounds, rules, lots and what they ask")


def timeline(scheme: SchemeOverview, rounds: Sequence[Round], today: date) -> Timeline:
    """The scheme's terms and rounds, today, and the last day for call-offs where one is set."""
    summary = scheme.summary
    terms = tuple(map(_term_span, scheme.terms))
    if not terms:
        terms = (Span("Contracts", summary.first_day, summary.last_day, SpanShape.TAKEN),)
    marks = [Mark("Today", today, MarkShape.TODAY)]
    if summary.last_call_off_day is not None:
        marks.append(Mark("Last day for call-offs", summary.last_call_off_day, MarkShape.LAST_DAY))
    return Timeline((*terms, *map(_round_span, rounds)), tuple(marks))


def timeline_facts(scheme: SchemeOverview, rounds: Sequence[Round], today: date) -> tuple[Fact, ...]:
    """All that the timeline shows, in words: each line begins with its sign in the picture."""
    shown = timeline(scheme, rounds, today)
    decisions = [_decision(dated.term) for dated in scheme.terms] or [""]
    told = [*decisions, *(_round_words(one, today) for one in rounds)]
    spans = [
        (f"{_SIGNS[span.shape]} {span.words}", " · ".join(filter(None, (_days(span), words))))
        for span, words in zip(shown.spans, told, strict=True)
    ]
    return (*spans, *((f"{mark.shape.value} {mark.words}", _mark_words(mark, today)) for mark in shown.marks))


def facts(scheme: SchemeOverview) -> tuple[Fact, ...]:
    """What the scheme is and how it is run."""
    summary = scheme.summary
    answer = formats.count(scheme.answer_working_days, "working day")
    longer = f"{scheme.extended_answer_working_days} with a written reason"
    return (
        ("Reference", summary.reference),
        ("Kind", formats.words(summary.kind)),
        ("Law", summary.law or formats.DASH),
        ("Award routes", ", ".join(formats.words(route) for route in summary.routes) or formats.DASH),
        ("Applications answered within", f"{answer}, {longer}"),
        ("Assessed by", formats.count(scheme.assessors_needed, "assessor")),
        ("Estimated value", formats.money(summary.estimated_value)),
    )


def lot_lines(scheme: SchemeOverview) -> tuple[LotLine, ...]:
    """The lots with their rules, in order."""
    rules = {each.number: each for each in scheme.lot_rules}
    return tuple(LotLine(lot, rules[lot.number]) for lot in scheme.summary.lots)


def lot_whole(line: LotLine) -> str:
    """The lists of a lot, which its row cuts short or leaves out: needs, units and CPV codes."""
    needs = ", ".join(line.rules.needs) or "no need named"
    units = ", ".join(map(formats.words, line.rules.units)) or "any unit"
    codes = f" CPV codes: {', '.join(line.rules.cpv_codes)}." if line.rules.cpv_codes else ""
    return f"Lot {line.lot.number} is for {needs}; priced by {units}.{codes}"


def ratios(allowed: Sequence[str]) -> str:
    """`2:1, 1:1 to 1:8`: three or more that follow one another are told by the first and the last; `any` for none."""
    told: list[list[str]] = []
    for ratio in allowed:
        if told and _next_ratio(told[-1][-1]) == ratio:
            told[-1].append(ratio)
        else:
            told.append([ratio])
    runs = (f"{run[0]} to {run[-1]}" if len(run) > 2 else ", ".join(run) for run in told)
    return ", ".join(runs) or "any"


def _next_ratio(ratio: str) -> str:
    """`1:3` after `1:2`: one member of staff for one person more."""
    staff, people = ratio.split(":")
    return f"{staff}:{int(people) + 1}"


def extensions_words(scheme: SchemeOverview) -> str:
    """`1 taken, 1 left`; a dash where none is on record."""
    taken = [dated.term.is_taken for dated in scheme.terms if dated.term.ordinal > 0]
    return f"{sum(taken)} taken, {len(taken) - sum(taken)} left" if taken else formats.DASH


def last_call_off_words(scheme: SchemeOverview, today: date) -> str:
    """The last day for call-offs, with ◆ where it is over; where none is set it is the last day of the contracts."""
    last_day = scheme.summary.last_call_off_day or scheme.summary.last_day
    mark = f"{formats.STOPPED} " if last_day is not None and last_day < today else ""
    return f"{mark}{formats.day(last_day)}"


def term_words(term: SchemeTerm) -> str:
    """`Initial term`, `Extension 1, taken`, `Extension 2, left`."""
    if term.ordinal == 0:
        return "Initial term" if term.is_taken else "Initial term, not decided"
    return f"Extension {term.ordinal}, {'taken' if term.is_taken else 'left'}"


def called_off(value: YearValue, today: date) -> str:
    """What was called off in pounds; a dash for a year to come, which is not counted yet."""
    return formats.DASH if value.year.period.first_day > today else formats.money(value.called_off)


def year_used(value: YearValue, today: date) -> str:
    """`✓ 42 %` of what was estimated, `▲ 112 %` where more was called off; a dash without an estimate, or for a year to come."""
    share = _share(value)
    if share is None or value.year.period.first_day > today:
        return formats.DASH
    return f"{formats.OVER if share > 100 else formats.FITS} {share} %"


def year_tone(value: YearValue) -> Tone:
    """How the share is meant."""
    share = _share(value)
    if share is None:
        return Tone.QUIET
    return Tone.WARN if share > 100 else Tone.PLAIN


def _share(value: YearValue) -> int | None:
    """Per cent of the estimate, rounded up: a pound too much is over."""
    if not value.estimated:
        return None
    hundredths = value.called_off * 100 / value.estimated
    return int(hundredths.to_integral_value(rounding="ROUND_CEILING"))


def _term_span(dated: DatedTerm) -> Span:
    shape = SpanShape.TAKEN if dated.term.is_taken else SpanShape.LEFT
    return Span(term_words(dated.term), dated.period.first_day, dated.period.last_day, shape)


def _round_span(one: Round) -> Span:
    return Span(f"Round {one.number}", one.opens_on, one.closes_on, SpanShape.ROUND)


def _days(span: Span) -> str:
    return formats.period(span.first_day, span.last_day)


def _decision(term: SchemeTerm) -> str:
    return "" if term.decided_on is None else f"{term.decision_reference}, decided {format_day(term.decided_on)}"


def _round_words(one: Round, today: date) -> str:
    came = formats.count(one.applications, "application")
    return f"{one.title} · {_ROUND_WORDS[one.state_on(today)]}, {came}"


def _mark_words(mark: Mark, today: date) -> str:
    if mark.shape is MarkShape.TODAY:
        return format_day(mark.day)
    days = (mark.day - today).days
    if days < 0:
        return f"{format_day(mark.day)} · {formats.STOPPED} over: no new call-offs, placements go on"
    return (
        f"{format_day(mark.day)} · {formats.count(days, 'day')} from today"
        if days
        else f"{format_day(mark.day)} · today"
    )
