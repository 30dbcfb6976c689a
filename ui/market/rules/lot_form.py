"""Changes what a lot is for and what it allows, adds one to the scheme, or takes one away."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit

from brokerage.domain.changes import Done
from brokerage.domain.last_call_off_day import LAST_DAY
from brokerage.domain.lot_typed import (
    AGES,
    CPV,
    DERIVED,
    NEEDS,
    NUMBER,
    RATIOS,
    REGISTERED,
    TITLE,
    UNITS,
    typed_of,
)
from brokerage.domain.scheme_plan import LotPlan
from brokerage.domain.scheme_rules import SchemeRules
from brokerage.domain.unit import Unit
from ui import formats
from ui.desk import Desk
from ui.market.rules import words as rules_words
from ui.market.rules.form import RulesForm
from ui.widgets.choice import tick
from ui.widgets.day_field import DayField
from ui.widgets.labelled import Labelled
from ui.widgets.text import body
from ui.widgets.tick_row import TickRow

if TYPE_CHECKING:
    from brokerage.services.set_lot import LotTold


class LotForm(RulesForm["LotTold"]):
    """The form of one lot; of a new one without `lot`."""

    def __init__(self, desk: Desk, rules: SchemeRules, lot: LotPlan | None) -> None:
        self._lot = lot
        number = {NUMBER: Labelled("Number", QLineEdit(), "Up to ten letters or figures.")} if lot is None else {}
        verb = "Add the lot" if lot is None else "Change the lot"
        super().__init__(desk, rules, {**number, **_fields(desk, rules)}, verb)
        of = (
            f"A new lot of {rules.reference}."
            if lot is None
            else f"Lot {lot.number} of {rules.reference}, {lot.title}."
        )
        stands = "Rates agreed before stand as they were agreed; what the lot allows holds for new ones."
        self.lay_out(body(f"{of} {stands}"), wide=(NEEDS, UNITS))

    def standing(self) -> Mapping[str, str]:
        if self._lot is None:
            return {}
        return typed_of(next((lot for lot in self.rules.lots if lot.number == self._lot.number), self._lot))

    def change(self) -> "Callable[..., Done[LotTold]]":
        from brokerage.services.set_lot import LotAsked, add_lot, change_lot

        typed = self.typed()
        number = typed.pop(NUMBER) if self._lot is None else self._lot.number
        asked = LotAsked(self.rules.reference, number, typed, self.rules.version)
        do = add_lot if self._lot is None else change_lot
        return partial(do, self.desk.database, self.desk.actor, asked, self.desk.now())

    def words(self, told: "LotTold", *, is_trial: bool) -> str:
        return rules_words.lot_told(told, is_trial=is_trial)


class LotRemovalForm(RulesForm["LotTold"]):
    """Takes a lot away that was added by mistake; a refusal says what rests on it."""

    def __init__(self, desk: Desk, rules: SchemeRules, lot: LotPlan) -> None:
        self._lot = lot
        super().__init__(desk, rules, {}, "Take the lot away")
        named = f"Lot {lot.number} of {rules.reference}, {lot.title}."
        self.lay_out(
            body(
                f"{named} A lot added by mistake is taken away while nothing rests on it; any other is closed instead."
            )
        )

    def standing(self) -> Mapping[str, str]:
        return {}

    def change(self) -> "Callable[..., Done[LotTold]]":
        from brokerage.services.set_lot import LotAsked, remove_lot

        asked = LotAsked(self.rules.reference, self._lot.number, version=self.rules.version)
        return partial(remove_lot, self.desk.database, self.desk.actor, asked, self.desk.now())

    def words(self, told: "LotTold", *, is_trial: bool) -> str:
        return rules_words.lot_told(told, is_trial=is_trial)


def _fields(desk: Desk, rules: SchemeRules) -> dict[str, Labelled]:
    registered = tick("Needed", lambda _ticked: None)
    derived = tick("Follows from the 1:1 price", lambda _ticked: None)
    registered.setAccessibleName("Registration with the regulator is needed")
    derived.setAccessibleName("A ratio without its own price follows from the 1:1 price")
    last_day = DayField("Last day for call-offs into the lot", desk.icons)
    needs = TickRow("For", ((need.code, need.title) for need in rules.needs_known))
    units = TickRow("Priced by", ((unit.value, formats.words(unit).capitalize()) for unit in Unit))
    return {
        TITLE: Labelled("Title", QLineEdit()),
        AGES: Labelled("Ages", QLineEdit(), "As 18-64, or 18-; empty for any."),
        RATIOS: Labelled("Ratios", QLineEdit(), "As 1:1, 1:3; empty for any."),
        CPV: Labelled("CPV codes", QLineEdit(), "As 85311200-4; empty for none."),
        LAST_DAY: Labelled("Last day for call-offs", last_day, "Empty: the scheme’s. From then on the lot is closed."),
        REGISTERED: Labelled("Registration with the regulator", registered),
        DERIVED: Labelled("A ratio without its own price", derived),
        NEEDS: Labelled("For", needs),
        UNITS: Labelled("Priced by", units, "None ticked: by any unit."),
    }
