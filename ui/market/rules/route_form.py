"""Sets the award routes a scheme allows, each by the rule that allows it; and what is expected by financial year."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit

from brokerage.domain.changes import Done
from brokerage.domain.money import format_pounds
from brokerage.domain.scheme import AwardRoute
from brokerage.domain.scheme_rules import SchemeRules
from ui import formats
from ui.desk import Desk
from ui.market.rules import words as rules_words
from ui.market.rules.form import RulesForm
from ui.widgets.labelled import Labelled
from ui.widgets.money_field import MoneyField

if TYPE_CHECKING:
    from brokerage.services.set_scheme_rules import EstimatesTold, RoutesTold


class RouteForm(RulesForm["RoutesTold"]):
    """A line for each route: its rule's reference; empty where it is not allowed."""

    def __init__(self, desk: Desk, rules: SchemeRules) -> None:
        fields = {
            route.value: Labelled(formats.words(route), QLineEdit(), "The rule that allows it; empty: not allowed.")
            for route in AwardRoute
        }
        super().__init__(desk, rules, fields, "Allow these routes")
        self.lay_out()

    def standing(self) -> Mapping[str, str]:
        allowed = {rule.route.value: rule.rule_reference or rules_words.NO_RULE_KNOWN for rule in self.rules.routes}
        return {route.value: allowed.get(route.value, "") for route in AwardRoute}

    def change(self) -> "Callable[..., Done[RoutesTold]]":
        from brokerage.services.set_scheme_rules import set_routes

        desk, routes = self.desk, rules_words.routes_typed(self.typed())
        named = partial(set_routes, desk.database, desk.actor, self.rules.reference)
        return partial(named, routes, desk.now(), version=self.rules.version)

    def words(self, told: "RoutesTold", *, is_trial: bool) -> str:
        return rules_words.routes_told(told, is_trial=is_trial)


class EstimateForm(RulesForm["EstimatesTold"]):
    """A field of pounds for each financial year the scheme can run in."""

    def __init__(self, desk: Desk, rules: SchemeRules) -> None:
        fields = {
            year.label: Labelled(year.label, MoneyField(f"Estimate of {year.label}", zero_allowed=True))
            for year in rules.years
        }
        super().__init__(desk, rules, fields, "Keep these estimates")
        self.lay_out()

    def standing(self) -> Mapping[str, str]:
        known = {year.label: format_pounds(value) for year, value in self.rules.estimates}
        return {label: known.get(label, "") for label in self.fields}

    def change(self) -> "Callable[..., Done[EstimatesTold]]":
        from brokerage.services.set_scheme_rules import set_estimates

        desk, estimates = self.desk, rules_words.estimates_typed(self.rules, self.typed())
        named = partial(set_estimates, desk.database, desk.actor, self.rules.reference)
        return partial(named, estimates, desk.now(), version=self.rules.version)

    def words(self, told: "EstimatesTold", *, is_trial: bool) -> str:
        return rules_words.estimates_told(told, is_trial=is_trial)
