"""How a UK postcode is written. Where one is, the directory of postcodes knows (brokerage.exchange.postcode_directory)."""

import re

from brokerage.domain.errors import BadInput

INCODE_LENGTH = 3
_POSTCODE = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]?[0-9][A-Z]{2}")
_BLANKS = re.compile(r"[\s\N{NO-BREAK SPACE}]+")


def normalise_postcode(text: str) -> str:
    """Returns the postcode in capitals without its space, as it is stored.

    Raises: BadInput naming it when it cannot be a postcode.
    """
    bare = _bare(text)
    if not _POSTCODE.fullmatch(bare):
        raise BadInput(f"“{text.strip()[:12]}” is not a postcode: write it as ME14 1XX.", "postcode")
    return bare


def display_postcode(postcode: str) -> str:
    """Returns the postcode as it is shown, `ME14 1XX`; a text that is no postcode stays as it stands."""
    bare = _bare(postcode)
    return f"{bare[:-INCODE_LENGTH]} {bare[-INCODE_LENGTH:]}" if _POSTCODE.fullmatch(bare) else postcode.strip()


def outcode_of(postcode: str) -> str:
    """Returns the first half, `ME14`, which names an area and no household. Raises: BadInput when it is no postcode."""
    return normalise_postcode(postcode)[:-INCODE_LENGTH]


def _bare(text: str) -> str:
    return _BLANKS.sub("", text).upper()
