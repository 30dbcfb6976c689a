"""A scheme's own rules in the page, as the tests open them, type into them and read them again."""

from collections.abc import Callable
from datetime import date

from brokerage.domain.changes import Kind
from ui.market.page import MarketPage
from ui.market.rules.door import RulesDoor
from ui.market.rules.typed import put_into
from ui.market.rules.view import SchemeRulesParts
from ui.market.schemes.section import SchemesSection

AtRest = Callable[[], None]
SPRING = date(2027, 4, 1)


def rules_shown(page: MarketPage, at_rest: AtRest) -> SchemeRulesParts:
    page.activated()
    at_rest()
    section = page.section
    assert isinstance(section, SchemesSection)
    return section.view.rules


def again(page: MarketPage, at_rest: AtRest) -> None:
    at_rest()
    page.reload(frozenset({Kind.SCHEMES}))
    at_rest()


def fill(door: RulesDoor, typed: dict[str, str]) -> None:
    assert door.form is not None
    for name, text in typed.items():
        put_into(door.form.fields[name].control, text)


def error_at(door: RulesDoor, name: str) -> str:
    assert door.form is not None
    return door.form.fields[name]._below.text()
