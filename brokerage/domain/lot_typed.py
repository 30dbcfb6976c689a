"""A lot of a scheme as it is typed, each of its rules by name, and read into the lot itself. What is not said stays."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from brokerage.domain.errors import BadInput
from brokerage.domain.last_call_off_day import LAST_DAY
from brokerage.domain.period import format_day, parse_day
from brokerage.domain.ratio import Ratio, parse_ratio
from brokerage.domain.scheme_plan import (
    LOT_NUMBER,
    OLDEST_AGE,
    LotPlan,
    read_ages,
    read_codes,
    read_units,
    words_between_commas,
)
from brokerage.domain.typed_field import is_nothing, read_at
from brokerage.domain.unit import Unit

NUMBER, TITLE, NEEDS, AGES, REGISTERED, CPV = "number", "title", "needs", "ages", "registered", "cpv"
UNITS, RATIOS, DERIVED = "units", "ratios", "derived"
YES, NO = "yes", "no"


def typed_of(lot: LotPlan) -> dict[str, str]:
    """Return the lot as one would type it, by name."""
    youngest, oldest = lot.min_age, "" if lot.max_age is None else str(lot.max_age)
    return {
        TITLE: lot.title,
        NEEDS: ", ".join(lot.needs),
        AGES: "" if youngest is None and not oldest else f"{youngest or 0}-{oldest}",
        REGISTERED: YES if lot.registration_needed else NO,
        CPV: ", ".join(lot.cpv_codes),
        UNITS: ", ".join(unit.value for unit in lot.units),
        RATIOS: ", ".join(map(str, lot.ratios)),
        DERIVED: YES if lot.derives_ratio else NO,
        LAST_DAY: "" if lot.last_call_off_day is None else format_day(lot.last_call_off_day),
    }


def read_lot(number: str, said: Mapping[str, str], before: LotPlan | None) -> LotPlan:
    """Return the lot typed; what is not said stays as `before`. `any`, `none` or nothing takes a limit away.

    Raises: BadInput at the field that cannot be read, or of a lot without a title or a need.
    """
    whole = {**typed_of(before or LotPlan(number, "", ())), **said}
    youngest, oldest = read_at(AGES, read_ages, None if is_nothing(whole[AGES]) else whole[AGES])
    lot = in_order(
        LotPlan(
            number.strip(),
            whole[TITLE].strip(),
            words_between_commas(whole[NEEDS]),
            youngest,
            oldest,
            _yes(whole, REGISTERED),
            read_at(CPV, read_codes, _several(whole[CPV])),
            read_at(UNITS, read_units, _several(whole[UNITS])),
            read_at(RATIOS, _read_ratios, _several(whole[RATIOS])),
            _yes(whole, DERIVED),
            None if is_nothing(whole[LAST_DAY]) else read_at(LAST_DAY, _read_day, whole[LAST_DAY]),
        )
    )
    _check(lot)
    return lot


def in_order(lot: LotPlan) -> LotPlan:
    """Return the lot with its needs, codes, units and ratios in one order, so that two of them can be held side by side."""
    return replace(
        lot,
        needs=tuple(sorted(lot.needs)),
        cpv_codes=tuple(sorted(lot.cpv_codes)),
        units=tuple(unit for unit in Unit if unit in lot.units),
        ratios=tuple(sorted(lot.ratios, key=lambda ratio: (-ratio.staff, ratio.people))),
    )


def _check(lot: LotPlan) -> None:
    if not LOT_NUMBER.fullmatch(lot.number):
        raise BadInput("A lot’s number has one to ten letters or figures, such as 7 or 2a.", NUMBER)
    if not lot.title:
        raise BadInput("The lot has no title: say what it is called.", TITLE)
    if not lot.needs:
        raise BadInput("The lot is for no need: name at least one.", NEEDS)
    if not (lot.min_age or 0) <= (OLDEST_AGE if lot.max_age is None else lot.max_age) <= OLDEST_AGE:
        raise BadInput("The ages are reversed or too high: put the younger first.", AGES)


def _read_ratios(written: tuple[str, ...]) -> tuple[Ratio, ...]:
    return tuple(dict.fromkeys(parse_ratio(each) for each in written))


def _read_day(text: str) -> date:
    return parse_day(text, what="last day for call-offs")


def _yes(whole: Mapping[str, str], field: str) -> bool:
    text = whole[field].strip().lower()
    if text not in (YES, NO):
        raise BadInput("Say yes or no.", field)
    return text == YES


def _several(text: str) -> tuple[str, ...]:
    return () if is_nothing(text) else words_between_commas(text)
