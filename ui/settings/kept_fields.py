"""The fields of a form over one thing that a version guards: filled, looked at for changes, and met with a colleague's save."""

from collections.abc import Callable, Mapping, Sequence
from typing import Generic, TypeVar

from brokerage.domain.errors import BadInput
from ui.conflicts import FieldWords
from ui.widgets.conflict_panel import ConflictPanel

ValueT = TypeVar("ValueT")


class KeptFields(Generic[ValueT]):
    """What is shown, what is typed, and which of both stands when a colleague saved in between.

    Attributes:
        shown: the thing as it was last read; its version is the one that saving is asked for.
        panel: where differences are shown.
    """

    def __init__(
        self,
        begun: ValueT,
        words: Sequence[FieldWords[ValueT]],
        puts: Mapping[str, Callable[[ValueT], object]],
        typed: Callable[[], ValueT],
    ) -> None:
        self.shown = begun
        self.panel = ConflictPanel()
        self._words = words
        self._puts = puts
        self._typed = typed
        self._is_own_save_awaited = False

    def show(self, value: ValueT) -> None:
        """Show this thing, whatever was typed."""
        self.shown = value
        self._is_own_save_awaited = False
        self.panel.clear()
        for put in self._puts.values():
            put(value)

    def saved(self) -> None:
        """What is typed is kept now: the next reading is of our own save."""
        self._is_own_save_awaited = True

    def renew(self, value: ValueT) -> str:
        """Show the same thing as it stands now. What is typed stays: then what to say of both is returned, else nothing."""
        if self._is_own_save_awaited or not self._is_edited():
            self.show(value)
            return ""
        try:
            mine = self._typed()
        except BadInput:  # half typed: it stays, and saving it is refused as long as the version is an older one
            return ""
        before, self.shown = self.shown, value
        if before == value:
            return ""
        return self.panel.meet(before, mine, value, self._words, lambda name, either: self._puts[name](either))

    def _is_edited(self) -> bool:
        try:
            mine = self._typed()
        except BadInput:
            return True
        return any(field.text(mine) != field.text(self.shown) for field in self._words)
