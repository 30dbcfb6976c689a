"""The three families of known failure. Anything else is a bug.

An error's text says what, where and how to mend it, and never carries personal data.
"""

from collections.abc import Mapping


class DeskError(Exception):
    """A failure the program foresaw; `sentence` may be shown as it stands."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class RuleBroken(DeskError):
    """The trade does not allow this; the person at the desk can mend it.

    `figures` holds what the decision rested on, by name, as text ready to show; `field` names the one whose change would mend it.
    """

    def __init__(self, sentence: str, figures: Mapping[str, str] | None = None, field: str | None = None) -> None:
        super().__init__(sentence)
        self.figures: Mapping[str, str] = dict(figures or {})
        self.field = field


class BadInput(RuleBroken):
    """What was typed or read cannot be understood; `field` names where it stood, when that is known."""

    def __init__(self, sentence: str, field: str | None = None) -> None:
        super().__init__(sentence, field=field)


class UnkeepableText(BadInput):
    """A text that is too long to keep, or holds signs nobody sees; its sentence speaks of “it”, so it is shown with its field."""


class Conflict(DeskError):
    """A colleague was first: reload, then decide again."""


class Unavailable(DeskError):
    """The database, a disk or a printer cannot be reached; nothing was changed."""
