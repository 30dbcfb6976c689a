"""A scheme's own facts in plain words, and what a change of them leaves standing."""

from dataclasses import dataclass

from brokerage.domain.last_call_off_day import starting_after
from brokerage.domain.money import format_pounds
from brokerage.domain.number_words import count
from brokerage.domain.period import format_day
from brokerage.domain.scheme_asked import ANSWER_DAYS_BY_LAW
from brokerage.domain.scheme_head import SchemeHead
from brokerage.domain.words_changed import words_changed


@dataclass(frozen=True, slots=True)
class Resting:
    """What rests on a scheme's facts: agreements issued, applications not decided, what begins or goes on after its last day."""

    agreements: int
    applications: int
    call_offs_after: int
    rounds_after: int = 0


def head_in_words(head: SchemeHead) -> tuple[tuple[str, str], ...]:
    """Return every fact as what it is about and what it says, in the order they are read."""
    day, value = head.last_call_off_day, head.estimated_value
    decisions = [
        (f"Decision of extension {number}" if number else "Decision of the initial term", reference)
        for number, reference in enumerate(head.decisions)
    ]
    return (
        ("Title", head.title),
        ("Description", head.description or "none"),
        ("Kind", head.kind.value),
        ("Law", head.law),
        *decisions,
        ("Last day for call-offs", "the end of the contracts" if day is None else format_day(day)),
        ("Applications answered within", count(head.answer_working_days, "working day")),
        ("With a written reason within", count(head.extended_answer_working_days, "working day")),
        ("Estimated value", "none" if value is None else format_pounds(value)),
    )


def head_changes(before: SchemeHead, after: SchemeHead) -> tuple[tuple[str, str, str], ...]:
    """Return what differs: what it is about, before, after."""
    return words_changed(head_in_words(before), head_in_words(after))


def remarks_on_change(before: SchemeHead, after: SchemeHead, resting: Resting) -> tuple[str, ...]:
    """Return what goes on all the same, and what is to be looked at again, a sentence each."""
    said = (
        _agreements(before, after, resting.agreements),
        _clocks(before, after, resting.applications),
        starting_after(after.last_call_off_day, resting.call_offs_after) if _closes(before, after) else "",
        _no_more_applications(before, after, resting.applications),
        _rounds_after(before, after, resting.rounds_after),
        _beyond_the_law(before, after),
    )
    return tuple(sentence for sentence in said if sentence)


def _agreements(before: SchemeHead, after: SchemeHead, agreements: int) -> str:
    if not agreements or (before.title, before.law) == (after.title, after.law):
        return ""
    stand = "stands as it was printed" if agreements == 1 else "stand as they were printed"
    return f"{count(agreements, 'agreement')} issued already {stand}, until a next edition."


def _clocks(before: SchemeHead, after: SchemeHead, applications: int) -> str:
    if not applications or _times(before) == _times(after):
        return ""
    keep = "keeps the day its answer is due" if applications == 1 else "keep the days their answers are due"
    return (
        f"{count(applications, 'application')} under way {keep}; a longer time, where one is given from now on, is counted by the "
        "new days."
    )


def _no_more_applications(before: SchemeHead, after: SchemeHead, applications: int) -> str:
    if not applications or not _closes(before, after):
        return ""
    verb = "is" if applications == 1 else "are"
    return f"{count(applications, 'application')} under way {verb} answered all the same; none can be made after the last day."


def _rounds_after(before: SchemeHead, after: SchemeHead, rounds: int) -> str:
    if not rounds or not _closes(before, after):
        return ""
    verb, its = ("goes", "its closing day") if rounds == 1 else ("go", "their closing days")
    return f"{count(rounds, 'round')} {verb} on after the last day, when nobody can join any more: set {its}."


def _beyond_the_law(before: SchemeHead, after: SchemeHead) -> str:
    law = ANSWER_DAYS_BY_LAW.get(after.kind)
    unchanged = (before.kind, *_times(before)) == (after.kind, *_times(after))
    if (
        law is None
        or unchanged
        or (after.answer_working_days <= law[0] and after.extended_answer_working_days <= law[1])
    ):
        return ""
    return f"By law a system of 2015 answers in {law[0]} working days, {law[1]} with a written reason: this is longer."


def _times(head: SchemeHead) -> tuple[int, int]:
    return head.answer_working_days, head.extended_answer_working_days


def _closes(before: SchemeHead, after: SchemeHead) -> bool:
    """Whether call-offs end on an earlier day than before."""
    day = after.last_call_off_day
    return day is not None and (before.last_call_off_day is None or day < before.last_call_off_day)
