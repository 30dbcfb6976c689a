"""What differs between two tellings of the same thing."""

from collections.abc import Sequence

Telling = Sequence[tuple[str, str]]
"""Each thing as what it is about and what it says, in order."""


def words_changed(before: Telling | None, after: Telling) -> tuple[tuple[str, str, str], ...]:
    """Return what differs: what it is about, before, after. Without anything before, all of it, before empty."""
    old = dict(before or ())
    return tuple((what, old.get(what, ""), words) for what, words in after if old.get(what, "") != words)
