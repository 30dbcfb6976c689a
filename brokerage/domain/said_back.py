"""What was typed, fit to stand in a sentence that refuses it."""

LONGEST = 40
LONGEST_FILE_NAME = 255


def said_back(text: str) -> str:
    """Return the text's first letters on one line, and a ? for each sign that cannot be seen or that a screen would obey."""
    one_line = " ".join(text.split())
    shown = one_line if len(one_line) <= LONGEST else f"{one_line[:LONGEST].rstrip()}…"
    return "".join(sign if sign.isprintable() else "?" for sign in shown)


def file_said_back(name: str) -> str:
    """Return the name of a file or folder whole, as long as a disk may hold it; else its first letters."""
    return name if len(name) <= LONGEST_FILE_NAME else said_back(name)
