"""A word that was typed as LIKE takes it: signs that would stand for any letters stand for themselves."""

ESCAPE = "!"
"""What stands before such a sign: no name, title or reference begins with it."""


def escaped(word: str) -> str:
    """Return the word for a pattern whose escape is `ESCAPE`."""
    for sign in (ESCAPE, "%", "_"):
        word = word.replace(sign, ESCAPE + sign)
    return word
