"""A colleague was first: each field they changed, as it was before, as they left it, as it was typed here; and which one stands."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton

from ui.conflicts import NOTHING, Difference, FieldWords, differences, sum_up
from ui.tone import Tone
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.headed_rows import HeadedRows
from ui.widgets.text import body, caption, set_tone

ValueT = TypeVar("ValueT")
_HEADINGS = ("Field", "Before", "Theirs", "Yours", "Stands now")
_STRETCHES = (2, 3, 3, 3, 1)


class ConflictPanel(Card):
    """Out of sight until two changes meet. Nothing is saved here: it only fills the form it stands on."""

    def __init__(self) -> None:
        super().__init__("Changed meanwhile by a colleague")
        self._presses: dict[str, QPushButton] = {}
        self._lines: list[tuple[list[QLabel], QLabel | None]] = []
        self._table = HeadedRows(_HEADINGS, _STRETCHES)
        self.add(
            caption("What only they changed is in the form already. Where both changed a field, yours stands first.")
        )
        self.add(self._table)
        self.hide()

    def meet(
        self,
        before: ValueT,
        mine: ValueT,
        theirs: ValueT,
        fields: Sequence[FieldWords[ValueT]],
        put: Callable[[str, ValueT], object],
        elsewhere: Sequence[Difference] = (),
    ) -> str:
        """Put theirs into the form where mine left it as it was, show every difference, and return what to say of them.

        `put` writes one field of the form from a value; `elsewhere` is what changed beside the form.
        """
        found = differences(before, mine, theirs, fields)
        for each in found:
            if not each.both:
                put(each.name, theirs)
        self._show((*found, *elsewhere), lambda name, is_theirs: put(name, theirs if is_theirs else mine))
        return sum_up((*found, *elsewhere))

    def clear(self) -> None:
        """Take it away: what met is saved, or another thing is in the form."""
        self.hide()

    @property
    def lines(self) -> list[tuple[str, ...]]:
        """What is shown, line by line: field, before, theirs, yours, what stands in the form now."""
        return [(*(cell.text() for cell in cells), stands.text() if stands else "") for cells, stands in self._lines]

    def take_theirs(self, name: str) -> None:
        """Press the button of a field that both changed."""
        self._presses[name].click()

    def _show(self, found: Sequence[Difference], choose: Callable[[str, bool], object]) -> None:
        self._presses, self._lines = {}, []
        grid = self._table.begin()
        for line, each in enumerate(found, start=1):
            self._add(grid, line, each, choose)
        self.setVisible(bool(found))

    def _add(self, grid: QGridLayout, line: int, each: Difference, choose: Callable[[str, bool], object]) -> None:
        words = (f"{each.words[:1].upper()}{each.words[1:]}", each.before, each.theirs, each.shown_mine)
        cells = [body(text or NOTHING, strong=place == 0) for place, text in enumerate(words)]
        for place, cell in enumerate(cells):
            cell.setAccessibleName(f"{_HEADINGS[place]}: {cell.text()}")
            grid.addWidget(cell, line, place, Qt.AlignmentFlag.AlignVCenter)
        stands = None if each.mine is None else body("Theirs" if each.mine == each.before else "The same")
        if stands is not None:
            grid.addWidget(stands, line, len(words), Qt.AlignmentFlag.AlignVCenter)
        if stands is not None and each.both:
            self._presses[each.name] = _choice(each, stands, choose)
            grid.addWidget(self._presses[each.name], line, len(words) + 1, Qt.AlignmentFlag.AlignVCenter)
        self._lines.append((cells, stands))


def _choice(each: Difference, stands: QLabel, choose: Callable[[str, bool], object]) -> QPushButton:
    """The button that lets theirs stand, or mine again; `stands` says which does."""
    is_theirs = False

    def change_over() -> None:
        nonlocal is_theirs
        is_theirs = not is_theirs
        choose(each.name, is_theirs)
        tell()

    def tell() -> None:
        stands.setText("Theirs" if is_theirs else "▲ Yours")
        set_tone(stands, Tone.PLAIN if is_theirs else Tone.WARN)
        _say(press, "Take yours" if is_theirs else "Take theirs", each.words)

    press = button("Take theirs", change_over)
    tell()
    return press


def _say(press: QPushButton, verb: str, field: str) -> None:
    press.setText(verb)
    press.setAccessibleName(f"{verb}: {field}")
