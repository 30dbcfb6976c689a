"""What a scheme says of itself and may be changed once it is set up: as it is typed, read, and checked against what rests on it.

Its reference, its first day, its terms and the days of its decisions stay: contracts and agreements rest on them. Nothing that
was issued before a change is touched by it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from brokerage.domain.errors import BadInput, RuleBroken
from brokerage.domain.last_call_off_day import LAST_DAY, check_new_last_day
from brokerage.domain.money import format_pounds, parse_pounds
from brokerage.domain.number_words import count
from brokerage.domain.period import Period, format_day, parse_day
from brokerage.domain.scheme import SchemeKind
from brokerage.domain.scheme_plan import MOST_WORKING_DAYS, parse_kind
from brokerage.domain.typed_field import is_nothing, read_at

TITLE, DESCRIPTION, KIND, LAW, DECISION = "title", "description", "kind", "law", "decision"
ANSWER, LONGER, VALUE = "answer-days", "longer-answer-days", "value"


@dataclass(frozen=True, slots=True)
class SchemeHead:
    """A scheme's own facts. Times are working days; `estimated_value` is pounds over the initial term.

    Without `last_call_off_day` call-offs go on to the end of the contracts. `decisions` are the references of those that took the
    initial term and then each extension taken, in order.
    """

    title: str
    description: str
    kind: SchemeKind
    law: str
    last_call_off_day: date | None
    answer_working_days: int
    extended_answer_working_days: int
    estimated_value: Decimal | None
    decisions: tuple[str, ...] = ()


def decision_field(number: int) -> str:
    """Return the name of the field for a decision's reference: of the initial term for 0, else of the extension."""
    return f"{DECISION}-{number}" if number else DECISION


def parse_decision(text: str) -> tuple[str, str]:
    """Return the field and the reference of an extension's decision written as `1: 26/00012`. Raises: BadInput."""
    number, colon, reference = text.partition(":")
    if not colon or not number.strip().isdecimal() or len(number.strip()) > 2 or not int(number):
        raise BadInput("Write which extension and its decision’s reference, as in “1: 26/00012”.", "extension-decision")
    return decision_field(int(number)), reference.strip()


def typed_of(head: SchemeHead) -> dict[str, str]:
    """Return the facts as one would type them, by name."""
    return {
        TITLE: head.title,
        DESCRIPTION: head.description,
        KIND: head.kind.value,
        LAW: head.law,
        LAST_DAY: "" if head.last_call_off_day is None else format_day(head.last_call_off_day),
        ANSWER: str(head.answer_working_days),
        LONGER: str(head.extended_answer_working_days),
        VALUE: "" if head.estimated_value is None else format_pounds(head.estimated_value),
        **{decision_field(number): reference for number, reference in enumerate(head.decisions)},
    }


def read_head(said: Mapping[str, str], before: SchemeHead) -> SchemeHead:
    """Return the facts typed; what is not said stays as `before`. `none` or nothing takes a day or a value away.

    Raises: BadInput at the field that cannot be read, takes away what every scheme has, or names a decision that was not taken.
    """
    stands = typed_of(before)
    _refuse_not_taken(said, before.decisions)
    whole = {**stands, **said}
    for field in (TITLE, LAW, *map(decision_field, range(len(before.decisions)))):
        if stands[field] and not whole[field].strip():  # a scheme from an import may have no law yet
            raise BadInput("This is empty: a scheme has its title, its law and the decisions behind it.", field)
    return SchemeHead(
        whole[TITLE].strip(),
        whole[DESCRIPTION].strip(),
        parse_kind(whole[KIND]),
        whole[LAW].strip(),
        None if is_nothing(whole[LAST_DAY]) else read_at(LAST_DAY, _read_day, whole[LAST_DAY]),
        _working_days(whole, ANSWER),
        _working_days(whole, LONGER),
        before.estimated_value if whole[VALUE] == stands[VALUE] else _read_value(whole[VALUE]),
        tuple(whole[decision_field(number)].strip() for number in range(len(before.decisions))),
    )


def check_head(head: SchemeHead, before: SchemeHead, contracts: Period, admissions: int, today: date) -> None:
    """Pass when the change can stand. `admissions` counts the services ever admitted under the scheme.

    Raises: RuleBroken for another kind once a service was admitted; BadInput for times that cannot be, and for a last day for
    call-offs outside the contracts or, where it is another than before, over already.
    """
    if head.kind is not before.kind and admissions:
        raise RuleBroken(
            f"{count(admissions, 'service')} {'was' if admissions == 1 else 'were'} admitted under this scheme as what it is: its "
            "kind stays. Set up a new scheme for another kind.",
            {"admissions": str(admissions)},
            KIND,
        )
    if head.answer_working_days > head.extended_answer_working_days:
        raise BadInput(
            f"The time with a written reason, {count(head.extended_answer_working_days, 'working day')}, would be shorter than the "
            f"usual one, {count(head.answer_working_days, 'working day')}: make it no shorter.",
            LONGER if head.answer_working_days == before.answer_working_days else ANSWER,
        )
    check_new_last_day(head.last_call_off_day, before.last_call_off_day, contracts, today)


def _refuse_not_taken(said: Mapping[str, str], decisions: Sequence[str]) -> None:
    known = [decision_field(number) for number in range(len(decisions))]
    for field in said:
        if field.startswith(DECISION) and field not in known:
            which = field.removeprefix(f"{DECISION}-")
            what = (
                "No decision is on record yet"
                if not decisions or field == DECISION
                else f"Extension {which} was not taken"
            )
            raise BadInput(f"{what}, so its reference cannot be corrected: record the decision first.", field)


def _working_days(whole: Mapping[str, str], field: str) -> int:
    text = whole[field].strip()
    if not (text.isascii() and text.isdecimal() and len(text) <= 3 and 1 <= int(text) <= MOST_WORKING_DAYS):
        raise BadInput(f"Write the working days as a whole number from 1 to {MOST_WORKING_DAYS}, such as 20.", field)
    return int(text)


def _read_day(text: str) -> date:
    return parse_day(text, what="last day for call-offs")


def _read_value(text: str) -> Decimal | None:
    return None if is_nothing(text) else read_at(VALUE, lambda typed: parse_pounds(typed, what="value"), text)
