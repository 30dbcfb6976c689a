"""What somebody says of a scheme they set up, part by part, until it is a whole plan: nothing that is not said is made up."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from brokerage.domain.errors import BadInput
from brokerage.domain.scheme import SchemeKind
from brokerage.domain.scheme_plan import LotPlan, SchemePlan

ANSWER_DAYS_BY_LAW = {SchemeKind.DPS_2015: (10, 15)}
"""Working days to answer an application, and with a written reason, where the law sets them (Public Contracts Regulations 2015,
regulation 34(16)); every other kind answers in the scheme's own number of days."""


@dataclass(frozen=True, slots=True)
class SchemeAsked:
    """A scheme as far as it is said: None, or nothing, where it is not. A lot may be without its title and its needs.

    `terms_hint` is what is known of the terms where their months are not: it is told with the question for them.
    """

    reference: str
    decision_reference: str = ""
    decided_on: date | None = None
    title: str = ""
    description: str = ""
    kind: SchemeKind | None = None
    law: str = ""
    first_day: date | None = None
    months: tuple[int, ...] = ()
    lots: tuple[LotPlan, ...] = ()
    last_call_off_day: date | None = None
    answer_working_days: int | None = None
    extended_answer_working_days: int | None = None
    assessors_needed: int = 1
    estimated_value: Decimal | None = None
    rules_of: str = ""
    notice_ocid: str = ""
    terms_hint: str = ""


def plan_of(asked: SchemeAsked) -> SchemePlan:
    """Return the plan once all is said that a scheme needs.

    The answer times are those of the law where it sets any; the longer time is the usual one where none is said.
    Raises: BadInput that names everything still to be said, at the first of it.
    """
    answer, longer = _answer_days(asked)
    missing = still_to_say(asked)
    if missing or asked.decided_on is None or asked.kind is None or asked.first_day is None or answer is None:
        named = "; ".join(f"{field} ({words})" for field, words in missing.items())
        raise BadInput(f"Still to be said, each by its option: {named}.", next(iter(missing)))
    return SchemePlan(
        asked.reference,
        asked.title,
        asked.kind,
        asked.decision_reference,
        asked.decided_on,
        asked.law,
        asked.first_day,
        asked.months,
        asked.lots,
        asked.last_call_off_day,
        answer,
        longer or answer,
        asked.assessors_needed,
        asked.estimated_value,
        asked.rules_of,
        asked.description,
        asked.notice_ocid,
    )


def _answer_days(asked: SchemeAsked) -> tuple[int | None, int | None]:
    by_law = ANSWER_DAYS_BY_LAW.get(asked.kind) if asked.kind is not None else None
    usual, longer = by_law or (None, None)
    if asked.answer_working_days is not None:
        usual, longer = asked.answer_working_days, max(longer or 0, asked.answer_working_days)
    return usual, asked.extended_answer_working_days or longer


def still_to_say(asked: SchemeAsked) -> dict[str, str]:
    """Return what is still to be said, each under its field and in words, in the order it is asked for."""
    answer, _ = _answer_days(asked)
    needless = [lot for lot in asked.lots if not lot.needs]
    needs = _lots_without_needs(needless) if needless else ""
    questions = (
        (not asked.reference.strip(), "reference", "the scheme’s reference, such as RES-2030"),
        (not asked.decision_reference.strip(), "decision", "the reference of the decision"),
        (asked.decided_on is None, "on", "the day of the decision"),
        (not asked.title.strip(), "title", "what the scheme is called"),
        (asked.kind is None, "kind", f"one of {', '.join(kind.value for kind in SchemeKind)}"),
        (not asked.law.strip(), "law", "the law it runs under"),
        (asked.first_day is None, "from", "the first day of the contracts"),
        (not asked.months, "terms", asked.terms_hint or "the months of each term, such as 48+24"),
        (answer is None, "answer-days", "the working days to answer an application"),
        (not asked.lots, "lot", "at least one, such as “1 = Day centres: learning-disability”"),
        (bool(needs), "lot", needs),
    )
    return {field: words for is_missing, field, words in questions if is_missing}


def _lots_without_needs(lots: Sequence[LotPlan]) -> str:
    example = f"“{lots[0].number}: learning-disability; ages 18-”"
    named = ", ".join(f"{lot.number} {lot.title}".rstrip() for lot in lots)
    return f"what each is for, such as {example}; nothing is said so far of {named}"
