"""Standing rules of a scheme, for the tests of what becomes of them."""

from brokerage.domain.calendar import BankHolidayRule
from brokerage.domain.call_off_facts import PolicyFacts

RULES = PolicyFacts(
    bank_holiday_rule=BankHolidayRule.UNPAID,
    notice_days=28,
    trial_days=28,
    review_weeks=6,
    absence_full_days=28,
    absence_share_percent=60,
    days_after_death=0,
    payment_weeks=4,
    approval_weeks=52,
    longest_half_day_minutes=240,
    answer_days=2,
    direct_payment_stay_days=None,
    price_review="",
    source="Example 26/00200",
)
SAID = {
    "bank-holidays": "unpaid",
    "notice-days": "28",
    "trial-days": "28",
    "review-weeks": "6",
    "absence-days": "28",
    "absence-share": "60",
    "days-after-death": "0",
    "payment-weeks": "4",
    "approval-weeks": "52",
    "half-day-minutes": "240",
    "answer-days": "2",
    "by": "Example 26/00200",
}
"""The same as they are typed for a scheme that has none yet."""
