"""Documents of providers: what lapses first, the one selected, and a form to add one."""

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from brokerage.domain.changes import Kind
from brokerage.domain.provider_document import DocumentKind, ProviderDocument
from ui.desk import Desk
from ui.failures import describe
from ui.market.documents import columns as document_columns
from ui.market.documents import words as documents_words
from ui.market.documents.form import DocumentForm
from ui.market.documents.reading import MOST_SHOWN, Shown, read_documents
from ui.market.documents.view import DocumentView
from ui.market.section import Section
from ui.widgets.buttons import button
from ui.widgets.card import CARD_MARGIN, row, scrolled
from ui.widgets.choice import ChoiceField
from ui.widgets.labelled import Labelled
from ui.widgets.reflow import Reflow
from ui.widgets.row_table import RowTable
from ui.widgets.sight import bring_into_sight
from ui.widgets.text import body

MOST_ROWS = 8
_NARROWEST_FILTER = 220
_PAUSE_MS = 150
_LIST = "market: documents"


class DocumentsSection(Section):
    """The list with its filters, the document selected, and the form."""

    title = "Documents"
    shows = frozenset({Kind.PROVIDERS, Kind.SCHEMES})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.search = QLineEdit()
        self.search.setPlaceholderText("Title, provider, service or reference")
        self.search.setClearButtonEnabled(True)
        self.kind: ChoiceField[DocumentKind | None] = ChoiceField(
            "Kind", ((None, "Every kind"), *documents_words.KIND_WORDS.items())
        )
        self.shown: ChoiceField[Shown] = ChoiceField("Show", documents_words.SHOWN_WORDS.items())
        self.counts = body(strong=True)
        self.add = button("Add a document…", lambda: self._begin(None))
        self.table: RowTable[ProviderDocument] = RowTable(
            "Documents by days left",
            document_columns.documents(desk.today()),
            desk.look,
            key=lambda document: document.document_id,
        )
        self.table.view.setObjectName("compact")
        self.table.be_as_tall_as_rows(MOST_ROWS)
        self.form, self.view = DocumentForm(desk), DocumentView(desk)
        self.form.hide()
        self.view.hide()
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._connect()
        self._lay_out()
        self.counts.hide()
        self.table.show_busy("Reading the documents…")

    def load(self) -> None:
        self._pause.stop()
        question = partial(
            read_documents,
            self.desk.database,
            self.kind.value(),
            self.search.text(),
            self.shown.value() or Shown.CURRENT,
            self.desk.today(),
        )
        self.desk.reads.latest(_LIST, question, self._show, self._failed)

    def focus_search(self) -> None:
        self.search.setFocus()

    def _show(self, found: tuple[ProviderDocument, ...]) -> None:
        self.counts.setText(documents_words.counts(found, self.desk.today()))
        self.counts.setVisible(bool(found))
        if not found:
            self.view.hide()
            self._say_empty()
            return
        self.table.show_rows(found[:MOST_SHOWN])
        current = self.table.current
        if current is None:
            self.table.make_current(found[0].document_id)
        else:
            self._show_one(current)

    def _say_empty(self) -> None:
        if self._is_narrowed:
            self.table.show_empty("No document is like this", "Narrow the list less.", "Show all", self._show_all)
        else:
            self.table.show_empty(
                "No document yet",
                "Insurance, registration, policies and signed contracts stand here, what lapses first at the top.",
                "Add a document…",
                lambda: self._begin(None),
            )

    @property
    def _is_narrowed(self) -> bool:
        return (
            bool(self.search.text().strip()) or self.kind.value() is not None or self.shown.value() is not Shown.CURRENT
        )

    def _show_all(self) -> None:
        self.search.clear()
        self.kind.choose(None)
        self.shown.choose(Shown.CURRENT)
        self.load()

    def _failed(self, error: Exception) -> None:
        self.counts.hide()
        self.view.hide()
        self.table.show_failed(describe(error), self.load)

    def _show_one(self, document: ProviderDocument | None) -> None:
        self.view.setVisible(document is not None)
        if document is not None:
            self.view.show_document(document)

    def _begin(self, follows: ProviderDocument | None) -> None:
        self.form.begin(follows)
        self.form.show()
        self.form.choose.setFocus()
        bring_into_sight(self.form.fields["file"])

    def _leave(self) -> None:
        self.form.hide()
        self.add.setFocus()

    def _added(self, document_id: int) -> None:
        self._leave()
        self.table.make_current(document_id)

    def _connect(self) -> None:
        self.table.current_changed.connect(self._show_one)
        self.form.left.connect(self._leave)
        self.form.added.connect(self._added)
        self.view.newer_asked.connect(self._begin)
        self.view.removed.connect(self.table.setFocus)
        self._pause.timeout.connect(self.load)
        self.search.textChanged.connect(lambda _text: self._pause.start())
        for choice in (self.kind, self.shown):
            choice.activated.connect(lambda _index: self.load())

    def _lay_out(self) -> None:
        filters = Reflow(self.desk.look, _NARROWEST_FILTER, (2, 1, 1))
        for field in (Labelled("Find", self.search), Labelled("Kind", self.kind), Labelled("Show", self.shown)):
            filters.add(field)
        heading = row(self.counts, self.add)
        heading.setStretch(0, 1)
        whole = QWidget()
        inner = QVBoxLayout(whole)
        inner.setContentsMargins(0, 0, 8, 0)
        inner.setSpacing(CARD_MARGIN)
        inner.addWidget(filters)
        inner.addLayout(heading)
        for part in (self.form, self.table, self.view):
            inner.addWidget(part)
        inner.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(whole, "Documents, and the one selected"))
