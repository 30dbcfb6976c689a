"""A scheme's own rules on the page: standing rules now and to come, award routes, and the doors to change lots and estimates."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from brokerage.domain.period import format_day
from brokerage.domain.scheme_plan import LotPlan
from brokerage.domain.scheme_rules import SchemeRules
from ui.desk import Desk, Tone
from ui.market.read_only import only_commissioners
from ui.market.rules import words as rules_words
from ui.market.rules.door import RulesDoor
from ui.market.rules.lot_form import LotForm, LotRemovalForm
from ui.market.rules.policy_form import PolicyForm
from ui.market.rules.route_form import EstimateForm, RouteForm
from ui.market.schemes.head_form import HeadForm
from ui.widgets.buttons import button
from ui.widgets.card import GAP, Card
from ui.widgets.choice import ChoiceField
from ui.widgets.facts import Facts
from ui.widgets.flow_row import FlowRow
from ui.widgets.form_run import FormRun
from ui.widgets.text import body, set_tone
from ui.widgets.who_may import let_use

if TYPE_CHECKING:
    from datetime import date

    from brokerage.services.set_policy import PolicyTold

CHANGE_SCHEME = "Change the scheme…"
CHANGE_LOT, ADD_LOT, REMOVE_LOT = "Change what this lot allows…", "Add a lot…", "Take this lot away…"
SET_RULES, SET_ROUTES, SET_ESTIMATES = "Set rules from a day…", "Change the routes…", "Change the estimates…"


class TakeBack(QWidget):
    """Takes rules to come back; there is nothing to see while none are to come.

    Signals:
        stale(): a colleague was first; the rules are needed as they stand now.
    """

    stale = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._rules: SchemeRules | None = None
        self._words = body()
        self.which: ChoiceField[date] = ChoiceField("Rules to take back")
        self.press = button("Take these back", self._take_back, weight="danger")
        self.run = FormRun(desk, {}, on_stale=self.stale.emit)
        line = FlowRow()
        line.add(self.which)
        line.add(self.press)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self._words)
        column.addWidget(line)
        desk.actor_changed.connect(lambda _actor: self._tell_who_may())

    def show_rules(self, rules: SchemeRules) -> None:
        """What is to come of these rules."""
        self._rules, today = rules, self._desk.today()
        coming = rules_words.to_come(rules, today)
        self.setVisible(bool(coming))
        self._words.setText(rules_words.to_come_words(rules, today))
        self.which.offer((policy.first_day, f"From {format_day(policy.first_day)}") for policy in coming)
        self._tell_who_may()

    def _tell_who_may(self) -> None:
        sentence = only_commissioners(self._desk.actor, "sets standing rules")
        for control in (self.which, self.press):
            let_use(control, sentence)

    def _take_back(self) -> None:
        from brokerage.services.set_policy import take_policy_back

        first_day, rules, desk = self.which.value(), self._rules, self._desk
        if first_day is None or rules is None:
            return
        named = partial(take_policy_back, desk.database, desk.actor, rules.reference, first_day)
        change = partial(named, desk.now(), version=rules.version)
        self.run.send(lambda: change, self._taken, self.press)

    def _taken(self, told: "PolicyTold") -> None:
        self._desk.say(rules_words.taken_back(told))


class SchemeRulesParts(QObject):
    """The parts that a scheme's page takes in: two cards of its own, and the doors below its lots and its years.

    Signals:
        stale(): a colleague was first; the rules are needed as they stand now.
        wanted(QWidget): the part to be brought into sight.
    """

    stale = Signal()
    wanted = Signal(QWidget)

    def __init__(self, desk: Desk, current_lot: Callable[[], str | None]) -> None:
        super().__init__()
        self._desk, self._current_lot = desk, current_lot
        self.policy_card, self.routes_card = Card("Standing rules"), Card("Award routes")
        self.cards = (self.policy_card, self.routes_card)
        self.policy_facts, self.route_facts = Facts(), Facts()
        self._none_in_force = body()
        set_tone(self._none_in_force, Tone.WARN)
        self.to_come = TakeBack(desk)
        self.policy = RulesDoor(desk, ((SET_RULES, partial(PolicyForm, desk)),), "sets standing rules")
        self.routes = RulesDoor(desk, ((SET_ROUTES, partial(RouteForm, desk)),), "sets award routes")
        self.estimates = RulesDoor(desk, ((SET_ESTIMATES, partial(EstimateForm, desk)),), "sets estimates")
        self.head = RulesDoor(desk, ((CHANGE_SCHEME, partial(HeadForm, desk)),), "changes schemes")
        ways = ((CHANGE_LOT, self._form_of_lot), (ADD_LOT, self._form_of_new), (REMOVE_LOT, self._form_to_remove))
        self.lots = RulesDoor(desk, ways, "changes lots")
        for part in (self._none_in_force, self.policy_facts, self.to_come, self.policy):
            self.policy_card.add(part)
        for part in (self.route_facts, self.routes):
            self.routes_card.add(part)
        self._doors = (self.policy, self.routes, self.estimates, self.lots, self.head)
        for teller in (*self._doors, self.to_come):
            teller.stale.connect(self.stale.emit)
        for door in self._doors:
            door.wanted.connect(self.wanted.emit)

    def show_rules(self, rules: SchemeRules) -> None:
        """Show these; what is half typed stays while it is the same scheme."""
        today = self._desk.today()
        sentence = rules_words.none_in_force(rules, today)
        self._none_in_force.setText(sentence)
        self._none_in_force.setVisible(bool(sentence))
        self.policy_facts.show_facts(rules_words.rules_now(rules, today))
        self.route_facts.show_facts(rules_words.route_facts(rules))
        self.to_come.show_rules(rules)
        for words in (CHANGE_LOT, REMOVE_LOT):
            self.lots.buttons[words].setVisible(bool(rules.lots))
        for door in self._doors:
            door.show_rules(rules)

    def _form_of_lot(self, rules: SchemeRules) -> LotForm:
        return LotForm(self._desk, rules, self._chosen(rules))

    def _form_to_remove(self, rules: SchemeRules) -> LotRemovalForm:
        return LotRemovalForm(self._desk, rules, self._chosen(rules))

    def _chosen(self, rules: SchemeRules) -> LotPlan:
        number = self._current_lot()
        return next((lot for lot in rules.lots if lot.number == number), rules.lots[0])

    def _form_of_new(self, rules: SchemeRules) -> LotForm:
        return LotForm(self._desk, rules, None)
