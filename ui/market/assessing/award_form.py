"""Awards and seals the contract of admitted lots; from that minute their services are in everybody's search."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from brokerage.domain.contract import Contract, ContractTerms, check_number
from ui.desk import Desk, Tone
from ui.failures import Family, describe
from ui.market.assessing import award_words
from ui.market.assessing.award_signed import SignedCopies
from ui.market.assessing.reading import ApplicationRead
from ui.widgets.buttons import button
from ui.widgets.card import GAP, Card, column, row
from ui.widgets.choice import tick
from ui.widgets.day_field import DayField, day_of, needed_day_of
from ui.widgets.facts import Facts
from ui.widgets.faults import faults_of, tell_faults
from ui.widgets.labelled import Labelled, place_failure
from ui.widgets.money_field import MoneyField
from ui.widgets.reflow import Reflow
from ui.widgets.tab_order import lead_through
from ui.widgets.text import body, set_tone

_NARROWEST_FIELD, _LONGEST_NUMBER = 230, 200


class AwardCard(Card):
    """The contracts there are, and the form for the next. It hides while nothing is admitted.

    Signals:
        awarded(): a contract was awarded, or its signed copy added; the button that was pressed may be gone.
        stale(): a colleague was first; the application is needed as it stands now.
    """

    awarded = Signal()
    stale = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__("Award and seal")
        self._desk = desk
        self._read: ApplicationRead | None = None
        self.contracts = Facts()
        self.wrong = body()
        set_tone(self.wrong, Tone.BAD)
        self.number, self.value = QLineEdit(), MoneyField("Value", zero_allowed=True)
        self.number.setMaxLength(_LONGEST_NUMBER)
        self.first_day, self.last_day = DayField("First day", desk.icons), DayField("Last day", desk.icons)
        self.sealed_on = DayField("Sealed on", desk.icons)
        self.fields = {
            "number": Labelled("Contract number", self.number, "The one it is filed under."),
            "value": Labelled("Value over the whole term", self.value, "An estimate; empty for none."),
            "sealed_on": Labelled("Sealed on", self.sealed_on),
            "first_day": Labelled("First day", self.first_day, "It counts; no call-off before it."),
            "last_day": Labelled("Last day", self.last_day, "Empty: the end of the scheme’s contracts."),
        }
        self.lots: dict[int, QCheckBox] = {}
        self.award = button("Award and seal", self._award, weight="primary")
        self.with_rates = tick(
            "The prices offered become agreed rates from the first day", lambda _ticked: None, ticked=True
        )
        self.signed = SignedCopies(desk, self.with_rates)
        self.signed.added.connect(self.awarded)
        self._form, self._ticks = QWidget(), QVBoxLayout()
        self._lay_out()

    def show_application(self, read: ApplicationRead) -> None:
        """Show its contracts, and ask for the next one; what is typed stays while it is the same application."""
        before, self._read = self._read, read
        if before is None or before.reference != read.reference:
            self._clear()
        shown = read.assessment
        waiting = award_words.waiting(shown)
        self.contracts.show_facts(award_words.facts(read))
        self.contracts.setVisible(bool(read.contracts))
        self.signed.show_contracts(read.detail.summary.facts.provider_id, award_words.unsigned(read, self._desk.actor))
        self._form.setVisible(award_words.may_award(shown, self._desk.actor))
        self.with_rates.setVisible(any(lot.offered for lot in waiting))
        self._offer({lot.application_lot_id: award_words.lot_name(lot) for lot in waiting})
        self.setVisible(bool(waiting or read.contracts))

    def _offer(self, lots: dict[int, str]) -> None:
        if list(lots) == list(self.lots):
            return
        for box in self.lots.values():
            box.hide()
            box.deleteLater()
        self.lots = {lot_id: tick(name, lambda _ticked: None, ticked=True) for lot_id, name in lots.items()}
        for box in self.lots.values():
            self._ticks.addWidget(box)
            lead_through(box, self.with_rates)  # made last, they would come after the button

    def _clear(self) -> None:
        self._offer({})
        self.with_rates.setChecked(True)
        self.number.clear()
        self.value.clear()
        for day in (self.first_day, self.last_day, self.sealed_on):
            day.set_day(None)
        self._clear_errors()

    def _clear_errors(self) -> None:
        for field in self.fields.values():
            field.clear_error()
        self.wrong.hide()

    def _award(self) -> None:
        from brokerage.services.award import award

        self._clear_errors()
        read, desk = self._read, self._desk
        lots = tuple(lot_id for lot_id, box in self.lots.items() if box.isChecked())
        if not lots:
            self._tell_wrong("No lot is ticked: tick those the contract is for.")
        if tell_faults(self.fields, faults_of(self._readers())) or read is None or not lots:
            return
        change = partial(
            award,
            desk.database,
            desk.actor,
            read.reference,
            self._terms(),
            desk.today(),
            desk.now(),
            application_lot_ids=lots,
            with_rates=self.with_rates.isChecked(),
            version=read.assessment.version,
        )
        desk.writes.run(change, self._awarded, self._refused, while_running=self.award)

    def _readers(self) -> dict[str, Callable[[], object]]:
        return {
            "number": lambda: check_number(self.number.text()),
            "value": self.value.amount,
            "sealed_on": partial(needed_day_of, self.sealed_on, "sealed_on"),
            "first_day": partial(needed_day_of, self.first_day, "first_day"),
            "last_day": partial(day_of, self.last_day, "last_day"),
        }

    def _terms(self) -> ContractTerms:
        """What is typed, once every field can be read."""
        return ContractTerms(
            self.number.text(),
            self.value.amount(),
            needed_day_of(self.first_day, "first_day"),
            day_of(self.last_day, "last_day"),
            needed_day_of(self.sealed_on, "sealed_on"),
        )

    def _awarded(self, contract: Contract) -> None:
        self._clear()
        self.awarded.emit()
        self._desk.say(award_words.awarded(contract))

    def _refused(self, error: Exception) -> None:
        failure = describe(error)
        if failure.family is Family.CONFLICT:
            self._desk.fail(error)
            self.stale.emit()
        elif not place_failure(failure, self.fields):
            self._tell_wrong(failure.sentence)
            if not self.wrong.isVisible():  # another page is in front by now
                self._desk.fail(error)

    def _tell_wrong(self, sentence: str) -> None:
        self.wrong.setText(f"◆ {sentence}")
        self.wrong.show()

    def _lay_out(self) -> None:
        fields = Reflow(self._desk.look, _NARROWEST_FIELD, (1, 1, 1))
        for field in self.fields.values():
            fields.add(field)
        lots = column(body("What the contract is for"))
        lots.addLayout(self._ticks)
        whole = QVBoxLayout(self._form)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(GAP)
        whole.addLayout(lots)
        whole.addWidget(self.with_rates)
        whole.addWidget(fields)
        whole.addWidget(self.wrong)
        whole.addLayout(row(None, self.award))
        self.wrong.hide()
        for part in (self.contracts, self.signed, self._form):
            self.add(part)
