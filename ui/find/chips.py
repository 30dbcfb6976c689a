"""Each criterion asked, in a few words, with the form that no longer asks it. No widgets here."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from brokerage.domain.search_choices import SearchChoices
from brokerage.domain.week_wanted import week_in_words
from ui import formats
from ui.find.choices import title_of
from ui.find.form import FindForm

_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Chip:
    """A criterion: its words, and the form without it."""

    words: str
    without: FindForm


def chips_of(form: FindForm, choices: SearchChoices) -> tuple[Chip, ...]:
    """The criteria asked, in the order of the fields. The start day is always asked and is none."""
    return tuple(_chips(form, choices))


def cleared(form: FindForm) -> FindForm:
    """The form with every criterion taken away; the start day and the order stay."""
    return FindForm(start_day=form.start_day, order=form.order)


def loosened(form: FindForm, choices: SearchChoices) -> tuple[Chip, ...]:
    """The ways to ask for less, mildest first: farther away, any day, then each criterion left out."""
    milder = []
    if form.place and form.miles is not None:
        milder.append(Chip(f"the limit of {form.miles:g} miles", replace(form, miles=None)))
    if form.outcomes and form.outcomes_only:
        milder.append(Chip("the limit to these outcomes", replace(form, outcomes_only=False)))
    single = (chip for chip in chips_of(form, choices) if chip.without.outcomes == form.outcomes)
    return (*milder, *(chip for chip in single if chip.without.place or not form.place))


def _chips(form: FindForm, choices: SearchChoices) -> Iterator[Chip]:
    if text := " ".join(form.text.split()):
        yield Chip(f"“{_cut(text)}”", replace(form, text=""))
    for code in form.needs:
        yield Chip(title_of(choices.needs, code), replace(form, needs=_less(form.needs, code)))
    for code in form.outcomes:
        title = title_of(choices.outcomes, code)
        words = title if form.outcomes_only else f"{title} (marked)"
        yield Chip(words, replace(form, outcomes=_less(form.outcomes, code)))
    yield from _where(form, choices)
    if form.week is not None:
        yield Chip(week_in_words(form.week), replace(form, week=None))
    if form.ratio is not None:
        yield Chip(f"ratio {form.ratio}", replace(form, ratio=None))
    if form.budget is not None:
        yield Chip(f"{formats.money(form.budget)} a week", replace(form, budget=None))
    if form.lot is not None:
        yield Chip(title_of(choices.lots, form.lot), replace(form, lot=None))
    elif form.scheme is not None:
        yield Chip(title_of(choices.schemes, form.scheme), replace(form, scheme=None))
    yield from _more(form)


def _where(form: FindForm, choices: SearchChoices) -> Iterator[Chip]:
    if form.place:
        yield Chip(_place(form), replace(form, place=""))
    for code in form.districts:
        yield Chip(title_of(choices.districts, code), replace(form, districts=_less(form.districts, code)))


def _more(form: FindForm) -> Iterator[Chip]:
    if form.transport:
        yield Chip("own transport", replace(form, transport=False))
    for rating in form.ratings:
        kept = tuple(other for other in form.ratings if other is not rating)
        yield Chip(formats.words(rating), replace(form, ratings=kept))
    if form.place_free:
        yield Chip("a place free", replace(form, place_free=False))
    if form.age is not None:
        yield Chip(f"aged {form.age}", replace(form, age=None))
    if form.language is not None:
        yield Chip(form.language, replace(form, language=None))
    if form.wheelchair:
        yield Chip("wheelchair access", replace(form, wheelchair=False))


def _place(form: FindForm) -> str:
    return f"near {form.place}" if form.miles is None else f"within {form.miles:g} miles of {form.place}"


def _cut(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"


def _less(codes: tuple[str, ...], code: str) -> tuple[str, ...]:
    return tuple(other for other in codes if other != code)
