"""What the tests of Find look at and press."""

from decimal import Decimal

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPushButton, QWidget

from brokerage.domain.errors import Unavailable
from brokerage.domain.offer import SearchCriteria
from brokerage.domain.week_wanted import parse_week
from tests.builders import START
from tests.ui.example_market import WEEK
from ui.find import presenter
from ui.find.page import FindPage

ASKED = SearchCriteria(START, parse_week(WEEK), weekly_budget=Decimal(310))


def services(page: FindPage) -> list[int]:
    return [offer.service_id for offer in page.results.table.rows]


def chips(page: FindPage) -> list[QPushButton]:
    return [chip for chip in page.findChildren(QPushButton, "chip") if chip.isVisible()]


def ways_out(page: FindPage) -> list[QPushButton]:
    return [one for one in page.results.table.findChildren(QPushButton) if one.isVisible()]


def combo(page: FindPage, name: str) -> QComboBox:
    return next(one for one in page.criteria.findChildren(QComboBox) if one.accessibleName() == name)


def column_words(page: FindPage, column: int) -> list[str]:
    model = page.results.table.model
    return [model.index(line, column).data() for line in range(model.rowCount())]


def field(page: QWidget, name: str) -> QLineEdit:
    (found,) = (line for line in page.findChildren(QLineEdit) if line.accessibleName() == name)
    return found


def box(page: FindPage, words: str) -> QCheckBox:
    return next(one for one in page.findChildren(QCheckBox) if one.text() == words)


def fail(*_: object) -> presenter.Answer:
    raise Unavailable("The database does not answer.")
