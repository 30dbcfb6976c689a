"""A purchasing system as it is set up: its decision, terms and lots. Which needs there are is for the database to say."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from brokerage.domain.errors import BadInput, RuleBroken
from brokerage.domain.last_call_off_day import check_within_contracts
from brokerage.domain.period import Period, format_day
from brokerage.domain.ratio import Ratio, parse_ratio
from brokerage.domain.scheme import SchemeKind
from brokerage.domain.scheme_terms import SchemeTerm, contract_ends
from brokerage.domain.unit import Unit

MOST_TERMS = 10
MOST_WORKING_DAYS = 250
MOST_ASSESSORS = 10
OLDEST_AGE = 130
_REFERENCE = re.compile(r"[A-Z0-9][A-Z0-9-]{1,29}")
CPV_CODE = re.compile(r"[0-9]{8}(-[0-9])?")
_AGES = re.compile(r"(?P<min>[0-9]{1,3})\s*-\s*(?P<max>[0-9]{1,3})?")
LOT_NUMBER = re.compile(r"[A-Za-z0-9]{1,10}")
_NUMBERED = re.compile(r"(?:lot)[\s-]+(?P<number>[A-Za-z0-9]+)", re.IGNORECASE)
_LOT = re.compile(
    r"(?P<number>(?:(?i:lot)[\s-]+)?[A-Za-z0-9]{1,10})\s*(?:=(?P<title>[^:;]+))?:(?P<needs>[^;]+)(?:;(?P<rest>.*))?"
)
_LOT_FORM = "write it as “1 = Learning disability: learning-disability, autism; ages 18-; registered; cpv 85311200-4”"


@dataclass(frozen=True, slots=True)
class LotPlan:
    """A lot to be, or as it stands: the codes of the needs it is for, and what it allows; no unit or ratio named means any.

    Ages are included. `derives_ratio` makes the price at a ratio of the 1:1 price where none is agreed for it.
    """

    number: str
    title: str
    needs: tuple[str, ...]
    min_age: int | None = None
    max_age: int | None = None
    registration_needed: bool = False
    cpv_codes: tuple[str, ...] = ()
    units: tuple[Unit, ...] = ()
    ratios: tuple[Ratio, ...] = ()
    derives_ratio: bool = False
    last_call_off_day: date | None = None


@dataclass(frozen=True, slots=True)
class SchemePlan:
    """A scheme to be. `months` are those of the initial term, which its decision takes, and of the extensions it may have.

    Pounds, working days; `rules_of` names the scheme whose standing rules and award routes it takes, where one is named, and
    `notice_ocid` the published notice it is started from.
    """

    reference: str
    title: str
    kind: SchemeKind
    decision_reference: str
    decided_on: date
    law: str
    first_day: date
    months: tuple[int, ...]
    lots: tuple[LotPlan, ...]
    last_call_off_day: date | None = None
    answer_working_days: int = 10
    extended_answer_working_days: int = 15
    assessors_needed: int = 1
    estimated_value: Decimal | None = None
    rules_of: str = ""
    description: str = ""
    notice_ocid: str = ""

    @property
    def terms(self) -> tuple[SchemeTerm, ...]:
        """The initial term, taken by the decision, and the extensions, all open."""
        first = SchemeTerm(0, self.months[0], self.decision_reference, self.decided_on)
        return first, *(SchemeTerm(number, months) for number, months in enumerate(self.months[1:], start=1))

    @property
    def contract_ends(self) -> tuple[date, ...]:
        """The last day of the initial term and after each extension."""
        return contract_ends(self.first_day, self.terms)


def check_plan(plan: SchemePlan, today: date) -> None:
    """Pass when the plan agrees with itself. Raises: BadInput at a field; RuleBroken for days that cannot be."""
    if not _REFERENCE.fullmatch(plan.reference):
        raise BadInput("The reference needs 2 to 30 capital letters, figures or hyphens, as in RES-2030.", "reference")
    for text, field in ((plan.title, "title"), (plan.law, "law"), (plan.decision_reference, "decision")):
        if not text:
            raise BadInput(
                f"The {field} is missing: a scheme has its title, its law and the decision behind it.", field
            )
    if not 1 <= len(plan.months) <= MOST_TERMS:
        raise BadInput(
            f"A scheme has an initial term and at most {MOST_TERMS - 1} extensions: give their months.", "terms"
        )
    _check_days(plan, today)
    _check_numbers(plan)
    _check_lots(plan.lots)


def parse_kind(text: str) -> SchemeKind:
    """Return the kind by its name. Raises: BadInput."""
    known = {kind.value: kind for kind in SchemeKind}
    if text.strip().lower() not in known:
        raise BadInput(f"The kind of scheme is not known: choose one of {', '.join(known)}.", "kind")
    return known[text.strip().lower()]


def parse_months(text: str) -> tuple[int, ...]:
    """Return the terms written as `48+24+24`, in months. Raises: BadInput."""
    parts = [part.strip() for part in text.split("+")]
    if not all(re.fullmatch(r"[0-9]{1,3}", part) for part in parts):
        raise BadInput("The terms cannot be read: write their months as 48+24+24, the initial term first.", "terms")
    return tuple(int(part) for part in parts)


def parse_lot(text: str) -> LotPlan:
    """Return the lot written as `1 = Title: need, need; ages 18-64; registered; cpv CODE; units week; ratios 1:1, 2:1`.

    `derived` lets a ratio without its own price follow from the 1:1 price. Without `= Title` it has no title of its own: that of a
    notice is taken, where there is one. The number may stand as a notice has it: `lot-1`, `LOT-0001`. Raises: BadInput.
    """
    found = _LOT.fullmatch(" ".join(text.split()))
    if found is None:
        raise BadInput(f"A lot cannot be read: {_LOT_FORM}.", "lot")
    allowed = dict(_lot_part(part) for part in (found["rest"] or "").split(";") if part.strip())
    ages = read_ages(allowed.get("ages"))
    return LotPlan(
        number_of_lot(found["number"]),
        (found["title"] or "").strip(),
        words_between_commas(found["needs"]),
        *ages,
        registration_needed="registered" in allowed,
        cpv_codes=read_codes(words_between_commas(allowed.get("cpv", ""))),
        units=read_units(words_between_commas(allowed.get("units", ""))),
        ratios=tuple(parse_ratio(each) for each in words_between_commas(allowed.get("ratios", ""))),
        derives_ratio="derived" in allowed,
    )


def number_of_lot(written: str) -> str:
    """Return the number itself where it is written as notices do: `1` of `lot-1`, `Lot 1` and `LOT-0001`; else as it is."""
    found = _NUMBERED.fullmatch(written.strip())
    if found is None:
        return written.strip()
    number = found["number"]
    return str(int(number)) if number.isdecimal() else number


def _lot_part(part: str) -> tuple[str, str]:
    name, _, value = part.strip().partition(" ")
    if name not in ("ages", "registered", "cpv", "units", "ratios", "derived"):
        raise BadInput(f"A lot has no “{name[:20]}”: {_LOT_FORM}.", "lot")
    return name, value


def read_ages(text: str | None) -> tuple[int | None, int | None]:
    """Return the ages written as `18-64` or `18-`, both included; neither where none are written. Raises: BadInput."""
    if text is None:
        return None, None
    found = _AGES.fullmatch(text.strip())
    if found is None:
        raise BadInput("The ages of a lot cannot be read: write 18-64, or 18- for 18 and over.", "lot")
    oldest = None if found["max"] is None else int(found["max"])
    return int(found["min"]), oldest


def read_codes(codes: tuple[str, ...]) -> tuple[str, ...]:
    """Return the codes when each has the form of the common procurement vocabulary. Raises: BadInput."""
    if not all(CPV_CODE.fullmatch(code) for code in codes):
        raise BadInput("A code of the common procurement vocabulary has eight figures, as in 85311200-4.", "lot")
    return codes


def read_units(names: tuple[str, ...]) -> tuple[Unit, ...]:
    """Return the units of these names. Raises: BadInput."""
    known = {unit.value: unit for unit in Unit}
    if not all(name in known for name in names):
        raise BadInput(f"A unit of a lot is not known: choose among {', '.join(known)}.", "lot")
    return tuple(known[name] for name in names)


def words_between_commas(text: str) -> tuple[str, ...]:
    """Return the words between commas, each once, in the order given."""
    return tuple(dict.fromkeys(each.strip() for each in text.split(",") if each.strip()))


def _check_days(plan: SchemePlan, today: date) -> None:
    if plan.decided_on > today:
        raise BadInput(
            f"The decision is dated {format_day(plan.decided_on)}, a day to come: record it once it is taken.", "on"
        )
    if plan.decided_on > plan.first_day:
        raise RuleBroken(
            f"The scheme would begin on {format_day(plan.first_day)}, before it was decided on on "
            f"{format_day(plan.decided_on)}: check both days."
        )
    check_within_contracts(plan.last_call_off_day, Period(plan.first_day, plan.contract_ends[0]))


def _check_numbers(plan: SchemePlan) -> None:
    if not 1 <= plan.answer_working_days <= plan.extended_answer_working_days <= MOST_WORKING_DAYS:
        raise BadInput(
            f"The working days to answer must be from 1 to {MOST_WORKING_DAYS}, and the longer time no shorter.",
            "answer-days",
        )
    if not 1 <= plan.assessors_needed <= MOST_ASSESSORS:
        raise BadInput(f"An application is assessed by 1 to {MOST_ASSESSORS} people: say how many.", "assessors")


def _check_lots(lots: Sequence[LotPlan]) -> None:
    if not lots:
        raise BadInput(f"The scheme has no lot: {_LOT_FORM}.", "lot")
    numbers = [lot.number.lower() for lot in lots]
    if len(set(numbers)) < len(numbers):
        raise BadInput("Two lots have the same number: number each lot once.", "lot")
    for lot in lots:
        if not lot.title:
            raise BadInput(f"Lot {lot.number} has no title: {_LOT_FORM}.", "lot")
        if not lot.needs:
            raise BadInput(f"Lot {lot.number} is for no need: {_LOT_FORM}.", "lot")
        oldest = OLDEST_AGE if lot.max_age is None else lot.max_age
        if not (lot.min_age or 0) <= oldest <= OLDEST_AGE:
            raise BadInput(f"The ages of lot {lot.number} are reversed or too high: put the younger first.", "lot")
