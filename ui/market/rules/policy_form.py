"""Sets a scheme's standing rules from a day on, beginning with those that stand then."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit

from brokerage.domain.calendar import BankHolidayRule
from brokerage.domain.changes import Done
from brokerage.domain.errors import BadInput
from brokerage.domain.policy_days import FROM
from brokerage.domain.policy_typed import BANK_HOLIDAYS, PRICE_REVIEW, SOURCE, STAY, typed_of
from brokerage.domain.scheme_rules import SchemeRules
from ui import formats
from ui.desk import Desk
from ui.market.rules import words as rules_words
from ui.market.rules.form import RulesForm
from ui.widgets.choice import ChoiceField
from ui.widgets.day_field import DayField, day_of
from ui.widgets.labelled import Labelled
from ui.widgets.text import caption
from ui.widgets.wrapped_line import WrappedLine

if TYPE_CHECKING:
    from brokerage.services.set_policy import PolicyTold

_COUNTED = (
    ("notice-days", "Notice", "Days."),
    ("trial-days", "Trial", "Days."),
    ("review-weeks", "First review", "Weeks after the start."),
    ("absence-days", "Absence paid in full", "Days."),
    ("absence-share", "Absence after that", "Per cent of the price."),
    ("days-after-death", "Paid after a death", "Days; 0 for to the day."),
    ("payment-weeks", "Paid every", "Weeks."),
    ("approval-weeks", "Approval counts", "Weeks of a year, such as 52."),
    ("half-day-minutes", "Longest half day", "Minutes; 240 are 4 hours."),
    ("answer-days", "Provider answers within", "Working days."),
    (STAY, "A direct payment buys stays of", "Days at most; empty for none."),
)
_ABOUT = (
    "Rules in force are never edited, for agreements rest on them: new ones follow from a later day, and those before end the day "
    "before. For rules to come, give their own first day to correct them."
)


class PolicyForm(RulesForm["PolicyTold"]):
    """The form. Another first day shows the rules that stand then, but for what was typed."""

    def __init__(self, desk: Desk, rules: SchemeRules) -> None:
        self.first_day = DayField("First day", desk.icons)
        holidays: ChoiceField[str] = ChoiceField(
            "Bank holidays", (("", "Choose"), *((rule.value, formats.words(rule)) for rule in BankHolidayRule))
        )
        first = "Empty: the scheme’s first day." if not rules.policies else "The day from which they hold."
        fields = {
            FROM: Labelled("From", self.first_day, first),
            SOURCE: Labelled("Set by", QLineEdit(), "The decision, or who sets them."),
            BANK_HOLIDAYS: Labelled("Bank holidays", holidays),
            **{name: Labelled(words, QLineEdit(), hint) for name, words, hint in _COUNTED},
            PRICE_REVIEW: Labelled("Price review", WrappedLine(desk.look), "In words; empty where none is agreed."),
        }
        super().__init__(desk, rules, fields, "Set these rules")
        self.first_day.day_changed.connect(lambda _day: self.refill())
        self.lay_out(caption(_ABOUT), wide=(PRICE_REVIEW,))

    def standing(self) -> Mapping[str, str]:
        try:
            day = self.first_day.day()
        except BadInput:
            day = None
        stands = rules_words.rules_standing_for(self.rules, day, self.desk.today())
        return {} if stands is None else typed_of(stands.rules)

    def change(self) -> "Callable[..., Done[PolicyTold]]":
        from brokerage.services.set_policy import PolicyAsked, set_policy

        first_day = day_of(self.first_day, FROM)
        said = {name: text for name, text in self.typed().items() if name != FROM}
        if not said[SOURCE].strip() and any(policy.first_day == first_day for policy in self.rules.policies):
            del said[SOURCE]  # rules that are corrected keep who set them
        asked = PolicyAsked(self.rules.reference, first_day, said, self.rules.version)
        return partial(set_policy, self.desk.database, self.desk.actor, asked, self.desk.now())

    def words(self, told: "PolicyTold", *, is_trial: bool) -> str:
        return rules_words.policy_told(told, is_trial=is_trial)
