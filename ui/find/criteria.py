"""The column of criteria at the left of Find."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from brokerage.domain.search_choices import SearchChoices
from ui.desk import Desk
from ui.find.fields import Counts, Fields
from ui.find.form import Fault, FindForm
from ui.find.more_fields import PersonFields, QualityFields, SchemeFields
from ui.find.need_fields import NeedFields, OutcomeFields
from ui.find.place_fields import DistrictFields, PlaceFields
from ui.find.price_fields import PriceFields
from ui.find.section import Section
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

    def __init__(self, desk: Desk, form: FindForm) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setAccessibleName("What to search for")
        self._look = desk.look
        self._form = form
        self._needs = NeedFields()
        self._groups: tuple[tuple[Section, Fields], ...] = tuple(
            (Section(title, fields, desk.icons, unfolded=unfolded), fields)
            for title, fields, unfolded in (
                ("What is needed", self._needs, True),
                ("Where", PlaceFields(), True),
                ("When", WeekFields(desk), True),
                ("Price", PriceFields(), True),
                ("Outcomes", OutcomeFields(), False),
                ("Districts", DistrictFields(), False),
                ("Scheme and lot", SchemeFields(), False),
                ("Rating and places", QualityFields(), False),
                ("Age and access", PersonFields(), False),
            )
        )
        self._lay_out()
        for _, fields in self._groups:
            fields.changed.connect(self.changed)
        self.show_form(form)

    def offer(self, choices: SearchChoices) -> None:
        """Offer what the council has; what the form asks stays asked."""
        for _, fields in self._groups:
            fields.offer(choices)
            fields.put(self._form)

    def show_counts(self, counts: Counts) -> None:
        """Show how many services there are behind each choice."""
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
        return self._needs.words

    def focus_words(self) -> None:
        """Put the cursor in the free text."""
        self._groups[0][0].unfold()
        self.words.setFocus()
        self.words.selectAll()

    def _tell_asked(self) -> None:
        for section, fields in self._groups:
            section.say_asked(fields.asked(self._form))

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 12, 12, 16)
        column.setSpacing(12)
        for section, _ in self._groups:
            column.addWidget(section)
        column.addStretch(1)
        around = QVBoxLayout(self)
        around.setContentsMargins(1, 1, 1, 1)
        area = scrolled(inside, "What to search for")
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        around.addWidget(area)

    def take_width(self, *, all_of_it: bool) -> None:
        """Take all the width there is, or as much as the fields need beside the results."""
        width = self._look.px(WIDTH)
        self.setMinimumWidth(width)
        self.setMaximumWidth(QWIDGETSIZE_MAX if all_of_it else width)
