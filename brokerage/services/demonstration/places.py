"""Real postcodes of Kent and Medway that look like streets of homes, chosen by chance that repeats."""

from collections import Counter
from collections.abc import Sequence

from brokerage.exchange.district_directory import district_name
from brokerage.exchange.postcode_directory import DirectoryPostcode, postcodes_in
from brokerage.services.demonstration.ledger import Ledger
from brokerage.services.demonstration.words import words

KENT_AND_MEDWAY = ("E06000035", *(f"E070001{number:02d}" for number in range(5, 17)))
_FIRST_LETTERS = "BCDMT"
"""Of Bromley's, Canterbury's, Dartford's, the Medway's and Tonbridge's postcodes: no others reach into the county."""

_MOST_AT_ONE_SPOT = 2


class Places:
    """Hands out postcodes, each once. Denser towns come up more often, as homes do."""

    def __init__(self, ledger: Ledger, postcodes: Sequence[DirectoryPostcode]) -> None:
        self._ledger = ledger
        # Post-office boxes and large firms have many postcodes at one spot; streets do not.
        spots = [(place.easting, place.northing) for place in postcodes]
        at_spot = Counter(spots)
        self._streets = [
            place for place, spot in zip(postcodes, spots, strict=True) if at_spot[spot] <= _MOST_AT_ONE_SPOT
        ]
        self._taken: set[str] = set()

    def next(self) -> DirectoryPostcode:
        """A postcode nobody has yet."""
        while True:
            place = self._ledger.chance.choice(self._streets)
            if place.postcode not in self._taken:
                self._taken.add(place.postcode)
                return place

    def address(self, place: DirectoryPostcode) -> str:
        """An invented house and street in the postcode's real district."""
        chance = self._ledger.chance
        return f"{chance.randint(1, 99)} {chance.choice(words('streets'))}, {district_name(place.district_code)}"


def county_postcodes() -> tuple[DirectoryPostcode, ...]:
    """Every postcode of Kent and Medway."""
    return tuple(postcodes_in(KENT_AND_MEDWAY, _FIRST_LETTERS))
