"""What is needed: free words, needs, outcomes."""

from dataclasses import replace

from PySide6.QtWidgets import QLineEdit, QWidget

from brokerage.domain.errors import BadInput
from brokerage.domain.search_choices import SearchChoices
from ui.find.fields import Counts, Fields, counts_of, read_or_keep, set_quietly
from ui.find.form import Fault, FindForm
from ui.find.ticks import Ticks
from ui.widgets.choice import tick
from ui.widgets.labelled import Labelled

LONGEST_TEXT = 120


class NeedFields(Fields):
    """The words and the needs."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tells = True
        self.words = QLineEdit()
        self.words.setAccessibleName("Words to find")
        self.words.setAccessibleDescription("A service, provider, place or activity")
        self.words.setPlaceholderText("cooking, gardening…")
        self.words.setClearButtonEnabled(True)
        self.words.textChanged.connect(self._tell)
        self._needs = Ticks("Needs")
        self._needs.changed.connect(self.changed)
        self.labelled["text"] = Labelled("Words to find", self.words)
        self.column.addWidget(self.labelled["text"])
        self.column.addWidget(self._needs)

    def offer(self, choices: SearchChoices) -> None:
        self._needs.offer(choices.needs)

    def show_counts(self, counts: Counts) -> None:
        self._needs.show_counts(counts_of(counts, "need"))

    def put(self, form: FindForm) -> None:
        if self.words.text().split() != form.text.split():
            self._tells = False
            self.words.setText(form.text)
            self._tells = True
        self._needs.tick(form.needs)

    def take(self, form: FindForm, faults: list[Fault]) -> FindForm:
        text = read_or_keep("text", self._text, form.text, faults)
        return replace(form, text=text, needs=self._needs.ticked())

    def asked(self, form: FindForm) -> int:
        return len(form.needs) + bool(form.text.strip())

    def _text(self) -> str:
        text = self.words.text()
        if len(text) > LONGEST_TEXT:
            raise BadInput(
                f"These words are too long: keep to {LONGEST_TEXT} letters, as in “cooking” or a name.", "text"
            )
        return text

    def _tell(self, _text: str) -> None:
        if self._tells:  # blocking the line's signals would keep its clear button from showing
            self.changed.emit()


class OutcomeFields(Fields):
    """What the person wants to achieve."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._outcomes = Ticks("Outcomes")
        self._outcomes.changed.connect(self.changed)
        self._only = tick("Hide services with none", lambda _ticked: self.changed.emit())
        self._only.setToolTip(
            "Without the tick nothing is hidden: the list says how many of the outcomes a service works towards."
        )
        self.column.addWidget(self._only)
        self.column.addWidget(self._outcomes)

    def offer(self, choices: SearchChoices) -> None:
        self._outcomes.offer(choices.outcomes)

    def show_counts(self, counts: Counts) -> None:
        self._outcomes.show_counts(counts_of(counts, "outcome"))

    def put(self, form: FindForm) -> None:
        self._outcomes.tick(form.outcomes)
        set_quietly(self._only, ticked=form.outcomes_only)

    def take(self, form: FindForm, faults: list[Fault]) -> FindForm:
        return replace(form, outcomes=self._outcomes.ticked(), outcomes_only=self._only.isChecked())

    def asked(self, form: FindForm) -> int:
        return len(form.outcomes)
