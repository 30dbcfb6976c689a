"""All that a table's current row says, as a sentence below it: where columns are narrow, or texts large, its cells cut it short."""

from collections.abc import Callable

from PySide6.QtWidgets import QLabel

from ui.tone import Tone
from ui.widgets.row_model import RowT
from ui.widgets.row_table import RowTable
from ui.widgets.text import body, set_tone


def row_sentence(
    table: RowTable[RowT], say: Callable[[RowT], str], tone: Callable[[RowT], Tone] | None = None
) -> QLabel:
    """The sentence, told anew as the table's current row changes; hidden while there is none."""
    label = body()
    label.hide()

    def tell(row: RowT | None) -> None:
        label.setText("" if row is None else say(row))
        if row is not None and tone is not None:
            set_tone(label, tone(row))
        label.setVisible(row is not None)

    table.current_changed.connect(tell)
    return label
