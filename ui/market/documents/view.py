"""One document: what it is, whom to ask for the next, and what may be done with it."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from brokerage.domain.changes import Done
from brokerage.domain.provider_document import ProviderDocument, copy_name
from ui.desk import Desk, Tone
from ui.market.documents import words as documents_words
from ui.market.read_only import only_commissioners
from ui.market.reason_form import ReasonForm
from ui.market.reason_typed import Typed
from ui.widgets.buttons import button
from ui.widgets.card import CARD_MARGIN, Card
from ui.widgets.facts import Facts
from ui.widgets.files import ask_where_to_save
from ui.widgets.flow_row import FlowRow
from ui.widgets.text import body, section_title, set_tone

if TYPE_CHECKING:
    from brokerage.services.provider_documents import DocumentKept

_SAVE = "market: save a document"


class DocumentView(QWidget):
    """The cards of one document.

    Signals:
        newer_asked(ProviderDocument): the one that follows it shall be added.
        removed(): it was removed.
    """

    newer_asked = Signal(object)
    removed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.document: ProviderDocument | None = None
        self._heading = section_title("")
        self.facts = Facts()
        self.save = button("Save a copy…", self._choose_file)
        self.newer = button("Add the newer one…", self._ask_for_newer, weight="primary")
        self._why_not = body()
        set_tone(self._why_not, Tone.WARN)
        self.removal = ReasonForm(
            desk,
            "Remove the document",
            (),
            reason_hint="It is kept when the document is not. Name nobody.",
            without_reason="Say why: the reason is kept when the document is not.",
            weight="danger",
        )
        self.removal.pressed.connect(self._remove)
        self._remove_card = Card("If it was kept by mistake")
        self._lay_out()
        desk.actor_changed.connect(lambda _actor: self._tell_who_may())

    def show_document(self, document: ProviderDocument) -> None:
        """Show this one; a reason half typed stays while it is the same document."""
        before, self.document = self.document, document
        self._heading.setText(documents_words.heading(document))
        self.facts.show_facts(documents_words.facts(document, self._desk.today()))
        if before is None or before.document_id != document.document_id:
            self.removal.clear({})
        self.removal.tell(documents_words.before_removal(document))
        self._remove_card.setVisible(document.removal is None)
        self.save.setVisible(document.removal is None)
        self._tell_who_may()

    def save_to(self, path: Path) -> None:
        """Write a copy into this file."""
        from brokerage.services.provider_documents import save_document

        if self.document is not None:
            desk = self._desk
            write = partial(save_document, desk.database, self.document.document_id, path)
            desk.reads.latest(_SAVE, write, lambda written: desk.say(f"The copy is saved as {written.name}."))

    def _choose_file(self) -> None:
        if self.document is not None:
            ask_where_to_save(self, "Save a copy", copy_name(self.document), self.save_to)

    def _ask_for_newer(self) -> None:
        if self.document is not None:
            self.newer_asked.emit(self.document)

    def _remove(self) -> None:
        if self.document is not None:
            self.removal.send(partial(self._removal, self.document.document_id), self._removed)

    def _removal(self, document_id: int, typed: Typed) -> "Callable[[], Done[DocumentKept]]":
        from brokerage.services.provider_documents import remove_document

        desk = self._desk
        return partial(remove_document, desk.database, desk.actor, document_id, typed.reason, desk.now())

    def _removed(self, done: "DocumentKept") -> None:
        self.removal.clear({})
        self.removed.emit()
        self._desk.say(documents_words.removed(done))

    def _tell_who_may(self) -> None:
        sentence = only_commissioners(self._desk.actor, "adds and removes documents")
        self._why_not.setText(sentence)
        self._why_not.setVisible(bool(sentence))
        self.newer.setEnabled(not sentence)
        self.removal.allow(may_change=not sentence)

    def _lay_out(self) -> None:
        buttons = FlowRow()
        for press in (self.save, self.newer):
            buttons.add(press)
        card = Card()
        for part in (self._heading, self._why_not, self.facts, buttons):
            card.add(part)
        self._remove_card.add(self.removal)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(CARD_MARGIN)
        for each in (card, self._remove_card):
            column.addWidget(each)
