"""A postcode in a file → its place, from the packaged directory."""

from brokerage.domain.errors import BadInput
from brokerage.domain.import_rows import MarketBook, PeopleBook, Place
from brokerage.domain.postcode import normalise_postcode
from brokerage.exchange.district_directory import district_name
from brokerage.exchange.postcode_directory import find_postcode


def find_place_of(text: str) -> Place:
    """Return the place of a postcode, spaced or not, in any case. Raises: BadInput when it is none, or is not known."""
    found = find_postcode(text)
    return Place(found.postcode, found.district_code, found.easting, found.northing)


def place_if_known(text: str) -> tuple[Place | None, str]:
    """Return the place as far as it is known, and a sentence where something is wrong: what others wrote is taken as it is."""
    if not text.strip():
        return None, ""
    try:
        return find_place_of(text), ""
    except BadInput as wrong:
        try:
            return Place(normalise_postcode(text)), wrong.sentence
        except BadInput:
            return None, wrong.sentence


def name_districts(book: MarketBook | PeopleBook) -> None:
    """Give the book the names of the districts its places lie in; a district without a known name keeps its code."""
    entries = book.services if isinstance(book, MarketBook) else book.people
    codes = {entry.place.district_code for entry in entries if entry.place is not None}
    book.district_names.update({code: district_name(code) or code for code in codes if code is not None})
