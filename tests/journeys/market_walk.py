"""What a commissioner does in Market by keyboard, from an application that comes in to the renewal years later."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from tests.journeys.office import Seat
from ui.market.admissions.section import AdmissionsSection
from ui.market.applications.section import ApplicationsSection
from ui.market.assessing.lot import LotCard
from ui.market.page import MarketPage
from ui.market.rates.section import RatesSection
from ui.market.section import Section
from ui.market.uplifts.section import UpliftsSection
from ui.page_name import PageName
from ui.widgets.choice import ChoiceField

SectionT = TypeVar("SectionT", bound=Section)
ValueT = TypeVar("ValueT")
PASSED = "passed"


def go_to_section(seat: Seat, kind: type[SectionT]) -> SectionT:
    """Go to Market, and there to the tab of this section."""
    market = seat.go_to(PageName.MARKET, MarketPage)
    seat.press(market.tabs[kind])
    section = market.section
    assert isinstance(section, kind)
    return section


def choose(seat: Seat, field: ChoiceField[ValueT], wanted: ValueT) -> None:
    """Go through the choices by the arrows until this one stands there."""
    seat.tab_to(field)
    seat.keys.key(Qt.Key.Key_Home)
    for _ in range(field.count()):
        if field.value() == wanted:
            break
        seat.keys.key(Qt.Key.Key_Down)
    seat.rest()
    assert field.value() == wanted


def choose_called(seat: Seat, field: ChoiceField[ValueT], words: str) -> None:
    """Go through the choices by the arrows until one stands there that begins so."""
    called = next(n for n in range(field.count()) if field.itemText(n).startswith(words))
    choose(seat, field, field._values[called])


def type_day(seat: Seat, field: QWidget, day: str) -> None:
    """Type a day over what stands there, and leave the field."""
    seat.type_over(field, day)
    seat.keys.key(Qt.Key.Key_Tab)
    seat.rest()


def fill(seat: Seat, fields: Mapping[QWidget, str]) -> None:
    """Type into one field after the other."""
    for field, words in fields.items():
        seat.type_over(field, words)


def settled(seat: Seat, until: Callable[[], bool]) -> None:
    """Wait until that is so and nothing is asked any more."""
    seat.wait(until)
    seat.rest()


# The application


def selected_reference(section: ApplicationsSection) -> str:
    """The reference of the application selected on the board."""
    current = section.table.current
    assert current is not None
    return current.facts.reference


def open_application(seat: Seat, reference: str) -> ApplicationsSection:
    """Go to the board, select this application, and open it by Enter."""
    section = go_to_section(seat, ApplicationsSection)
    if section.back.isVisible():
        seat.press(section.back)
    seat.move_to(section.table, lambda row: row.facts.reference == reference)
    seat.enter()
    return section


def lot_card(section: ApplicationsSection, number: str) -> LotCard:
    """The card of the lot of this number in the application opened."""
    return next(card for card in section.view.assessment.lots.values() if card._lot.lot.number == number)


def score(seat: Seat, section: ApplicationsSection, number: str, given: tuple[str, ...]) -> None:
    """Declare that there is no interest, where that is still to be said; score the lot, a reason each; keep the scores."""
    interest = section.view.assessment.interest
    if interest.none.isVisible():
        seat.press(interest.none)
    card = lot_card(section, number)
    if card.is_folded:
        seat.press(card.fold)
    for row, points in zip(card.rows.values(), given, strict=True):
        seat.tab_to(row.points)
        if points == PASSED:
            seat.keys.key(Qt.Key.Key_Down)  # from "Not yet"
        else:
            seat.keys.text(points)
        seat.type_over(row.reason, "As the answer and the visit show.")
    seat.press(card.save_all)


def moderate(seat: Seat, section: ApplicationsSection, number: str, question: str, points: str) -> None:
    """Agree on one score where the assessors differ."""
    row = next(row for row in lot_card(section, number).rows.values() if row.question.number == question)
    seat.type_over(row.points, points)
    seat.type_over(row.reason, "Agreed after talking it over.")
    seat.press(row.save)


def decide(seat: Seat, section: ApplicationsSection, number: str, reasons: str) -> None:
    """Take the decision that follows from the scores of the lot."""
    card = lot_card(section, number)
    seat.type_over(card.decide.reasons, reasons)
    seat.press(card.decide.save)


def send_letter(seat: Seat, section: ApplicationsSection) -> None:
    """Look at the letter, issue it, and come back."""
    seat.press(section.view.assessment.letter)
    settled(seat, lambda: section.letters.paper is not None)
    seat.press(section.letters.issue)
    seat.press(section.letters.back)


def seal(seat: Seat, section: ApplicationsSection, number: str, value: str, first_day: str, last_day: str) -> None:
    """Award the contract of the admitted lots, sealed today."""
    award = section.view.assessment.award
    fill(seat, {award.number: number, award.value: value})
    type_day(seat, award.sealed_on, "2 Nov 2026")
    type_day(seat, award.first_day, first_day)
    type_day(seat, award.last_day, last_day)
    seat.press(award.award)


# After admission


def select_admission(seat: Seat, service: str, lot: str) -> AdmissionsSection:
    """Find the admission of this service to the lot by typing, and select it."""
    section = go_to_section(seat, AdmissionsSection)
    seat.type_over(section.search, f"{service} {lot}")
    settled(seat, lambda: not section._pause.isActive())
    seat.move_to(section.table, lambda line: (line.summary.service, line.summary.lot) == (service, lot))
    return section


def take_step(seat: Seat, section: AdmissionsSection, title: str, days: Mapping[str, str], reason: str) -> str:
    """Take a step with the admission selected; return what was said that it would do."""
    seat.press(section.view.steps.tabs[title])
    form = section.view.forms[title].form
    for key, day in days.items():
        type_day(seat, form.days[key], day)
    seat.type_over(form.reason, reason)
    seat.rest()
    said = form.consequence.text()
    seat.press(form.press)
    return said


def agree_rate(seat: Seat, lot: str, service: str, price: str, first_day: str) -> RatesSection:
    """Agree the service's first rate in the lot, for what the form asks first."""
    section = go_to_section(seat, RatesSection)
    choose(seat, section.filters.lot, lot)
    choose_called(seat, section.service, service)
    form = section.view.agree
    seat.type_over(form.price, price)
    type_day(seat, form.first_day, first_day)
    seat.type_over(form.note, "Agreed with the contract.")
    seat.rest()
    seat.press(form.save)
    assert section.view.card is not None
    assert section.view.card.service == service
    return section


def uplift(
    seat: Seat, scheme: str, provider: str, percent: str, first_day: str
) -> tuple[Decimal | None, Decimal | None]:
    """Raise all rates of this provider by so many percent: looked at, then applied. Return the first of them, old and new."""
    section = go_to_section(seat, UpliftsSection)
    form = section.form
    choose(seat, form.scope.scheme, scheme)
    seat.press(form.scope.some_providers)
    seat.move_to(form.scope.providers, lambda row: row.name == provider)
    seat.keys.key(Qt.Key.Key_Space)
    seat.type_over(form.amount, percent)
    type_day(seat, form.first_day, first_day)
    seat.press(form.look)
    settled(seat, lambda: form.view.preview is not None)
    line = form.view.table.rows[0]
    seat.press(form.view.apply)
    return line.old, line.new
