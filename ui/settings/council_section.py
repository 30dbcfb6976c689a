"""The council's own details and its logo, as letters and agreements carry them."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QPlainTextEdit, QWidget

from brokerage.domain.council import Council
from ui.desk import Desk
from ui.failures import describe
from ui.settings.kept_fields import KeptFields
from ui.settings.logo import read_logo
from ui.settings.presenter import COUNCIL_WORDS, NO_COUNCIL
from ui.settings.section import Section, put_words
from ui.widgets.buttons import button
from ui.widgets.card import Card, column, row
from ui.widgets.labelled import Labelled, place_failure
from ui.widgets.reflow import Reflow
from ui.widgets.text import caption
from ui.widgets.wrapped_line import WrappedLine

LOGO_WIDTH, LOGO_HEIGHT = 240, 96
_NARROWEST = 300
_LINES = (
    ("name", "Name", "As letters and agreements carry it."),
    ("department", "Department", ""),
    ("phone", "Telephone", ""),
    ("email", "Email", ""),
    (
        "ocid_prefix",
        "Open data prefix",
        "ocds- and six letters or figures, from the Open Contracting Partnership; empty for none.",
    ),
)
_CONTACTS = (
    ("safeguarding_contact", "Safeguarding contact", "Printed on every agreement."),
    ("information_contact", "Information sharing contact", "Printed on every agreement."),
)


class CouncilSection(Section):
    """Name, address, contacts, logo."""

    title = "Council"

    def __init__(self, desk: Desk) -> None:
        self._lines = {name: QLineEdit() for name, _, _ in _LINES}
        self._contacts = {name: WrappedLine(desk.look) for name, _, _ in _CONTACTS}
        self._address = QPlainTextEdit()
        self._picture = QLabel()
        self._choose = button("Choose logo…", self._choose_logo)
        self._remove = button("Remove logo", self._remove_logo, weight="quiet")
        self._save = button("Save council", self._keep, weight="primary")
        self._logo: bytes | None = None
        super().__init__(desk)
        self._kept_fields = KeptFields(NO_COUNCIL, COUNCIL_WORDS, self._ways_to_put(), self._typed)
        controls: dict[str, QWidget] = {**self._lines, **self._contacts}
        self._fields = {name: Labelled(words, controls[name], hint) for name, words, hint in (*_LINES, *_CONTACTS)} | {
            "address": Labelled("Address", self._address),
            "logo": self._logo_field(),
        }
        self._lay_out()

    def load(self) -> None:
        from brokerage.services.administer import find_council

        self.desk.reads.latest("settings: council", partial(find_council, self.desk.database), self._show)

    def allow(self, *, may_change: bool) -> None:
        for line in self._lines.values():
            line.setReadOnly(not may_change)
        for contact in self._contacts.values():
            contact.setReadOnly(not may_change)
        self._address.setReadOnly(not may_change)
        for press in (self._choose, self._remove, self._save):
            press.setEnabled(may_change)

    def _show(self, council: Council | None) -> None:
        if self._kept_fields.shown is NO_COUNCIL:
            self._kept_fields.show(council or NO_COUNCIL)
        else:
            self.say_what_met(self._kept_fields.renew(council or NO_COUNCIL))

    def _ways_to_put(self) -> dict[str, Callable[[Council], object]]:
        return {
            **{name: partial(self._put_line, name) for name in self._lines},
            **{name: partial(self._put_contact, name) for name in self._contacts},
            "address": lambda council: self._address.setPlainText(council.address),
            "logo": lambda council: self._show_logo(council.logo_png),
        }

    def _put_line(self, name: str, council: Council) -> None:
        put_words(self._lines[name], getattr(council, name))

    def _put_contact(self, name: str, council: Council) -> None:
        self._contacts[name].set_text(getattr(council, name))

    def _typed(self) -> Council:
        return replace(
            self._kept_fields.shown,
            name=self._lines["name"].text(),
            department=self._lines["department"].text(),
            phone=self._lines["phone"].text(),
            email=self._lines["email"].text(),
            ocid_prefix=self._lines["ocid_prefix"].text(),
            safeguarding_contact=self._contacts["safeguarding_contact"].text(),
            information_contact=self._contacts["information_contact"].text(),
            address=self._address.toPlainText(),
            logo_png=self._logo,
        )

    def _keep(self) -> None:
        from brokerage.services.administer import keep_council

        desk = self.desk
        change = partial(keep_council, desk.database, desk.actor, self._typed(), desk.now())
        desk.writes.run(change, self._kept, self._not_kept, while_running=self._save)

    def _kept(self, council: Council) -> None:
        for field in self._fields.values():
            field.clear_error()
        self._kept_fields.show(council)
        self.desk.say("The council’s details are saved. The next agreement carries them.")

    def _not_kept(self, error: Exception) -> None:
        if not place_failure(describe(error), self._fields):
            self.say_refused(error)

    def _choose_logo(self) -> None:
        dialog = QFileDialog(self, "Choose the council’s logo", "", "Pictures (*.png *.jpg *.jpeg)")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self._read_logo(Path(name)))
        dialog.open()

    def _read_logo(self, file: Path) -> None:
        self.desk.reads.latest("settings: logo", partial(read_logo, file), self._show_logo, self._not_kept)

    def _remove_logo(self) -> None:
        self._show_logo(None)

    def _show_logo(self, png: bytes | None) -> None:
        self._logo = png
        picture = QPixmap()
        if png and picture.loadFromData(png):
            fitted = picture.scaled(
                LOGO_WIDTH,
                LOGO_HEIGHT,
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            self._picture.setPixmap(fitted)
        else:
            self._picture.setText("No logo: letters carry the name alone.")
        self._remove.setVisible(bool(png))

    def _logo_field(self) -> Labelled:
        self._picture.setAccessibleName("The council’s logo")
        self._picture.setMinimumHeight(40)
        return Labelled(
            "Logo", self._picture, "A PNG or JPEG picture, at most 4 MB; it is kept at the size letters need."
        )

    def _lay_out(self) -> None:
        fields = Reflow(self.desk.look, _NARROWEST, (1, 1))
        for name in (*self._lines, *self._contacts):
            fields.add(self._fields[name])
        self._address.setFixedHeight(self.desk.look.px(96))
        self._address.setTabChangesFocus(True)
        fields.add(self._fields["address"])
        fields.add(column(self._fields["logo"], row(self._choose, self._remove, None), None))
        card = Card()
        card.add(fields)
        card.add(row(caption("Every change is put on record.", on_one_line=True), None, self._save))
        self.column.addWidget(self._kept_fields.panel)
        self.column.addWidget(card)
        self.column.addStretch(1)
