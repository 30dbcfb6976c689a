"""How the prices for one thing lie on a day: the picture, its figures and outliers in words, the drift of the median by year."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from brokerage.domain.price_spread import PricePicture, YearMedian
from ui import formats
from ui.desk import Desk, Tone
from ui.market.rates import columns as rate_columns
from ui.market.rates import picture_words as rate_picture_words
from ui.market.rates import words as rate_words
from ui.market.rates.picture import RatePicture
from ui.widgets.card import CARD_MARGIN, Card
from ui.widgets.reflow import Reflow
from ui.widgets.row_table import RowTable
from ui.widgets.text import body, caption, section_title, set_tone

_NARROWEST = 400
_LEGEND = (
    "Box: the middle half of the prices, the line in it the median; thin line: prices that are no outliers. "
    "● a price · ◇ an outlier · ▲ the one selected"
)
_DRIFT = "Median of the rates in force each 1 April."


class RateSpreadView(QWidget):
    """The picture beside the drift.

    Attributes:
        picture: the picture; it tells which price was pressed.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._heading = section_title("")
        self.picture = RatePicture(desk.look)
        self.marked, self.outliers, self._mixed = body(strong=True), body(), body()
        set_tone(self._mixed, Tone.WARN)
        self.years: RowTable[YearMedian] = RowTable(
            "Drift by year", rate_columns.YEARS, desk.look, key=lambda one: one.year, dense=True
        )
        self.years.be_as_tall_as_rows(7)
        self._lay_out(desk)

    def show_picture(self, picture: PricePicture, marked: int | None) -> None:
        """Show this one, the line of this key marked."""
        rates = formats.count(picture.spread.count, "agreed rate")
        self._heading.setText(f"{rates} in force on {formats.day(picture.day)}")
        self.picture.show_picture(picture, marked)
        sentences = (
            (self.marked, rate_picture_words.marked_said(picture, marked)),
            (self.outliers, rate_picture_words.outliers_said(picture)),
            (self._mixed, rate_words.mixed(picture)),
        )
        for label, sentence in sentences:
            label.setText(sentence)
            label.setVisible(bool(sentence))
        self.years.show_rows(picture.drift)

    def _lay_out(self, desk: Desk) -> None:
        spread, drift = Card(), Card("Drift by year")
        for part in (self._heading, self._mixed, self.picture, caption(_LEGEND), self.marked, self.outliers):
            spread.add(part)
        drift.add(caption(_DRIFT))
        drift.add(self.years)
        both = Reflow(desk.look, _NARROWEST, (2, 1))
        both.add(spread)
        both.add(drift)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(CARD_MARGIN)
        column.addWidget(both)
