"""One call-off beside the list: what it is, its money, what happened, and the buttons for the steps open to who works now."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from brokerage.domain.call_off import Step
from brokerage.domain.call_off_summary import CallOffDetail
from brokerage.domain.staff import Job
from ui import formats
from ui.call_off_words import state_tone, state_words
from ui.call_offs import detail_words
from ui.call_offs.columns import price_words
from ui.call_offs.presenter import CAME_TO_NOTHING, may_print
from ui.desk import Desk, Tone
from ui.widgets.buttons import button
from ui.widgets.card import row, scrolled
from ui.widgets.facts import Facts
from ui.widgets.flow_row import FlowRow
from ui.widgets.state_panel import StatePanel
from ui.widgets.text import body, caption, rule, section_title, set_tone

MARGIN = 16


class DetailPanel(QFrame):
    """Everything of one call-off, or that none is selected.

    Signals:
        step_pressed(Step): a step's button.
        agreement_pressed(): show the agreement.
        draft_pressed(): open the draft's form again.
        change_pressed(): open the form that changes it.
        stand_in_pressed(Job): work as somebody of this job.
        person_pressed(int): open the person's record.
        competition_pressed(str): open the small competition it was awarded in.
        search_pressed(): look for another service.
    """

    step_pressed = Signal(object)
    agreement_pressed = Signal()
    draft_pressed = Signal()
    change_pressed = Signal()
    stand_in_pressed = Signal(object)
    person_pressed = Signal(int)
    competition_pressed = Signal(str)
    search_pressed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setAccessibleName("The selected call-off")
        self._desk = desk
        self.detail: CallOffDetail | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._panel = StatePanel()
        self._column.addWidget(self._panel)
        self._shown: QScrollArea | None = None
        self.show_none()

    def show_none(self) -> None:
        """Say that none is selected."""
        self.detail = None
        self._replace(None)
        self._panel.show_empty(
            "No call-off selected", "Choose one in the list to see its money, its steps and its agreement."
        )

    def show_detail(self, detail: CallOffDetail) -> None:
        """Show this call-off; the place scrolled to stays when it is the same one."""
        same = self.detail is not None and self.detail.summary.call_off_id == detail.summary.call_off_id
        scroll = self._shown.verticalScrollBar().value() if same and self._shown is not None else 0
        self.detail = detail
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.setSpacing(10)
        for part in (self._heading, self._actions, self._facts, self._money, self._timeline, self._rest):
            part(detail, column)
        column.addStretch(1)
        area = scrolled(whole, f"Call-off {detail.summary.reference}")
        self._replace(area)
        # Figures stand on one line however large the text: the panel is never scrolled sideways.
        bar = area.verticalScrollBar().sizeHint().width()
        self.setMinimumWidth(whole.minimumSizeHint().width() + bar + 2 * area.frameWidth() + MARGIN)
        area.verticalScrollBar().setValue(scroll)

    def _replace(self, shown: QScrollArea | None) -> None:
        if self._shown is not None:
            self._column.removeWidget(self._shown)
            self._shown.hide()
            self._shown.deleteLater()
        self._shown = shown
        self._panel.setVisible(shown is None)
        if shown is not None:
            self._column.addWidget(shown)

    def _heading(self, detail: CallOffDetail, column: QVBoxLayout) -> None:
        summary = detail.summary
        state = body(state_words(summary.state), strong=True)
        set_tone(state, state_tone(summary.state))
        state.setWordWrap(False)
        title = section_title(summary.reference)
        title.setWordWrap(False)
        heading = FlowRow(gap=16)
        heading.add(title)
        heading.add(state)
        column.addWidget(heading)
        column.addWidget(body(detail_words.headline(detail)))
        column.addWidget(body(summary.next_step, strong=True))

    def _actions(self, detail: CallOffDetail, column: QVBoxLayout) -> None:
        flow = FlowRow()
        for each in detail_words.buttons(detail):
            press = self._press_of(each.step)
            weight = "danger" if each.lets_go else "primary" if each.is_next else "secondary"
            made = button(each.words, press, weight=weight)  # type: ignore[arg-type]  # one of the four weights
            if each.refused:
                made.setEnabled(False)
            flow.add(made)
        if may_print(detail.summary.state):
            flow.add(button("Agreement", self.agreement_pressed.emit))
        if detail.summary.state in CAME_TO_NOTHING:
            flow.add(button("Find another service", self.search_pressed.emit, weight="primary"))
        flow.add(button("Person", lambda: self.person_pressed.emit(detail.summary.person_id), weight="quiet"))
        if detail.competition:
            open_competition = partial(self.competition_pressed.emit, detail.competition)
            flow.add(button("Competition", open_competition, weight="quiet"))
        column.addWidget(flow)
        for each in detail_words.buttons(detail):
            if each.refused:
                column.addWidget(_toned(f"◆ {each.refused}", Tone.WARN))
        for other in detail_words.elsewhere(detail, self._desk.actor):
            self._add_elsewhere(other, column)
        if detail.approval_refused and not self._desk.actor.independent and self._desk.actor.job is Job.APPROVER:
            column.addLayout(row(self._stand_in(Job.APPROVER, "Work as another approver"), None))

    def _add_elsewhere(self, other: detail_words.Elsewhere, column: QVBoxLayout) -> None:
        words = caption(other.sentence)
        if self._desk.actor.independent:
            column.addWidget(words)
            return
        label = f"Work as {'an' if other.job is Job.APPROVER else 'a'} {formats.words(other.job).lower()}"
        column.addWidget(words)
        column.addLayout(row(self._stand_in(other.job, label), None))

    def _stand_in(self, job: Job, label: str) -> QWidget:
        return button(label, lambda: self.stand_in_pressed.emit(job), tip="It is put on record")

    def _press_of(self, step: Step) -> Callable[[], None]:
        if step is Step.RAISE:
            return self.draft_pressed.emit
        if step is Step.CHANGE:
            return self.change_pressed.emit
        return lambda: self.step_pressed.emit(step)

    def _facts(self, detail: CallOffDetail, column: QVBoxLayout) -> None:
        facts = Facts()
        facts.show_facts(detail_words.facts(detail))
        column.addWidget(rule())
        column.addWidget(facts)

    def _money(self, detail: CallOffDetail, column: QVBoxLayout) -> None:
        column.addWidget(rule())
        column.addWidget(section_title("Money"))
        lines = Facts(figures=True)
        lines.show_facts(
            (f"{line.description}, {price_words(line)}", formats.money(line.weekly) + " a week")
            for line in detail.lines
        )
        column.addWidget(lines)
        facts = Facts(figures=True)
        facts.show_facts(detail_words.money_facts(detail))
        column.addWidget(facts)
        column.addWidget(caption(detail_words.convention(detail)))
        column.addWidget(caption(detail_words.evidence(detail)))

    def _timeline(self, detail: CallOffDetail, column: QVBoxLayout) -> None:
        column.addWidget(rule())
        column.addWidget(section_title("What happened"))
        happened = detail_words.timeline(detail)
        if not happened:
            column.addWidget(caption("Nothing yet: it is a draft."))
        for what, who, when, note in happened:
            column.addWidget(body(what, strong=True))
            column.addWidget(caption(f"{who} · {when}"))
            if note:
                column.addWidget(body(note))

    def _rest(self, detail: CallOffDetail, column: QVBoxLayout) -> None:
        decisions = detail_words.approvals(detail)
        if decisions:
            column.addWidget(rule())
            column.addWidget(section_title("Approvals"))
            for sentence, tone in decisions:
                column.addWidget(_toned(sentence, tone))
        editions = detail_words.editions(detail)
        if editions:
            column.addWidget(rule())
            column.addWidget(section_title("Agreement"))
            for sentence in editions:
                column.addWidget(body(sentence))


def _toned(words: str, tone: Tone) -> QWidget:
    label = body(words)
    set_tone(label, tone)
    return label
