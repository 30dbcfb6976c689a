"""Two changes of one thing: what a colleague saved meanwhile beside what was typed here, field by field. No widgets here."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from ui import formats

ValueT = TypeVar("ValueT")
NOT_HERE = "Not in this form"
NOTHING = "Nothing"


@dataclass(frozen=True, slots=True)
class FieldWords(Generic[ValueT]):
    """How one field of a form is told: the name its control has, its words, what stands in it as text.

    `text` is compared as well as shown: two values that read the same are the same.
    """

    name: str
    words: str
    text: Callable[[ValueT], str]


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that a colleague changed: as it was, as they left it, as it was typed here (None: it is not in the form)."""

    name: str
    words: str
    before: str
    theirs: str
    mine: str | None = None

    @property
    def both(self) -> bool:
        """Whether it was changed here too, to something else: then mine stands until theirs is chosen."""
        return self.mine is not None and self.mine not in (self.before, self.theirs)

    @property
    def shown_mine(self) -> str:
        """What to show as typed here."""
        return NOT_HERE if self.mine is None else self.mine or NOTHING


def differences(
    before: ValueT, mine: ValueT, theirs: ValueT, fields: Sequence[FieldWords[ValueT]]
) -> tuple[Difference, ...]:
    """The fields a colleague changed since, in the form's order."""
    told = (Difference(f.name, f.words, f.text(before), f.text(theirs), f.text(mine)) for f in fields)
    return tuple(each for each in told if each.theirs != each.before)


def sum_up(found: Iterable[Difference]) -> str:
    """What to say of them above the buttons: which fields the colleague changed, and what stands in the form now."""
    shown = tuple(found)
    if not shown:
        return "Nothing that stands on this form is another."
    said = f"Changed meanwhile: {formats.listed(tuple(each.words for each in shown))}."
    both = tuple(each.words for each in shown if each.both)
    if both:
        return f"{said} You both changed {formats.listed(both)}: yours stands until you take theirs."
    return f"{said} Nothing of yours is lost and nothing of theirs."
