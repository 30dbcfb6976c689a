"""A scheme's standing rules as they are typed, each by its name, and read into the rules themselves.

What is not said stays as it was in the rules before; nothing is made up where there were none.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from brokerage.domain.calendar import BankHolidayRule
from brokerage.domain.call_off_facts import PolicyFacts
from brokerage.domain.errors import BadInput

BANK_HOLIDAYS, STAY, PRICE_REVIEW, SOURCE = "bank-holidays", "stay-days", "price-review", "by"
NONE = ("", "none")
_MOST_STAY_DAYS = 366


@dataclass(frozen=True, slots=True)
class Counted:
    """A rule that is a whole number: the name it is typed by, what it counts, and its limits, both included."""

    key: str
    words: str
    least: int
    most: int


COUNTED = (
    Counted("notice-days", "days of notice", 0, 366),
    Counted("trial-days", "days of trial", 0, 366),
    Counted("review-weeks", "weeks until the first review", 0, 104),
    Counted("absence-days", "days of an absence paid in full", 0, 366),
    Counted("absence-share", "per cent of the price paid for an absence after that", 0, 100),
    Counted("days-after-death", "days paid after a death", 0, 366),
    Counted("payment-weeks", "weeks between payments", 1, 52),
    Counted("approval-weeks", "weeks that count for approval", 1, 53),
    Counted("half-day-minutes", "minutes of the longest half day", 1, 1440),
    Counted("answer-days", "working days a provider has to answer", 1, 60),
)


def typed_of(rules: PolicyFacts) -> dict[str, str]:
    """Return the rules as one would type them, by name; who set them is left out: that is said anew each time."""
    return {
        BANK_HOLIDAYS: rules.bank_holiday_rule.value,
        "notice-days": str(rules.notice_days),
        "trial-days": str(rules.trial_days),
        "review-weeks": str(rules.review_weeks),
        "absence-days": str(rules.absence_full_days),
        "absence-share": str(rules.absence_share_percent),
        "days-after-death": str(rules.days_after_death),
        "payment-weeks": str(rules.payment_weeks),
        "approval-weeks": str(rules.approval_weeks),
        "half-day-minutes": str(rules.longest_half_day_minutes),
        "answer-days": str(rules.answer_days),
        STAY: "" if rules.direct_payment_stay_days is None else str(rules.direct_payment_stay_days),
        PRICE_REVIEW: rules.price_review,
    }


def read_rules(said: Mapping[str, str], before: PolicyFacts | None) -> PolicyFacts:
    """Return the rules typed, each by its name; one not said stays as `before`, but who sets them is always said.

    Raises: BadInput at the first that is missing or cannot be read.
    """
    whole = {STAY: "", PRICE_REVIEW: "", **(typed_of(before) if before is not None else {}), **said}
    _refuse_missing(whole)
    numbers = {one.key: _number(one, whole[one.key]) for one in COUNTED}
    return PolicyFacts(
        _bank_holiday_rule(whole[BANK_HOLIDAYS]),
        numbers["notice-days"],
        numbers["trial-days"],
        numbers["review-weeks"],
        numbers["absence-days"],
        numbers["absence-share"],
        numbers["days-after-death"],
        numbers["payment-weeks"],
        numbers["approval-weeks"],
        numbers["half-day-minutes"],
        numbers["answer-days"],
        _stay_days(whole[STAY]),
        whole[PRICE_REVIEW].strip(),
        whole[SOURCE].strip(),
    )


def _refuse_missing(whole: Mapping[str, str]) -> None:
    asked = {
        BANK_HOLIDAYS: f"one of {', '.join(rule.value for rule in BankHolidayRule)}",
        **{one.key: one.words for one in COUNTED},
        SOURCE: "the decision, or who sets them",
    }
    missing = {key: words for key, words in asked.items() if not whole.get(key, "").strip()}
    if missing:
        named = "; ".join(f"{key} ({words})" for key, words in missing.items())
        raise BadInput(f"Still to be said: {named}.", next(iter(missing)))


def _bank_holiday_rule(text: str) -> BankHolidayRule:
    known = {rule.value: rule for rule in BankHolidayRule}
    if text.strip().lower() not in known:
        raise BadInput(f"What becomes of bank holidays is one of {', '.join(known)}.", BANK_HOLIDAYS)
    return known[text.strip().lower()]


def _stay_days(text: str) -> int | None:
    if text.strip().lower() in NONE:
        return None
    return _number(Counted(STAY, "days of a stay that a direct payment buys", 1, _MOST_STAY_DAYS), text)


def _number(counted: Counted, text: str) -> int:
    written = text.strip()
    if not (written.isascii() and written.isdecimal() and len(written) <= 4):
        raise BadInput(f"Write the {counted.words} as a whole number, such as {max(counted.least, 4)}.", counted.key)
    if not counted.least <= int(written) <= counted.most:
        raise BadInput(f"The {counted.words} are from {counted.least} to {counted.most}.", counted.key)
    return int(written)
