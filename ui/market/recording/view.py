"""Records an application by hand: scheme, provider, services and lots, the day it came; the answer's day is told before.

What the provider answers and offers may be typed at once, or later. Below it, the same from workbooks that were filled in.
"""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from brokerage.domain.application_form import ApplicationForm, ServiceInLot
from brokerage.domain.application_written import AskedToWrite
from brokerage.domain.applying import ApplicantFound, ApplicationLook, ServiceToApply
from brokerage.domain.errors import BadInput
from brokerage.domain.scheme_overview import SchemeOverview
from ui.desk import Desk, Tone
from ui.failures import describe
from ui.market.recording import words as record_words
from ui.market.recording.lots import LotTicks
from ui.market.recording.new import NewApplicantForm
from ui.market.recording.new_provider import NewProviderForm
from ui.market.recording.new_service import NewServiceForm
from ui.market.recording.provider import ProviderFinder
from ui.market.recording.workbook import WorkbookCard
from ui.market.recording.written import RecordWritten
from ui.widgets.buttons import button
from ui.widgets.card import CARD_MARGIN, Card, row, scrolled
from ui.widgets.choice import ChoiceField
from ui.widgets.day_field import DayField, needed_day_of
from ui.widgets.faults import place_error, refuse_faults
from ui.widgets.labelled import Labelled
from ui.widgets.reflow import Reflow
from ui.widgets.sight import bring_into_sight
from ui.widgets.text import body, set_tone

if TYPE_CHECKING:
    from brokerage.services.application_standing import ApplicationStanding

_NARROWEST_FIELD = 260
_SCHEMES, _LOOK = "market: schemes to apply to", "market: application to record"


