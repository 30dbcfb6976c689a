"""Gives one service's offer its points, criterion by criterion, each with its reason."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from shiboken6 import isValid

from brokerage.domain.competition import CriterionKind
from brokerage.domain.competition_answer import GivenPoints, check_range, check_reason
from brokerage.domain.competition_criteria import AwardCriterion, say_criterion
from brokerage.domain.competition_summary import Invited
from brokerage.domain.competition_weighing import PointsGiven
from brokerage.domain.errors import BadInput
from ui import formats
from ui.desk import Desk, Tone
from ui.failures import Failure, Family, describe
from ui.market.competitions.reading import CompetitionRead
from ui.widgets.buttons import button
from ui.widgets.card import GAP, column, row
from ui.widgets.faults import faults_of, tell_faults
from ui.widgets.fields_row import fields_row
from ui.widgets.labelled import Labelled, place_failure
from ui.widgets.text import body, set_tone
from ui.widgets.wrapped_line import WrappedLine

_POINTS_WIDTH, _LONGEST_POINTS = 120, 6
Typed = tuple[str, str]
_NOTHING: Typed = ("", "")


class PointsRow(QWidget):
    """One criterion: what it is, and the points with their reason."""

    def __init__(self, desk: Desk, service: str, criterion: AwardCriterion) -> None:
        super().__init__()
        self.criterion = criterion
        self._filled = _NOTHING
        self.points, self.reason = QLineEdit(), WrappedLine(desk.look)
        self.points.setMaxLength(_LONGEST_POINTS)
        self.points.setFixedWidth(desk.look.px(_POINTS_WIDTH))
        desk.look.changed.connect(lambda: self.points.setFixedWidth(desk.look.px(_POINTS_WIDTH)))
        of = f"criterion {criterion.number}, {service}"
        self.points.setAccessibleName(f"Points on {of}")
        self.reason.setAccessibleName(f"Reason for the points on {of}")
        self.fields = {
            "points": Labelled("Points", self.points, f"0 to {criterion.highest_score}"),
            "reason": Labelled("Why", self.reason, "Needed; the letter gives it to the service. Name no person."),
        }
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(4)
        whole.addWidget(body(f"{criterion.number}  {say_criterion(criterion)}", strong=True))
        whole.addLayout(fields_row(self.fields["points"], self.fields["reason"], stretches=(0, 1)))

    @property
    def typed(self) -> Typed:
        """What stands in the form."""
        return self.points.text().strip(), self.reason.text().strip()

    @property
    def is_changed(self) -> bool:
        """Whether something is typed that is not kept."""
        return self.typed != self._filled

    def fill(self, given: PointsGiven | None) -> None:
        """Show what is kept, but for what is being typed."""
        if not self.is_changed:
            self.take(given)

    def take(self, given: PointsGiven | None) -> None:
        """Show what is kept."""
        points, reason = _NOTHING if given is None else (str(given.points), given.reason)
        self.points.setText(points)
        self.reason.set_text(reason)
        self._filled = self.typed

    def take_as_kept(self) -> None:
        """What is typed is kept now."""
        self._filled = self.typed

    def given(self) -> GivenPoints | None:
        """The points as they are typed; None where they cannot be used, which is then said at the field."""
        points, reason = self.typed
        read = partial(_points, self.criterion, points)
        if tell_faults(self.fields, faults_of({"points": read, "reason": partial(check_reason, reason)})):
            return None
        return GivenPoints(self.criterion.number, read(), check_reason(reason))

    def clear_errors(self) -> None:
        """Take the sentences at the fields away."""
        for field in self.fields.values():
            field.clear_error()


class ScoreForm(QWidget):
    """The criteria one below the other, kept together or not at all. What is typed stays until it is kept.

    Signals:
        kept(): the points are kept.
        stale(): a colleague was first; the competition is needed as it stands now.
    """

    kept = Signal()
    stale = Signal()

    def __init__(self, desk: Desk, invited: Invited, criteria: tuple[AwardCriterion, ...]) -> None:
        super().__init__()
        self._desk, self._invited = desk, invited
        self._read: CompetitionRead | None = None
        scored = (one for one in criteria if one.kind is CriterionKind.SCORED)
        self.rows = {one.number: PointsRow(desk, invited.service, one) for one in scored}
        self.wrong = body()
        set_tone(self.wrong, Tone.BAD)
        self.save = button("Keep the points", self._keep, weight="primary")
        self.save.setAccessibleName(f"Keep the points of {invited.service}")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(GAP)
        whole.addLayout(column(*self.rows.values(), self.wrong, gap=12))
        whole.addLayout(row(None, self.save))
        self.wrong.hide()

    def show_competition(self, read: CompetitionRead, invited: Invited) -> None:
        """Show the points of this service as they stand; what is half typed stays while its answer is the same."""
        answers = self._invited.answer, invited.answer
        is_newer = answers[0] is not None and answers[1] is not None and answers[0].answer_id != answers[1].answer_id
        self._read, self._invited = read, invited
        given = next((one.points for one in read.weighed.given if one.service_id == invited.service_id), {})
        for number, made in self.rows.items():
            (made.take if is_newer else made.fill)(given.get(number))

    def _keep(self) -> None:
        self.wrong.hide()
        for made in self.rows.values():
            made.clear_errors()
        changed = [made for made in self.rows.values() if made.is_changed]
        given = [made.given() for made in changed]
        good = tuple(one for one in given if one is not None)
        if not changed:
            self._desk.say("There are no new points to keep: give some with their reason first.", Tone.WARN)
        elif len(good) == len(changed):
            self._send(changed, good)
        else:
            next(made for made, one in zip(changed, given, strict=True) if one is None).given()  # the cursor goes there

    def _send(self, changed: list[PointsRow], given: tuple[GivenPoints, ...]) -> None:
        from brokerage.services.answer_competition import score_answer

        desk, read = self._desk, self._read
        if read is None:
            return
        change = partial(
            score_answer,
            desk.database,
            desk.actor,
            read.summary.reference,
            self._invited.service_id,
            given,
            desk.now(),
            version=read.summary.version,
        )
        desk.writes.run(change, lambda _standing: self._kept(changed), self._refused, while_running=self.save)

    def _kept(self, changed: list[PointsRow]) -> None:
        if isValid(self):
            for made in changed:
                made.take_as_kept()
            self.kept.emit()
        number = formats.count(len(changed), "criterion is", "criteria are")
        self._desk.say(f"{self._invited.service}: the points on {number} kept. The weighing below is worked out anew.")

    def _refused(self, error: Exception) -> None:
        failure = describe(error)
        if failure.family is Family.CONFLICT:
            self._desk.fail(error)
            self.stale.emit()
        elif not self._place(failure):
            self.wrong.setText(f"◆ {failure.sentence}")
            self.wrong.show()
            if not self.wrong.isVisible():  # another page is in front by now
                self._desk.fail(error)

    def _place(self, failure: Failure) -> bool:
        """Show it at the criterion it names, as in `reason 2`."""
        field, _, number = (failure.field or "").partition(" ")
        made = self.rows.get(int(number)) if number.isdecimal() else None
        return made is not None and place_failure(Failure(failure.family, failure.sentence, field), made.fields)


def _points(criterion: AwardCriterion, text: str) -> int:
    if not (text.isdecimal() and text.isascii()):
        raise BadInput(
            f"Criterion {criterion.number} has 0 to {criterion.highest_score} points: give one of them.", "points"
        )
    return check_range(criterion, int(text))
