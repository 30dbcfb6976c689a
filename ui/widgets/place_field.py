"""A field for a postcode or a part of one; checked in form only, the directory is asked by the page."""

import re

from PySide6.QtWidgets import QLineEdit

_FULL = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?)([0-9][A-Z]{2})")


class PlaceField(QLineEdit):
    """A postcode as one types it, `me14 2aa`, or an outcode, `ME14`; written in capitals with its space on leaving."""

    def __init__(self, name: str = "Postcode or outcode") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText("ME14 2AA")
        self.editingFinished.connect(self._write_out)

    def place(self) -> str:
        """What is typed, in capitals, with one space where a postcode has it; empty for nothing."""
        bare = "".join(self.text().split()).upper()
        match = _FULL.fullmatch(bare)
        return f"{match[1]} {match[2]}" if match else bare

    def _write_out(self) -> None:
        self.setText(self.place())