class RecordView(QWidget):
    """The form. What is typed stays until it is recorded; a second press records nothing twice.

    Signals:
        left(): back to the board.
        recorded(str): the reference of the application that was recorded.
    """

    left = Signal()
    recorded = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._request_id = uuid4().hex
        self._is_fresh = True
        self.scheme: ChoiceField[str] = ChoiceField("Scheme")
        self.scheme.fit_room()
        self.received = DayField("Day of receipt", desk.icons)
        self.finder = ProviderFinder(desk)
        self.lots = LotTicks()
        self.new_provider, self.new_service = NewProviderForm(desk), NewServiceForm(desk)
        self.add_provider = button("Add a new provider…", self._begin_provider)
        self.add_service = button("Add a service…", lambda: self._begin(self.new_service))
        self._written_for = 0
        self._asks: dict[ServiceInLot, AskedToWrite] = {}
        self._after_look: Callable[[], object] | None = None
        self.written = RecordWritten(desk.look)
        self.workbook = WorkbookCard(desk)
        self.clock, self._notes, self._why_not = body(strong=True), body(), body()
        for label in (self._notes, self._why_not):
            set_tone(label, Tone.WARN)
        self.back = button("Back to the board", self.left.emit, weight="quiet")
        self.save = button("Record the application", self._record, weight="primary")
        self.fields = {
            "scheme": Labelled("Scheme", self.scheme),
            "received_on": Labelled("Received on", self.received, "The day it came in; the clock runs from it."),
            "provider": self.finder.field,
            "asked": Labelled("Services, and the lots they ask to join", self.lots),
        }
        self._connect()
        self._area = self._lay_out()
        self.lots.above = self.new_provider.save

    def begin(self) -> None:
        """Come to the front: with what is half typed, or with today as the day of receipt."""
        from brokerage.services.run_scheme import list_schemes

        if self._is_fresh:
            self.received.set_day(self._desk.today())
            self._is_fresh = False
        question = partial(list_schemes, self._desk.database, self._desk.today())
        self._desk.reads.latest(_SCHEMES, question, self._offer, self._refused)
        self.finder.line.setFocus()

    def _offer(self, schemes: tuple[SchemeOverview, ...]) -> None:
        self.scheme.offer((one.summary.reference, f"{one.summary.reference} · {one.summary.title}") for one in schemes)
        self._look()

    def _look(self) -> None:
        """Ask what would be recorded, as far as it is said."""
        from brokerage.services.look_at_application import look_at_application

        scheme, provider = self.scheme.value(), self.finder.provider
        self.workbook.begin(scheme or "")
        try:
            day = self.received.day()
        except BadInput:
            day = None
        if scheme is None or day is None:
            self._show_nothing()
            return
        known = None if provider is None else provider.provider_id
        question = partial(look_at_application, self._desk.database, scheme, day, known)
        self._desk.reads.latest(_LOOK, question, self._show, self._not_looked)

    def _show(self, look: ApplicationLook) -> None:
        self.clock.setText(record_words.clock(look))
        self._notes.setText(record_words.notes(look))
        self._notes.setVisible(bool(look.notes))
        if self.finder.provider is None:
            self.lots.say(record_words.CHOOSE_FIRST)
        else:
            self._asks = {one.asked: one for one in look.to_write}
            self.lots.show_look(look)
            self.new_service.ask_for(self.finder.provider.provider_id, look.needs)
            self.add_service.setVisible(not record_words.why_not(self._desk.actor))
            then, self._after_look = self._after_look, None
            if then is not None:
                then()

    def _show_nothing(self) -> None:
        self._desk.reads.drop(_LOOK)
        self.clock.clear()
        self._notes.hide()

    def _not_looked(self, error: Exception) -> None:
        self._show_nothing()
        self._refused(error)

    def _record(self) -> None:
        from brokerage.services.receive_application import record_application

        for field in self.fields.values():
            field.clear_error()
        try:
            form = self._typed()
        except BadInput as error:
            self._refused(error)
            return
        written, desk = self.written.typed(), self._desk
        if written is None:
            return
        change = partial(record_application, desk.database, desk.actor, form, desk.today(), desk.now(), written=written)
        desk.writes.run(change, self._recorded, self._refused, while_running=self.save)

    def _typed(self) -> ApplicationForm:
        day = partial(needed_day_of, self.received, "received_on")
        refuse_faults({"scheme": self._chosen_scheme, "received_on": day, "provider": self._provider_id})
        return ApplicationForm(self._request_id, self._chosen_scheme(), self._provider_id(), self.lots.asked(), day())

    def _chosen_scheme(self) -> str:
        scheme = self.scheme.value()
        if scheme is None:
            raise BadInput("There is no scheme to apply to: set one up first.", "scheme")
        return scheme

    def _provider_id(self) -> int:
        if self.finder.provider is None:
            raise BadInput("Choose the provider that applies among those found.", "provider")
        return self.finder.provider.provider_id

    def _recorded(self, standing: "ApplicationStanding") -> None:
        self._request_id = uuid4().hex
        self.finder.clear()
        self.lots.say(record_words.CHOOSE_FIRST)
        self.written.clear()
        self._is_fresh = True
        self.recorded.emit(standing.reference)
        self._desk.say(record_words.recorded(standing))

    def _refused(self, error: Exception) -> None:
        failure = describe(error)
        if not place_error(error, failure, self.fields | self.written.fields):
            self._desk.fail(error)
        elif failure.field == "asked":
            self.lots.focus_first()

    def _ask_what_is_ticked(self) -> None:
        self.written.show_asked([self._asks[one] for one in self.lots.asked() if one in self._asks])

    def _chosen(self, provider: ApplicantFound | None) -> None:
        if provider is not None and provider.provider_id != self._written_for:
            self._written_for = provider.provider_id
            self.written.clear()  # what another provider wrote
        self.lots.say(record_words.CHOOSE_FIRST)
        self.add_service.hide()
        self._after_look = None
        self.add_provider.setVisible(provider is None and not record_words.why_not(self._desk.actor))
        if provider is None:
            self.new_service.hide()
        else:
            self.new_provider.hide()
            self._look()

    def _begin_provider(self) -> None:
        self.new_provider.name_it(self.finder.line.text())
        self.finder.found.hide()
        self._begin(self.new_provider)

    def _begin(self, form: NewApplicantForm) -> None:
        """Bring the form into sight, the cursor in its first field."""
        form.begin()
        QTimer.singleShot(0, form, partial(self._bring_up, form))

    def _bring_up(self, form: NewApplicantForm) -> None:
        for part in (form, form.texts["name"]):  # where not all of it can be seen, its first field
            self._area.ensureWidgetVisible(part)

    def _provider_added(self, provider: ApplicantFound) -> None:
        self.finder.choose(provider)
        self._after_look = partial(self._begin, self.new_service)
        self._desk.say(record_words.provider_added(provider))

    def _service_added(self, service: ServiceToApply) -> None:
        self._after_look = self.lots.focus_first
        self._look()
        self._desk.say(record_words.service_added(service))

    def _tell_who_may(self) -> None:
        sentence = record_words.why_not(self._desk.actor)
        self._why_not.setText(sentence)
        self._why_not.setVisible(bool(sentence))
        self.finder.line.setReadOnly(bool(sentence))
        for control in (
            self.scheme,
            self.received,
            self.lots,
            self.save,
            self.written,
            self.new_provider,
            self.new_service,
        ):
            control.setEnabled(not sentence)
        self.add_provider.setVisible(not sentence and self.finder.provider is None)
        self.add_service.setVisible(not sentence and self.finder.provider is not None)

    def _connect(self) -> None:
        desk = self._desk
        self.finder.chosen.connect(self._chosen)
        self.workbook.recorded.connect(self.recorded)
        self.new_provider.added.connect(self._provider_added)
        self.new_service.added.connect(self._service_added)
        for form, way in ((self.new_provider, self.add_provider), (self.new_service, self.add_service)):
            form.left.connect(form.hide)
            form.left.connect(way.setFocus)
        self.lots.changed.connect(self._ask_what_is_ticked)
        self.written.wanted.connect(bring_into_sight)
        self.scheme.activated.connect(lambda _index: self._look())
        self.received.day_changed.connect(lambda _day: self._look())
        desk.actor_changed.connect(lambda _actor: self._tell_who_may())

    def _lay_out(self) -> QScrollArea:
        card = Card("Record an application")
        fields = Reflow(self._desk.look, _NARROWEST_FIELD, (2, 1))
        for name in ("scheme", "received_on"):
            fields.add(self.fields[name])
        for part in (self._why_not, fields, self.clock, self._notes, self.finder, row(self.add_provider, None)):
            card.add(part)
        parts = (
            *(self.new_provider, self.fields["asked"], self.new_service, row(self.add_service, None)),
            *(self.written, row(None, self.save)),
        )
        for each in parts:
            card.add(each)
        whole = QWidget()
        inner = QVBoxLayout(whole)
        inner.setContentsMargins(0, 0, 8, 0)
        inner.addLayout(row(self.back, None))
        inner.setSpacing(CARD_MARGIN)
        inner.addWidget(card)
        inner.addWidget(self.workbook)
        inner.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        area = scrolled(whole, "An application to record")
        outer.addWidget(area)
        self._notes.hide()
        self._tell_who_may()
        return area
