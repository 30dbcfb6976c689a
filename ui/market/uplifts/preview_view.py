"""What an uplift would do: what it costs on top, every rate before and after behind it, and the press that applies it."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from brokerage.domain.uplift_summary import UpliftPreview
from ui.desk import Desk, Tone
from ui.market.read_only import only_commissioners
from ui.market.uplifts import words as uplift_words
from ui.market.uplifts.columns import LINES
from ui.market.uplifts.words import UpliftLine
from ui.widgets.buttons import button
from ui.widgets.card import GAP, row
from ui.widgets.facts import Facts
from ui.widgets.row_sentence import row_sentence
from ui.widgets.row_table import RowTable
from ui.widgets.text import body, caption, section_title, set_tone

MOST_ROWS = 12


class UpliftPreviewView(QWidget):
    """The preview; out of sight until there is one. Pressing `apply` is for the form that asked.

    Attributes:
        preview: the one shown, if any.
        apply: the button.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.preview: UpliftPreview | None = None
        self._heading = section_title("What it would do")
        self.totals = Facts()
        self._why_not = body()
        set_tone(self._why_not, Tone.WARN)
        self._cut = caption()
        self.table: RowTable[UpliftLine] = RowTable(
            "Each rate before and after", LINES, desk.look, key=lambda line: line.number, dense=True
        )
        self.table.be_as_tall_as_rows(MOST_ROWS)
        self.apply = button("Apply the uplift", lambda: None, weight="primary")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GAP, 0, 0)
        column.setSpacing(GAP)
        for above in (self._heading, self.totals, self._why_not):
            column.addWidget(above)
        column.addLayout(row(None, self.apply))
        for below in (self._cut, self.table, row_sentence(self.table, uplift_words.whole, lambda line: line.tone)):
            column.addWidget(below)
        self.hide()
        desk.actor_changed.connect(lambda _actor: self._tell_who_may())

    def show_busy(self) -> None:
        """Say that it is being worked out."""
        for part in (self.totals, self._why_not, self._cut, self.apply):
            part.hide()
        self.table.show_busy("Working out every rate and its cost…")
        self.show()

    def show_preview(self, preview: UpliftPreview) -> None:
        """Show this one."""
        self.preview = preview
        lines = uplift_words.lines(preview)
        self.totals.show_facts(uplift_words.totals(preview))
        self.totals.show()
        cut = uplift_words.cut_words(len(lines))
        self._cut.setText(cut)
        self._cut.setVisible(bool(cut))
        if lines:
            self.table.show_rows(lines[: uplift_words.MOST_LINES])
        else:
            self.table.show_empty("No rate is agreed here", "Nothing of these lots and providers has a price yet.")
        self._tell_who_may()
        self.show()

    def show_none(self) -> None:
        """Take the preview away."""
        self.preview = None
        self.hide()

    def _tell_who_may(self) -> None:
        if self.preview is None:
            return
        sentence = uplift_words.nothing_raised(self.preview) or only_commissioners(
            self._desk.actor, "raises agreed rates"
        )
        self._why_not.setText(sentence)
        self._why_not.setVisible(bool(sentence))
        self.apply.setVisible(True)
        self.apply.setEnabled(not sentence)
