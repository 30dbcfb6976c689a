"""Reads the rows of a file that somebody outside the council wrote: nothing in it may show otherwise than it stands."""

from collections.abc import Iterator

from brokerage.domain.letters_turned import turns_letters_about
from brokerage.exchange.columns import Layout, LayoutReader, Row
from brokerage.exchange.sheet import Sheet

_MEND = "There is a sign in it that cannot be seen and turns the letters about: type it by hand."


class OutsideReader(LayoutReader):
    """Reads sheets by their layouts, with a fault for each cell that would be shown otherwise than it stands."""

    def rows(self, sheet: Sheet, layout: Layout) -> Iterator[Row]:
        """Each row below the headings that has anything in it. Raises: as `LayoutReader.rows`."""
        for row in super().rows(sheet, layout):
            fault_letters_turned(row)
            yield row


def fault_letters_turned(row: Row) -> None:
    """Adds a fault to each cell of the row that would be shown otherwise than it stands."""
    for title, text in row.cells.items():
        if turns_letters_about(text):
            row.fault(title, _MEND)
