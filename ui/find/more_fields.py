"""The rest: scheme and lot, rating, a place free, age, language, wheelchair access."""

from dataclasses import replace

from PySide6.QtWidgets import QSizePolicy, QWidget

from brokerage.domain.search_choices import Choice, SearchChoices
from brokerage.domain.service import Rating
from ui import formats
from ui.find.choices import NO_CHOICES, lots_of
from ui.find.fields import Counts, Fields, counts_of, set_quietly
from ui.find.form import Fault, FindForm
from ui.find.ticks import Ticks
from ui.widgets.choice import ChoiceField, CountField, tick
from ui.widgets.labelled import Labelled

_ANY_AGE, _OLDEST = 0, 120


class SchemeFields(Fields):
    """The scheme, and a lot of it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices = NO_CHOICES
        self._counts: Counts = {}
        self._scheme: ChoiceField[str | None] = _narrow(ChoiceField("Scheme"))
        self._lot: ChoiceField[str | None] = _narrow(ChoiceField("Lot"))
        self._scheme.activated.connect(lambda _index: self._scheme_chosen())
        self._lot.activated.connect(lambda _index: self.changed.emit())
        self.column.addWidget(self._scheme)
        self.column.addWidget(self._lot)
        self.offer(NO_CHOICES)

    def offer(self, choices: SearchChoices) -> None:
        self._choices = choices
        self._offer_schemes()
        self._offer_lots()

    def show_counts(self, counts: Counts) -> None:
        self._counts = counts
        self._offer_schemes()
        self._offer_lots()

    def put(self, form: FindForm) -> None:
        self._choose(self._scheme, form.scheme)
        self._offer_lots()
        self._choose(self._lot, form.lot)

    def take(self, form: FindForm, faults: list[Fault]) -> FindForm:
        return replace(form, scheme=self._scheme.value(), lot=self._lot.value())

    def asked(self, form: FindForm) -> int:
        return int(form.scheme is not None or form.lot is not None)

    def _scheme_chosen(self) -> None:
        self._offer_lots()
        self.changed.emit()

    def _offer_schemes(self) -> None:
        self._offer(self._scheme, "Any scheme", "scheme", self._choices.schemes)

    def _offer_lots(self) -> None:
        self._offer(self._lot, "Any lot", "lot", lots_of(self._choices, self._scheme.value()))

    def _offer(
        self, field: "ChoiceField[str | None]", any_of_them: str, question: str, choices: tuple[Choice, ...]
    ) -> None:
        """Offer the choices, each with how many services there are in it once they are counted."""
        counts = counts_of(self._counts, question)
        counted = ((one.code, f"{one.title} · {counts.get(one.code, 0):,}") for one in choices)
        field.offer([(None, any_of_them), *(counted if self._counts else ((one.code, one.title) for one in choices))])

    def _choose(self, field: "ChoiceField[str | None]", value: str | None) -> None:
        try:
            field.choose(value)
        except ValueError:  # a scheme or lot the council no longer has
            field.choose(None)


class QualityFields(Fields):
    """The regulator's rating, a place free."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ratings = Ticks("Ratings")
        self._ratings.offer(Choice(rating.value, formats.words(rating)) for rating in Rating)
        self._ratings.changed.connect(self.changed)
        self._place_free = tick("A place free", lambda _ticked: self.changed.emit())
        self.column.addWidget(self._place_free)
        self.column.addWidget(self._ratings)

    def show_counts(self, counts: Counts) -> None:
        self._ratings.show_counts(counts_of(counts, "rating"))

    def put(self, form: FindForm) -> None:
        self._ratings.tick(rating.value for rating in form.ratings)
        set_quietly(self._place_free, ticked=form.place_free)

    def take(self, form: FindForm, faults: list[Fault]) -> FindForm:
        ratings = tuple(Rating(code) for code in self._ratings.ticked())
        return replace(form, ratings=ratings, place_free=self._place_free.isChecked())

    def asked(self, form: FindForm) -> int:
        return len(form.ratings) + form.place_free


class PersonFields(Fields):
    """What the person needs of a place: their age, their language, a way in."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._age = CountField("Age", _ANY_AGE, _OLDEST, "years")
        self._age.setSpecialValueText("Any age")
        self._age.valueChanged.connect(lambda _age: self.changed.emit())
        self._language: ChoiceField[str | None] = _narrow(ChoiceField("Language spoken"))
        self._language.activated.connect(lambda _index: self.changed.emit())
        self._wheelchair = tick("Wheelchair access", lambda _ticked: self.changed.emit())
        self.labelled["age"] = Labelled("Age", self._age)
        self.column.addWidget(self.labelled["age"])
        self.column.addWidget(Labelled("Language spoken", self._language))
        self.column.addWidget(self._wheelchair)
        self.offer(NO_CHOICES)

    def offer(self, choices: SearchChoices) -> None:
        self._language.offer([(None, "Any language"), *((one.code, one.title) for one in choices.languages)])

    def put(self, form: FindForm) -> None:
        was_blocked = self._age.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self._age.setValue(form.age if form.age is not None else _ANY_AGE)
        self._age.blockSignals(was_blocked)
        try:
            self._language.choose(form.language)
        except ValueError:  # a language no service speaks any more
            self._language.choose(None)
        set_quietly(self._wheelchair, ticked=form.wheelchair)

    def take(self, form: FindForm, faults: list[Fault]) -> FindForm:
        age = self._age.value()
        return replace(
            form,
            age=None if age == _ANY_AGE else age,
            language=self._language.value(),
            wheelchair=self._wheelchair.isChecked(),
        )

    def asked(self, form: FindForm) -> int:
        return (form.age is not None) + (form.language is not None) + form.wheelchair


def _narrow(field: "ChoiceField[str | None]") -> "ChoiceField[str | None]":
    """A field no wider than its column, however long the titles in it."""
    field.setSizeAdjustPolicy(ChoiceField.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    field.setMinimumContentsLength(8)
    field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return field
