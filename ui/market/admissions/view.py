"""One admission: its facts, the steps a commissioner takes with it, its placements, places, renewals and history."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from brokerage.domain.admission_summary import PlacementThere
from ui.desk import Desk, Tone
from ui.market.admissions import words as admission_words
from ui.market.admissions.columns import PLACEMENTS
from ui.market.admissions.form import AdmissionForm
from ui.market.admissions.owner import MOVE
from ui.market.admissions.places_form import PlacesForm
from ui.market.admissions.reading import AdmissionOpened
from ui.market.admissions.step import AdmissionStep
from ui.market.admissions.suspension import LIFT, SUSPEND
from ui.market.admissions.term import REMOVE, RENEW
from ui.market.read_only import only_commissioners
from ui.widgets.card import CARD_MARGIN, Card, column
from ui.widgets.facts import Facts
from ui.widgets.reflow import Reflow
from ui.widgets.row_table import RowTable
from ui.widgets.tab_row import TabRow
from ui.widgets.text import body, section_title, set_tone

STEPS = (SUSPEND, LIFT, RENEW, REMOVE, MOVE)
_MOST_PLACEMENTS = 6
_NARROWEST_CARD = 520


class AdmissionView(QWidget):
    """The cards of one admission.

    Signals:
        stale(): a colleague was first; it is needed as it stands now.
    """

    stale = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.opened: AdmissionOpened | None = None
        self._heading = section_title("")
        self._why_not = body()
        set_tone(self._why_not, Tone.WARN)
        self.facts, self.renewals, self.history = Facts(), Facts(), Facts()
        self._nothing_lapses, self._nothing_done = (
            body("Nothing lapses within 60 days."),
            body("Nothing was done to it yet."),
        )
        self.steps: TabRow[str] = TabRow(
            "Steps with the admission", ((step.title, step.title) for step in STEPS), desk.look
        )
        self.forms = {step.title: self._form(step) for step in STEPS}
        self.placements: RowTable[PlacementThere] = RowTable(
            "Placements under the admission", PLACEMENTS, desk.look, key=lambda each: each.reference, dense=True
        )
        self.placements.be_as_tall_as_rows(_MOST_PLACEMENTS)
        self.places = PlacesForm(desk)
        self.steps.chosen.connect(self.show_step)
        self._lay_out()
        self.show_step(SUSPEND.title)
        desk.actor_changed.connect(lambda _actor: self._tell_who_may())

    def show_opened(self, opened: AdmissionOpened) -> None:
        """Show this one; what is half typed stays while it is the same admission."""
        self.opened = opened
        about, today = opened.detail.summary, self._desk.today()
        self._heading.setText(f"{about.service} · {about.lot}")
        self.facts.show_facts(admission_words.facts(opened, today))
        self.renewals.show_facts(admission_words.renewals(opened, today))
        self._nothing_lapses.setVisible(not opened.line.lapses)
        done = admission_words.history(opened)
        self.history.show_facts(done)
        self._nothing_done.setVisible(not done)
        for form in self.forms.values():
            form.show_opened(opened)
        self._show_placements((*opened.detail.running, *opened.detail.to_start))
        self.places.show_standing(opened.places)
        self._tell_who_may()

    def show_step(self, title: str) -> None:
        """Bring the form of this step to the front."""
        self.steps.open(title)
        for each, form in self.forms.items():
            form.setVisible(each == title)

    def _form(self, step: AdmissionStep) -> AdmissionForm:
        form = AdmissionForm(self._desk, step)
        form.stale.connect(self.stale)
        form.taken.connect(self.steps.tabs[step.title].setFocus)  # what was pressed was disabled meanwhile
        return form

    def _show_placements(self, placements: tuple[PlacementThere, ...]) -> None:
        if placements:
            self.placements.show_rows(placements)
        else:
            self.placements.show_empty("No placement under it", "None runs, and none is raised and still to start.")

    def _tell_who_may(self) -> None:
        sentence = only_commissioners(self._desk.actor, "changes admissions")
        self._why_not.setText(sentence)
        self._why_not.setVisible(bool(sentence))
        for form in self.forms.values():
            form.tell_who_may()
        self.places.tell_who_may()

    def _lay_out(self) -> None:
        about, steps = Card(), Card("What may be done")
        placements, renewals, history = (
            Card("Placements, untouched by all of this"),
            Card("Renewals due"),
            Card("History"),
        )
        about.add(self._heading)
        about.add(self.facts)
        for part in (self._why_not, self.steps, *self.forms.values()):
            steps.add(part)
        placements.add(self.placements)
        for part in (self._nothing_lapses, self.renewals):
            renewals.add(part)
        for part in (self._nothing_done, self.history):
            history.add(part)
        look = self._desk.look
        top, foot = Reflow(look, _NARROWEST_CARD, (1, 1)), Reflow(look, _NARROWEST_CARD, (1, 1))
        top.add(about)
        top.add(column(renewals, history, gap=CARD_MARGIN))
        foot.add(placements)
        foot.add(self.places)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(CARD_MARGIN)
        for each in (top, steps, foot):
            whole.addWidget(each)
