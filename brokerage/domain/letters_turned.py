"""Marks in a text that show the letters after them in another order than they stand: on paper a name could be read as another."""

TURN_ABOUT = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def turns_letters_about(text: str) -> bool:
    """Return whether the text has such a mark in it."""
    return not TURN_ABOUT.isdisjoint(text)
