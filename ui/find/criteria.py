"""The column of criteria at the left of Find."""

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from brokerage.domain.search_choices import SearchChoices
from ui.desk import Desk
from ui.find.choices import NO_CHOICES
from ui.find.fields import Counts, Fields
from ui.find.form import Fault, FindForm
from ui.find.more_fields import PersonFields, QualityFields, SchemeFields
from ui.find.need_fields import NeedFields, OutcomeFields
from ui.find.place_fields import DistrictFields, PlaceFields
from ui.find.price_fields import PriceFields
from ui.find.section import Section
from ui.find.turns import Turns
from ui.find.week_fields import WeekFields
from ui.widgets.card import scrolled

WIDTH = 264
QWIDGETSIZE_MAX = (1 << 24) - 1  # Qt's own word for no limit


class CriteriaPanel(QFrame):
    """Every field of a search, in groups that fold away.

    Signals:
        changed(): something was typed, ticked or chosen.
    """

    changed = Signal()

    def __init__(self, desk: Desk, form: FindForm, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setAccessibleName("What to search for")
        self._look = desk.look
        self._form = form
        self._inside = self._scrolled_inside()
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(16, 12, 12, 16)
        self._column.setSpacing(12)
        self._choices = NO_CHOICES
        self._counts: Counts = {}
        self._groups: list[tuple[Section, Fields]] = []
        self._late = Turns(self)
        self._folded: list[Callable[[], None]] = []
        self._make_groups(desk)
        self.show_form(form)

    @property
    def is_busy(self) -> bool:
        """Whether a folded group is still to be made."""
        return self._late.is_busy

    def make_folded(self) -> None:
        """Make the groups that are folded away, in the next turns, if they are still to be made."""
        if self._folded:
            self._late.do(self._folded)
            self._folded = []

    def offer(self, choices: SearchChoices) -> None:
        """Offer what the council has; what the form asks stays asked."""
        self._choices = choices
        for _, fields in self._groups:
            fields.offer(choices)
            if self._counts:  # they may have come before the choices they belong to
                fields.show_counts(self._counts)
            fields.put(self._form)

    def show_counts(self, counts: Counts) -> None:
        """Show how many services there are behind each choice."""
        self._counts = counts
        for _, fields in self._groups:
            fields.show_counts(counts)

    def show_form(self, form: FindForm) -> None:
        """Show this form, telling nobody."""
        self._form = form
        for _, fields in self._groups:
            fields.put(form)
        self._tell_asked()
        self.show_faults(())

    def read_form(self) -> tuple[FindForm, tuple[Fault, ...]]:
        """The form as it stands, and what cannot be used; those fields keep what they said last."""
        faults: list[Fault] = []
        for _, fields in self._groups:
            self._form = fields.take(self._form, faults)
        self._tell_asked()
        return self._form, tuple(faults)

    def show_faults(self, faults: Iterable[Fault]) -> bool:
        """Show each sentence at its field, take away all others; False when one belongs to no field here."""
        by_field = {fault.field: fault.sentence for fault in faults}
        for section, fields in self._groups:
            for name, labelled in fields.labelled.items():
                sentence = by_field.pop(name, None)
                if sentence is None:
                    labelled.clear_error()
                else:
                    labelled.show_error(sentence)
                    section.unfold()
        return not by_field

    @property
    def words(self) -> QLineEdit:
        """The line for free text."""
        fields = self._groups[0][1]
        assert isinstance(fields, NeedFields)  # noqa: S101 - the first group, by the list below
        return fields.words

    def focus_words(self) -> None:
        """Put the cursor in the free text."""
        self._groups[0][0].unfold()
        self.words.setFocus()
        self.words.selectAll()

    def _tell_asked(self) -> None:
        for section, fields in self._groups:
            section.say_asked(fields.asked(self._form))

    def _make_groups(self, desk: Desk) -> None:
        """Make the groups that stand open now, of the folded ones the headings: the window shows sooner."""
        for title, make in (
            ("What is needed", NeedFields), ("Where", PlaceFields), ("When", partial(WeekFields, desk)), ("Price", PriceFields),
        ):  # fmt: skip
            self._hold(self._section(title, desk, unfolded=True), make)
        folded: tuple[tuple[str, Callable[[QWidget], Fields]], ...] = (
            ("Outcomes", OutcomeFields),
            ("Districts", DistrictFields),
            ("Scheme and lot", SchemeFields),
            ("Rating and places", QualityFields),
            ("Age and access", PersonFields),
        )
        sections = [(self._section(title, desk, unfolded=False), make) for title, make in folded]
        self._column.addStretch(1)
        self._folded = [partial(self._hold_late, section, make) for section, make in sections]

    def _section(self, title: str, desk: Desk, *, unfolded: bool) -> Section:
        section = Section(title, desk.icons, self._inside, unfolded=unfolded)
        self._column.addWidget(section)
        return section

    def _hold(self, section: Section, make: Callable[[QWidget], Fields]) -> Fields:
        fields = make(section)
        section.hold(fields)
        fields.changed.connect(self.changed)
        self._groups.append((section, fields))
        return fields

    def _hold_late(self, section: Section, make: Callable[[QWidget], Fields]) -> None:
        fields = self._hold(section, make)
        fields.offer(self._choices)
        fields.show_counts(self._counts)
        fields.put(self._form)
        section.say_asked(fields.asked(self._form))

    def _scrolled_inside(self) -> QWidget:
        """The widget that holds the groups, empty and in its place already."""
        inside = QWidget()
        area = scrolled(inside, "What to search for")
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        around = QVBoxLayout(self)
        around.setContentsMargins(1, 1, 1, 1)
        around.addWidget(area)
        return inside

    def take_width(self, *, all_of_it: bool) -> None:
        """Take all the width there is, or as much as the fields need beside the results."""
        width = self._look.px(WIDTH)
        self.setMinimumWidth(width)
        self.setMaximumWidth(QWIDGETSIZE_MAX if all_of_it else width)
