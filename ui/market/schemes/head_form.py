"""Changes what a scheme says of itself: title, law, kind, decisions, last day for call-offs, answer times, value."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from brokerage.domain.changes import Done
from brokerage.domain.last_call_off_day import LAST_DAY
from brokerage.domain.scheme import SchemeKind
from brokerage.domain.scheme_head import (
    ANSWER,
    DESCRIPTION,
    KIND,
    LAW,
    LONGER,
    TITLE,
    VALUE,
    decision_field,
    typed_of,
)
from brokerage.domain.scheme_rules import SchemeRules
from ui import formats
from ui.desk import Desk
from ui.market.rules import words as rules_words
from ui.market.rules.form import RulesForm
from ui.widgets.choice import ChoiceField
from ui.widgets.day_field import DayField
from ui.widgets.labelled import Labelled
from ui.widgets.money_field import MoneyField
from ui.widgets.text import caption

if TYPE_CHECKING:
    from brokerage.services.change_scheme import SchemeChanged

_LINES_HIGH = 110
_ABOUT = (
    "What was issued before stays as it was printed, and an application received before keeps the day its answer is due. The "
    "reference, the first day and the terms stay; how many assess stands under “What each lot asks”."
)


class HeadForm(RulesForm["SchemeChanged"]):
    """The form. Only what somebody changed in it is written."""

    def __init__(self, desk: Desk, rules: SchemeRules) -> None:
        super().__init__(desk, rules, _fields(desk, rules), "Change the scheme")
        self.lay_out(caption(_ABOUT), first=(TITLE, LAW, KIND), wide=(DESCRIPTION,))

    def standing(self) -> Mapping[str, str]:
        return {name: text for name, text in typed_of(self.rules.head).items() if name in self.fields}

    def change(self) -> "Callable[..., Done[SchemeChanged]]":
        from brokerage.services.change_scheme import SchemeChangeAsked, change_scheme

        asked = SchemeChangeAsked(self.rules.reference, self.touched(), self.rules.version)
        return partial(change_scheme, self.desk.database, self.desk.actor, asked, self.desk.now())

    def words(self, told: "SchemeChanged", *, is_trial: bool) -> str:
        return rules_words.head_told(told, is_trial=is_trial)


def _fields(desk: Desk, rules: SchemeRules) -> dict[str, Labelled]:
    last_day, description = DayField("Last day for call-offs", desk.icons), QPlainTextEdit()
    description.setTabChangesFocus(True)
    description.setFixedHeight(desk.look.px(_LINES_HIGH))
    decisions = {
        decision_field(number): Labelled(
            f"Decision of extension {number}" if number else "Decision of the initial term",
            QLineEdit(),
            "Its reference, where it was mistyped.",
        )
        for number in range(len(rules.head.decisions))
    }
    return {
        TITLE: Labelled("Title", QLineEdit()),
        LAW: Labelled("Law", QLineEdit(), "The law it runs under."),
        KIND: _kind(rules),
        **decisions,
        LAST_DAY: Labelled("Last day for call-offs", last_day, "Empty: the end of the contracts."),
        ANSWER: Labelled("Working days to answer", QLineEdit(), "For applications received from now on."),
        LONGER: Labelled("With a written reason", QLineEdit(), "Working days; no fewer."),
        VALUE: Labelled(
            "Estimated value", MoneyField("Estimated value"), "Pounds over the initial term; empty for none."
        ),
        DESCRIPTION: Labelled("Description", description),
    }


def _kind(rules: SchemeRules) -> Labelled:
    kinds: ChoiceField[str] = ChoiceField("Kind", ((kind.value, formats.words(kind)) for kind in SchemeKind))
    kinds.setEnabled(not rules.admissions)
    fixed = "It stays: services were admitted under it."
    return Labelled("Kind", kinds, fixed if rules.admissions else "Until a first service is admitted.")
