"""What people type or paste into a form's texts, made fit to keep, or refused at its field without repeating it."""

import unicodedata

from brokerage.domain.errors import BadInput, UnkeepableText
from brokerage.domain.letters_turned import TURN_ABOUT

LONGEST_NAME = 200
LONGEST_TEXT = 2_000
"""The same lengths as an import allows, in letters."""


def typed_line(text: str, field: str, longest: int = LONGEST_NAME) -> str:
    """Return the text on one line, single blanks between words. Raises: BadInput at the field, for too long a text too."""
    return _refuse_unkeepable(" ".join(text.split()), field, longest)


def typed_text(text: str, field: str, longest: int = LONGEST_TEXT) -> str:
    """Return the text with its lines, no blanks around it. Raises: as `typed_line`."""
    return _refuse_unkeepable("\n".join(line.rstrip() for line in text.strip().splitlines()), field, longest)


def needed_text(text: str, without: str, field: str = "reason") -> str:
    """Return the text as `typed_text` does. Raises: BadInput at the field also where nothing was typed: `without` says so."""
    kept = typed_text(text, field)
    if not kept:
        raise BadInput(without, field)
    return kept


def _refuse_unkeepable(text: str, field: str, longest: int) -> str:
    if len(text) > longest:
        raise UnkeepableText(f"This is {len(text):,} letters long, and {longest:,} can be kept: shorten it.", field)
    if any(
        letter in TURN_ABOUT or unicodedata.category(letter) in ("Cc", "Cs") for letter in text if letter not in "\n\t"
    ):
        raise UnkeepableText(
            "There is a sign in it that cannot be seen or printed, copied along with it: type it by hand.", field
        )
    return text
