"""News of free places: what stands, who said it, how old it is; and the fields that record newer news."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from brokerage.domain.changes import Done
from brokerage.domain.errors import BadInput
from brokerage.domain.places_news import PlacesStanding
from ui.desk import Desk, Tone
from ui.market.admissions import places_words
from ui.widgets.buttons import button
from ui.widgets.card import Card, row
from ui.widgets.day_field import DayField, needed_day_of
from ui.widgets.facts import Facts
from ui.widgets.faults import refuse_faults
from ui.widgets.form_run import FormRun
from ui.widgets.labelled import Labelled
from ui.widgets.reflow import Reflow
from ui.widgets.text import body, set_tone

_NARROWEST_FIELD = 170
_LONGEST_COUNT = 6


class PlacesForm(Card):
    """The news of one service. What is typed stays until another service is shown.

    Signals:
        recorded(): news was recorded.
    """

    recorded = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__("Free places")
        self._desk = desk
        self._standing: PlacesStanding | None = None
        self.news = Facts()
        self._why_not, self.consequence = body(), body()
        set_tone(self._why_not, Tone.WARN)
        self.free, self.said_by = QLineEdit(), QLineEdit()
        self.free.setMaxLength(_LONGEST_COUNT)
        self.said_on = DayField("Said on", desk.icons)
        self.save = button("Record the news", self._record)
        self.fields = {
            "places_free": Labelled("Places free", self.free),
            "said_on": Labelled("Said on", self.said_on),
            "said_by": Labelled("Said by", self.said_by, "Whom at the service you heard."),
        }
        self.run = FormRun(desk, self.fields)
        fields = Reflow(desk.look, _NARROWEST_FIELD, (1, 1, 1))
        for field in self.fields.values():
            fields.add(field)
        for part in (self.news, self._why_not, fields, self.consequence):
            self.add(part)
        self.add(row(None, self.save))
        self.free.textChanged.connect(lambda _text: self._tell_consequence())
        self.said_on.day_changed.connect(lambda _day: self._tell_consequence())

    def show_standing(self, standing: PlacesStanding) -> None:
        """Show what stands of this service's places."""
        before, self._standing = self._standing, standing
        if before is None or before.service_id != standing.service_id:
            self._clear()
        self.news.show_facts(places_words.places(standing, self._desk.today()))
        self._tell_consequence()
        self.tell_who_may()

    def tell_who_may(self) -> None:
        """Let who works now type, or only read."""
        sentence = places_words.why_not(self._desk.actor)
        self._why_not.setText(sentence)
        self._why_not.setVisible(bool(sentence))
        for control in (self.said_on, self.save):
            control.setEnabled(not sentence)
        for line in (self.free, self.said_by):
            line.setReadOnly(bool(sentence))

    def _clear(self) -> None:
        self.run.clear_errors()
        self.free.clear()
        self.said_by.clear()
        self.said_on.set_day(self._desk.today())

    def _tell_consequence(self) -> None:
        if self._standing is None:
            return
        try:
            free, said_on = places_words.read_places(self.free.text()), needed_day_of(self.said_on, "said_on")
        except BadInput:
            self.consequence.setText("")
        else:
            self.consequence.setText(places_words.consequence(self._standing, free, said_on))
        self.consequence.setVisible(bool(self.consequence.text()))

    def _record(self) -> None:
        if self._standing is not None:
            self.run.send(partial(self._change, self._standing.service_id), self._recorded, self.save)

    def _change(self, service_id: int) -> Callable[[], Done[PlacesStanding]]:
        from brokerage.services.places_news import record_places_news

        read_free = partial(places_words.read_places, self.free.text())
        read_day = partial(needed_day_of, self.said_on, "said_on")
        read_who = partial(places_words.read_who, self.said_by.text())
        refuse_faults({"places_free": read_free, "said_on": read_day, "said_by": read_who})
        desk, who = self._desk, self.said_by.text()
        return partial(
            record_places_news, desk.database, desk.actor, service_id, read_free(), read_day(), who, desk.now()
        )

    def _recorded(self, standing: PlacesStanding) -> None:
        self._clear()
        self.show_standing(standing)
        self.recorded.emit()
        self._desk.say(places_words.recorded(standing))
