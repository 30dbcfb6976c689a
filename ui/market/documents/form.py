"""Adds a document of a provider: the file, what it is, whose it is, and the days it is in force; asked for in the page."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from brokerage.domain.changes import Done
from brokerage.domain.errors import BadInput
from brokerage.domain.provider_document import DocumentKind, ProviderDocument
from ui.desk import Desk, Tone
from ui.market.documents import words as documents_words
from ui.market.documents.reading import keep_said
from ui.market.read_only import only_commissioners
from ui.widgets.buttons import button
from ui.widgets.card import Card, row
from ui.widgets.choice import ChoiceField, tick
from ui.widgets.day_field import DayField, day_of, needed_day_of
from ui.widgets.faults import refuse_faults
from ui.widgets.files import ask_for_file
from ui.widgets.form_run import FormRun
from ui.widgets.labelled import Labelled
from ui.widgets.reflow import Reflow
from ui.widgets.text import body, set_tone

if TYPE_CHECKING:
    from brokerage.services.document_typed import DocumentSaid
    from brokerage.services.provider_documents import DocumentKept

_NARROWEST_FIELD = 260
_OWNERS = ("provider", "service", "contract", "application")
"""Each says whose document it is."""
_FILES = "Documents (*.pdf *.png *.jpg *.jpeg *.docx *.xlsx *.odt *.ods *.txt);;All files (*)"


class DocumentForm(Card):
    """The form. What is typed stays until the document is kept, or another is begun.

    Signals:
        added(int): a document is kept, under this number.
        left(): nothing shall be added now.
    """

    added = Signal(int)
    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__("Add a document")
        self._desk = desk
        self._path: Path | None = None
        self.file, self.choose = QLineEdit(), button("Choose a file…", self._choose_file)
        self.file.setReadOnly(True)
        self.file.setPlaceholderText("No file yet")
        self.kind: ChoiceField[DocumentKind] = ChoiceField("What it is", documents_words.KIND_WORDS.items())
        self.texts = {key: QLineEdit() for key in ("provider", "service", "contract", "application", "title")}
        self.days = {
            "from": DayField("First day in force", desk.icons),
            "to": DayField("Last day in force", desk.icons),
            "received": DayField("Received on", desk.icons),
        }
        self.shortens = tick("It counts though it ends sooner than the insurance on record", lambda _ticked: None)
        self.save = button("Keep the document", self._keep, weight="primary")
        self.leave = button("Not now", self.left.emit, weight="quiet")
        self._why_not = body()
        set_tone(self._why_not, Tone.WARN)
        self.fields = self._labelled()
        self.run = FormRun(desk, self.fields)
        self._lay_out()
        self.kind.currentIndexChanged.connect(lambda _index: self._ask_for_kind())
        desk.actor_changed.connect(lambda _actor: self._tell_who_may())
        self.begin(None)

    def begin(self, follows: ProviderDocument | None) -> None:
        """Begin anew: for the one that follows this document, or for any."""
        self._path = None
        self.file.clear()
        self.shortens.setChecked(False)
        self.run.clear_errors()
        for text in self.texts.values():
            text.clear()
        for day in self.days.values():
            day.set_day(None)
        self.days["received"].set_day(self._desk.today())
        if follows is not None:
            self.kind.choose(follows.kind)
            self.texts["provider"].setText(follows.provider_key)
            self.texts["service"].setText(follows.service)
            self.texts["title"].setText(follows.title)
            self.texts["contract"].setText(follows.contract)
        self._ask_for_kind()
        self._tell_who_may()

    def take_file(self, path: Path) -> None:
        """Take this file as the document; nothing is read before it shall be kept."""
        self._path = path
        self.file.setText(path.name)
        self.fields["file"].clear_error()

    def _choose_file(self) -> None:
        ask_for_file(self, "Choose the document", self.take_file, _FILES)

    def _keep(self) -> None:
        self.run.send(self._change, self._kept, self.save)

    def _change(self) -> "Callable[[], Done[DocumentKept]]":
        desk, days = self._desk, self.days
        refuse_faults(
            {
                "file": self._needed_file,
                "provider": self._needed_owner,
                "from": partial(day_of, days["from"], "from"),
                "to": partial(day_of, days["to"], "to"),
                "received": partial(needed_day_of, days["received"], "received"),
            }
        )
        return partial(keep_said, desk.database, desk.actor, self._said(), self._needed_file(), desk.now())

    def _needed_file(self) -> Path:
        if self._path is None:
            raise BadInput("Choose the file first.", "file")
        return self._path

    def _needed_owner(self) -> None:
        words = (self.texts[key].text() for key in _OWNERS)
        if not any(each.strip() for each in words):
            raise BadInput("Say whose document it is: name the provider, or one of its services.", "provider")

    def _said(self) -> "DocumentSaid":
        from brokerage.services.document_typed import DocumentSaid

        kind = self.kind.value() or DocumentKind.OTHER
        words = {key: text.text() for key, text in self.texts.items()}
        if kind is not DocumentKind.SIGNED_CONTRACT:
            words["contract"] = ""
        return DocumentSaid(
            kind=kind,
            received_on=needed_day_of(self.days["received"], "received"),
            first_day=day_of(self.days["from"], "from"),
            last_day=day_of(self.days["to"], "to"),
            shortens=kind is DocumentKind.INSURANCE and self.shortens.isChecked(),
            **words,
        )

    def _kept(self, done: "DocumentKept") -> None:
        self.begin(None)
        self._desk.say(documents_words.kept(done))
        self.added.emit(done.document.document_id)

    def _ask_for_kind(self) -> None:
        kind = self.kind.value()
        self.shortens.setVisible(kind is DocumentKind.INSURANCE)
        self.fields["contract"].setVisible(kind is DocumentKind.SIGNED_CONTRACT)

    def _tell_who_may(self) -> None:
        sentence = only_commissioners(self._desk.actor, "adds documents") if self._desk.is_open else ""
        self._why_not.setText(sentence)
        self._why_not.setVisible(bool(sentence))
        for control in (self.choose, self.kind, self.shortens, self.save, *self.days.values()):
            control.setEnabled(not sentence)
        for text in self.texts.values():
            text.setReadOnly(bool(sentence))

    def _labelled(self) -> dict[str, Labelled]:
        held = QWidget()
        line = QHBoxLayout(held)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.file, 1)
        line.addWidget(self.choose)
        held.setFocusProxy(self.choose)
        self.file.setAccessibleName("The file chosen")
        texts, days = self.texts, self.days
        return {
            "file": Labelled("File", held, "PDF, picture, DOCX, XLSX, ODT, ODS or text, up to 10 MB."),
            "kind": Labelled("What it is", self.kind),
            "title": Labelled("Title", texts["title"], "Name no person. Empty: as its kind."),
            "provider": Labelled("Provider", texts["provider"], "Name, reference or company number."),
            "service": Labelled("Service", texts["service"], "Empty where it is for all of them."),
            "application": Labelled("Application", texts["application"], "Only where it came with one."),
            "from": Labelled("First day in force", days["from"]),
            "to": Labelled("Last day in force", days["to"], "Empty where it does not lapse."),
            "received": Labelled("Received on", days["received"]),
            "contract": Labelled("Contract", texts["contract"], "The number it was sealed under."),
        }

    def _lay_out(self) -> None:
        fields = Reflow(self._desk.look, _NARROWEST_FIELD, (1, 1, 1))
        for field in self.fields.values():
            fields.add(field)
        for part in (self._why_not, fields, self.shortens):
            self.add(part)
        self.add(row(None, self.leave, self.save))
