"""A scheme's standing rules in plain words, each as a name and a sentence of its own."""

from brokerage.domain.calendar import BankHolidayRule
from brokerage.domain.call_off_facts import PolicyFacts
from brokerage.domain.number_words import count
from brokerage.domain.week_wanted import say_minutes
from brokerage.domain.words_changed import words_changed

NOTHING = "—"
BANK_HOLIDAY_WORDS = {
    BankHolidayRule.PAID: "Paid",
    BankHolidayRule.UNPAID: "Not paid",
    BankHolidayRule.MOVED: "Attendance moves to another day",
}


def rules_in_words(rules: PolicyFacts) -> tuple[tuple[str, str], ...]:
    """Return every rule as what it is about and what it says, in the order they are read."""
    return (
        ("Bank holidays", BANK_HOLIDAY_WORDS[rules.bank_holiday_rule]),
        ("Notice", count(rules.notice_days, "day")),
        ("Trial", count(rules.trial_days, "day")),
        ("First review", f"after {count(rules.review_weeks, 'week')}"),
        ("Absence", _absence(rules)),
        ("After a death", _after_death(rules.days_after_death)),
        ("Paid every", count(rules.payment_weeks, "week")),
        ("Approval counts", f"weekly cost × {rules.approval_weeks} + one-offs"),
        ("Longest half day", f"{say_minutes(rules.longest_half_day_minutes)}; what is attended longer takes two"),
        ("Provider answers within", count(rules.answer_days, "working day")),
        ("A direct payment buys", _stay(rules.direct_payment_stay_days)),
        ("Price review", rules.price_review or NOTHING),
        ("Set by", rules.source or NOTHING),
    )


def changes_in_words(before: PolicyFacts | None, after: PolicyFacts) -> tuple[tuple[str, str, str], ...]:
    """Return what differs: what it is about, before, after. Without rules before, all of them, before empty."""
    return words_changed(None if before is None else rules_in_words(before), rules_in_words(after))


def _absence(rules: PolicyFacts) -> str:
    share = f"{rules.absence_share_percent} % of the price"
    return f"{count(rules.absence_full_days, 'day')} in full, then {share}"


def _stay(days: int | None) -> str:
    return "No stays" if days is None else f"Stays of up to {count(days, 'day')}"


def _after_death(days: int) -> str:
    return "To the day" if days == 0 else f"To the day and {count(days, 'day')} more"
