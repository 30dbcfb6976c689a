"""What was typed, fit to stand in a sentence that refuses it."""

LONGEST = 40


def said_back(text: str) -> str:
    """Return the text's first letters on one line, and a ? for each sign that cannot be seen or that a screen would obey."""
    one_line = " ".join(text.split())
    shown = one_line if len(one_line) <= LONGEST else f"{one_line[:LONGEST].rstrip()}…"
    return "".join(sign if sign.isprintable() else "?" for sign in shown)
