"""What was typed into a person's form, cleaned, or refused at its field. No sentence here repeats what was typed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from brokerage.domain.errors import BadInput
from brokerage.domain.offer import SearchPoint
from brokerage.domain.person_record import PersonDetails, PlanEntry
from brokerage.domain.ratio import parse_ratio
from brokerage.domain.week_wanted import parse_week
from brokerage.services.typed_text import LONGEST_TEXT, typed_line, typed_text

OLDEST_YEARS = 120
_WEIGHTS = range(10, 1, -1)


def cleaned_details(details: PersonDetails, today: date) -> PersonDetails:
    """Return the details without stray blanks, the NHS number as ten figures. Raises: BadInput at the field at fault."""
    cleaned = replace(
        details,
        given_name=typed_line(details.given_name, "given_name"),
        family_name=typed_line(details.family_name, "family_name"),
        case_number=typed_line(details.case_number, "case_number"),
        nhs_number="".join(details.nhs_number.split()).replace("-", ""),
        address=typed_text(details.address, "address"),
        representative=typed_line(details.representative, "representative"),
    )
    if not cleaned.given_name:
        raise BadInput("The given name is missing.", "given_name")
    if not cleaned.family_name:
        raise BadInput("The family name is missing.", "family_name")
    _refuse_birth(cleaned.born_on, today)
    if cleaned.nhs_number and not is_nhs_number(cleaned.nhs_number):
        raise BadInput("This is no NHS number: it has ten figures, the last of which checks the others.", "nhs_number")
    if not cleaned.needs:
        raise BadInput("Tick at least one need: it decides which lots are for this person.", "needs")
    return replace(cleaned, postcode=_cleaned_postcode(cleaned.postcode))


def cleaned_plan(plan: PlanEntry) -> PlanEntry:
    """Return the plan with its week and ratio as they are kept. Raises: BadInput at the field at fault."""
    return replace(
        plan,
        summary=typed_text(plan.summary, "summary"),
        week=_read("week", plan.week, lambda text: str(parse_week(text))),
        ratio=_read("ratio", plan.ratio, lambda text: str(parse_ratio(text))),
        review_on=_refuse_early_review(plan),
        outcomes=tuple(
            replace(outcome, own_words=typed_line(outcome.own_words, "outcomes", LONGEST_TEXT))
            for outcome in plan.outcomes
        ),
    )


def is_nhs_number(figures: str) -> bool:
    """Whether the ten figures are an NHS number: the last is 11 less the weighted sum of the others modulo 11 (11 is 0)."""
    if len(figures) != 10 or not figures.isascii() or not figures.isdigit():
        return False
    check = 11 - sum(int(figure) * weight for figure, weight in zip(figures[:9], _WEIGHTS, strict=True)) % 11
    return check % 11 == int(figures[9]) and check != 10


def place_of(postcode: str) -> tuple[SearchPoint | None, str | None]:
    """Return where the postcode lies and the code of its district; nothing for no postcode. Raises: BadInput at `postcode`."""
    from brokerage.exchange.postcode_directory import find_postcode

    if not postcode:
        return None, None
    try:
        found = find_postcode(postcode)
    except BadInput as error:
        raise BadInput(_WRONG_POSTCODE, "postcode") from error
    return SearchPoint(found.easting, found.northing, ""), found.district_code


_WRONG_POSTCODE = "The directory of UK postcodes does not have this one: check its letters and figures, as in ME14 1XX."


def _cleaned_postcode(text: str) -> str:
    from brokerage.domain.postcode import normalise_postcode

    if not text.strip():
        return ""
    try:
        return normalise_postcode(text)
    except BadInput as error:
        raise BadInput(_WRONG_POSTCODE, "postcode") from error


def _refuse_birth(born_on: date, today: date) -> None:
    if born_on > today:
        raise BadInput("The birth date is still to come: check the year.", "born_on")
    if today.year - born_on.year > OLDEST_YEARS:
        raise BadInput(f"The birth date is more than {OLDEST_YEARS} years ago: check the year.", "born_on")


def _refuse_early_review(plan: PlanEntry) -> date | None:
    if plan.review_on is not None and plan.review_on < plan.first_day:
        raise BadInput("The review is before the plan begins: choose a later day.", "review_on")
    return plan.review_on


def _read(field: str, text: str, read: Callable[[str], str]) -> str:
    if not text.strip():
        return ""
    try:
        return read(text.strip())
    except BadInput as error:
        raise BadInput(error.sentence, field) from error
