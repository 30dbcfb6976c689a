"""A scheme started from a published notice: what the notice says is taken, what somebody says instead goes before it.

What neither says is asked for, never made up. What is opened stands beside what the notice said.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from brokerage.domain.errors import BadInput
from brokerage.domain.money import format_pounds
from brokerage.domain.number_words import count
from brokerage.domain.ocds_notice import Notice, NoticeLot
from brokerage.domain.period import Period, format_day
from brokerage.domain.scheme_asked import SchemeAsked
from brokerage.domain.scheme_plan import CPV_CODE, LOT_NUMBER, LotPlan, SchemePlan, number_of_lot
from brokerage.domain.scheme_terms import whole_months

NOT_SAID = "not said"
_NUMBER_BEFORE = re.compile(r"lot\s+(?P<number>[a-z0-9]{1,10})\s*[:–-]\s*(?P<title>.+)", re.IGNORECASE | re.DOTALL)
LONGEST_TITLE = 200
"""A lot of a notice often has a description alone; one that is too long for a title is none."""


@dataclass(frozen=True, slots=True)
class Beside:
    """One thing of a scheme in words: what the notice said of it, and what was opened."""

    what: str
    said: str
    opened: str

    @property
    def differs(self) -> bool:
        """Whether the notice said something else."""
        return self.said not in (NOT_SAID, self.opened)


def choose_notice(notices: Sequence[Notice], ocid: str = "") -> Notice:
    """Return the notice of this open contracting id, or the only one there is; of several releases the latest.

    Raises: BadInput where it is not there, where several are and none is chosen, or where it has no id.
    """
    found = {notice.ocid: notice for notice in sorted(notices, key=_released)}
    if "" in found and len(found) == 1:
        raise BadInput("The notice has no ocid, so nobody could tell it from another: choose another file.", "file")
    known = [each for each in found if each]
    if ocid:
        if ocid.strip() not in known:
            raise BadInput(f"The file has no notice of this ocid: it has {_first(known)}.", "ocid")
        return found[ocid.strip()]
    if len(known) > 1:
        raise BadInput(f"The file has {len(known):,} notices: choose one by its ocid, {_first(known)}.", "ocid")
    return found[known[0]]


def fill_from_notice(asked: SchemeAsked, notice: Notice) -> SchemeAsked:
    """Return what is asked with all that the notice says where nothing else is said. Raises: BadInput for a lot it has not."""
    months = asked.months or _months(notice)
    return replace(
        asked,
        title=asked.title.strip() or notice.title,
        description=asked.description.strip() or notice.description,
        kind=asked.kind or notice.kind,
        law=asked.law.strip() or notice.law,
        first_day=asked.first_day or notice.first_day,
        months=months,
        terms_hint=_terms_hint(notice),
        lots=_lots(asked.lots, notice.lots),
        estimated_value=notice.value if asked.estimated_value is None else asked.estimated_value,
        notice_ocid=notice.ocid,
    )


def set_beside(notice: Notice, plan: SchemePlan) -> tuple[Beside, ...]:
    """Return what the notice said and what the plan has, thing by thing, in the order of a notice."""
    ends, kind = plan.contract_ends, notice.kind.value if notice.kind else NOT_SAID
    until = notice.applications_until
    return (
        Beside("Title", notice.title or NOT_SAID, plan.title),
        Beside("Description", notice.description or NOT_SAID, plan.description or "none"),
        Beside("Kind", kind, plan.kind.value),
        Beside("Law", notice.law or NOT_SAID, plan.law),
        Beside("Contracts from", _day(notice.first_day), format_day(plan.first_day)),
        Beside("Contracts to", _initial_end(notice), format_day(ends[0])),
        Beside("Extended, at most to", _latest_end(notice), format_day(ends[-1])),
        Beside("Estimated value", _pounds(notice.value), _pounds(plan.estimated_value)),
        *_lots_beside(notice, plan),
        Beside("Applications", NOT_SAID if until is None else f"until {format_day(until)}", "no round yet"),
        Beside("Days to answer", NOT_SAID, f"{plan.answer_working_days}, {plan.extended_answer_working_days} with a reason"),
        Beside("Assessors needed", NOT_SAID, str(plan.assessors_needed)),
    )  # fmt: skip


def remarks_on(notice: Notice, plan: SchemePlan, today: date) -> tuple[str, ...]:
    """Return what is to be looked at again: what the notice leaves open, a value that may reach further, applications."""
    told = list(notice.remarks)
    if plan.estimated_value is not None and plan.estimated_value == notice.value and len(plan.months) > 1:
        told.append(
            "The notice’s value may hold the extensions too: it is kept for the initial term; say another if it does."
        )
    if notice.applications_until is not None and notice.applications_until >= today:
        told.append(
            f"The notice takes applications until {format_day(notice.applications_until)}: open a round for them."
        )
    return tuple(told)


def _released(notice: Notice) -> float:
    return 0.0 if notice.released_at is None else notice.released_at.timestamp()


def _first(ocids: Sequence[str]) -> str:
    rest = f" and {len(ocids) - 3:,} more" if len(ocids) > 3 else ""
    return f"{', '.join(ocid[:60] for ocid in ocids[:3])}{rest}"


def _months(notice: Notice) -> tuple[int, ...]:
    """The initial term where the notice tells it in whole months and of nothing after it."""
    months = _initial_months(notice)
    goes_on = notice.renewal or notice.latest_last_day not in (None, notice.last_day)
    return () if months is None or goes_on else (months,)


def _initial_months(notice: Notice) -> int | None:
    if notice.first_day is None or notice.last_day is None or notice.last_day < notice.first_day:
        return None
    return whole_months(Period(notice.first_day, notice.last_day))


def _terms_hint(notice: Notice) -> str:
    """What the notice says of the terms, where it leaves open how many months each has."""
    months = _initial_months(notice)
    initial = f"the notice says {months} months at first" if months else f"the notice says {_initial_end(notice)}"
    later = f"extended at most to {format_day(notice.latest_last_day)}" if notice.latest_last_day else ""
    renewal = f"“{notice.renewal[:200]}”" if notice.renewal not in ("", "yes") else ""
    parts = ", ".join(filter(None, (initial, later, renewal)))
    return f"{parts}, and not in which steps: give months such as {months or 48}+24"


def _numbered(lots: Sequence[NoticeLot]) -> Mapping[str, NoticeLot]:
    """The notice's lots by number: their own where all of them fit, else counted in the notice's order."""
    numbers = [number_of_lot(lot.number) for lot in lots]
    fits = all(LOT_NUMBER.fullmatch(number) for number in numbers) and len({n.lower() for n in numbers}) == len(numbers)
    return {(numbers[place] if fits else str(place + 1)): lot for place, lot in enumerate(lots)}


def _lots(asked: Sequence[LotPlan], lots: Sequence[NoticeLot]) -> tuple[LotPlan, ...]:
    if not lots:
        return tuple(asked)
    numbered, said = _numbered(lots), {lot.number.lower(): lot for lot in asked}
    strange = [lot.number for lot in asked if lot.number.lower() not in {number.lower() for number in numbered}]
    if strange:
        raise BadInput(f"The notice has no lot {strange[0]}: its lots are {', '.join(numbered)}.", "lot")
    return tuple(_lot(number, lot, said.get(number.lower())) for number, lot in numbered.items())


def _lot(number: str, lot: NoticeLot, said: LotPlan | None) -> LotPlan:
    codes = tuple(code for code in lot.cpv_codes if CPV_CODE.fullmatch(code))
    title = _title(number, lot)
    title = title if len(title) <= LONGEST_TITLE else ""
    if said is None:
        return LotPlan(number, title, (), cpv_codes=codes)
    return replace(said, number=number, title=said.title or title, cpv_codes=said.cpv_codes or codes)


def _lots_beside(notice: Notice, plan: SchemePlan) -> tuple[Beside, ...]:
    """Each lot beside the notice's, which stand in the same order; a notice without lots said nothing of them."""
    said = [_lot_said(lot, opened) for lot, opened in zip(notice.lots, plan.lots, strict=False)]
    said += [NOT_SAID] * (len(plan.lots) - len(said))
    return tuple(
        Beside(f"Lot {lot.number}", words, _titled(lot.title, lot.cpv_codes))
        for lot, words in zip(plan.lots, said, strict=True)
    )


def _lot_said(lot: NoticeLot, opened: LotPlan) -> str:
    words = _titled(_title(opened.number, lot) or NOT_SAID, lot.cpv_codes)
    return words if number_of_lot(lot.number) == opened.number else f"{lot.number}: {words}"


def _title(number: str, lot: NoticeLot) -> str:
    """The lot's title without its number before it, as in `Lot 1: Day centres`."""
    found = _NUMBER_BEFORE.fullmatch(lot.title)
    return found["title"] if found is not None and found["number"].lower() == number.lower() else lot.title


def _titled(title: str, codes: Sequence[str]) -> str:
    return f"{title} ({', '.join(codes)})" if codes else title


def _day(day: date | None) -> str:
    return NOT_SAID if day is None else format_day(day)


def _initial_end(notice: Notice) -> str:
    if notice.last_day is None and notice.contract_days is not None:
        return count(notice.contract_days, "day")
    return _day(notice.last_day)


def _latest_end(notice: Notice) -> str:
    return notice.renewal or NOT_SAID if notice.latest_last_day is None else format_day(notice.latest_last_day)


def _pounds(value: Decimal | None) -> str:
    return NOT_SAID if value is None else format_pounds(value)
